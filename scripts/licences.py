"""The licences of what an office installs, from the packages' own metadata: docs/licences.md.

    .venv/bin/python scripts/licences.py            prints the page
    .venv/bin/python scripts/licences.py --write    writes it; exit 1 when a licence does not fit

Does not fit: AGPL at all, and GPL unless the package leaves the choice of another licence. LGPL and MPL
fit, since the packages are used as they are, as libraries of their own.
"""

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements-server.lock"
"""The longer of the two lists: what one office installs, and what several machines need besides."""

HEAD = """# Licences of what an office installs

Written by `scripts/licences.py --write` from the metadata of the installed packages of
`requirements-server.lock` (one machine alone installs less); berkas itself is MIT.
Nothing here is under the AGPL, nor under the GPL without a
choice: LGPL and MPL packages are used unchanged, as libraries. Binary wheels carry further libraries
under their own terms (opencv-python: FFmpeg and Qt under the LGPL; pypdfium2: PDFium under BSD and
Apache-2.0); their texts lie in each package's folder. Debian's tesseract is Apache-2.0.
PDF/A is written without Ghostscript (AGPL): see DECISIONS.md.
The net for handwritten lines is PP-OCRv6 small of PaddleOCR (Apache-2.0), tuned here: docs/data-sources.md.
Handwriting is measured, and trained for, with pen strokes of UNIPEN train_r01_v07 (International Unipen
Foundation, doi:10.5281/zenodo.1195803, CC BY 4.0); none of them lies in berkas: docs/data-sources.md.

| package | version | licence |
| --- | --- | --- |
"""


@dataclass(frozen=True)
class Licensed:
    """A package of the lock list as it is installed."""

    name: str
    version: str
    licence: str

    @property
    def fits(self) -> bool:
        """No AGPL at all; the GPL only where another licence may be chosen."""
        choices = [_short(name) for name in re.split(r" OR |; ", self.licence)]
        if not self.licence or any("AGPL" in name for name in choices):
            return False
        return not all(re.search(r"(?<!L)GPL", name) for name in choices)


def _short(name: str) -> str:
    """A licence's name with the long forms of the GPL family made short."""
    lesser = re.sub(r"GNU (Lesser|Library)( or Lesser)? General Public License", "LGPL", name)
    affero = re.sub(r"GNU Affero General Public License", "AGPL", lesser)
    return re.sub(r"GNU General Public License", "GPL", affero)


def licence_of(found: Distribution) -> str:
    """The licence expression, else the classifiers, the free text, the title of its licence file."""
    if expression := _values(found, "License-Expression"):
        return expression[0]
    names = [line.split(" :: ")[-1] for line in _values(found, "Classifier") if line.startswith("License ::")]
    names = [name for name in names if name != "OSI Approved"]
    named = "; ".join(names) or next(iter(_values(found, "License")), "").strip().split("\n")[0]
    return named or _title_of_text(found)


def _title_of_text(found: Distribution) -> str:
    """The first line of the licence file, where it is a licence's name ("The MIT License (MIT)")."""
    for name in _values(found, "License-File"):
        text = found.read_text(f"licenses/{name}") or found.read_text(name) or ""
        title = text.strip().split("\n")[0].strip()
        if re.search(r"\bLicense\b", title):
            return title
    return ""


def _values(found: Distribution, key: str) -> list[str]:
    return [str(value) for value in found.metadata.get_all(key) or []]


def locked_names() -> list[str]:
    """The packages of the lock list."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)


def licensed_packages() -> list[Licensed]:
    """Those of them that are installed here (some are for other systems or Pythons only)."""
    packages = []
    for name in locked_names():
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        packages.append(Licensed(name, found.version, licence_of(found)))
    return packages


def page(packages: list[Licensed]) -> str:
    """The whole page."""
    return HEAD + "".join(f"| {item.name} | {item.version} | {item.licence} |\n" for item in packages)


def main(arguments: list[str]) -> int:
    """Print or write the page; name what does not fit."""
    packages = licensed_packages()
    if "--write" in arguments:
        PAGE.write_text(page(packages), encoding="utf-8")
    else:
        print(page(packages))
    wrong = [item for item in packages if not item.fits]
    for item in wrong:
        print(f"does not fit: {item.name} ({item.licence or 'no licence named'})", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
