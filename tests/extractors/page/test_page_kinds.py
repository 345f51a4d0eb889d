"""Which paper a page is, and which pages make one document."""

import pytest

from extractors.case.grouping import group_pages, paper_kind
from extractors.page.kinds import formality, page_kinds
from models.case import Channel
from models.document import Kind
from models.page import CardReading, Mark, MarkKind, PageReading, Quality
from tests.extractors.case.test_complaint_reading import FORM, FREE
from tests.extractors.case.test_institution_reading import AKTA, NIB, NPWP, SK
from tests.extractors.letters import KOP_LETTER, MEMBER_LETTER
from tests.extractors.paper import page

NOTARY_ASKED = (
    "ibu2 pkk rt 2 Karobelah ingin bertanya pak,",
    "arisan kami ada 24 orang mau dijadikan badan usaha yg benar",
    "syaratnya apa saja, apa harus akta pendirian di notaris",
    "apa kami bayar, trima kasih banyak",
)


def kinded(reading: PageReading) -> PageReading:
    return reading.model_copy(update={"kinds": page_kinds(reading)})


def kind_of(rows: object, **changes: object) -> Kind | None:
    return paper_kind(kinded(page(rows, **changes)))  # type: ignore[arg-type]


def test_letters_of_request_and_complaints_are_told_apart() -> None:
    assert kind_of(KOP_LETTER) is Kind.SURAT_PERMOHONAN
    assert kind_of(MEMBER_LETTER) is Kind.SURAT_PERMOHONAN
    assert kind_of(FREE) is Kind.SURAT_PENGADUAN
    assert kind_of(FORM) is Kind.SURAT_PENGADUAN


def test_institution_papers() -> None:
    assert {kind_of(rows) for rows in (SK, NPWP, AKTA, NIB)} == {Kind.IDENTITAS_LEMBAGA}


def test_an_empty_page_is_kept_as_blank_and_an_unknown_one_as_attachment() -> None:
    assert kind_of((), quality=Quality(is_blank=True)) is Kind.KOSONG
    rows = (
        "KARTU KELUARGA",
        "No. 3517091507129456",
        "Nama Kepala Keluarga : KASMURI",
        "Alamat : Dsn. Krajan RT 01",
    )
    assert kind_of(rows) is Kind.LAMPIRAN


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (("LAMPIRAN", "Tempelkan fotokopi KTP", "pemohon di sini"), Kind.LAMPIRAN),
        (
            (
                "DINAS KOPERASI DAN USAHA MIKRO KABUPATEN JOMBANG",
                "TANDA TERIMA BERKAS",
                "Telah terima dari : Winarsih",
                "Berupa : Surat permohonan fasilitasi pengaduan KSP Mitra Guyub",
            ),
            Kind.LAMPIRAN,
        ),
        (
            (
                "KEPOLISIAN NEGARA REPUBLIK INDONESIA",
                "SURAT TANDA PENERIMAAN LAPORAN KEHILANGAN",
                "Nama : ROHMAD",
                "melaporkan kehilangan 1 (satu) buah KTP atas nama pelapor",
            ),
            Kind.LAMPIRAN,
        ),
        (
            (
                "SURAT PERINGATAN (SOMASI)",
                "Kepada Sdr. Manajer KSP Usaha Bersama Gudo",
                "Dengan ini saya memperingatkan Saudara agar dalam waktu tujuh hari mengembalikan sertifikat",
                "tanah saya. Salinan surat ini saya kirimkan kepada Kepala Dinas Koperasi Jombang.",
                "Tembusan: 1. Kepala Dinas Koperasi",
            ),
            Kind.SURAT_PERMOHONAN,
        ),
        (("Lampiran : 1 berkas", *MEMBER_LETTER), Kind.SURAT_PERMOHONAN),
    ],
)
def test_papers_that_speak_as_a_letter_does(rows: tuple[str, ...], kind: Kind) -> None:
    assert kind_of(rows) is kind


def test_the_second_page_of_a_letter_joins_it_over_the_blank_back_of_the_first() -> None:
    first = kinded(page(KOP_LETTER[:12]))
    back = kinded(page((), number=2, quality=Quality(is_blank=True)))
    second = kinded(page(("Adapun pihak kami mohon dipertemukan.", *KOP_LETTER[13:]), number=3))
    groups = group_pages([first, back, second])
    assert [(group.kind, len(group.pages)) for group in groups] == [
        (Kind.SURAT_PERMOHONAN, 2),
        (Kind.KOSONG, 1),
    ]


def test_signatures_on_a_page_of_their_own_belong_to_the_letter_that_lacks_them() -> None:
    first = kinded(page(KOP_LETTER[:14]))
    tail = kinded(page(([(1000, "Ketua Umum")], "", [(980, "( SITI MUNAWAROH )")]), number=2))
    signed = kinded(page(KOP_LETTER))
    assert [len(group.pages) for group in group_pages([first, tail])] == [2]
    assert [len(group.pages) for group in group_pages([signed, tail])] == [1, 1]


def test_a_salutation_that_goes_on_ends_no_letter() -> None:
    """'Dengan hormat kami mengadukan ...' low on the first sheet stands over no signature."""
    body = ("Dengan hormat kami mengadukan manajer.", "Uang kami dipotong tanpa persetujuan pengurus.")
    first = kinded(page((*KOP_LETTER[:9], *body)))
    second = kinded(page(("Hal tersebut belum diselesaikan oleh koperasi.", *KOP_LETTER[13:]), number=2))
    assert [len(group.pages) for group in group_pages([first, second])] == [2]


@pytest.mark.parametrize(
    ("copied", "pages"), [(("Tembusan Yth.:", "1. Ketua DPRD"), [2]), (("Yth. Bupati",), [1, 1])]
)
def test_who_is_copied_to_begins_no_letter(copied: tuple[str, ...], pages: list[int]) -> None:
    """'Tembusan Yth.' on a short second sheet greets as an addressee is greeted."""
    first = kinded(page(KOP_LETTER[:14]))
    second = kinded(page(([(1000, "Pemohon,")], "", [(980, "SITI MUNAWAROH")], *copied), number=2))
    assert [len(group.pages) for group in group_pages([first, second])] == pages


def test_a_letter_scanned_twice_is_one_document() -> None:
    groups = group_pages([kinded(page(MEMBER_LETTER)), kinded(page(MEMBER_LETTER, number=2))])
    assert len(groups) == 1 and len(groups[0].doubles) == 1


def test_two_letters_stay_two() -> None:
    assert len(group_pages([kinded(page(MEMBER_LETTER)), kinded(page(KOP_LETTER, number=2))])) == 2


def test_the_complaint_box_tips_what_could_be_either() -> None:
    kinds = ((Kind.SURAT_PERMOHONAN, 0.52), (Kind.SURAT_PENGADUAN, 0.48))
    reading = page(FREE, kinds=kinds)
    assert paper_kind(reading) is Kind.SURAT_PERMOHONAN
    assert paper_kind(reading, Channel.KOTAK_ADUAN) is Kind.SURAT_PENGADUAN


def test_a_letter_from_the_box_is_a_complaint_however_formal() -> None:
    kinds = ((Kind.SURAT_PERMOHONAN, 0.9), (Kind.SURAT_PENGADUAN, 0.1))
    assert paper_kind(page(FREE, kinds=kinds), Channel.KOTAK_ADUAN) is Kind.SURAT_PENGADUAN


def test_a_power_of_attorney_alone_is_an_attachment_a_lawyer_s_letter_is_not() -> None:
    power = (
        [(600, "SURAT KUASA KHUSUS")],
        "Yang bertanda tangan di bawah ini :",
        "Nama : Khoirul Umam",
        "dengan ini memberi kuasa kepada Setyo Budi untuk mengajukan permohonan fasilitasi koperasi.",
        "Demikian surat kuasa ini dibuat. Pemberi Kuasa, Khoirul Umam",
    )
    assert kind_of(power) is Kind.LAMPIRAN
    assert (
        kind_of((*power[:1], "Kepada Yth. Kepala Dinas", "Perihal : Mediasi", *power[1:]))
        is not Kind.LAMPIRAN
    )


@pytest.mark.parametrize(
    ("title", "is_letter"),
    [("SURAT PERNYATAAN SEKALIGUS PERMOHONAN", True), ("SURAT PERNYATAAN AHLI WARIS", False)],
)
def test_a_statement_whose_title_asks_is_a_letter(title: str, is_letter: bool) -> None:
    rows = (
        [(500, title)],
        "Yang bertanda tangan di bawah ini para ahli waris dari almarhum H. Masykur",
        "Dengan ini menyatakan dan memohon kepada Kepala Dinas Koperasi dan Usaha Mikro",
        "1. Bahwa almarhum adalah anggota koperasi. 2. Bahwa pengurus koperasi menolak mencairkan.",
        "Demikian permohonan ini kami buat, atas perhatian Bapak kami ucapkan terima kasih.",
    )
    assert (kind_of(rows) is not Kind.LAMPIRAN) is is_letter


def test_the_second_sheet_of_a_letter_may_be_a_file_of_its_own() -> None:
    first = kinded(
        page(
            (
                "Perihal : Permohonan Mediasi",
                "Kepada Yth. Kepala Dinas Koperasi",
                "Dengan hormat, kami mengajukan permohonan mediasi sebagai berikut :",
                "1. Pemohon menerima pinjaman dari koperasi.",
                "2. Termohon menolak menyerahkan jaminan kepada Pemohon.",
            )
        )
    )
    second = kinded(
        page(
            (
                "3. Dua somasi tidak dijawab, lalu ada keputusan pengurus.",
                "Kami mohon kepada Bapak agar para pihak dipertemukan.",
                "Demikian permohonan ini, terima kasih.",
                "Hormat kami, Setyo Budi",
            ),
            file="surat-2.jpg",
        )
    )
    assert [len(group.pages) for group in group_pages([first, second])] == [2]
    other = second.model_copy(update={"lines": page(("Nota pembelian pupuk",) * 4).lines})
    assert len(group_pages([first, kinded(other)])) == 2


def test_a_second_page_that_begins_with_enclosures_ends_the_letter() -> None:
    first = kinded(page(KOP_LETTER[:12]))
    second = (
        "Sebagai bahan pertimbangan kami lampirkan :",
        "1. fotokopi akta pendirian",
        "2. surat perjanjian pinjaman",
        "Demikian surat ini saya buat dalam keadaan sadar tanpa paksaan dari siapa pun.",
        [(1000, "Kami yang memohon,")],
        "",
        [(980, "( SITI MUNAWAROH )")],
    )
    deed = ("SALINAN AKTA PENDIRIAN", "Nomor 12 tanggal 3 Maret 2020", "Notaris Budi Santoso, S.H.")
    groups = group_pages([first, kinded(page(second, number=2)), kinded(page(deed, number=3))])
    assert [(group.kind, len(group.pages)) for group in groups] == [
        (Kind.SURAT_PERMOHONAN, 2),
        (Kind.IDENTITAS_LEMBAGA, 1),
    ]


def test_a_note_beside_a_card_is_no_letter() -> None:
    card = CardReading(quad=((0.1, 0.1), (0.5, 0.1), (0.5, 0.3), (0.1, 0.3)), score=1.0, fields={})
    for note in ("fc KTP pemohon", "Lampiran : fotokopi KTP pemohon"):
        noted = kinded(page([[(900, note)]], cards=(card,)))
        assert [kind for kind, _ in noted.kinds] == [Kind.KTP]
    assert paper_kind(kinded(page(KOP_LETTER, cards=(card,)))) is Kind.SURAT_PERMOHONAN


def test_a_few_words_of_a_writer_of_himself_below_his_card_are_a_letter() -> None:
    card = CardReading(quad=((0.1, 0.1), (0.5, 0.1), (0.5, 0.3), (0.1, 0.3)), score=1.0, fields={})
    said = (
        "SAYA SUROSO MOHON KONSULTASI, KELOMPOK TANI KAMI INGIN",
        "DIJADIKAN KOPERASI, SYARATNYA APA SAJA.",
    )
    of_another = (
        "Suroso ingin konsultasi, kelompok tani itu hendak",
        "dijadikan koperasi, syaratnya apa saja.",
    )
    found = (kinded(page(["", *rows, "SUROSO"], cards=(card,))).kinds for rows in (said, of_another))
    assert [Kind.SURAT_PERMOHONAN in dict(kinds) for kinds in found] == [True, False]


def test_a_letter_s_last_sheet_that_begins_with_proofs_is_one_beside_a_card_too() -> None:
    card = CardReading(quad=((0.1, 0.5), (0.5, 0.5), (0.5, 0.8), (0.1, 0.8)), score=1.0, fields={})
    begun = ("2", "5. Bukti setoran modal masih saya simpan dan dapat saya tunjukkan", "sewaktu-waktu.")
    rows = (
        *begun,
        "Saya mohon Dinas mempertemukan kami. Demikian dan terima kasih.",
        "Pemohon,",
        "Sugiharto",
    )
    assert Kind.SURAT_PERMOHONAN in dict(kinded(page(rows, cards=(card,))).kinds)
    assert kind_of(("BUKTI SETORAN", *rows[3:])) is Kind.LAMPIRAN


@pytest.mark.parametrize("office", ["KAMI YANGI MEMOHON,", "HORMATKAMI,", "Yang memohon,"])
def test_a_written_signature_s_page_belongs_to_the_letter_though_a_letter_is_misread(office: str) -> None:
    body = ("DEMIKIAN SURAT INI SAYA BUAT DALAM KEADAAN SADAR TANPA PAKSAAN", "DARI SIAPA PUN.")
    first = kinded(page((*KOP_LETTER[:12], *body)))
    tail = kinded(page(([(1000, office)], "", [(980, "RETNO OKTAVIANI")]), number=2))
    assert [len(group.pages) for group in group_pages([first, tail])] == [2]


def test_a_short_page_with_a_stamp_is_the_end_of_the_letter_before() -> None:
    first = kinded(page(KOP_LETTER[:12]))
    stamp = Mark(kind=MarkKind.STEMPEL, box=(0.5, 0.1, 0.7, 0.2), score=0.95)
    tail = kinded(page(([(980, "(suilyati mukaromah)")],), number=2, marks=(stamp,)))
    assert [len(group.pages) for group in group_pages([first, tail])] == [2]


def test_a_letter_that_could_be_either_is_a_request_where_requests_are_handed_in() -> None:
    either = page(("Perihal : Pengaduan anggota KSU",)).model_copy(
        update={"kinds": ((Kind.SURAT_PENGADUAN, 0.53), (Kind.SURAT_PERMOHONAN, 0.47))}
    )
    assert paper_kind(either) is Kind.SURAT_PENGADUAN
    assert paper_kind(either, Channel.LOKET) is Kind.SURAT_PERMOHONAN
    assert paper_kind(either, Channel.WHATSAPP) is Kind.SURAT_PENGADUAN
    written = either.model_copy(update={"is_handwritten": True})
    assert paper_kind(written, Channel.LOKET) is Kind.SURAT_PENGADUAN


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ("KEPUTUSAN MENTERI HUKUM", "NOMOR AHU-0990461.AH.01.26.TAHUN 2021",
             "TENTANG PENGESAHAN AKTA PENDIRIAN", "KOPERASI KONSUMEN WAHANA BOGA",
             "Menimbang : bahwa berdasarkan permohonan Notaris"),
            ("- 2 -", "MEMUTUSKAN :",
             "Menetapkan : KEPUTUSAN MENTERI TENTANG PENGESAHAN AKTA PENDIRIAN KOPERASI",
             "KESATU : Mengesahkan Akta Pendirian KOPERASI KONSUMEN WAHANA BOGA"),
        ),
        (
            ("NOTARIS GANDHI PRASTOWO, S.H.", "AKTA PENDIRIAN KOPERASI PEMASARAN BUMI GARUDA", "Nomor : 33.",
             "Pada hari ini berhadapan dengan saya, para penghadap"),
            ("BAB I", "NAMA DAN TEMPAT KEDUDUKAN", "Pasal 1",
             "Koperasi ini bernama KOPERASI PEMASARAN BUMI GARUDA",
             "DEMIKIAN AKTA INI", "Notaris di Kabupaten Jombang", "GANDHI PRASTOWO, S.H."),
        ),
    ],
)  # fmt: skip
def test_a_decree_or_deed_goes_on_over_the_page(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    papers = [kinded(page(first)), kinded(page(second, number=2))]
    assert [paper_kind(one) for one in papers] == [Kind.IDENTITAS_LEMBAGA] * 2
    assert [len(group.pages) for group in group_pages(papers)] == [2]


def test_a_decree_after_a_deed_is_a_paper_of_its_own() -> None:
    papers = [kinded(page(AKTA)), kinded(page(SK, number=2))]
    assert [len(group.pages) for group in group_pages(papers)] == [1, 1]


@pytest.mark.parametrize(
    ("channel", "apart", "kind"),
    [
        (Channel.LOKET, 0.2, Kind.SURAT_PERMOHONAN),
        (Channel.EMAIL, 0.2, Kind.SURAT_PERMOHONAN),
        (Channel.LOKET, 0.4, Kind.SURAT_PENGADUAN),
        (None, 0.2, Kind.SURAT_PENGADUAN),
        (Channel.KOTAK_ADUAN, -0.4, Kind.SURAT_PENGADUAN),
    ],
)
def test_how_a_letter_came_tips_what_could_be_either(
    channel: Channel | None, apart: float, kind: Kind
) -> None:
    kinds = ((Kind.SURAT_PENGADUAN, 0.5 + apart / 2), (Kind.SURAT_PERMOHONAN, 0.5 - apart / 2))
    assert paper_kind(page(["Dengan hormat"], kinds=kinds), channel) is kind


def test_a_plain_letter_with_a_nik_asks_and_does_not_complain() -> None:
    asking = page([
        "Kepada : Yth. Bpk. Kepala Dinas Koperasi dan UM", "Kabupaten Jombang",
        "Mohon keterangan apakah KSP Sarana Lestari sudah terdaftar.", "Terima kasih.",
        "Ngadiman", "KTP 3517142604709003",
    ])  # fmt: skip
    assert formality(asking) > 0.5


def test_who_asks_by_hand_for_the_notary_writes_a_letter_and_no_deed() -> None:
    asked = kinded(page(NOTARY_ASKED, is_handwritten=True))
    assert [kind for kind, _ in asked.kinds] == [Kind.IDENTITAS_LEMBAGA]
    assert paper_kind(asked) is Kind.SURAT_PENGADUAN
    assert paper_kind(asked.model_copy(update={"is_handwritten": False})) is Kind.IDENTITAS_LEMBAGA


@pytest.mark.parametrize("is_signed", [False, True])
def test_a_letter_by_hand_goes_on_until_it_is_signed(is_signed: bool) -> None:
    """Its writer thanks and greets long before the end."""
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.8, 0.8, 0.85), score=0.97)
    rows = (*FREE, "Terima kasih sebelumnya.", "Sukarman", "Dsn. Krajan RT 01")
    first = kinded(page(rows, is_handwritten=True, marks=(ink,) if is_signed else ()))
    tail = kinded(page(("pensiunan guru, Godong Kulon", "RT 02 RW 01"), number=2, is_handwritten=True))
    assert len(group_pages([first, tail])[0].pages) == (1 if is_signed else 2)


@pytest.mark.parametrize("is_by_hand", [True, False])
def test_who_writes_by_hand_of_his_card_hands_in_no_card(is_by_hand: bool) -> None:
    rows = [
        "Bapak dinas Koperasi. Kulo tiyang tani sepuh, sing nulis niki tanggi kulo.",
        "Pupuk kulo dereng didhum kaliyan koprasi Tani Makaryo Sukodadi.",
        "Kartu tani", "dicekel pengurus wiwit taun kepungkur, ditarik saben rendeng.",
        "Kartu tani kulo tulung dipriksa. Wongsorejo, dusun Sukodadi lor kali, Kabuh",
    ]  # fmt: skip
    wanted = Kind.SURAT_PENGADUAN if is_by_hand else Kind.LAMPIRAN
    assert kind_of(rows, is_handwritten=is_by_hand) is wanted
