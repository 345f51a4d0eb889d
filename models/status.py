"""The states of a case on the desk and the moves allowed between them."""

from enum import StrEnum


class CaseStatus(StrEnum):
    """Where a case stands; the words people see are in STATUS_LABELS."""

    DITERIMA = "diterima"
    MENUNGGU = "menunggu"
    DIKEMBALIKAN = "dikembalikan"
    DITUNDA = "ditunda"
    DISETUJUI = "disetujui"
    DITOLAK = "ditolak"
    SELESAI = "selesai"
    DIARSIPKAN = "diarsipkan"
    GAGAL = "gagal"


STATUS_LABELS: dict[CaseStatus, str] = {
    CaseStatus.DITERIMA: "Diterima",
    CaseStatus.MENUNGGU: "Menunggu pemeriksaan",
    CaseStatus.DIKEMBALIKAN: "Dikembalikan - perlu dilengkapi",
    CaseStatus.DITUNDA: "Ditunda",
    CaseStatus.DISETUJUI: "Disetujui",
    CaseStatus.DITOLAK: "Ditolak",
    CaseStatus.SELESAI: "Selesai",
    CaseStatus.DIARSIPKAN: "Diarsipkan",
    CaseStatus.GAGAL: "Gagal dibaca",
}

TRANSITIONS: dict[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.DITERIMA: frozenset({CaseStatus.MENUNGGU, CaseStatus.GAGAL}),
    CaseStatus.MENUNGGU: frozenset(
        {
            CaseStatus.DITERIMA,
            CaseStatus.DIKEMBALIKAN,
            CaseStatus.DITUNDA,
            CaseStatus.DISETUJUI,
            CaseStatus.DITOLAK,
        }
    ),
    CaseStatus.DIKEMBALIKAN: frozenset({CaseStatus.DITERIMA, CaseStatus.MENUNGGU}),
    CaseStatus.DITUNDA: frozenset({CaseStatus.MENUNGGU}),
    CaseStatus.DISETUJUI: frozenset({CaseStatus.SELESAI}),
    CaseStatus.DITOLAK: frozenset({CaseStatus.DIARSIPKAN}),
    CaseStatus.SELESAI: frozenset({CaseStatus.DIARSIPKAN}),
    CaseStatus.DIARSIPKAN: frozenset(),
    CaseStatus.GAGAL: frozenset({CaseStatus.DITERIMA}),
}


def may_move(old: CaseStatus, new: CaseStatus) -> bool:
    """Whether a case may go from `old` to `new`."""
    return new in TRANSITIONS[old]
