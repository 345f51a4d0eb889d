"""Where NIKs lie that have no business there, after real work.

    python -m tests.security.niks_at_large [--only sqlite|postgresql]

`berkas serve` reads invented letters with identity cards; then logs, Prefect's database, temporary folders
and states in the data folder, and every command line and environment of the system's processes are searched
for the NIKs that were read, whole and with the usual gaps.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flows.ports import free_port
from models.paths import DataFolder
from tests.faults.office import ask, flags, on_each
from tests.flows.processes import environment, kill, start, wait_until

SAMPLES = ("surat-dan-ktp.pdf",)
WAIT_SECONDS = 900.0
READ = "select id from desk_caserow where status = 'menunggu'"
NIKS = """select distinct coalesce(person_value, machine_value) from desk_fieldrow
          where name like '%nik' and machine_value is not null"""


def main() -> int:
    """Each kind of database; 1 when something was found, or no NIK was read."""
    return on_each(run, flags(__doc__).parse_args().only)


def run(kind: str, url: str) -> int:
    """Search and tell."""
    settings = {"BERKAS_STABLE_SECONDS": "1", "BERKAS_LEASE_SECONDS": "60"}
    settings |= {"BERKAS_DATABASE_URL": url} if url else {}
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as folder:
        data = DataFolder(Path(folder).resolve() / "data")
        command = [sys.executable, "-m", "flows.cli", "serve", "--data", str(data.root), "--port",
                   str(free_port(0))]  # fmt: skip
        log = data.root.with_name("serve.txt")
        served = start(command, log, environment(**settings))
        try:
            wait_until((data.masuk / "loket").is_dir, 120, "the intake")
            for name in SAMPLES:
                shutil.copy(Path("samples/committed", name), data.masuk / "loket" / name)
            wait_until(lambda: len(ask(data, READ, url)) == len(SAMPLES), WAIT_SECONDS, "the readings")
            niks = _niks(data, url)
            hits = [*_in_files(data, niks), *_in_processes(data, niks)]
        finally:
            kill(served, signal.SIGTERM, timeout=60)
        hits += [*_in_files(data, niks), *(["serve.txt"] if _holds(log.read_bytes(), niks) else [])]
    print(f"{kind}: NIKs read: {len(niks)}; found where they should not be: {len(hits)} {sorted(set(hits))}")
    return 0 if niks and not hits else 1


def _niks(data: DataFolder, url: str) -> list[str]:
    found = {"".join(filter(str.isdigit, str(value))) for (value,) in ask(data, NIKS, url)}
    return sorted(nik for nik in found if len(nik) == 16)


def _holds(content: bytes, niks: list[str]) -> bool:
    forms = [form for nik in niks for form in (nik, " ".join(nik[i : i + 4] for i in range(0, 16, 4)))]
    return any(form.encode() in content for form in forms)


def _in_files(data: DataFolder, niks: list[str]) -> Iterator[str]:
    for folder in (data.log, data.prefect, data.sementara, data.keadaan):
        for path in folder.rglob("*"):
            if path.is_file() and _holds(path.read_bytes(), niks):
                yield str(path.relative_to(data.root))


def _in_processes(data: DataFolder, niks: list[str]) -> Iterator[str]:
    """Command lines and environments of every process that has to do with the data folder."""
    listed = subprocess.run(["ps", "-eo", "pid="], capture_output=True, text=True, check=True).stdout.split()
    for pid in listed:
        for part in ("cmdline", "environ"):
            try:
                content = Path(f"/proc/{pid}/{part}").read_bytes()
            except OSError:
                continue
            if os.fsencode(data.root) in content and _holds(content, niks):
                yield f"{part} of {pid}"


if __name__ == "__main__":
    raise SystemExit(main())
