"""Lines of writing as people typed them: rows that are added and never changed; they go with their page."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQLITE = (
    """CREATE TRIGGER salinan_tetap BEFORE UPDATE ON desk_salinanbaris
       BEGIN SELECT RAISE(ABORT, 'salinan baris hanya dapat ditambah'); END""",
)
POSTGRES = (
    """CREATE FUNCTION salinan_tolak() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'salinan baris hanya dapat ditambah'; END $$""",
    """CREATE TRIGGER salinan_tetap BEFORE UPDATE ON desk_salinanbaris
       FOR EACH ROW EXECUTE FUNCTION salinan_tolak()""",
)


def build(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0016_rahasia_ditetapkan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='halaman',
            name='is_handwritten',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='SalinanBaris',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('box', models.JSONField()),
                ('read', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('words', models.JSONField(default=list)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('may_train', models.BooleanField(default=False)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transcripts', to='desk.halaman')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
