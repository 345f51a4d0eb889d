"""Letters by many voices as paper: tagged text files (samples/corpus) to pages with their truth.

`tagged` reads the text, `faults` says what breaks its rules, `truth` gives the values, the other modules
draw the pages. What belongs here: whatever is asked of any folder of such files, nothing of one voice.
"""
