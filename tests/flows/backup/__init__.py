"""Backups of data folders: plain, sealed, of PostgreSQL, and what is told of them."""
