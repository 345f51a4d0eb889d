"""The product of the service: dokumentasi dan laporan hasil (I Pendahuluan ... V Penutup, appendix of
pictures)."""

from collections.abc import Sequence

from models.office import Office
from models.papers.common import identity, signatory
from models.papers.content import Content, Picture, Section
from models.papers.letters import RESULT_MARK
from models.papers.matter import Matter
from models.procedure.stages import PaperKind
from models.wording import long_date, sentence

CLOSING = "Demikian laporan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."


def report(
    matter: Matter,
    office: Office,
    *,
    done: Sequence[str],
    results: Sequence[str],
    pictures: Sequence[Picture] = (),
    follow_ups: Sequence[Sequence[str]] = (),
) -> Content:
    """Laporan hasil. `done`: what was carried out, a sentence each; `results`: what was reached;
    `follow_ups`:
    rows (what, who, by when) still to be watched."""
    return Content(
        kind=PaperKind.LAPORAN_HASIL,
        title=f"LAPORAN HASIL {matter.service.upper()}",
        details=identity(matter),
        sections=(
            Section(title="I. PENDAHULUAN", paragraphs=_introduction(matter, office)),
            Section(title="II. KEGIATAN YANG DILAKSANAKAN", paragraphs=tuple(done) or (RESULT_MARK,)),
            Section(title="III. HASIL YANG DICAPAI", paragraphs=tuple(results) or (RESULT_MARK,)),
            Section(title="IV. KESIMPULAN DAN SARAN", paragraphs=(RESULT_MARK,)),
        ),
        columns=("Tindak lanjut", "Pelaksana", "Paling lambat") if follow_ups else (),
        rows=tuple(tuple(row) for row in follow_ups),
        closing_title="V. PENUTUP",
        closing=(CLOSING,),
        signers=(signatory(office),),
        pictures=tuple(pictures),
        doubtful=matter.doubtful,
    )


def _introduction(matter: Matter, office: Office) -> tuple[str, ...]:
    subject = f" perihal {matter.subject}" if matter.subject else ""
    general = (
        f"Umum. Pada tanggal {long_date(matter.received_on)} {office.name} menerima surat melalui "
        f"{matter.channel}"
        f"{subject}, dicatat dengan nomor penelusuran {matter.tracking}."
    )
    basis = f"Dasar. Standar pelayanan {matter.basis or matter.service}"
    decree = f", Keputusan Nomor {matter.sk_number}" if matter.sk_number else ""
    aim = "Maksud. Mendokumentasikan pelaksanaan dan hasil layanan sebagai produk pelayanan."
    problem = (
        f"Pokok masalah. {sentence(matter.matter)}" if matter.matter and not matter.is_confidential else ""
    )
    return tuple(part for part in (general, sentence(basis + decree), aim, problem) if part)
