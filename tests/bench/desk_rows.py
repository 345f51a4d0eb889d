"""Fills a desk with many cases: copies of one real case's rows, with other names, dates and states."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Value
from django.utils import timezone

from desk import anchor, audit, search
from desk.models import AuditEntry, AuditHead, CaseRow, FieldRow
from models.case import Channel
from tests.desk import factory

STATES = ("menunggu",) * 12 + ("dikembalikan",) * 3 + ("ditunda", "gagal") + ("disetujui",) * 20 + (
    "ditolak", "selesai", "selesai", "diarsipkan", "diarsipkan",
)  # fmt: skip
"""A quarter of the cases waits: far more than an office would let lie, so the queue is at its worst."""
FIRST = ("SITI", "BUDI", "NUR", "AGUS", "SRI", "MOCH.", "DEWI", "EKO", "ANIK", "HADI", "TUTIK", "SLAMET")
LAST = ("AMINAH", "SANTOSO", "HIDAYATI", "PRASETYO", "WAHYUNI", "ROFIQ", "LESTARI", "NUGROHO", "UTAMI")
BATCH = 2000
DOCUMENTS = """INSERT INTO desk_documentrow
    (case_id, position, kind, pages, known, is_typed, set_aside)
    SELECT p.id, d.position, d.kind, d.pages, d.known, d.is_typed, d.set_aside
    FROM desk_caserow p JOIN desk_documentrow d ON d.case_id = %s
    WHERE p.id <> %s"""
COLUMNS = (
    "name, position, machine_value, raw, confidence, needs_review, page, box, is_person, person_value, "
    "person_id, person_at, is_corrected"
)
FIELDS = f"""INSERT INTO desk_fieldrow (document_id, {COLUMNS})
    SELECT n.id, {", ".join(f"i.{name.strip()}" for name in COLUMNS.split(","))}
    FROM desk_documentrow n JOIN desk_documentrow t ON t.case_id = %s AND t.position = n.position
    JOIN desk_fieldrow i ON i.document_id = t.id WHERE n.case_id <> %s"""
READINGS = """INSERT INTO desk_casereading (case_id, json)
    SELECT p.id, b.json FROM desk_caserow p JOIN desk_casereading b ON b.case_id = %s WHERE p.id <> %s"""
FILES = """INSERT INTO desk_casefile (case_id, file_id, name, position, pages, rotations, kinds)
    SELECT p.id, b.file_id, b.name, b.position, b.pages, b.rotations, b.kinds
    FROM desk_caserow p JOIN desk_casefile b ON b.case_id = %s WHERE p.id <> %s"""


def fill(data: Path, cases: int) -> None:
    """`cases` cases with documents, fields, search index and three audit entries each."""
    pick = random.Random(1)
    template = factory.admit_case(data, 1, doubtful=("pemohon_nama", "nik"))
    row = CaseRow.objects.get(id=template)
    with transaction.atomic():
        for start in range(2, cases + 1, BATCH):
            numbers = range(start, min(start + BATCH, cases + 1))
            CaseRow.objects.bulk_create([_copy(row, number, pick) for number in numbers])
        with connection.cursor() as cursor:
            for statement in (DOCUMENTS, FIELDS, FILES, READINGS):
                cursor.execute(statement, [template, template])
        _look_at_some()
        for case in CaseRow.objects.exclude(id=template).only("id", "applicant", "koperasi", "subject"):
            search.index(
                case.id, f"{case.id}\n{case.applicant}\n{case.koperasi}\n{row.subject}\n{_matter(pick)}"
            )
        _log(pick)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _look_at_some() -> None:
    """Each 15th field was looked at by a person within the last 700 days, each third of these corrected."""
    ago = ExpressionWrapper(F("id") % 700 * Value(timedelta(days=1)), output_field=DurationField())
    FieldRow.objects.alias(turn=F("id") % 15).filter(turn=0).update(
        is_person=True,
        person_value=F("machine_value"),
        person_at=ExpressionWrapper(Value(timezone.now()) - ago, output_field=DateTimeField()),
    )
    FieldRow.objects.alias(turn=F("id") % 45).filter(turn=0).update(is_corrected=True)


def _copy(row: CaseRow, number: int, pick: random.Random) -> CaseRow:
    received = date(2026, 11, 24) - timedelta(days=pick.randint(0, 700))
    at = datetime(received.year, received.month, received.day, 9, number % 60, tzinfo=factory.WIB)
    due = received + timedelta(days=pick.randint(3, 20))
    status = pick.choice(STATES)
    decided = at + timedelta(days=pick.randint(0, 15)) if status not in ("menunggu", "gagal") else None
    return CaseRow(
        id=f"JBG-26-{number:06d}-A",
        status=status,
        service=pick.choice(("fasilitasi_pengaduan", "fasilitasi_konsultasi", "pengaduan_layanan", None)),
        completeness=pick.choice(("lengkap", "lengkap", "perlu_diperiksa", "tidak_lengkap")),
        channel=pick.choice(list(Channel)).value,
        received_at=at,
        received_on=received,
        response_due=due,
        service_due=due + timedelta(days=9),
        due_on=due,
        sort_on=due,
        applicant=f"{pick.choice(FIRST)} {pick.choice(LAST)} {number}",
        koperasi=f"{pick.choice(factory.KOPERASI)} {pick.randint(1, 60)}",
        kecamatan=pick.choice(factory.PLACES),
        topic=pick.choice(("simpanan_tidak_cair", "agunan", "shu", "rat", "lainnya")),
        subject=row.subject,
        doubtful=pick.randint(0, 4),
        fields_read=33,
        fields_doubtful=pick.randint(0, 4),
        verdicts=row.verdicts,
        findings=row.findings,
        read_at=at,
        decided_at=decided,
        decided_on=decided.date() if decided else None,
    )


def _matter(pick: random.Random) -> str:
    """A few sentences, so that the text index has work to do."""
    words = factory.MATTER.split()
    return " ".join(pick.choice(words) for _ in range(180))


def _log(pick: random.Random) -> None:
    head = AuditHead.objects.get(id=1)
    entries: list[AuditEntry] = []
    at = datetime.now(factory.WIB).isoformat()
    for case_id in CaseRow.objects.values_list("id", flat=True):
        for action in ("diterima", "dibaca", "lihat_perkara"):
            entry = AuditEntry(seq=head.count + 1, at=at, actor="sistem", action=action, case_id=case_id)
            entry.mac = audit.chain(head.mac, entry)
            head.count, head.mac = entry.seq, entry.mac
            entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=BATCH)
    head.save()
    anchor.put(anchor.Anchor(head.count, head.mac))
