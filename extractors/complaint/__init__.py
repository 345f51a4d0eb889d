"""Complaint letters: who complains of whom, and what about; typed or written by hand, on forms or free."""

from extractors.complaint.complaint import complaint_fields

__all__ = ["complaint_fields"]
