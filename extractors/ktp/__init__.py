"""A straightened card to the fields of a KTP, and the cards of a case to its documents."""

from extractors.ktp.documents import ktp_document
from extractors.ktp.ktp import read_card

__all__ = ["ktp_document", "read_card"]
