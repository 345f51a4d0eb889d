"""Papers: drafted from the case, changed by a person, filled into a template, made final and frozen.

`matter.py` says what a paper may say of a case, `drafts.py` drafts each kind, `template.py` fills the DOCX,
`writer.py` is the one door to LibreOffice, `shelf.py` keeps the rows.
"""
