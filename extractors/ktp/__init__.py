"""A straightened card to the fields of a KTP."""

from extractors.ktp.ktp import ktp_document, read_card

__all__ = ["ktp_document", "read_card"]
