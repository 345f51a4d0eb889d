"""Erasing personal data: its rows, the right to do it, and the two triggers that let nothing but an erasure
through. An entry of the audit log may lose its text (marked, vouched for by a later entry; desk/audit.py); a
final paper may lose content and files together, never its number, date or kind."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


SQLITE = (
    "DROP TRIGGER audit_tak_diubah",
    """CREATE TRIGGER audit_tak_diubah BEFORE UPDATE ON desk_catatanaudit
       WHEN NOT (NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.actor IS OLD.actor AND NEW.action IS OLD.action
                 AND NEW.case_id IS OLD.case_id AND NEW.mac IS OLD.mac AND substr(NEW.data, 1, 11) = '{"dihapus":')
       BEGIN SELECT RAISE(ABORT, 'catatan audit hanya dapat ditambah'); END""",
    "DROP TRIGGER surat_final_tetap",
    """CREATE TRIGGER surat_final_tetap BEFORE UPDATE ON desk_surat WHEN OLD.is_final
       AND (NEW.is_final IS NOT OLD.is_final OR NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind
            OR NEW.dated_on IS NOT OLD.dated_on OR NEW.case_id IS NOT OLD.case_id
            OR ((NEW.content IS NOT OLD.content OR NEW.docx_id IS NOT OLD.docx_id OR NEW.pdf_id IS NOT OLD.pdf_id)
                AND NOT (NEW.content IS '{"kind": "' || OLD.kind || '"}'
                         AND NEW.docx_id IS NULL AND NEW.pdf_id IS NULL)))
       BEGIN SELECT RAISE(ABORT, 'surat final tidak dapat diubah'); END""",
)
POSTGRES = (
    "DROP TRIGGER audit_tetap ON desk_catatanaudit",
    """CREATE TRIGGER audit_tetap BEFORE UPDATE ON desk_catatanaudit FOR EACH ROW
       WHEN (NOT ((NEW.seq, NEW.at, NEW.actor, NEW.action, NEW.case_id, NEW.mac)
                  IS NOT DISTINCT FROM (OLD.seq, OLD.at, OLD.actor, OLD.action, OLD.case_id, OLD.mac)
                  AND substr(NEW.data, 1, 11) = '{"dihapus":'))
       EXECUTE FUNCTION audit_tolak()""",
    """CREATE TRIGGER audit_tinggal BEFORE DELETE ON desk_catatanaudit
       FOR EACH ROW EXECUTE FUNCTION audit_tolak()""",
    "DROP TRIGGER surat_final_tetap ON desk_surat",
    """CREATE TRIGGER surat_final_tetap BEFORE UPDATE ON desk_surat FOR EACH ROW
       WHEN (OLD.is_final AND (
             (OLD.is_final, OLD.number, OLD.kind, OLD.dated_on, OLD.case_id)
             IS DISTINCT FROM (NEW.is_final, NEW.number, NEW.kind, NEW.dated_on, NEW.case_id)
             OR ((OLD.content, OLD.docx_id, OLD.pdf_id) IS DISTINCT FROM (NEW.content, NEW.docx_id, NEW.pdf_id)
                 AND NOT (NEW.content = jsonb_build_object('kind', OLD.kind)
                          AND NEW.docx_id IS NULL AND NEW.pdf_id IS NULL))))
       EXECUTE FUNCTION surat_tolak()""",
)


def build(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0013_rekan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='perkara',
            options={'permissions': [('lihat', 'Melihat perkara'), ('periksa', 'Memeriksa dan membetulkan isian'), ('putuskan', 'Memutuskan perkara'), ('kelola_pengaduan', 'Mengelola pengaduan'), ('lihat_dasbor', 'Melihat dasbor'), ('lihat_audit', 'Melihat catatan audit'), ('ekspor', 'Mengekspor daftar'), ('lihat_nik', 'Melihat NIK utuh di ekspor'), ('terima_berkas', 'Menerima berkas di loket'), ('arsipkan', 'Mengarsipkan perkara'), ('lihat_rahasia', 'Melihat perkara rahasia'), ('kelola_pengguna', 'Mengelola pengguna dan token'), ('kelola_data_pribadi', 'Mengekspor dan menghapus data pribadi')], 'verbose_name': 'perkara', 'verbose_name_plural': 'perkara'},
        ),
        migrations.CreateModel(
            name='Penghapusan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('gambar', 'Pindaian dan gambar halaman'), ('perkara', 'Seluruh data pribadi perkara')], max_length=12)),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('files', models.JSONField(default=list)),
                ('shared', models.PositiveIntegerField(default=0)),
                ('finished_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='desk.perkara')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
