"""Text: the words of a document in order (rows, key-values, sections), and finders of things in them.

Names, numbers, addresses, cooperatives, persons, signatures: each finder gives candidates and their spans.
No pixels, and no decision for a kind of document: that is made in case.
"""
