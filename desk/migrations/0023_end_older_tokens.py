"""Tokens made until now end: an administrator could make them in anybody's name, with any end, and they carry
no seal by which an upload's headers tell them from made-up ones. Their owners make new ones."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def end_tokens(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """None of them is good any more; they stay in the list."""
    apps.get_model("desk", "ApiToken").objects.update(is_active=False)


class Migration(migrations.Migration):
    dependencies = [("desk", "0022_case_course")]
    operations = [migrations.RunPython(end_tokens, migrations.RunPython.noop)]
