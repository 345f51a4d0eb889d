"""The last bytes of whole files; their first ones are models/file_type.py's."""

JPEG_END = b"\xff\xd9"
PNG_END = b"IEND"
PDF_END = b"%%EOF"
