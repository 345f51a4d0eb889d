"""The requirements of a complaint letter: who complains (`identitas_lengkap`), and of what
(`materi_pengaduan`); case-contract.md, "Requirements checked"."""

import re

from models.case import Verdict
from models.document import Document
from models.doubt import Certainty, Judgement, certainty, is_sure
from models.field import Field
from models.letter_check import says_something
from models.nik import nik_digits
from models.similarity import NAME_MATCH, name_similarity

NO_NAMES = frozenset(
    (
        "WARGA", "MASYARAKAT", "RAKYAT", "PENDUDUK", "UMAT", "ANGGOTA", "NASABAH", "PENABUNG", "PENYIMPAN",
        "PEMINJAM", "DEBITUR", "KREDITUR", "PELANGGAN", "KONSUMEN", "PENGUNJUNG", "PENGGUNA", "PEMOHON",
        "PELAPOR", "PENGADU", "PENULIS", "PENGIRIM", "KORBAN", "SAKSI", "PEMERHATI", "PENGAMAT", "PEDAGANG",
        "PETANI", "BURUH", "NELAYAN", "PENSIUNAN", "KARYAWAN", "PEGAWAI", "WONG", "TIYANG", "ORANG", "CILIK",
        "ALIT", "KECIL", "BIASA", "HAMBA", "ALLAH", "ANONIM", "NN", "NONAME", "RAHASIA", "DIRAHASIAKAN",
        "IDENTITAS", "TANPA", "NAMA", "KOPERASI", "KOP", "PASAR", "DESA", "DUSUN", "DSN", "DS", "RT", "RW",
        "JOMBANG", "KABUPATEN", "SETEMPAT", "SEKITAR", "KAMI", "SAYA", "KITA", "PARA", "IBU", "BAPAK",
        "SEORANG", "SALAH", "SATU", "SEBAGIAN", "SEJUMLAH", "BEBERAPA", "SEMUA", "YANG", "YG", "DARI", "DI",
        "DAN", "ATAS", "DENGAN", "INGIN", "MERASA", "PEDULI", "DIRUGIKAN", "TERTIPU", "TERDAMPAK",
        "TERTINDAS", "TERZALIMI", "KECEWA", "RESAH", "PRIHATIN", "HORMAT", "LAMA", "PENCARI", "KEADILAN",
        "UMKM", "USAHA", "MIKRO",
    )
)  # fmt: skip
"""Words with which people sign who do not want to be named; a name of such words alone is none."""

LEAST_COMPLAINT_WORDS = 3
"""Fewer words than that (`Pengaduan`, `Mohon dibantu`) state no complaint."""

_WORD = re.compile(r"[^\W\d_]+")


def judge_complainant(letter: Document | None, cards: list[Document]) -> Judgement:
    """Whether the letter says who complains: name and address. `cards`: KTPs lying in the same case."""
    if letter is None:
        return (
            Verdict.TIDAK_TERPENUHI,
            "Surat pengaduan yang memuat identitas pelapor tidak ada dalam berkas.",
        )
    anonymous = letter.field("anonim")
    if anonymous.value is True and not anonymous.needs_review:
        return Verdict.TIDAK_TERPENUHI, "Surat pengaduan tidak beridentitas (anonim)."
    name = certainty(letter.field("pelapor_nama"))
    if name is Certainty.ABSENT and not anonymous.needs_review:
        return Verdict.TIDAK_TERPENUHI, "Nama pelapor tidak tercantum dalam surat pengaduan."
    if name is Certainty.SURE and not is_a_name(letter.text("pelapor_nama") or ""):
        return Verdict.TIDAK_TERPENUHI, "Surat pengaduan tidak ditandai dengan nama orang."
    return _judge_address(letter, cards, is_named=name is Certainty.SURE and not anonymous.needs_review)


def _judge_address(letter: Document, cards: list[Document], *, is_named: bool) -> Judgement:
    """Somebody may be named; is it known where he lives? `is_named`: the name is surely read."""
    address = certainty(letter.field("pelapor_alamat"))
    reached = [certainty(letter.field(name)) for name in ("pelapor_telepon", "pelapor_nik")]
    has_card = any(_is_card_of(letter, card) for card in cards)
    if {address, *reached} == {Certainty.ABSENT} and not has_card:
        return (
            Verdict.TIDAK_TERPENUHI,
            "Alamat dan nomor telepon pelapor tidak tercantum dalam surat pengaduan.",
        )
    if not is_named:
        return Verdict.PERLU_DIPERIKSA, "Nama pelapor pada surat pengaduan tidak terbaca dengan pasti."
    if address is Certainty.SURE:
        return Verdict.TERPENUHI, "Nama dan alamat pelapor tercantum dalam surat pengaduan."
    if has_card:
        return Verdict.TERPENUHI, "Nama pelapor tercantum dalam surat, alamatnya pada KTP yang dilampirkan."
    return Verdict.PERLU_DIPERIKSA, _what_is_missing(address, reached)


def _what_is_missing(address: Certainty, reached: list[Certainty]) -> str:
    if address is Certainty.DOUBTFUL:
        return "Nama pelapor ada, tetapi alamatnya tidak terbaca dengan pasti."
    if reached[0] is not Certainty.ABSENT:
        return "Pelapor hanya mencantumkan nama dan nomor telepon, tanpa alamat."
    return "Pelapor hanya mencantumkan nama dan NIK, tanpa alamat."


def judge_complaint(letter: Document | None) -> Judgement:
    """Whether the complaint is stated."""
    if letter is None:
        return Verdict.TIDAK_TERPENUHI, "Surat pengaduan tidak ada dalam berkas."
    state = certainty(letter.field("materi_pengaduan"))
    if state is Certainty.ABSENT:
        return Verdict.TIDAK_TERPENUHI, "Materi pengaduan tidak tercantum dalam surat."
    if state is Certainty.DOUBTFUL:
        return Verdict.PERLU_DIPERIKSA, "Materi pengaduan ada, tetapi tidak terbaca dengan pasti."
    told = letter.text("materi_pengaduan") or ""
    if len(_WORD.findall(told)) < LEAST_COMPLAINT_WORDS or not says_something(told):
        return Verdict.PERLU_DIPERIKSA, "Materi pengaduan terlalu singkat untuk dipahami."
    return Verdict.TERPENUHI, "Materi pengaduan tercantum dalam surat."


def is_a_name(text: str) -> bool:
    """Whether the text names a person: `Warga Desa` and `NN` do not."""
    words = {word.upper() for word in _WORD.findall(text)}
    return bool(words - NO_NAMES)


def unsigned(signed: Field, nameless: Field) -> Field:
    """`bertanda_tangan` beside `anonim`: surely not signed where it surely names nobody and shows no
    signature. Who hides his name does not sign (none of 21 such letters by hand of the tune voices)."""
    if nameless.value is not True or nameless.needs_review or signed.value is not False:
        return signed
    sure = max(signed.confidence, nameless.confidence)
    return signed.model_copy(update={"needs_review": False, "confidence": sure})


def _is_card_of(letter: Document, card: Document) -> bool:
    """Whether the card tells where the complainant lives: his name, the NIK if the letter gives one, and an
    address surely read."""
    likeness = name_similarity(letter.text("pelapor_nama") or "", card.text("nama") or "")
    nik = nik_digits(letter.text("pelapor_nik") or "")
    is_other = bool(nik) and nik != nik_digits(card.text("nik") or "")
    return is_sure(card, "alamat") and likeness >= NAME_MATCH and not is_other
