"""Images: the pixels of one page, and what can be said of them without reading a word.

Grey, ink, outline, orientation, rectification, streaks, bands.
Only numpy and OpenCV; no engine, no text, no file.
"""
