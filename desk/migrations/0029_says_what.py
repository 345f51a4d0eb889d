"""Whether a letter surely says what is wrong or asked is told of the whole letter, not of one sentence."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0028_names_in_full")]
    operations = [
        migrations.AddField(
            model_name="documentrow",
            name="says_what",
            field=models.BooleanField(null=True),
        ),
    ]
