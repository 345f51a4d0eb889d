"""A koperasi's name with the place behind it waits beside what was read instead of in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0027_set_aside")]
    operations = [
        migrations.AddField(
            model_name="fieldrow",
            name="in_full",
            field=models.TextField(null=True),
        ),
    ]
