"""Pixels to nouns: files in, page readings and documents out; knows no Prefect and no database."""
