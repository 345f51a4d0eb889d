"""Handwriting line by line: what was read beside its ink, what a person types, what follows for the fields.

`lines.py` makes a case's lines ready for the page, `carried.py` says what a field's value becomes when its
line is put right, `saving.py` keeps what was typed; `archived.py` does the same for letters of an archive.
"""
