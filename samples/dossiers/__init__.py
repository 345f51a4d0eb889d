"""Whole files of a case with one trap each, and closings of letters by hands and stamps met nowhere else.

For measuring only: whether an unsigned letter is called signed, whether an incomplete file is called
`lengkap`. Nothing that is drawn here may be used to fit a reader.
"""
