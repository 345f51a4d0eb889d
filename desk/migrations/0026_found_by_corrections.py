"""What people corrected before is found by too: until now only the reading itself wrote the search's index."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desk.search import row_number


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each case's corrected texts are added to its entry in the index."""
    fields = apps.get_model("desk", "FieldRow").objects.filter(is_corrected=True)
    texts: dict[str, list[str]] = {}
    for case_id, value in fields.values_list("document__case_id", "person_value"):
        if isinstance(value, str):
            texts.setdefault(case_id, []).append(value)
    key = "rowid" if schema_editor.connection.vendor == "sqlite" else "id"
    with schema_editor.connection.cursor() as cursor:
        for case_id, values in texts.items():
            added = "".join(f"\n{value}" for value in values)
            cursor.execute(
                f"UPDATE desk_cari SET teks = teks || %s WHERE {key} = %s", [added, row_number(case_id)]
            )


class Migration(migrations.Migration):
    dependencies = [("desk", "0025_sealed_factors")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
