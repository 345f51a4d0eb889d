"""Invented documents and the seeded generator that makes them."""
