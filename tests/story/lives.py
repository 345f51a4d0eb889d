"""The four lives. Received on Friday 13 March 2026: Nyepi and Idul Fitri lie within every limit."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from desk.models import CasePaper, CaseRow, Disposition, MaterialRow, Meeting
from desk.procedure import materials
from desk.procedure.standing import parties
from models.case import Channel
from models.papers.letters import ARTICLE_MARK
from tests.desk.clock import it_is
from tests.story import paper
from tests.story.office import Office, Person

RECEIVED = date(2026, 3, 13)
RESPONSE_DUE, SERVICE_DUE = date(2026, 3, 25), date(2026, 4, 6)
"""Vectors of the domain reference (section 4)."""
MONDAY = date(2026, 3, 16)
FIRST, AFTER, SECOND, SITE_DAY = date(2026, 3, 26), date(2026, 3, 27), date(2026, 4, 1), date(2026, 4, 6)


def consultation(office: Office, folder: Path) -> str:
    """Konsultasi: the material of the topic, adapted and given; the answer; the report; settled."""
    with it_is(RECEIVED):
        case_id = office.receive(
            paper.scan(folder / "konsultasi.pdf", paper.CONSULTATION), Channel.LOKET, RECEIVED
        )
        dues(case_id, None, SERVICE_DUE)
    with it_is(MONDAY):
        officer = Person("pemeriksa", "cerita_konsultasi", "Dwi Astuti, S.E.")
        officer.approve(case_id, "fasilitasi_konsultasi")
        material = materials.library(CaseRow.objects.get(id=case_id).topic)[0]
        assert material.topic == "RAT", material.topic
        text = materials.as_text(MaterialRow.objects.get(id=material.id)).replace(f" {ARTICLE_MARK}", "")
        officer.post(
            case_id, "proses/konsultasi/", materi=material.id, topik=material.topic, cara="tatap_muka",
            tanggal=MONDAY.isoformat(), isi=text,
        )  # fmt: skip
        letter = officer.prepare(case_id, "surat_jawaban")
        officer.finalize(case_id, letter, office.number(), "diserahkan")
        officer.move(case_id, "buat_laporan")
        officer.post(
            case_id, "proses/dokumentasi/", berkas=photo(), keterangan="Foto konsultasi", laporan="ya"
        )
        officer.report(case_id, "Pemohon memahami tata cara RAT dan menyiapkan laporan pengurus.")
        officer.move(case_id, "tutup")
    return case_id


def dispute(office: Office, folder: Path) -> str:
    """Pengaduan: meeting, no-show, second invitation, settlement on site, berita acara, report."""
    with it_is(RECEIVED):
        case_id = office.receive(paper.scan(folder / "pengaduan.pdf", paper.DISPUTE), Channel.LOKET, RECEIVED)
        dues(case_id, RESPONSE_DUE, SERVICE_DUE)
    with it_is(MONDAY):
        officer = Person("pengelola_pengaduan", "cerita_pengaduan", "Hadi Prasetyo, S.H.")
        officer.approve(case_id, "fasilitasi_pengaduan")
        if not any(party.role == "termohon" for party in parties(CaseRow.objects.get(id=case_id))):
            officer.post(
                case_id, "proses/pihak/", peran="termohon", nama="KSP Mitra Tani Sentosa", aktif="ya"
            )
        invite(office, officer, case_id, FIRST)
    with it_is(FIRST):
        attend(officer, case_id, absent="termohon")
        officer.move(case_id, "undang_lagi")
    with it_is(AFTER):
        invite(office, officer, case_id, SECOND)
    with it_is(SECOND):
        attend(officer, case_id)
        officer.post(
            case_id, "proses/jadwal/lokasi/", tanggal=SITE_DAY.isoformat(), mulai="09.00", selesai="11.00",
            tempat="Kantor KSP Mitra Tani Sentosa, Ngoro", disepakati="Pemohon dan termohon",
            disepakati_tanggal=SECOND.isoformat(), acara="Penyelesaian simpanan", petugas=officer.user.id,
        )  # fmt: skip
        officer.move(case_id, "ke_lokasi")
    with it_is(SITE_DAY):
        settle(office, officer, case_id)
    return case_id


def invite(office: Office, officer: Person, case_id: str, day: date) -> None:
    """Schedules the meeting and sends every party its invitation."""
    officer.post(
        case_id, "proses/jadwal/pertemuan/", tanggal=day.isoformat(), mulai="09.00", selesai="11.00",
        ruang="Ruang rapat dinas", acara="Klarifikasi dan musyawarah", petugas=officer.user.id,
    )  # fmt: skip
    meeting = Meeting.objects.filter(case_id=case_id, state="dijadwalkan").get()
    for letter in CasePaper.objects.filter(subject_id=meeting.id, kind="undangan", is_final=False):
        officer.finalize(case_id, letter, office.number(), "pos")
    officer.move(case_id, "undang")


def attend(officer: Person, case_id: str, absent: str = "") -> None:
    """Records who came to the meeting of today."""
    meeting = Meeting.objects.filter(case_id=case_id, state="dijadwalkan").get()
    came = {
        f"hadir-{party.id}": "tidak" if party.role == absent else "ya"
        for party in parties(CaseRow.objects.get(id=case_id))
    }
    officer.post(case_id, f"proses/pertemuan/{meeting.id}/kehadiran/", **came)
    sheet = CasePaper.objects.get(subject_id=meeting.id, kind="daftar_hadir")
    officer.finalize(case_id, sheet)


def settle(office: Office, officer: Person, case_id: str) -> None:
    """The settlement on site: attendance, result, berita acara, the signed scan, the report."""
    attend(officer, case_id)
    meeting = Meeting.objects.filter(case_id=case_id, kind="lokasi", state="terlaksana").get()
    officer.post(
        case_id, f"proses/pertemuan/{meeting.id}/hasil/", hasil="sepakat",
        keterangan="Pemohon meminta simpanannya kembali.\n\nTermohon bersedia mengangsur.",
        pokok="Simpanan Rp12.500.000 dikembalikan tiga kali angsuran.",
        **{
            "tl-0": "Angsuran pertama", "tl-siapa-0": "Pengurus KSP Mitra Tani Sentosa",
            "tl-tanggal-0": (SITE_DAY + timedelta(days=14)).isoformat(),
        },
    )  # fmt: skip
    minutes = CasePaper.objects.get(case_id=case_id, kind="berita_acara")
    officer.finalize(case_id, minutes, office.number())
    officer.post(
        case_id,
        "proses/dokumentasi/",
        berkas=photo(),
        keterangan="Berita acara bertanda tangan",
        laporan="ya",
    )
    officer.move(case_id, "buat_laporan")
    officer.report(case_id, "Para pihak sepakat; pelaksanaan angsuran dipantau.")
    officer.move(case_id, "tutup")


def service(office: Office, folder: Path) -> str:
    """Pengaduan layanan from WhatsApp: check, disposition, response within the limit, resolution."""
    with it_is(RECEIVED):
        case_id = office.receive(
            paper.scan(folder / "layanan.pdf", paper.SERVICE), Channel.WHATSAPP, RECEIVED
        )
    with it_is(MONDAY):
        officer = Person("pengelola_pengaduan", "cerita_layanan", "Rina Kartikasari")
        officer.approve(case_id, "pengaduan_layanan")
        dues(case_id, RESPONSE_DUE, None)
        officer.post(
            case_id, "proses/cek/", jenis="pengaduan", has_name="ya", has_matter="ya", has_wish="ya",
            has_signature="ya", jawaban="ya",
        )  # fmt: skip
        officer.move(case_id, "koordinasikan")
        officer.post(
            case_id, "proses/disposisi/", kepada="Sekretariat", isi="Klarifikasi pelayanan loket.",
            batas=date(2026, 3, 17).isoformat(),
        )  # fmt: skip
        sheet = CasePaper.objects.get(case_id=case_id, kind="lembar_disposisi")
        officer.finalize(case_id, sheet)
    with it_is(date(2026, 3, 17)):
        order = Disposition.objects.get(case_id=case_id)
        officer.post(case_id, f"proses/disposisi/{order.id}/", jawaban="Loket kedua dibuka mulai hari ini.")
        officer.move(case_id, "tanggapi")
        letter = officer.prepare(case_id, "surat_jawaban")
        officer.write(case_id, letter, {0: "Loket kedua dibuka mulai 17 Maret 2026. Kami mohon maaf."})
        officer.finalize(case_id, CasePaper.objects.get(id=letter.id), office.number(), "whatsapp")
        officer.post(
            case_id, "tanggapan/", tanggal="17-03-2026", kanal="whatsapp",
            teks="Loket kedua dibuka mulai 17 Maret 2026.", rujukan="Pesan WhatsApp 17 Maret 2026 10.15",
        )  # fmt: skip
        officer.move(case_id, "selesaikan")
        officer.post(case_id, "proses/penyelesaian/", isi="Loket kedua dibuka; pelapor menerima penjelasan.")
        officer.report(case_id, "Pengaduan selesai; jumlah loket dipertahankan.")
        officer.move(case_id, "tutup")
    return case_id


def anonymous(office: Office, folder: Path) -> str:
    """A letter without a name from the box: registered, identity asked on the board, waited for, closed."""
    with it_is(RECEIVED):
        letter = paper.scan(folder / "kotak.pdf", paper.ANONYMOUS, is_signed=False)
        case_id = office.receive(letter, Channel.KOTAK_ADUAN, RECEIVED)
    with it_is(MONDAY):
        officer = Person("pengelola_pengaduan", "cerita_anonim", "Yusuf Ardiansyah")
        officer.approve(case_id, "pengaduan_layanan")
        dues(case_id, RESPONSE_DUE, None)
        officer.post(case_id, "proses/cek/", jenis="pengaduan", anonim="ya", has_matter="ya")
        request = officer.prepare(case_id, "permintaan_identitas")
        officer.finalize(case_id, request, office.number(), "papan")
        officer.move(case_id, "minta_identitas")
        assert CaseRow.objects.get(id=case_id).process.due_on == date(2026, 4, 7)
    with it_is(date(2026, 4, 8)):
        officer.move(case_id, "tutup_tanpa_identitas")
        officer.post(
            case_id, "proses/penyelesaian/", isi="Identitas tidak disampaikan; jadi bahan perbaikan."
        )
        officer.report(case_id, "Dicatat sebagai bahan perbaikan pelayanan loket.")
        officer.move(case_id, "tutup")
    return case_id


LIVES: dict[str, Callable[[Office, Path], str]] = {
    "konsultasi": consultation,
    "pengaduan": dispute,
    "pengaduan_layanan": service,
    "surat_tanpa_nama": anonymous,
}


def dues(case_id: str, response: date | None, service_due: date | None) -> None:
    """The dates of the domain's vectors."""
    row = CaseRow.objects.get(id=case_id)
    assert (row.response_due, row.service_due) == (response, service_due), (row.service, row.response_due)


def photo() -> io.BytesIO:
    """A picture of a meeting, invented."""
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "#8aa0b0").save(out, "JPEG")
    out.seek(0)
    out.name = "foto.jpg"
    return out
