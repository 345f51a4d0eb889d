"""Which forms were sent, so that none is done twice."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0018_usulan_peran'),
    ]

    operations = [
        migrations.CreateModel(
            name='Kiriman',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('address', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': 'kiriman',
                'verbose_name_plural': 'kiriman',
            },
        ),
    ]
