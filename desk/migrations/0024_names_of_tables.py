"""Cases are berkas wherever their table is named to people (the export of personal data)."""

from django.db import migrations

CASE = {
    "permissions": [
        ("lihat", "Melihat berkas"),
        ("periksa", "Memeriksa dan membetulkan isian"),
        ("putuskan", "Memutuskan berkas"),
        ("kelola_pengaduan", "Mengelola pengaduan"),
        ("lihat_dasbor", "Melihat dasbor"),
        ("lihat_audit", "Melihat catatan audit"),
        ("ekspor", "Mengekspor daftar"),
        ("lihat_nik", "Melihat NIK utuh di ekspor"),
        ("terima_berkas", "Menerima berkas di loket"),
        ("arsipkan", "Mengarsipkan berkas"),
        ("lihat_rahasia", "Melihat berkas rahasia"),
        ("kelola_pengguna", "Mengelola pengguna dan token"),
        ("kelola_data_pribadi", "Mengekspor dan menghapus data pribadi"),
        ("tegaskan_peran", "Menegaskan peran yang diusulkan orang lain"),
    ],
    "verbose_name": "berkas",
    "verbose_name_plural": "berkas",
}


class Migration(migrations.Migration):
    dependencies = [("desk", "0023_end_older_tokens")]

    operations = [
        migrations.AlterModelOptions(name="caserow", options=CASE),
        migrations.AlterModelOptions(
            name="casefile", options={"ordering": ["position"], "verbose_name": "isi berkas"}
        ),
    ]
