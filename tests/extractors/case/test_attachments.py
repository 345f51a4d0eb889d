"""An attachment says what it is, to a person; a back without its front is one."""

from extractors.case.attachments import ATTACHMENT, attachment_findings
from extractors.case.reader import read_documents
from models.document import Kind
from models.page import CardReading
from tests.extractors.paper import page

QUAD = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.3), (0.1, 0.3))
SIM = page(["SURAT IZIN MENGEMUDI", "DRIVING LICENSE", "1. SUWARNO"], kinds=((Kind.LAMPIRAN, 0.8),))


def test_a_finding_says_which_paper_an_attachment_is() -> None:
    (document,) = read_documents([SIM])
    assert document.kind is Kind.LAMPIRAN and document.jenis and "jenis" not in document.model_dump()
    (finding,) = attachment_findings([document])
    assert finding.code == ATTACHMENT and finding.file == "surat.pdf"
    assert finding.message == "Halaman 1 surat.pdf adalah SIM (surat izin mengemudi), bukan KTP yang diminta."


def test_a_person_s_card_is_told_by_its_title() -> None:
    rows = ["KABUPATEN JOMBANG", "KARTU PEDAGANG PASAR", "NIK", ": 3517101909669262"]
    (document,) = read_documents([page(rows, kinds=((Kind.LAMPIRAN, 0.7),))])
    assert document.jenis == "kartu pedagang pasar"
    (savings,) = read_documents([page(["KARTU SIMPANAN", "Nama : Kusnan"], kinds=((Kind.LAMPIRAN, 0.7),))])
    assert savings.jenis is None


def test_what_says_nothing_of_itself_is_not_told() -> None:
    plain = page(["Foto kegiatan rapat anggota"], kinds=((Kind.LAMPIRAN, 0.6),))
    assert list(attachment_findings(read_documents([plain]))) == []


def test_the_back_of_a_card_without_its_front_is_an_attachment() -> None:
    back = page([], kinds=((Kind.KTP, 1.0),), cards=(CardReading(quad=QUAD, fields={}, is_back=True),))
    (document,) = read_documents([back])
    assert document.kind is Kind.LAMPIRAN
    (finding,) = attachment_findings([document])
    assert (
        finding.message == "Halaman 1 surat.pdf hanya memuat bagian belakang KTP; bagian depannya belum ada."
    )


def test_a_paper_beside_a_card_is_listed_too() -> None:
    both = SIM.model_copy(
        update={
            "cards": (CardReading(quad=QUAD, fields={}),),
            "kinds": ((Kind.KTP, 1.0), (Kind.LAMPIRAN, 0.8)),
        }
    )
    assert {document.kind for document in read_documents([both])} == {Kind.KTP, Kind.LAMPIRAN}
