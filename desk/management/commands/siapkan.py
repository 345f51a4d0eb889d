"""Makes roles, the library of materials and the first administrator, finishes erasures that were cut off;
run by `desk.boot.prepare` after the migrations."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from desk import accounts
from desk.paperwork import writer
from desk.personal import files, old_letters
from desk.procedure import materials


class Command(BaseCommand):
    """Prints the one-time password when the administrator was made now, else nothing."""

    help = "Menyiapkan peran dan admin pertama."

    def handle(self, *args: Any, **options: Any) -> None:
        """Safe to repeat."""
        accounts.make_roles()
        materials.load_packaged()
        files.finish_all()
        old_letters.finish_all(settings.DATA_FOLDER)
        writer.clear_up()
        password = accounts.make_first_admin()
        if password:
            self.stdout.write(password)
