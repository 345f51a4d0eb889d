"""The tagged text of a voice (format: samples/corpus/README.md): letters, blocks, lines, pieces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.document import Kind

TAG = re.compile(r"<(/?)([a-z_]+)( alt)?>")
LETTER_HEAD = re.compile(r"^=== ", re.MULTILINE)
BLOCKS = frozenset(
    {
        "@kop", "@kiri", "@kanan", "@tengah", "@kolom", "@isi", "@baris", "@daftar", "@tabel", "@ttd",
        "@tembusan", "@halaman",
    }
)  # fmt: skip
BROKEN_WORD = re.compile(r"(?<=[a-z])-\s*\n\s*(?=[a-z])")
"""A typist's word that goes on in the next line."""
CELL_MARK = re.compile(r"\s*(?:\|\||¦)\s*")


@dataclass(frozen=True)
class Tag:
    """One opened tag: the field's name, whether it is an alternative, its number within the letter."""

    name: str
    is_alternative: bool
    number: int


@dataclass(frozen=True)
class Piece:
    """Text on one line under the same open tags."""

    text: str
    tags: tuple[Tag, ...] = ()


Line = tuple[Piece, ...]


def plain(line: Sequence[Piece]) -> str:
    """The line without its tags."""
    return "".join(piece.text for piece in line)


@dataclass(frozen=True)
class Block:
    """The lines below a block mark."""

    mark: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Span:
    """A tagged stretch of a letter, which may run over lines."""

    tag: Tag
    text: str


@dataclass(frozen=True)
class Letter:
    """One letter of a voice; `words` are those of its head line after the id."""

    id: str
    kind: Kind
    asked: str
    channel: str
    flags: frozenset[str]
    blocks: tuple[Block, ...]
    source: str = field(repr=False, default="")

    @property
    def voice(self) -> str:
        """The voice's number, two digits."""
        return self.id.split("-")[0]

    def spans(self) -> tuple[Span, ...]:
        """All tagged stretches in the order in which they open."""
        texts: dict[Tag, str] = {}
        for block in self.blocks:
            for line in block.lines:
                for piece in line:
                    for tag in piece.tags:
                        texts[tag] = texts.get(tag, "") + piece.text
                for tag in {tag for piece in line for tag in piece.tags}:
                    texts[tag] += "\n"
        return tuple(Span(tag, whole(texts[tag])) for tag in sorted(texts, key=lambda tag: tag.number))

    def has_mark(self, name: str) -> bool:
        """Whether ink of this name (ttd, stempel, materai) lies on the letter."""
        return any(f"[{name}]" in plain(line) for block in self.blocks for line in block.lines)


@dataclass(frozen=True)
class Voice:
    """A writer: number, who it is and how it writes, its letters."""

    number: str
    who: str
    letters: tuple[Letter, ...]


def whole(text: str) -> str:
    """A stretch on one line: broken words joined, cells and line ends folded to blanks."""
    joined = BROKEN_WORD.sub("", text)
    return re.sub(r"\s+", " ", CELL_MARK.sub(" ", joined)).strip()


def load_voice(path: Path) -> Voice:
    """The voice in the file; the file is taken to be without fault (see `faults`)."""
    first, *parts = LETTER_HEAD.split(path.read_text(encoding="utf-8"))
    return Voice(path.stem, first.strip().removeprefix("# "), tuple(parse_letter(part) for part in parts))


def load_voices(folder: Path, numbers: Sequence[str] = ()) -> tuple[Voice, ...]:
    """The voices of a folder in order of their numbers: those asked for, else all."""
    return tuple(
        load_voice(path) for path in sorted(folder.glob("*.txt")) if not numbers or path.stem in numbers
    )


def parse_letter(part: str) -> Letter:
    """A letter from its head line (without ===) on."""
    head, _, body = part.partition("\n")
    number, kind, asked, channel, *flags = head.split()
    return Letter(number, Kind(kind), asked, channel, frozenset(flags), tuple(_blocks(body)), part)


def _blocks(body: str) -> Iterator[Block]:
    mark, lines, opened = "@isi", list[Line](), _Opened()
    for raw in body.rstrip().split("\n"):
        if raw.strip() in BLOCKS:
            if lines or mark == "@halaman":
                yield Block(mark, _trimmed(lines))
            mark, lines = raw.strip(), []
        else:
            lines.append(opened.line(raw.rstrip()))
    yield Block(mark, _trimmed(lines))


def _trimmed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without empty lines at both ends."""
    full = [i for i, line in enumerate(lines) if plain(line).strip()]
    return tuple(lines[full[0] : full[-1] + 1]) if full else ()


class _Opened:
    """The tags open at the current place of a letter."""

    def __init__(self) -> None:
        self._open: list[Tag] = []
        self._count = 0

    def line(self, text: str) -> Line:
        """The pieces of the next line."""
        pieces, at = [], 0
        for match in TAG.finditer(text):
            if match.start() > at:
                pieces.append(Piece(text[at : match.start()], tuple(self._open)))
            self._turn(match)
            at = match.end()
        if at < len(text):
            pieces.append(Piece(text[at:], tuple(self._open)))
        return tuple(pieces)

    def _turn(self, match: re.Match[str]) -> None:
        if match[1]:
            self._open.pop()
        else:
            self._open.append(Tag(match[2], bool(match[3]), self._count))
            self._count += 1
