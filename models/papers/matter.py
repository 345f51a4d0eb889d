"""What a paper may say of a case. A NIK is no part of it: no paper that leaves the house carries one."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Matter:
    """The case for papers: names in proper case, texts as people confirmed them, "" where unknown."""

    tracking: str
    service: str
    received_on: date
    channel: str
    is_complaint: bool = False
    is_confidential: bool = False
    applicant: str = ""
    applicant_post: str = ""
    address: str = ""
    phone: str = ""
    koperasi: str = ""
    respondent: str = ""
    subject: str = ""
    matter: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    topic: str = ""
    basis: str = ""
    sk_number: str = ""
    doubtful: tuple[str, ...] = field(default_factory=tuple)

    @property
    def reference(self) -> str:
        """`surat Saudara nomor ... tanggal ...`: see models.notice; here from what the matter holds."""
        number = f" nomor {self.letter_number}" if self.letter_number else ""
        return f"surat Saudara{number}"
