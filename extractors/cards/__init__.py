"""Cards: identity cards on a page are found, laid straight, and their rows become the fields of a KTP.

By the geometry of a card's labels; the NIK by several views of the same digits.
What is true of cards only; a letter's words belong to text.
"""
