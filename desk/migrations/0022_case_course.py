"""An index for the figures of the head of office: they counted a year from the rows themselves."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0021_english_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='caserow',
            index=models.Index(fields=['merged_into', 'received_on', 'status', 'is_confidential', 'service_due', 'decided_on', 'id'], name='case_course'),
        ),
    ]
