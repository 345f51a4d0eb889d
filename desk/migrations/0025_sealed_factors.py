"""The secrets of second factors leave the database's clear text: phones' keys are sealed, recovery codes digested.

Phones and codes that people have stay good. There is no way back: a digest gives no code.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desk import factor_secrets


def seal(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each key and each code in its place; a row that holds no key (a hand's) is left and fits no code."""
    for phone in apps.get_model("otp_totp", "TOTPDevice").objects.exclude(
        key__startswith=factor_secrets.SEALED
    ):
        try:
            key = bytes.fromhex(phone.key)
        except ValueError:
            continue
        phone.key = factor_secrets.seal(key, phone.user_id)
        phone.save(update_fields=["key"])
    for code in apps.get_model("otp_static", "StaticToken").objects.select_related("device"):
        code.token = factor_secrets.recovery_digest(code.token, code.device.user_id)
        code.save(update_fields=["token"])


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0024_names_of_tables"),
        ("otp_static", "0003_add_timestamps"),
        ("otp_totp", "0003_add_timestamps"),
    ]
    operations = [
        migrations.CreateModel(
            name="Phone",
            fields=[],
            options={"proxy": True, "default_permissions": (), "indexes": [], "constraints": []},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.CreateModel(
            name="RecoveryCodes",
            fields=[],
            options={"proxy": True, "default_permissions": (), "indexes": [], "constraints": []},
            bases=("otp_static.staticdevice",),
        ),
        migrations.RunPython(seal),
    ]
