"""What breaks the rules of the tagged text (samples/corpus/README.md), line by line."""

import re
from collections.abc import Iterator
from pathlib import Path

from models.case import Channel
from models.document import Kind
from models.field_spec import FIELD_NAMES
from samples.voices.tagged import BLOCKS, LETTER_HEAD, TAG

ASKED = {
    Kind.SURAT_PERMOHONAN: frozenset({"konsultasi", "pengaduan", "penyelesaian_masalah"}),
    Kind.SURAT_PENGADUAN: frozenset({"koperasi", "layanan", "saran"}),
}
FLAGS = frozenset({"ttd", "stempel", "materai", "tangan", "anonim", "cetak_email", "cetak_wa", "formulir"})
_OTHER = ("nama", "nik", "alamat", "telepon", "koperasi", "tanggal", "nomor")
OTHERS = frozenset(f"lain_{what}" for what in _OTHER)
WHOLE = {Kind.SURAT_PERMOHONAN: "pokok_masalah", Kind.SURAT_PENGADUAN: "materi_pengaduan"}
"""The field that every letter carries, and that may hold other tags."""
NIK_DIGITS = 16


def voice_faults(path: Path, seen: set[str]) -> Iterator[str]:
    """The faults of a file, each with its letter; `seen`: ids met so far, which grows."""
    first, *parts = LETTER_HEAD.split(path.read_text(encoding="utf-8"))
    if not first.startswith("# voice "):
        yield f"{path.name}: first line is not '# voice NN: ...'"
    for part in parts:
        head, _, body = part.partition("\n")
        words = head.split()
        name = words[0] if words else "?"
        faults = [*_head_faults(words), *_body_faults(words, body)]
        if name in seen:
            faults.append("id twice")
        seen.add(name)
        yield from (f"{path.name} {name}: {fault}" for fault in faults)


def _head_faults(words: list[str]) -> Iterator[str]:
    if len(words) < 4 or words[1] not in [*ASKED]:
        yield f"head line {' '.join(words)!r}"
        return
    if words[2] not in ASKED[Kind(words[1])]:
        yield f"asked {words[2]}"
    if words[3] not in [*Channel]:
        yield f"channel {words[3]}"
    yield from (f"flag {flag}" for flag in words[4:] if flag not in FLAGS)


def _body_faults(words: list[str], body: str) -> Iterator[str]:
    if len(words) < 2 or words[1] not in [*ASKED]:
        return
    kind = Kind(words[1])
    if body.strip().split("\n")[0].strip() not in BLOCKS:
        yield "does not begin with a block mark"
    yield from (
        f"block {line.strip()}" for line in body.split("\n") if line[:1] == "@" and line.strip() not in BLOCKS
    )
    yield from _tag_faults(kind, body)
    yield from (f"stray {found}" for found in re.findall(r"<[^>\n]*>?", TAG.sub("", body)))
    yield from (f"empty <{name}>" for name in re.findall(r"<([a-z_]+)(?: alt)?>\s*</\1>", body))
    if f"<{WHOLE[kind]}" not in body:
        yield f"no <{WHOLE[kind]}>"
    for nik in re.findall(r"<\w+_nik(?: alt)?>([^<]*)<", body):
        if len(re.sub(r"\D", "", nik)) != NIK_DIGITS:
            yield f"NIK {nik!r}"


def _tag_faults(kind: Kind, body: str) -> Iterator[str]:
    opened: list[str] = []
    for close, name, _ in TAG.findall(body):
        if name not in OTHERS and name not in FIELD_NAMES[kind]:
            yield f"tag {name}"
        elif not close:
            if opened and opened[-1] not in WHOLE.values():
                yield f"<{name}> inside <{opened[-1]}>"
            opened.append(name)
        elif not opened or opened.pop() != name:
            yield f"</{name}> closes nothing"
    yield from (f"<{name}> stays open" for name in opened)
