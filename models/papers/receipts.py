"""Tanda terima berkas: number, what was given, by whom; no NIK and no matter of the complaint."""

from collections.abc import Sequence

from models.papers.common import BLANK
from models.papers.content import FREE, Content, Detail, Signer
from models.procedure.stages import PaperKind

KEEP = "Simpan nomor ini untuk menanyakan perkembangan berkas."


def receipt(number: str, lines: Sequence[tuple[str, str]], *, officer: str, giver: str) -> Content:
    """The receipt; `lines`: label and value, empty ones are left out. The template adds the QR code."""
    rows = (("Nomor penelusuran", number), *lines)
    return Content(
        kind=PaperKind.TANDA_TERIMA,
        title="TANDA TERIMA BERKAS",
        details=tuple(Detail(label=label, value=value) for label, value in rows if value),
        closing=(KEEP, FREE),
        signers=(
            Signer(role="Yang menyerahkan", name=giver or BLANK),
            Signer(role="Petugas penerima", name=officer or BLANK),
        ),
    )
