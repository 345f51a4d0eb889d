"""An invented complaint written by hand, as the machine would read it: lines with sure and unsure words."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from desk.intake import admission, leases, readings
from desk.intake.values import Arrival, StoredFile
from models.case import Channel
from models.document import Document, Kind, PageRef
from models.field import ABSENT, Box, Field
from models.field_spec import FIELD_NAMES
from models.page import Line, PageReading, Word
from models.paths import DataFolder
from tests.desk import factory

UNSURE, SURE = 0.55, 0.96
RECEIVED = date(2026, 11, 24)


@dataclass(frozen=True)
class Written:
    """A line as it was written and as it was read; words in `unsure` are doubtful. `fields`: name -> what the
    machine took from it (its value)."""

    truth: str
    read: str
    unsure: frozenset[str] = frozenset()
    fields: Mapping[str, str] | None = None


def line(truth: str, read: str, *unsure: str, **fields: str) -> Written:
    """A line of the letter."""
    return Written(truth, read, frozenset(unsure), fields)


NIK = factory.invented_nik(7)
LETTER = (
    line("Jombang, 20 November 2026", "Jombang, 20 Nopember 2026", tanggal_surat="20 Nopember 2026"),
    line("Nama : Siti Aminah", "Nama : Sili Aminah", "Sili", pelapor_nama="Sili Aminah"),
    line(f"NIK : {NIK}", f"NIK : {NIK}", pelapor_nik=NIK),
    line("Alamat : Dusun Krajan RT 3", "Alamat : Dusun Kraian RT 3", "Kraian",
         pelapor_alamat="Dusun Kraian RT 3"),
    line("Simpanan saya di KSP Mekar Jaya", "Simpanan saya di KSP Mekan Jaya", "Mekan"),
    line("tidak dapat diambil sejak Maret", "tidak dapat diambil seiak Maret", "seiak"),
    line("padahal sudah tiga kali diminta.", "padahal sudah tiga kali diminta."),
)  # fmt: skip
MATTER = (4, 5, 6)
"""Lines of the complaint's matter."""


def box_of(row: int) -> Box:
    """Where line number `row` stands."""
    top = 0.08 + row * 0.045
    return (0.1, top, 0.9, top + 0.034)


def read_line(written: Written, row: int) -> Line:
    """The line with its words side by side."""
    words, box = written.read.split(), box_of(row)
    step = (box[2] - box[0]) / len(words)
    return Line(
        words=tuple(
            Word(
                text=word,
                box=(box[0] + at * step, box[1], box[0] + (at + 0.9) * step, box[3]),
                confidence=UNSURE if word in written.unsure else SURE,
            )
            for at, word in enumerate(words)
        ),
        box=box,
    )


def document(letter: Sequence[Written], file: str) -> Document:
    """The complaint with its fields where they were read."""
    fields = dict.fromkeys(FIELD_NAMES[Kind.SURAT_PENGADUAN], ABSENT)
    for row, written in enumerate(letter):
        for name, raw in (written.fields or {}).items():
            value = "2026-11-20" if name == "tanggal_surat" else raw
            fields[name] = Field(
                value=value, raw=raw, confidence=0.5, needs_review=True, page=1, box=box_of(row)
            )
    if len(letter) > max(MATTER):
        first, last = box_of(MATTER[0]), box_of(MATTER[-1])
        text = " ".join(letter[row].read for row in MATTER)
        fields["materi_pengaduan"] = Field(
            value=text, raw=text, confidence=0.5, needs_review=True, page=1,
            box=(first[0], first[1], last[2], last[3]),
        )  # fmt: skip
    return Document(kind=Kind.SURAT_PENGADUAN, pages=(PageRef(file=file, page=1),), fields=fields)


def reading(letter: Sequence[Written], file: str) -> PageReading:
    """The page as it was read."""
    return PageReading(
        file=file, number=1, width=factory.PAGE[0], height=factory.PAGE[1], reader="rapidocr",
        lines=tuple(read_line(written, row) for row, written in enumerate(letter)),
        kinds=((Kind.SURAT_PENGADUAN, 0.9),), is_handwritten=True,
    )  # fmt: skip


def picture(letter: Sequence[Written]) -> bytes:
    """The page with the lines as they were written."""
    image = Image.new("RGB", factory.PAGE, "white")
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(factory.FONT, 40)
    pen.text((80, 50), "CONTOH", fill="#444", font=font)
    for row, written in enumerate(letter):
        x0, top, _, _ = box_of(row)
        pen.text((x0 * factory.PAGE[0], top * factory.PAGE[1]), written.truth, fill="#1a2a6c", font=font)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def admit(data: Path, number: int, letter: Sequence[Written] = LETTER) -> str:
    """The letter as a waiting case; its id."""
    sha, file = hashlib.sha256(f"tulisan {number} {data}".encode()).hexdigest(), f"tulisan-{number}.jpg"
    folder = DataFolder(data)
    for path, content in (
        (folder.page_image(sha, 1), picture(letter)),
        (folder.stored(sha, ".jpg"), picture(letter)),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    arrival = Arrival(
        f"tulisan-{number}",
        Channel.KOTAK_ADUAN,
        factory.at_nine(RECEIVED),
        (StoredFile(sha, file, 1000, ".jpg"),),
    )
    admitted = admission.admit(arrival)
    assert leases.take_case(admitted.case_id, "uji")
    case = factory.judged([document(letter, file)], Channel.KOTAK_ADUAN, RECEIVED)
    assert readings.save_reading(admitted.case_id, "uji", case, [reading(letter, file)])
    return admitted.case_id
