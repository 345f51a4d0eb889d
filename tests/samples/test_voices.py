"""Tagged letters: what the text says is what the truth says, and the pages are drawn the same twice."""

from pathlib import Path

import pytest

from models.document import Kind
from models.field_spec import FIELD_NAMES
from samples.ink import BALLPOINT
from samples.sheet import Pen, Picture, Text
from samples.splits import Dice, Level, Split
from samples.voices.dates import iso_date
from samples.voices.faults import voice_faults
from samples.voices.glyphs import drawable
from samples.voices.paper import make_letter, write_sheets
from samples.voices.split import VOICES, chosen, held_out, split_of
from samples.voices.tagged import Voice, load_voice, load_voices
from samples.voices.truth import truth_of
from samples.writer import encode

HEAD = "# voice 90: penulis karangan\n"
REQUEST = """=== 90-01 surat_permohonan konsultasi loket ttd stempel
@kop
<koperasi_nama>KSU UJI COBA</koperasi_nama>
@kanan
<tempat_surat>Jombang</tempat_surat>, <tanggal_surat>3 Djuni 2026</tanggal_surat>
@isi
<pokok_masalah>Kami bertanya soal <lain_nama>Budi</lain_nama> dan ang-
katan baru</pokok_masalah>.
@baris
<pemohon_telepon alt>0812 0000 1111</pemohon_telepon>
@ttd
Mengetahui || Pemohon,
 || [ttd] [stempel]
 || <pemohon_nama>Uji Coba Saja</pemohon_nama>
 || <pemohon_nama alt>Pak Uji</pemohon_nama>
"""
COMPLAINT = """=== 90-02 surat_pengaduan layanan kotak_aduan tangan anonim
@baris
<materi_pengaduan>loket tutup terus</materi_pengaduan>
"""


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Voice:
    path = tmp_path_factory.mktemp("suara") / "90.txt"
    path.write_text(HEAD + REQUEST + COMPLAINT, encoding="utf-8")
    assert list(voice_faults(path, set())) == []
    return load_voice(path)


def test_truth_comes_from_tags_and_head(voice: Voice) -> None:
    truth = truth_of(voice.letters[0])
    assert truth.values == {
        "koperasi_nama": "KSU UJI COBA", "tempat_surat": "Jombang", "tanggal_surat": "2026-06-03",
        "pokok_masalah": "Kami bertanya soal Budi dan angkatan baru", "pemohon_nama": "Uji Coba Saja",
        "bertanda_tangan": True, "berstempel": True, "jenis_layanan": "konsultasi",
    }  # fmt: skip
    assert truth.alternatives == {"pemohon_telepon": ("0812 0000 1111", None), "pemohon_nama": ("Pak Uji",)}
    assert truth.facts.letter is not None and truth.facts.letter.is_signed


def test_a_complaint_about_the_office_is_one_about_its_service(voice: Voice) -> None:
    truth = truth_of(voice.letters[1])
    assert truth.values["anonim"] is True and truth.values["bertanda_tangan"] is False
    sample = make_letter(voice, voice.letters[1], seed=1, level=Level.CLEAN, split=Split.TUNE)
    assert sample.expected.service == "pengaduan_layanan"
    assert sample.expected.label.is_handwritten


def test_ink_lies_where_the_text_says(voice: Voice) -> None:
    page = write_sheets(voice, voice.letters[0], Dice("tinta", Split.TUNE), 1)
    items = [item for sheet in page.flow.sheets for item in sheet.items]
    name = next(item for item in items if isinstance(item, Text) and item.text.startswith("Uji Coba"))
    pens = [item for item in items if isinstance(item, Pen)]
    assert [pen.colour in BALLPOINT.values() for pen in pens] == [True]
    assert pens[0].y < name.y and pens[0].x > page.flow.left + page.width * 0.3
    assert any(isinstance(item, Picture) and abs(item.y - pens[0].y) < 60 for item in items)


def test_ink_outside_a_signature_block_is_drawn_and_not_printed(tmp_path: Path) -> None:
    letter = "=== 91-01 surat_permohonan konsultasi loket ttd\n@baris\nHormat saya\n[ttd]\nUji Coba\n"
    path = tmp_path / "91.txt"
    path.write_text(HEAD.replace("90", "91") + letter, encoding="utf-8")
    voice = load_voice(path)
    page = write_sheets(voice, voice.letters[0], Dice("tinta", Split.TUNE), 1)
    items = [item for sheet in page.flow.sheets for item in sheet.items]
    texts = {item.text: item.y for item in items if isinstance(item, Text)}
    (pen,) = [item for item in items if isinstance(item, Pen)]
    assert not any("ttd" in text for text in texts)
    assert texts["Hormat saya"] < pen.y < texts["Uji Coba"]


def test_columns_that_are_signed_are_signatures(tmp_path: Path) -> None:
    letter = (
        "=== 91-01 surat_permohonan konsultasi loket ttd stempel\n@kolom\nKetua || Bendahara\n"
        "[ttd] [stempel] || [ttd]\nUji Coba || Coba Uji\n"
    )
    path = tmp_path / "91.txt"
    path.write_text(HEAD.replace("90", "91") + letter, encoding="utf-8")
    voice = load_voice(path)
    page = write_sheets(voice, voice.letters[0], Dice("tinta", Split.TUNE), 1)
    items = [item for sheet in page.flow.sheets for item in sheet.items]
    assert not any("ttd" in item.text for item in items if isinstance(item, Text))
    assert len([item for item in items if isinstance(item, Pen)]) == 2


@pytest.mark.parametrize("level", [Level.CLEAN, Level.MEDIUM])
def test_the_same_arguments_give_the_same_bytes(voice: Voice, level: Level) -> None:
    first, second = (
        make_letter(voice, letter, seed=5, level=level, split=Split.TUNE)
        for letter in (voice.letters[0], voice.letters[0])
    )
    other = make_letter(voice, voice.letters[0], seed=6, level=level, split=Split.TUNE)
    assert encode(first.files[0]) == encode(second.files[0]) != encode(other.files[0])


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("9 Pebruari 2026", "2026-02-09"), ("12/03/26", "2026-03-12"), ("20 mei 26", "2026-05-20"),
        ("2 November '26", "2026-11-02"), ("29 - 1 - 2027", "2027-01-29"), ("2026-09-18", "2026-09-18"),
        ("Aug 9, 2026", "2026-08-09"), ("171026", "2026-10-17"), ("30 JAN 2026", "2026-01-30"),
        ("dua puluh dua Juni 2026", "2026-06-22"), ("enam April dua ribu dua puluh enam", "2026-04-06"),
        ("dua Maret dua ribu dua enam", "2026-03-02"), ("Oktober 2026", None), ("31-2-2026", None),
        ("14-XII-2026", "2026-12-14"), ("12-IIII-2026", None), ("6 5 2026", "2026-05-06"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(said: str, iso: str | None) -> None:
    assert iso_date(said) == iso


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("konsultasi", "saran"), "asked saran"),
        (("loket ttd", "pos ttd"), "channel pos"),
        (("ttd stempel\n", "ttd cap\n"), "flag cap"),
        (("@kanan", "@samping"), "block @samping"),
        (("<lain_nama>", "<lain_umur>"), "tag lain_umur"),
        (("</pokok_masalah>", ""), "<pokok_masalah> stays open"),
        (("</tempat_surat>", "</tanggal_surat>"), "</tanggal_surat> closes nothing"),
        (("Budi", "a < b"), "stray < b"),
        (("Jombang</tempat", "</tempat"), "empty <tempat_surat>"),
        (("pokok_masalah>", "perihal>"), "no <pokok_masalah>"),
        (("pemohon_telepon alt>0812 0000 1111</pemohon_telepon", "pemohon_nik>35</pemohon_nik"), "NIK '35'"),
        (("@kop\n", ""), "does not begin with a block mark"),
    ],
)
def test_what_breaks_the_format_is_said(change: tuple[str, str], fault: str, tmp_path: Path) -> None:
    path = tmp_path / "90.txt"
    path.write_text(HEAD + REQUEST.replace(*change), encoding="utf-8")
    assert any(fault in line for line in voice_faults(path, set()))


def test_the_corpus_has_no_fault() -> None:
    seen: set[str] = set()
    assert [fault for path in sorted(VOICES.glob("*.txt")) for fault in voice_faults(path, seen)] == []
    assert len(seen) == 14110


def test_every_value_is_the_contract_s_and_voices_are_held_out_whole() -> None:
    voices, test = load_voices(VOICES), held_out(VOICES)
    for voice in voices:
        for letter in voice.letters:
            truth = truth_of(letter)
            assert set(truth.values) | set(truth.alternatives) <= set(FIELD_NAMES[letter.kind])
    assert len(test) >= 10 and test < {voice.number for voice in voices}
    ours, theirs = chosen(voices, test, Split.TUNE), chosen(voices, test, Split.TEST)
    assert {split_of(voice, test) for voice in theirs} == {Split.TEST}
    assert not {voice.number for voice in ours} & {voice.number for voice in theirs}
    kinds = {letter.kind for voice in theirs for letter in voice.letters}
    assert kinds == {Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN}


def test_a_typeface_without_a_sign_has_a_stand_in() -> None:
    assert drawable("✓ ya 🙏", "times") == "v ya "
