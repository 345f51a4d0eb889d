"""The tables have English names (their Indonesian ones, which people see, are `verbose_name`).

Tables, and the one column between meetings and officers, are renamed where they stand: no table is rebuilt, so rows,
keys, indexes and the triggers that freeze papers, the audit log and typed lines go along on SQLite and PostgreSQL.
"""

from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion

NAMES = [
    ("CatatanAudit", "AuditEntry"),
    ("KepalaAudit", "AuditHead"),
    ("Dokumen", "DocumentRow"),
    ("Isian", "FieldRow"),
    ("Halaman", "PageRow"),
    ("Keputusan", "Decision"),
    ("Pengesampingan", "Overrule"),
    ("Kiriman", "SentForm"),
    ("PercobaanMasuk", "FailedLogins"),
    ("Materi", "MaterialRow"),
    ("LampiranMateri", "MaterialFile"),
    ("Konsultasi", "Consultation"),
    ("Pegawai", "StaffProfile"),
    ("TokenApi", "ApiToken"),
    ("UsulanPeran", "RoleProposal"),
    ("CekAdministrasi", "ComplaintCheck"),
    ("Disposisi", "Disposition"),
    ("Penyelesaian", "Resolution"),
    ("BerkasTersimpan", "StoredOriginal"),
    ("Perkara", "CaseRow"),
    ("Bacaan", "CaseReading"),
    ("BerkasPerkara", "CaseFile"),
    ("Masukan", "DropRow"),
    ("Permintaan", "RequestRow"),
    ("Pemberitahuan", "NoticeRow"),
    ("TandaTerima", "ReceiptRow"),
    ("Penghitung", "NumberCounter"),
    ("Pihak", "PartyRow"),
    ("Pertemuan", "Meeting"),
    ("Kehadiran", "Attendance"),
    ("TindakLanjut", "FollowUp"),
    ("Penghapusan", "Erasure"),
    ("Proses", "CaseProcess"),
    ("Perpindahan", "StageMove"),
    ("Komentar", "CommentRow"),
    ("KabarPribadi", "PersonalNews"),
    ("SalinanBaris", "LineTranscript"),
    ("Surat", "CasePaper"),
    ("Dokumentasi", "Documentation"),
    ("Tanggapan", "ResponseRow"),
]
STATE = [
    *(migrations.RenameModel(old, new) for old, new in NAMES),
    migrations.AlterModelOptions(
        name='attendance',
        options={'verbose_name': 'kehadiran'},
    ),
    migrations.AlterModelOptions(
        name='auditentry',
        options={'ordering': ['seq'], 'verbose_name': 'catatan audit'},
    ),
    migrations.AlterModelOptions(
        name='audithead',
        options={'verbose_name': 'kepala audit'},
    ),
    migrations.AlterModelOptions(
        name='casefile',
        options={'ordering': ['position'], 'verbose_name': 'berkas perkara'},
    ),
    migrations.AlterModelOptions(
        name='casepaper',
        options={'ordering': ['made_at', 'id'], 'verbose_name': 'surat'},
    ),
    migrations.AlterModelOptions(
        name='caseprocess',
        options={'verbose_name': 'proses'},
    ),
    migrations.AlterModelOptions(
        name='casereading',
        options={'verbose_name': 'bacaan'},
    ),
    migrations.AlterModelOptions(
        name='commentrow',
        options={'ordering': ['at', 'id'], 'verbose_name': 'komentar'},
    ),
    migrations.AlterModelOptions(
        name='complaintcheck',
        options={'verbose_name': 'cek administrasi'},
    ),
    migrations.AlterModelOptions(
        name='consultation',
        options={'ordering': ['given_on', 'id'], 'verbose_name': 'konsultasi'},
    ),
    migrations.AlterModelOptions(
        name='decision',
        options={'ordering': ['-at', '-id'], 'verbose_name': 'keputusan'},
    ),
    migrations.AlterModelOptions(
        name='disposition',
        options={'ordering': ['at', 'id'], 'verbose_name': 'disposisi'},
    ),
    migrations.AlterModelOptions(
        name='documentation',
        options={'ordering': ['at', 'id'], 'verbose_name': 'dokumentasi'},
    ),
    migrations.AlterModelOptions(
        name='documentrow',
        options={'ordering': ['position'], 'verbose_name': 'dokumen'},
    ),
    migrations.AlterModelOptions(
        name='droprow',
        options={'verbose_name': 'masukan'},
    ),
    migrations.AlterModelOptions(
        name='erasure',
        options={'ordering': ['at', 'id'], 'verbose_name': 'penghapusan'},
    ),
    migrations.AlterModelOptions(
        name='fieldrow',
        options={'ordering': ['position'], 'verbose_name': 'isian'},
    ),
    migrations.AlterModelOptions(
        name='followup',
        options={'ordering': ['due_on', 'id'], 'verbose_name': 'tindak lanjut'},
    ),
    migrations.AlterModelOptions(
        name='linetranscript',
        options={'ordering': ['at', 'id'], 'verbose_name': 'salinan baris'},
    ),
    migrations.AlterModelOptions(
        name='materialfile',
        options={'verbose_name': 'lampiran materi'},
    ),
    migrations.AlterModelOptions(
        name='materialrow',
        options={'ordering': ['title'], 'verbose_name': 'materi'},
    ),
    migrations.AlterModelOptions(
        name='meeting',
        options={'ordering': ['starts_at', 'id'], 'verbose_name': 'pertemuan'},
    ),
    migrations.AlterModelOptions(
        name='noticerow',
        options={'ordering': ['-at'], 'verbose_name': 'pemberitahuan'},
    ),
    migrations.AlterModelOptions(
        name='numbercounter',
        options={'verbose_name': 'penghitung'},
    ),
    migrations.AlterModelOptions(
        name='overrule',
        options={'verbose_name': 'pengesampingan'},
    ),
    migrations.AlterModelOptions(
        name='pagerow',
        options={'ordering': ['file', 'number'], 'verbose_name': 'halaman'},
    ),
    migrations.AlterModelOptions(
        name='partyrow',
        options={'ordering': ['id'], 'verbose_name': 'pihak'},
    ),
    migrations.AlterModelOptions(
        name='personalnews',
        options={'ordering': ['-at', '-id'], 'verbose_name': 'kabar pribadi'},
    ),
    migrations.AlterModelOptions(
        name='receiptrow',
        options={'verbose_name': 'tanda terima'},
    ),
    migrations.AlterModelOptions(
        name='requestrow',
        options={'verbose_name': 'permintaan'},
    ),
    migrations.AlterModelOptions(
        name='resolution',
        options={'ordering': ['at', 'id'], 'verbose_name': 'penyelesaian'},
    ),
    migrations.AlterModelOptions(
        name='responserow',
        options={'ordering': ['-at', '-id'], 'verbose_name': 'tanggapan'},
    ),
    migrations.AlterModelOptions(
        name='stagemove',
        options={'ordering': ['at', 'id'], 'verbose_name': 'perpindahan'},
    ),
    migrations.AlterModelOptions(
        name='storedoriginal',
        options={'verbose_name': 'berkas tersimpan'},
    ),
    migrations.AlterField(
        model_name='casepaper',
        name='case',
        field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='desk.caserow'),
    ),
    migrations.AlterField(
        model_name='staffprofile',
        name='user',
        field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='staff_profile', to=settings.AUTH_USER_MODEL),
    ),
]


class RenamedInPlace(migrations.SeparateDatabaseAndState):
    """All of it at once: forty RenameModel, each with all models built anew, cost every first start four seconds."""

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._rename(schema_editor, [(old.lower(), new.lower()) for old, new in NAMES])

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._rename(schema_editor, [(new.lower(), old.lower()) for old, new in NAMES])

    def _rename(self, schema_editor, names):
        for old, new in names:
            schema_editor.execute(f"ALTER TABLE desk_{old} RENAME TO desk_{new}")
            schema_editor.execute(
                f"UPDATE django_content_type SET model = '{new}' WHERE app_label = 'desk' AND model = '{old}'"
            )
            if {old, new} == {"pertemuan", "meeting"}:
                schema_editor.execute(f"ALTER TABLE desk_{old}_officers RENAME TO desk_{new}_officers")
                schema_editor.execute(f"ALTER TABLE desk_{new}_officers RENAME COLUMN {old}_id TO {new}_id")


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('contenttypes', '0002_remove_content_type_name'),
        ('desk', '0020_bacaan_kedua'),
    ]

    operations = [
        RenamedInPlace(state_operations=STATE),
    ]
