"""No licence surprises an office; docs/licences.md names every package that is installed."""

import re

import pytest

from scripts import licences


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("Artistic License; GNU General Public License (GPL)", True),
        ("GPL-2.0-or-later OR MIT", True),
        ("GPL-3.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("AGPL-3.0-only", False),
        ("MIT; GNU Affero General Public License v3", False),
        ("", False),
    ],
)
def test_which_licences_fit(licence: str, fits: bool) -> None:
    assert licences.Licensed("paket", "1", licence).fits is fits


def test_every_installed_package_fits() -> None:
    packages = licences.licensed_packages()
    assert len(packages) > 100
    assert [item for item in packages if not item.fits] == []


def test_the_page_names_every_installed_package_and_no_other() -> None:
    shown = set(re.findall(r"^\| (\S+) \| [0-9]", licences.PAGE.read_text(), flags=re.MULTILINE))
    some_pythons_only = set(re.findall(r"^(\S+)==\S+ ;", licences.LOCK.read_text(), flags=re.MULTILINE))
    installed = {item.name for item in licences.licensed_packages()}
    assert installed - some_pythons_only <= shown <= set(licences.locked_names())
