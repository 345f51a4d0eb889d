"""Fields: what a value is: span, candidate, labels and phrases, normalisation, and how sure it is.

Vocabulary and figures lie in data files; nothing here searches a document or looks at a pixel.
What every other room may use; it uses none of them.
"""
