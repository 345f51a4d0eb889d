"""Commands that train what the extractors ship: run by hand, never by the office system."""
