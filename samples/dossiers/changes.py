"""One thing changed in a tagged letter: no signature, a stamp instead, dots for names, another office."""

import re
from dataclasses import replace

from samples.splits import Dice
from samples.voices.tagged import Letter, parse_letter

OFFICES = (
    "Kepala Dinas Tenaga Kerja Kabupaten Jombang", "Kepala Kepolisian Resor Jombang",
    "Kepala Kantor Pertanahan Kabupaten Jombang", "Kepala Dinas Sosial Kabupaten Jombang",
    "Pimpinan Bank Perkreditan Rakyat Jombang", "Ketua Pengadilan Negeri Jombang",
)  # fmt: skip
OUR_OFFICE = re.compile(r"dinas\s+kop|dinkop|bupati|dinas\s+ini|bapak\s+kepala\s+dinas", re.IGNORECASE)
ADDRESSEE = re.compile(r"<tujuan(?: alt)?>.*?</tujuan>", re.DOTALL)
WHO = re.compile(
    r"(<(pemohon_nama|pemohon_nik|pemohon_alamat|pemohon_telepon|nomor_surat|tanggal_surat)(?: alt)?>)"
    r"[^<]*(</\2>)"
)
MATTER = re.compile(r"<pokok_masalah>.*?</pokok_masalah>", re.DOTALL)
BLOCK = re.compile(r"^@\w+\n(?:(?!^@).*\n?)*", re.MULTILINE)
URGED = "@isi\n<pokok_masalah>Mohon surat permohonan kami segera diproses.</pokok_masalah>\n"
COPY = "\n@tembusan\nTembusan :\n1. Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang\n2. Arsip\n"
DOTS = 22
ROOM = "[ruang]"


def _changed(letter: Letter, name: str, body: str, *, drop: str = "", add: str = "") -> Letter:
    """The letter with another body, id and flags."""
    flags = (letter.flags - {drop}) | ({add} if add else set())
    head = " ".join((f"{letter.id}-{name}", letter.kind, letter.asked, letter.channel, *sorted(flags)))
    return replace(parse_letter(f"{head}\n{body}"), id=f"{letter.id}-{name}")


def _body(letter: Letter) -> str:
    return letter.source.partition("\n")[2]


def unsigned(letter: Letter) -> Letter:
    """Nobody signed it, nobody stamped it."""
    body = _body(letter).replace("[ttd]", ROOM).replace("[stempel]", ROOM).replace("[materai]", ROOM)
    return _changed(letter, "kosong", body, drop="ttd")


def stamped_only(letter: Letter) -> Letter:
    """A stamp where the signature was."""
    body = _body(letter).replace("[stempel]", " ").replace("[ttd]", "[stempel]", 1).replace("[ttd]", ROOM)
    return _changed(letter, "stempel", body, drop="ttd", add="stempel")


def dotted(letter: Letter) -> Letter:
    """A draft: dots for who, when and which number; unsigned."""
    body = WHO.sub(lambda found: f"{found[1]}{'.' * DOTS}{found[3]}", _body(unsigned(letter)))
    return _changed(letter, "draf", body, drop="ttd")


def can_go_elsewhere(letter: Letter) -> bool:
    """Whether only its addressee says to which office it goes."""
    body = _body(letter)
    return bool(ADDRESSEE.search(body)) and not OUR_OFFICE.search(ADDRESSEE.sub("", body))


def to_another_office(letter: Letter, dice: Dice, *, copied: bool) -> Letter:
    """To another office; `copied`: with a copy to this one."""
    office = dice.choice(OFFICES)
    body = ADDRESSEE.sub(f"<tujuan>{office}</tujuan>", _body(letter), count=1)
    body = ADDRESSEE.sub(lambda found: found[0] if office in found[0] else "", body)
    if copied:
        body = body.split("@tembusan")[0].rstrip("\n") + COPY
    return _changed(letter, "tembusan" if copied else "lain", body)


def without_matter(letter: Letter) -> Letter:
    """Asks that something be done soon, and does not say what: no block stays in which the matter stood."""
    body = _body(letter)
    matters = [found.span() for found in MATTER.finditer(body)]
    kept, has_said = [], False
    for block in BLOCK.finditer(body):
        if not any(start < block.end() and block.start() < end for start, end in matters):
            kept.append(block[0])
        elif not has_said:
            kept.append(URGED)
            has_said = True
    whole = "".join(kept)
    whole = re.sub(r"<perihal>[^<]*</perihal>", "<perihal>Permohonan</perihal>", whole)
    return _changed(letter, "segera", whole)
