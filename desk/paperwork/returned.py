"""What may come back from a word processor: a plain DOCX that points at nothing outside and fits in memory.

LibreOffice prints it on this machine, with the desk's rights: a picture that is only linked would be fetched
from wherever the file says (tests/desk/test_returned_docx.py shows it), and a few kilobytes can unfold into
gigabytes.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from models.errors import UsageError

MOST_DOCX = 20 * 2**20
MOST_UNPACKED = 100 * 2**20
"""Bytes of all parts together: a letter of ours has 0.8 MB, one with ten scanned pictures some 20."""
MOST_XML = 20 * 2**20
"""Bytes of one part that is XML."""
MOST_PARTS = 1000
DOCUMENT_PART, TYPES_PART, MACRO_PART = "word/document.xml", "[Content_Types].xml", "word/vbaProject.bin"
NEVER = (MACRO_PART, "mimetype", "META-INF/manifest.xml")
"""Macros; and what makes a ZIP an OpenDocument file to LibreOffice, whatever else lies in it."""
HYPERLINK = "/hyperlink"
"""The end of the one type of relationship that may lead outside (ECMA-376, part 1, 15.3): only shown."""
FOREIGN = ("/aFChunk", "/oleObject", "/package")
"""Ends of types of relationships to files of other programs."""
FIELDS = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDE|DDEAUTO|LINK|EMBED|DATABASE|RD)\b", re.IGNORECASE
)
"""Field codes that take in something from elsewhere (ECMA-376, part 1, 17.16.5)."""
QUOTED = re.compile(r'"[^"\n]*"')
INSTRUCTION, SIMPLE_FIELD, FIELD_MARK = "instrText", "fldSimple", "fldChar"
AWAY = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
"""How an address of something else begins, in an attribute that is a source."""

NOT_PLAIN = "Berkas itu bukan DOCX biasa (tanpa makro); simpan ulang sebagai DOCX."
POINTS_OUT = (
    "Berkas DOCX itu mengambil isi dari luar (gambar, teks, atau templat tertaut). Sematkan isinya di dalam "
    "surat, simpan, lalu unggah lagi."
)
TOO_LARGE = "Berkas DOCX terlalu besar."


def check(data: bytes) -> None:
    """UsageError: it is no plain DOCX, is too large unpacked, or takes in something from outside."""
    if len(data) > MOST_DOCX:
        raise UsageError(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if not {DOCUMENT_PART, TYPES_PART} <= set(names) or set(NEVER) & set(names):
                raise UsageError(NOT_PLAIN)
            if len(names) > MOST_PARTS or len(set(names)) < len(names):
                raise UsageError(NOT_PLAIN)
            left = MOST_UNPACKED
            for info in archive.infolist():
                left -= _check_part(archive, info, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UsageError("Berkas itu bukan DOCX.") from error


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> int:
    """Unpacks one part, whatever size it says it has; its real size in bytes."""
    is_xml = info.filename.lower().endswith((".xml", ".rels"))
    most = min(most, MOST_XML) if is_xml else most
    with archive.open(info) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise UsageError(TOO_LARGE)
    if is_xml:
        _Look().at(content)
    return len(content)


class _Look:
    """Reads one part of XML without resolving anything."""

    def __init__(self) -> None:
        self._instructions: list[str] = []
        self._is_instruction = False

    def at(self, content: bytes) -> None:
        """UsageError for a document type (entities), a way outside, or what is no XML."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise UsageError(NOT_PLAIN) from error
        if FIELDS.search(QUOTED.sub(" ", "".join(self._instructions))):
            raise UsageError(POINTS_OUT)

    def _doctype(self, *_said: object) -> None:
        raise UsageError(NOT_PLAIN)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        element, said = _local(name), {_local(key): value for key, value in attributes.items()}
        kind = said.get("Type", "")
        is_outside = said.get("TargetMode", "").lower() == "external" and not kind.endswith(HYPERLINK)
        sources = [said.get(key, "") for key in ("src", "href")]
        if is_outside or kind.endswith(FOREIGN) or any(map(AWAY.match, sources)):
            raise UsageError(POINTS_OUT)
        self._is_instruction = element == INSTRUCTION
        if element in (SIMPLE_FIELD, FIELD_MARK):
            self._instructions.append(f"\n{said.get('instr', '')}\n")

    def _end(self, _name: str) -> None:
        self._is_instruction = False

    def _text(self, text: str) -> None:
        if self._is_instruction:
            self._instructions.append(text)


def _local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]
