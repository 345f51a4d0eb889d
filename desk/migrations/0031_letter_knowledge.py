"""What is known of a letter beyond its fields is one column; its kind's doubts, too, which the machine's
findings told until now."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OTHER = {"surat_permohonan": "surat_pengaduan", "surat_pengaduan": "surat_permohonan"}
KIND_DOUBTFUL, LETTER_DOUBTFUL = "JENIS_SURAT_RAGU", "SURAT_RAGU"
BATCH = 500


def gather(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The old columns into the new one, as far as they say anything."""
    findings = apps.get_model("desk", "CaseRow").objects.values_list("id", "findings").iterator(BATCH)
    codes = {case: {one["code"] for one in found if isinstance(one, dict)} for case, found in findings}
    documents, changed = apps.get_model("desk", "DocumentRow").objects, []
    for row in documents.defer("pages", "set_aside").iterator(BATCH):
        is_letter = row.kind in OTHER
        known = {
            "persons": row.persons or None,
            "may_ask": row.may_ask or None,
            "says_what": row.says_what,
            "may_be": OTHER[row.kind] if is_letter and KIND_DOUBTFUL in codes[row.case_id] else None,
            "is_guess": True if is_letter and LETTER_DOUBTFUL in codes[row.case_id] else None,
        }
        row.known = {name: value for name, value in known.items() if value is not None}
        if row.known:
            changed.append(row)
    documents.bulk_update(changed, ["known"], batch_size=BATCH)


def part(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The new column into the old ones."""
    documents = apps.get_model("desk", "DocumentRow").objects
    changed = list(documents.exclude(known={}))
    for row in changed:
        row.persons, row.may_ask = row.known.get("persons", []), row.known.get("may_ask", [])
        row.says_what = row.known.get("says_what")
    documents.bulk_update(changed, ["persons", "may_ask", "says_what"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("desk", "0030_may_ask")]
    operations = [
        migrations.AddField(
            model_name="documentrow",
            name="known",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(gather, part),
        migrations.RemoveField(model_name="documentrow", name="persons"),
        migrations.RemoveField(model_name="documentrow", name="may_ask"),
        migrations.RemoveField(model_name="documentrow", name="says_what"),
    ]
