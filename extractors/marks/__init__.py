"""Marks: signatures, stamps, meterai and codes: the ink on a page that is no print.

One shape of mark is one file; `marks.find_marks` weighs them.
Pixels and words of a page in, models.page.Mark out.
"""
