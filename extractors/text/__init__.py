"""Text: the words of a document in order (rows, key-values, sections), and finders of things in them.

Names, numbers, addresses, cooperatives, persons, signatures: a finder gives a candidate with span and source.
No pixels, and no decision for a kind of document: that is made in case.
"""
