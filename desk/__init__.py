"""The review desk and its database."""
