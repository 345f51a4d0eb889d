"""Files with a trap: each breaks a complete file in the way its name says, and in no other."""

from collections import Counter

import pytest

from models.case import CompletenessStatus
from models.document import Kind
from samples.dossiers import changes, decoys, identities
from samples.dossiers.closings import CLOSINGS, closing_letter
from samples.dossiers.ink import strange_marks, strange_stamp
from samples.dossiers.traps import (
    COMPLETE,
    SHEET_MISSING,
    TRAPS,
    Applicant,
    DrawnPart,
    LetterPart,
    applicants,
    dossiers,
)
from samples.sheet import Picture, Sheet
from samples.splits import Dice, Level, Split
from samples.voices.look import make_look
from samples.voices.split import tune_voices
from samples.voices.tagged import Voice, parse_letter
from samples.voices.truth import truth_of

LETTER = """90-01 surat_permohonan pengaduan loket ttd stempel
@kanan
Kepada Yth. <tujuan>Kepala Dinas Koperasi Jombang</tujuan>
@daftar
Nama : <pemohon_nama>Drs. Uji Coba, M.M.</pemohon_nama>
NIK : <pemohon_nik>3517094107709812</pemohon_nik>
Perihal : <perihal>Simpanan tidak kembali</perihal>
@isi
Dengan hormat,
<pokok_masalah>Simpanan saya tidak dapat diambil.</pokok_masalah>
Terima kasih.
@ttd
Pemohon, || Mengetahui,
[ttd] || [ttd] [stempel]
<pemohon_nama>Drs. Uji Coba</pemohon_nama> || Ketua RT
"""


@pytest.fixture(scope="module")
def people() -> tuple[Applicant, ...]:
    voices = tune_voices()
    return applicants(voices, Split.TUNE)


def test_unsigned_and_merely_stamped_letters() -> None:
    letter = parse_letter(LETTER)
    empty, stamped = changes.unsigned(letter), changes.stamped_only(letter)
    assert not any(empty.has_mark(mark) for mark in ("ttd", "stempel", "materai"))
    assert stamped.has_mark("stempel") and not stamped.has_mark("ttd")
    assert truth_of(empty).values["bertanda_tangan"] is truth_of(stamped).values["bertanda_tangan"] is False
    assert truth_of(stamped).values["berstempel"] is True
    assert empty.source.count("Uji Coba") == letter.source.count("Uji Coba")


def test_a_draft_has_dots_where_a_person_would_stand() -> None:
    draft = changes.dotted(parse_letter(LETTER))
    assert "Uji Coba" not in draft.source and "3517" not in draft.source
    assert draft.source.count("." * changes.DOTS) == 3 and not draft.has_mark("ttd")


@pytest.mark.parametrize("copied", [False, True])
def test_a_letter_to_another_office(copied: bool) -> None:
    letter = parse_letter(LETTER)
    assert changes.can_go_elsewhere(letter)
    assert not changes.can_go_elsewhere(parse_letter(LETTER.replace("Terima kasih", "Mohon Dinas Koperasi")))
    other = changes.to_another_office(letter, Dice("kantor", Split.TUNE), copied=copied)
    assert truth_of(other).values["tujuan"] in changes.OFFICES
    assert ("Dinas Koperasi" in other.source) is copied is ("@tembusan" in other.source)


def test_a_letter_that_only_wants_to_be_handled_soon() -> None:
    letter = changes.without_matter(parse_letter(LETTER))
    assert "tidak dapat" not in letter.source and "Simpanan" not in letter.source
    assert "segera" in str(truth_of(letter).values["pokok_masalah"]) and letter.has_mark("ttd")


@pytest.mark.parametrize("mark", ["@tengah", "@baris", "@kiri"])
def test_no_matter_stays_in_whatever_block_it_stood(mark: str) -> None:
    letter = changes.without_matter(parse_letter(LETTER.replace("@isi", mark)))
    assert "tidak dapat" not in letter.source
    assert [span.text for span in letter.spans() if span.tag.name == "pokok_masalah"] == [
        "Mohon surat permohonan kami segera diproses."
    ]


def test_the_nearly_right_papers_differ_as_little_as_they_say() -> None:
    dice = Dice("hampir", Split.TUNE)
    nik = "3517094107709812"
    for _ in range(20):
        other = identities.one_digit_off(nik, dice)
        assert sum(a != b for a, b in zip(nik, other, strict=True)) == 1
    assert identities.neighbour('KSU "Tirta Jaya"', dice).startswith('KSU "Tirta ')
    assert identities.neighbour("KSP TIRTA MAKMUR", dice) != "KSP TIRTA MAKMUR"
    person = identities.person_of("Drs. Uji Coba, M.M.", nik, dice)
    assert (person.name, person.nik, person.is_woman) == ("UJI COBA", nik, True)
    assert person.birth_date.isoformat() == "1970-07-01"


def test_every_trap_breaks_a_file_and_complete_ones_are_whole(people: tuple[Applicant, ...]) -> None:
    several = frozenset(one.letter.id for one in people[:9])
    files = list(dossiers(people, Split.TUNE, each=20, complete=30, several=several))
    counts = Counter(file.trap for file in files)
    assert len(TRAPS) >= 12 and sum(counts[trap] for trap in TRAPS) >= 300
    assert all(counts[kind] == 30 for kind in COMPLETE)
    for file in files:
        assert file.is_complete is (file.trap in COMPLETE)
        assert (CompletenessStatus.LENGKAP in file.allowed) is file.is_complete
        letters = [part for part in file.parts if isinstance(part, LetterPart)]
        papers = [part.key for part in file.parts if isinstance(part, DrawnPart)]
        own = letters[0].letter.id.rsplit("-", 1)[0] if letters and letters[0].is_changed else ""
        own = own or (letters[0].letter.id if letters else "")
        if file.trap == "ktp_orang_lain":
            assert papers != [f"ktp-{own}"]
        if file.trap == "dua_pemohon_satu_ktp":
            assert len({part.voice.number for part in letters}) == 2 and len(papers) == 1
        if file.trap == "tanpa_identitas":
            assert papers == []
        if file.trap in ("tanpa_tanda_tangan", "stempel_saja", "draf_bertitik"):
            assert not letters[0].letter.has_mark("ttd") and papers == [f"ktp-{own}"]
        if file.trap == SHEET_MISSING:
            assert letters[0].first_only and letters[0].letter.id in several
        if file.is_complete:
            assert letters[0].letter.has_mark("ttd") and len(papers) == 1


@pytest.mark.parametrize("kind", list(CLOSINGS))
def test_a_closing_has_the_ink_that_it_tells(kind: str) -> None:
    _, letter = closing_letter(kind, 3, 1)
    assert "{" not in letter.source
    assert letter.has_mark("ttd") is CLOSINGS[kind].signed is ("ttd" in letter.flags)
    assert letter.has_mark("stempel") is CLOSINGS[kind].stamped
    assert truth_of(letter).values["bertanda_tangan"] is CLOSINGS[kind].signed


@pytest.mark.parametrize(("names", "count"), [((), 0), (("ttd",), 1), (("materai", "ttd", "stempel"), 3)])
def test_strange_marks_draw_what_is_named(names: tuple[str, ...], count: int) -> None:
    voice, letter = closing_letter("ttd", 1, 1)
    dice, sheet = Dice("aneh", Split.TEST), Sheet()
    look = make_look(Voice(voice.number, "", ()), letter, dice, 1)
    strange_marks(sheet, names, (100, 100), look=look, owner="KSU Uji", dice=dice)
    assert [type(item) for item in sheet.items] == [Picture] * count
    assert strange_stamp(dice, "KSU Uji Coba").min() < 150


def test_all_papers_are_about_the_person() -> None:
    dice = Dice("surat", Split.TUNE)
    person = identities.person_of("Uji Coba", "3517094107709812", dice)
    for name in ("kuasa", "suket", *identities.NO_CARDS):
        letter = identities.paper(name, person, "KSU Uji", dice)
        assert person.name in letter.source and "{" not in letter.source


@pytest.mark.parametrize("split", list(Split))
def test_every_decoy_has_a_layout_of_its_split_and_says_what_lies_on_its_page(split: Split) -> None:
    papers = {case.removesuffix(decoys.WITH_CARD) for case in decoys.CASES} - {decoys.BACK}
    assert {layout.jenis for layout in decoys.layouts() if layout.split is split} == papers
    sample = decoys.make_decoy(decoys.CASES.index("sim+ktp"), seed=1, split=split, level=Level.CLEAN)
    assert [document.kind for document in sample.expected.documents] == [Kind.KTP, Kind.LAMPIRAN]
