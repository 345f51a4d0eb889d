"""PDF/A before a validator: PDFBox's Preflight (Apache-2.0), from Debian (scripts/packages-dev.txt).

Preflight knows PDF/A-1b alone. What 2b allows beyond that and our files use is the version of the PDF and of
the colour profile; a copy that calls itself 1b must have no other fault. veraPDF, which knows 2b, is in none
of the registries that the project uses.
"""

import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
import pikepdf

from flows.archive.pdfa import Facts, PdfPage, write_pdf
from models.page import Line, Word
from tests.flows.archive.test_parts import picture

JARS = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "preflight", "pdfbox2", "pdfbox2-tools", "xmpbox", "fontbox2", "commons-logging", "javax.activation",
        "jaxb-api",
    )
]  # fmt: skip
ALLOWED_BY_2B = "Invalid version of the ICCProfile"


def letter() -> bytes:
    """A grey page, a colour page and a bitonal one, each with words."""
    word = Word(text="Pengaduan & saran", box=(0.1, 0.2, 0.4, 0.23), confidence=1.0)
    words = Line(words=(word,), box=word.box)
    group4 = picture("1", "TIFF", compression="group4", tiffinfo={278: 877})
    images = (picture("L", "JPEG"), picture("RGB", "JPEG"), group4)
    facts = Facts("Surat <uji> & lain", "kotak_aduan", "ab" * 32, datetime(2019, 3, 3, tzinfo=UTC))
    return write_pdf([PdfPage(image, 75.0, (words,)) for image in images], facts)


def as_1b(content: bytes, path: Path) -> None:
    """The same file under the name of 1b."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<")
        pdf.Root.Metadata.write(xmp)
        pdf.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            force_version="1.4",
            fix_metadata_version=False,
        )


def faults(path: Path) -> list[str]:
    """What Preflight finds."""
    command = [
        "java",
        "-cp",
        ":".join(map(str, JARS)),
        "org.apache.pdfbox.preflight.Validator_A1b",
        str(path),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    assert any("valid PDF/A-1b file" in line for line in said), said
    return [line for line in said if line[:1].isdigit()]


def test_preflight_finds_no_fault_beyond_what_2b_allows(tmp_path: Path) -> None:
    as_1b(letter(), tmp_path / "surat.pdf")
    assert [fault for fault in faults(tmp_path / "surat.pdf") if ALLOWED_BY_2B not in fault] == []


def test_preflight_would_find_a_fault(tmp_path: Path) -> None:
    content = letter()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.pages[0].Contents = pikepdf.Stream(
            pdf, pdf.pages[0].Contents.read_bytes().replace(b"3 Tr", b"0 Tr")
        )
        out = io.BytesIO()
        pdf.save(out)
    as_1b(out.getvalue(), tmp_path / "surat.pdf")
    assert any("font" in fault.lower() for fault in faults(tmp_path / "surat.pdf"))


def line(**boxes: tuple[float, float, float, float]) -> Line:
    words = tuple(Word(text=text, box=box, confidence=1.0) for text, box in boxes.items())
    sides = list(zip(*boxes.values(), strict=True))
    return Line(words=words, box=(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])))


def test_words_of_a_line_are_taken_out_as_one_line() -> None:
    """Boxes as tesseract gives them: without ascender or descender where the word has none."""
    lines = (
        line(
            YOHANES=(0.1, 0.2, 0.2, 0.212), Jogoroto=(0.21, 0.2, 0.3, 0.216), rumus=(0.31, 0.204, 0.4, 0.212)
        ),
        line(bawah=(0.1, 0.23, 0.2, 0.24)),
    )
    facts = Facts("Surat", "kotak_aduan", "ab" * 32, datetime(2019, 3, 3, tzinfo=UTC))
    content = write_pdf([PdfPage(picture("L", "JPEG"), 75.0, lines)], facts)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert pdf.pages[0].extract_text().split("\n") == ["YOHANES Jogoroto rumus", "bawah"]
