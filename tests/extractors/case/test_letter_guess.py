"""Which paper of a case without a known letter is taken for its letter."""

import pytest

from extractors.case.letter_guess import documents_in
from models.case import Channel
from models.document import Kind
from tests.extractors.case.test_complaint_reading import FREE
from tests.extractors.case.test_institution_reading import AKTA
from tests.extractors.letters import KOP_LETTER
from tests.extractors.page.test_page_kinds import NOTARY_ASKED, kinded
from tests.extractors.paper import page

CALL = (
    "BUKU CATATAN TELEPON", "Tgl 14/1/26 jam 13.05", "Penelepon: perempuan, tidak mau sebut nama,",
    "di perumahan blok F ada orang buka simpan pinjam di garasi,", "terima gadai HP dan laptop sampai malam.",
)  # fmt: skip

MINUTES = (
    "RAPAT ANGGOTA TAHUNAN 2026", "Tempat : Balai Desa Mojokrapak", "Peserta : 54 orang dari 80 anggota",
    "Acara : laporan pengurus, rencana kerja, pembagian SHU", "Rapat dibuka pukul 09.00, ditutup pukul 12.00",
)  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.LAMPIRAN, Kind.IDENTITAS_LEMBAGA])
@pytest.mark.parametrize(
    ("rows", "is_letter"),
    [
        (FREE, True),
        (("SURAT KUASA", *FREE), False),
        (("AKTA PENDIRIAN", *FREE), False),
        ((*FREE, "Menghadap kepada saya, Notaris di Jombang"), False),
        (MINUTES, False),
        (CALL, True),
    ],
    ids=[
        "somebody tells of himself",
        "a paper with a title",
        "a deed",
        "a notary's words",
        "it asks for nothing",
        "it surely asks",
    ],
)
def test_over_the_counter_a_page_that_may_be_the_letter_is_so_only_as_a_guess(
    rows: tuple[str, ...], is_letter: bool, kind: Kind
) -> None:
    unknown = page(rows, kinds=((kind, 0.7),))
    (group,) = documents_in([unknown], Channel.LOKET)
    is_guess = is_letter and not (rows is CALL and kind is Kind.IDENTITAS_LEMBAGA)
    assert (group.kind is not kind, group.is_guess) == (is_guess, is_guess)
    assert not documents_in([unknown], Channel.WHATSAPP)[0].is_guess


def test_a_page_that_may_be_a_letter_stays_an_attachment_beside_a_letter() -> None:
    unknown, letter = page(FREE, kinds=((Kind.LAMPIRAN, 0.7),)), kinded(page(KOP_LETTER, number=2))
    assert documents_in([unknown, letter], Channel.LOKET)[0].kind is Kind.LAMPIRAN


def test_a_note_of_a_telephone_call_is_the_letter_of_its_case() -> None:
    note = kinded(page(CALL, is_handwritten=True))
    (at_counter,), (by_phone,) = (
        documents_in([note], channel) for channel in (Channel.LOKET, Channel.TELEPON)
    )
    assert (at_counter.kind, at_counter.is_guess) == (Kind.SURAT_PENGADUAN, True)
    assert (by_phone.kind, by_phone.is_guess) == (Kind.SURAT_PENGADUAN, False)


@pytest.mark.parametrize("title", ["LEMBAR CATATAN SARAN", "BUKU TAMU / FORMULIR KONSULTASI"])
def test_the_counters_own_sheet_may_be_the_letter(title: str) -> None:
    rows = (title, "Tanggal : 26 Oktober 2026", "Nama : Hariyanto", *CALL[3:])
    told, titled = (page(shown, kinds=((Kind.LAMPIRAN, 0.7),)) for shown in (rows, ("KWITANSI", *rows[1:])))
    (group,), (other,) = (documents_in([one], Channel.LOKET) for one in (told, titled))
    assert (group.kind, group.is_guess) == (Kind.SURAT_PENGADUAN, True)
    assert other.kind is Kind.LAMPIRAN


def test_by_the_portal_nobody_hands_in_an_institutions_paper_alone() -> None:
    ticket = page(
        (
            "Nomor tiket : LP-7719054",
            "Judul : Iuran pendirian",
            *MINUTES[1:],
        ),
        kinds=((Kind.IDENTITAS_LEMBAGA, 0.6),),
    )
    (by_portal,), (by_mail,) = (
        documents_in([ticket], channel) for channel in (Channel.SP4N_LAPOR, Channel.EMAIL)
    )
    assert (by_portal.kind, by_mail.kind) == (Kind.SURAT_PENGADUAN, Kind.IDENTITAS_LEMBAGA)


DEED = (
    *AKTA, "Pada hari ini pukul 10.00 WIB, hadir di hadapan saya, Budi Santoso, S.H., Notaris",
    "di Kabupaten Jombang, dengan dihadiri saksi-saksi yang akan disebut pada akhir akta ini :",
)  # fmt: skip


@pytest.mark.parametrize("rows", [NOTARY_ASKED, DEED], ids=["a question about a deed", "a deed"])
def test_a_mail_that_asks_about_papers_is_the_letter_of_a_case_without_one(rows: tuple[str, ...]) -> None:
    mail = page([*rows, "kami tunggu kabar bapak"] if rows is NOTARY_ASKED else rows)
    papers = mail.model_copy(update={"kinds": ((Kind.IDENTITAS_LEMBAGA, 0.5),)})
    expected = Kind.SURAT_PENGADUAN if rows is NOTARY_ASKED else Kind.IDENTITAS_LEMBAGA
    for channel in (Channel.EMAIL, Channel.LOKET):
        assert [group.kind for group in documents_in([papers], channel)] == [expected]


def test_a_chat_after_a_paper_that_may_ask_is_the_letter() -> None:
    asking = page([*NOTARY_ASKED, "kami tunggu kabar bapak"])
    paper = asking.model_copy(update={"kinds": ((Kind.IDENTITAS_LEMBAGA, 0.5),)})
    groups = documents_in([paper, kinded(page(CALL, number=2))], Channel.WHATSAPP)
    assert [group.kind for group in groups] == [Kind.IDENTITAS_LEMBAGA, Kind.SURAT_PENGADUAN]


def test_a_card_of_another_kind_is_no_letter() -> None:
    rows = ("DINAS PENDIDIKAN", "KARTU PELAJAR", "Nama : NABILA SYITA", "NIS/NISN : 4417 / 0099417203",
            "Kelas : XI - AKUNTANSI", "Alamat : DSN. MANCAR TIMUR RT/RW 003/005",
            "Berlaku Hingga : 30-06-2027")  # fmt: skip
    (group,) = documents_in([page(rows, kinds=((Kind.LAMPIRAN, 0.8),))], Channel.LOKET)
    assert group.kind is Kind.LAMPIRAN


def test_an_office_s_own_form_that_surely_asks_may_be_the_letter() -> None:
    """Its words tell of another, and its addressee stands amid them."""
    rows = ("LEMBAR PENGANTARAN PERKARA", "Nomor 017/LR/2026", "A. YANG DIBANTU", "Nama : Wagimun",
            "No. KTP : 3517150505589043", "Tinggal di : Dsn. Bangle RT 03 RW 01 Ds. Klitih, Plandaan",
            "B. YANG DIMINTA HADIR", "Nama : Sarpan (manajer)", "Lembaga : KUD Wana Tani Klitih Raya",
            "C. JALAN CERITA",
            "Kartu tani Pak Wagimun dititipkan di KUD supaya gampang ambil pupuk. Musim ini jatahnya 4 sak.",
            "Yang diterima 1 sak. Di struk tercatat diambil 4 sak pada hari yang sama. Waktu ditanya,",
            "manajer bilang sisanya sudah ditukar orang lain dan diganti uang 60 ribu.",
            "D. YANG DIMINTAKAN KEPADA DINAS KOPERASI DAN USAHA MIKRO KAB. JOMBANG",
            "Dipertemukan. Kartu dikembalikan. Pupuk diganti pupuk.", "Wagimun")  # fmt: skip
    (group,) = documents_in([page(rows, kinds=((Kind.LAMPIRAN, 0.7),))], Channel.LOKET)
    assert (group.kind, group.is_guess) == (Kind.SURAT_PENGADUAN, True)


def test_an_office_s_own_form_that_is_addressed_and_asks_may_be_the_letter() -> None:
    """It says in a few words only what for."""
    rows = ("KOPERASI JASA OJEK STASIUN RODA KAWAN", "LEMBAR SURAT KELUAR", "Nomer : 08/RK/26",
            "Tgl : 11 September 2026", "Untuk : Kepala Dinas Koperasi dan Usaha Mikro Jombang",
            "Perlu : belajar bikin laporan buat RAT", "Dari : Siswanto", "Sebagai : bendahara",
            "No HP : 0831 4490 9008", "Isi : RAT pertama kita bulan Januari. Catatan cuma buku masuk keluar.",
            "Neraca itu apa, cara bikinnya bagaimana, SHU dihitung dari mana.",
            "Tambahan : ketua Pak Nurkholis ikut belajar. Bisa sore jam 3 waktu kereta sepi.")  # fmt: skip
    form = page(rows, kinds=((Kind.LAMPIRAN, 0.7),))
    assert [group.kind for group in documents_in([form])] == [Kind.SURAT_PENGADUAN]
    kept = page([*rows[:4], *rows[6:9], "Isi : sudah dikirim."], kinds=((Kind.LAMPIRAN, 0.7),))
    assert [group.kind for group in documents_in([kept])] == [Kind.LAMPIRAN]


def test_a_note_of_one_sentence_from_the_box_is_the_complaint() -> None:
    note = page(("kasih bangku di luar. orang kuli juga", "capek nunggu"), kinds=((Kind.LAMPIRAN, 0.6),))
    assert [group.kind for group in documents_in([note], Channel.KOTAK_ADUAN)] == [Kind.SURAT_PENGADUAN]
    assert [group.kind for group in documents_in([note], Channel.LOKET)] == [Kind.LAMPIRAN]


def test_unknown_text_from_the_box_is_the_complaint_only_where_no_letter_is() -> None:
    unknown = page(FREE, kinds=((Kind.LAMPIRAN, 0.7),))
    assert [group.kind for group in documents_in([unknown], Channel.KOTAK_ADUAN)] == [Kind.SURAT_PENGADUAN]
    letter = page(FREE, number=2, kinds=((Kind.SURAT_PENGADUAN, 0.7),))
    kinds = [group.kind for group in documents_in([unknown, letter], Channel.KOTAK_ADUAN)]
    assert Kind.LAMPIRAN in kinds and Kind.SURAT_PENGADUAN in kinds
