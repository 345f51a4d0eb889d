"""What a letter asks and states: the kind of service, the paragraph that says what is wrong."""

import pytest

from extractors.case.letters import MEDIATED, seen_letter
from extractors.case.reader import read_documents
from extractors.case.request_matter import asks_to_meet, is_only_mediation
from models.document import Kind
from tests.extractors.letters import BEGUN, CLOSING, END, MATTER, TO, Row, read, stated
from tests.extractors.paper import Cell, page

FIRST = "Sejak Maret 2026 simpanan berjangka saya sebesar Rp 15.000.000 tidak dapat dicairkan oleh koperasi."
LATER = "Saya sudah tiga kali datang ke kantornya tetapi selalu diminta menunggu tanpa kepastian."


def paragraph(text: str) -> list[list[Cell]]:
    """Two rows, the first one set in."""
    words = text.split()
    half = (len(words) + 1) // 2
    return [[(210, " ".join(words[:half]))], [(150, " ".join(words[half:]))]]


def test_a_ticked_box_says_what_is_asked() -> None:
    ticked = "9. Jenis layanan: ( ) Konsultasi (X) Pengaduan ( ) Penyelesaian masalah"
    fields = read(*TO, "Dengan hormat,", ticked, "Mohon RAT dapat dilaksanakan.", *END)
    assert fields["jenis_layanan"].value == "pengaduan"


def test_a_letter_headed_as_a_complaint_is_one() -> None:
    asked = "Pengurus diminta memberikan penjelasan kepada anggota."
    rows: tuple[Row, ...] = (*TO, "Dengan hormat,", asked, *END)
    assert read("SURAT PENGADUAN", *rows)["jenis_layanan"].value == "pengaduan"
    assert read("SURAT PERMOHONAN", *rows)["jenis_layanan"].value == "konsultasi"


def test_help_with_settling_a_dispute_is_a_settlement_and_advice_on_one_is_advice() -> None:
    kinds = [
        read(f"Perihal : Permohonan {wish}", "Dengan hormat,", "Demikian, terima kasih.")[
            "jenis_layanan"
        ].value
        for wish in ("Pendampingan Penyelesaian Sengketa", "Konsultasi Penyelesaian Sengketa")
    ]
    assert kinds == ["penyelesaian_masalah", "konsultasi"]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("Kami mengharapkan arahan Dinas.", "konsultasi"), ("Mohon kami dipertemukan.", "penyelesaian_masalah")],
)
def test_help_in_the_subject_is_for_what_the_body_asks(asked: str, kind: str) -> None:
    fields = read(
        "Perihal : Permohonan Bantuan Pemutakhiran Data Koperasi",
        "Dengan hormat,",
        f"Data pengurus masih mencantumkan pengurus lama. {asked}",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    )
    assert fields["jenis_layanan"].value == kind


@pytest.mark.parametrize(
    "aside",
    [
        "Sebagai bahan pertimbangan bersama ini kami lampirkan salinan KTP ketua dan daftar hadir anggota.",
        "Saya dapat dihubungi di nomor 0813 3200 5519.",
        "Kami berharap Dinas dapat mempertemukan kedua pihak.",
        "Sebagai informasi, NPWP koperasi sudah diperbarui.",
    ],
)
def test_enclosures_wishes_and_what_stands_aside_are_no_part_of_the_matter(aside: str) -> None:
    told = [row for text in (FIRST, LATER, aside) for row in paragraph(text)]
    assert stated("Dengan hormat,", *told, CLOSING) == f"{FIRST} {LATER}"


def test_a_wish_alone_is_the_matter() -> None:
    asked = "Kami mohon penjelasan tentang cara membubarkan koperasi."
    assert stated("Dengan hormat,", asked, CLOSING) == asked


def test_an_opening_that_says_what_is_wrong_is_the_matter_where_nothing_else_is() -> None:
    opening = "Bersama surat ini kami mengadukan bendahara yang tidak menyerahkan buku kas dan uang kami."
    wish = "Kami mohon kepada Bapak untuk memanggil yang bersangkutan."
    assert stated(*TO, "Dengan hormat,", opening, wish, *END) == opening


def test_the_sentence_of_a_representative_and_rows_of_the_identity_stay_out_of_the_matter() -> None:
    said = stated(
        "Dengan hormat,",
        "Perkenankan kami bertindak untuk dan atas nama klien kami:",
        [(200, "d Tempat tinggal"), (560, ": Dsn. Krajan RT 02")],
        [(590, "Desa Ngoro")],
        [(200, "Ket"), (560, "3517081208719003")],
        [(200, "Telepon seluler"), (560, ": 081234567890")],
        "",
        MATTER,
        CLOSING,
    )
    assert said == MATTER


@pytest.mark.parametrize(
    "before",
    [
        "Puji syukur ke hadirat Tuhan Yang Maha Esa, semoga Bapak senantiasa diberi kesehatan.",
        "Koperasi tersebut berkantor di Jalan Pahlawan No. 4 Desa Betek Kecamatan Mojoagung.",
        "Pokok persoalan",
    ],
)
def test_the_matter_is_the_paragraph_that_says_what_is_wrong(before: str) -> None:
    told = [row for text in (before, f"{FIRST} {LATER}") for row in paragraph(text)]
    assert stated("Dengan hormat,", *told, CLOSING) == f"{FIRST} {LATER}"


def test_a_point_s_second_line_belongs_to_it() -> None:
    said = stated(
        "Dengan hormat,",
        [(150, "1. Pengurus lama belum menyerahkan stempel, buku kas dan sertifikat")],
        [(180, "tanah kantor kepada pengurus yang baru.")],
        [(150, "2. Akibatnya rekening bank koperasi tidak dapat dicairkan.")],
        CLOSING,
    )
    assert said == (
        "1. Pengurus lama belum menyerahkan stempel, buku kas dan sertifikat tanah kantor kepada pengurus"
        " yang baru. 2. Akibatnya rekening bank koperasi tidak dapat dicairkan."
    )


def test_the_head_of_a_printed_mail_is_no_matter() -> None:
    head = (
        "From: Siti Aminah",
        "To: dinkopum@jombangkab.go.id",
        "Sent: Selasa, 9 Juni 2026 08:30",
        "Subject: Simpanan",
    )
    assert stated(*head, FIRST) == FIRST
    assert stated(*head) is None


@pytest.mark.parametrize(
    ("body", "is_taken_back"),
    [
        ("BPKB sudah saya terima, sehingga pengaduan tersebut saya tarik kembali.", True),
        ("Uang sudah dibayar, maka dengan ini saya mencabut laporan saya tanggal 2 November.", True),
        ("Bersama ini saya mohon agar permohonan kami yang lalu dibatalkan.", True),
        ("Pengaduan saya terhadap KSP Jaya mengenai BPKB yang lama belum dikembalikan saya batalkan.", True),
        ("Surat saya bulan lalu tidak perlu diproses lagi karena sudah beres.", True),
        ("Simpanan sudah kembali dan saya tidak menuntut apa-apa lagi.", True),
        (
            "Masalah saya dengan koperasi tersebut telah selesai, untuk itu saya menyampaikan terima kasih.",
            True,
        ),
        ("Pengurus bilang masalah itu akan diselesaikan, tetapi belum.", False),
        ("BATAL", True),
        ("tdk jadi.", True),
        ("Perjanjian kami BATAL", False),
        ("Saya ingin menarik kembali simpanan saya tetapi ditolak.", False),
        ("Keanggotaan saya dicabut sepihak. Surat keberatan saya tidak dijawab.", False),
        ("Permohonan pinjaman saya tidak pernah dijawab oleh pengurus.", False),
        ("Uraian pengaduan : pelatihan yang dijadwalkan dinas dibatalkan pada hari yang sama.", False),
    ],
)
def test_a_letter_takes_back_what_was_asked_whatever_its_subject(body: str, is_taken_back: bool) -> None:
    assert seen_letter([page([*BEGUN, body, *END])]).takes_back is is_taken_back


@pytest.mark.parametrize(
    ("row", "is_taken_back"),
    [
        ("Lampiran 1BATFAL / dicabet 24-11-26", True),
        ("1 (satu) berkas BATAL", True),
        ("Hal : Laporan nama dicatut sebagai peminjam", False),
        ("Nomor : 12/BATAS/XI/2026", False),
    ],
)
def test_what_is_written_across_the_head_takes_back(row: str, is_taken_back: bool) -> None:
    assert seen_letter([page([row, *BEGUN, FIRST, *END])]).takes_back is is_taken_back


def test_a_letter_with_a_crossed_out_page_is_known_as_such() -> None:
    sheet = page([*BEGUN, FIRST, *END]).model_copy(update={"kinds": ((Kind.SURAT_PERMOHONAN, 1.0),)})
    crossed = sheet.model_copy(update={"is_voided": True})
    assert [read_documents([one])[0].known.is_voided for one in (sheet, crossed)] == [False, True]


def test_a_note_below_the_signature_takes_back() -> None:
    noted = page(
        [*BEGUN, FIRST, *END, "Permohonan ini saya tarik kembali, sudah selesai secara kekeluargaan."]
    )
    assert seen_letter([noted]).takes_back


@pytest.mark.parametrize(
    ("subject", "asked", "is_meeting"),
    [
        ("Sertipikat ditahan", "Mohon pengurus dipanggil dan dipertemukan dengan saya.", True),
        ("Permohonan penyelesaian sertipikat", "Mohon pengurus dipanggil.", False),
        ("Permohonan mediasi", "Mohon pengurus dipanggil.", False),
        ("Sertipikat ditahan", "Mohon pengurus dipanggil ke Balai Desa Gudo.", False),
        ("Sertipikat ditahan", "Mohon sertipikat saya dikembalikan.", False),
    ],
)
def test_who_asks_that_somebody_be_called_asks_to_meet(subject: str, asked: str, is_meeting: bool) -> None:
    head = [f"Perihal : {subject}", "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Dengan hormat,"]
    letter = seen_letter([page([*head, asked, *END])])
    assert asks_to_meet(letter.text, letter.found.perihal) is is_meeting


@pytest.mark.parametrize(
    ("subject", "asked", "is_doubted"),
    [
        ("Permohonan mediasi", "Mohon dipertemukan dengan pengurus.", True),
        ("Permohonan mediasi", "Mohon dibantu penyelesaian dengan pengurus.", False),
        ("Permohonan penyelesaian masalah", "Mohon dimediasi dengan pengurus.", False),
    ],
)
def test_a_mediasi_without_a_penyelesaian_may_be_a_pengaduan(
    subject: str, asked: str, is_doubted: bool
) -> None:
    head = [f"Perihal : {subject}", "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Dengan hormat,"]
    letter = seen_letter([page([*head, "Pengurus menahan simpanan saya.", asked, *END])])
    assert is_only_mediation(letter.text, letter.found.perihal) is is_doubted
    field = letter.asked.field
    assert (field.value, field.confidence <= MEDIATED) == ("penyelesaian_masalah", is_doubted)
