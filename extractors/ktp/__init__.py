"""A straightened card to the fields of a KTP (ktp.py), and the cards of a case to its documents."""
