"""What a second engine reads at a field's place, where it reads otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0019_kiriman'),
    ]

    operations = [
        migrations.AddField(
            model_name='isian',
            name='second',
            field=models.TextField(null=True),
        ),
    ]
