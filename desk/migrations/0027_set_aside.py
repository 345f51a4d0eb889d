"""What a document's kind has no place for waits with it instead of being deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0026_found_by_corrections")]
    operations = [
        migrations.AddField(
            model_name="documentrow",
            name="set_aside",
            field=models.JSONField(default=dict),
        ),
    ]
