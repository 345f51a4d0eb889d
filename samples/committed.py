"""The few samples that are committed: one of each kind and channel, small enough for the repository.

`berkas demo` and the tests use them where no typefaces are installed. They are made anew only by
`python -m samples --committed`, and then looked at before they are committed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.case import Channel
from samples.bundle import SampleCase
from samples.make import Wish, make_case
from samples.splits import Level, Split
from samples.writer import write_case

FOLDER = Path(__file__).parent / "committed"
DPI, QUALITY = 150, 62
"""Coarser than a good scan, to keep the whole folder under 3 MB."""
SEED = 2026
TRIES = 400


@dataclass(frozen=True)
class Pick:
    """The first sample of a part whose family fits, under a telling name."""

    name: str
    part: str
    family: str
    level: Level
    channel: Channel
    extension: str = ""


PICKS = (
    Pick("surat-dan-ktp", "bundles", "berkas_satu_pdf", Level.CLEAN, Channel.LOKET, "pdf"),
    Pick("surat-ktp-terpisah", "bundles", "berkas_folder", Level.MEDIUM, Channel.EMAIL),
    Pick("surat-koperasi-lembaga", "bundles", "berkas_lembaga", Level.CLEAN, Channel.LOKET, "pdf"),
    Pick("surat-tanpa-tanda-tangan", "bundles", "berkas_tanpa_ttd", Level.MEDIUM, Channel.TELEPON, "pdf"),
    Pick("fotokopi-ktp", "ktp", "ktp_both_sides", Level.MEDIUM, Channel.WHATSAPP, "jpg"),
    Pick("surat-digital", "letters", "anggota_termohon", Level.CLEAN, Channel.SP4N_LAPOR, "pdf"),
    Pick("aduan-tulisan-tangan", "complaints", "tulis_tangan_atas", Level.MEDIUM, Channel.KOTAK_ADUAN, "jpg"),
    Pick("aduan-pelayanan", "complaints", "ketik_identitas", Level.MEDIUM, Channel.MEDIA_SOSIAL, "tif"),
)  # fmt: skip


def committed_cases() -> Iterator[SampleCase]:
    """The cases of PICKS, found by trying numbers in turn."""
    for pick in PICKS:
        wish = Wish(pick.name, pick.channel, (DPI, QUALITY))
        tried = (_try(pick, number, wish) for number in range(TRIES))
        yield next(case for case in tried if _fits(case, pick))


def _try(pick: Pick, number: int, wish: Wish) -> SampleCase:
    return make_case(pick.part, number, split=Split.TUNE, seed=SEED, level=pick.level, wish=wish)


def _fits(case: SampleCase, pick: Pick) -> bool:
    if case.expected.label.family != pick.family:
        return False
    if pick.name == "surat-digital" and not case.files[0].sheets:
        return False
    return not pick.extension or case.files[0].name.endswith(pick.extension)


def write_committed(folder: Path = FOLDER) -> None:
    """Write all of them into the folder."""
    for case in committed_cases():
        print(write_case(case, folder))
