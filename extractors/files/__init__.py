"""Files: strangers' bytes become page images, and nothing worse.

Magic bytes, guards, the door to pdfium, a PDF's text layer, pictures of pages; and the reading children, the
confined processes in which all of it happens (limits, Landlock and seccomp, turns among files).
What opens, writes or confines files belongs here; what looks at pixels belongs to image.
"""
