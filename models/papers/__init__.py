"""The office's papers as plain values: what each says (a file a family), before any template or file format.

`content.py` is the one shape of all; builders take a `Matter` (what a paper may say of a case) and the
office.
"""
