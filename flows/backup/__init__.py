"""Backup and restore of a data folder; `take` writes one, `bring_back` makes a folder of it again.

Here goes what copies, lists, checks and puts back; what a person types is in flows/commands. Nothing here
knows Django: the database is copied as a file or by PostgreSQL's own programs (`databases`).
"""
