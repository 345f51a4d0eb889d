"""Files: bytes become page images.

Magic bytes, guards against hostile files, the door to pdfium, a PDF's own text layer, pictures of pages.
What opens or writes a file of pixels belongs here; what looks at the pixels belongs to image.
"""
