"""Whether a person said if a case is confidential (setting office_complaints)."""

from django.db import migrations, models


def note_what_people_said(apps, schema_editor):
    """What is confidential now was said by a person."""
    apps.get_model("desk", "Perkara").objects.filter(is_confidential=True).update(is_confidential_set=True)


class Migration(migrations.Migration):

    dependencies = [("desk", "0015_pengingat")]

    operations = [
        migrations.AddField(
            model_name="perkara",
            name="is_confidential_set",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(note_what_people_said, migrations.RunPython.noop),
    ]
