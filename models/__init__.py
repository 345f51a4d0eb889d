"""The nouns of berkas and their pure rules; imports pydantic and the standard library only."""
