"""Append-only audit rows (triggers) and the full-text index; SQLite and PostgreSQL each in their own words."""

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER audit_tak_diubah BEFORE UPDATE ON desk_catatanaudit
       BEGIN SELECT RAISE(ABORT, 'catatan audit hanya dapat ditambah'); END""",
    """CREATE TRIGGER audit_tak_dihapus BEFORE DELETE ON desk_catatanaudit
       BEGIN SELECT RAISE(ABORT, 'catatan audit hanya dapat ditambah'); END""",
    """CREATE VIRTUAL TABLE desk_cari USING fts5(
       case_id UNINDEXED, teks, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')""",
)
POSTGRES = (
    """CREATE FUNCTION audit_tolak() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'catatan audit hanya dapat ditambah'; END $$""",
    """CREATE TRIGGER audit_tetap BEFORE UPDATE OR DELETE ON desk_catatanaudit
       FOR EACH ROW EXECUTE FUNCTION audit_tolak()""",
    "CREATE TABLE desk_cari (id bigint PRIMARY KEY, case_id varchar(24) NOT NULL, teks text NOT NULL)",
    "CREATE INDEX desk_cari_teks ON desk_cari USING gin (to_tsvector('simple', teks))",
)


def build(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial")]
    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
