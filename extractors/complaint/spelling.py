"""Words of complaints that handwriting's misread letters hide, put right for searching."""

from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance.Levenshtein import normalized_similarity

from extractors.passage import Passage, Token

WORDS = (
    "koperasi", "petugas", "pegawai", "satpam", "resepsionis", "pengurus", "loket", "pelayanan", "informasi",
    "kantor", "bagian", "kelembagaan", "penerima", "berkas", "simpan", "pinjam", "pembiayaan", "syariah",
    "serba",
    "usaha", "wanita", "karyawan", "republik", "indonesia", "pondok", "pesantren", "pedagang", "pasar",
    "produsen", "konsumen", "pemasaran", "kelurahan", "merah", "putih", "kopwan", "kopkar", "koppas",
    "koppontren", "kspps", "tidak", "sudah", "padahal", "sebesar", "dengan", "kurang", "tutup", "pernah",
    "jelas", "nagih", "sejak",
)  # fmt: skip
"""Names of kinds of koperasi, officials' titles, and the words that follow either."""
CUES = (
    "alamat", "beralamat", "beralamatkan", "tinggal", "bertempat", "domisili", "rumah", "warga",
    "penduduk", "perkenalkan",
    "bertanda", "tangan", "bernama", "dihubungi", "telepon", "nomor", "ingin", "bermaksud", "hendak",
    "melaporkan", "mengadukan", "menyampaikan",
)  # fmt: skip
"""Words around what a writer says of himself."""
ALIKE = 0.74
MIN_LETTERS = 5
_AROUND = " .,;:!?()\"'“”"


def mended_words(where: Passage, words: tuple[str, ...] = WORDS) -> Passage:
    """The passage with misread words of the list in their right spelling and the case they stand in."""
    return Passage(tuple(_mended(token, words) for token in where.tokens))


def _mended(token: Token, words: tuple[str, ...]) -> Token:
    core = token.text.strip(_AROUND)
    word = _nearest(core.lower(), words) if len(core) >= MIN_LETTERS else None
    if word is None or word == core.lower():
        return token
    cased = word.upper() if core.isupper() else word.capitalize() if core[:1].isupper() else word
    return replace(token, text=token.text.replace(core, cased))


@lru_cache(maxsize=4096)
def _nearest(word: str, words: tuple[str, ...]) -> str | None:
    likeness, best = max((normalized_similarity(word, known), known) for known in words)
    return best if likeness >= ALIKE else None


def as_read(found: Passage, where: Passage) -> Passage:
    """The words of `where` that stand in the places of `found`."""
    spots = {(token.page, token.box) for token in found.tokens}
    return Passage(tuple(token for token in where.tokens if (token.page, token.box) in spots))
