"""Who else may ask stays known where a case is judged again at the desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0029_says_what")]
    operations = [
        migrations.AddField(
            model_name="documentrow",
            name="may_ask",
            field=models.JSONField(default=list),
        ),
    ]
