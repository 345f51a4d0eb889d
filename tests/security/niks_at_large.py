"""Where NIKs lie that have no business there: while papers are read, while people work, and afterwards.

    python -m tests.security.niks_at_large [--only sqlite|postgresql]

`berkas serve` reads invented letters with identity cards; one more is damaged and bears a NIK in its name. A
person logs in with a password, types a NIK into a field and searches for all of them. All the while the
command lines and environments of every process of the office and its temporary folders are looked at five
times a second; afterwards logs, Prefect's database, temporary folders and states. What is looked for: every
NIK of the papers, of the damaged one's name and of the typed field, whole and with the usual gaps. First the
watching itself is tried: a NIK planted in an environment and in a temporary file must be found.
"""

import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx

from flows.ports import free_port
from models.paths import DataFolder
from tests.faults.office import ask, flags, on_each, row, wait_slowly
from tests.flows.processes import environment, kill, start, wait_until

LETTERS = ("surat-dan-ktp.pdf", "surat-digital.pdf")
SAMPLES = Path("samples/committed")
DAMAGED = "ktp 3517081908829007.pdf"
"""A file that can't be read, named as people name files."""
TYPED = "3517081908829008"
PLANTED = "3517081908829009"
NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
LOOK_SECONDS = 0.2
WAIT_SECONDS = 900.0
USER = "penguji"
READ = "select id from desk_caserow where status = 'menunggu' order by id"
FAILED = (
    "select id from desk_droprow where failure != '' union select 1 from desk_caserow where status = 'gagal'"
)
FIELD = """select d.case_id, f.id, c.version
           from desk_fieldrow f join desk_documentrow d on d.id = f.document_id
           join desk_caserow c on c.id = d.case_id where f.name like '%nik' order by f.id limit 1"""
SAVED = "select count(*) from desk_fieldrow where is_person and cast(person_value as text) like '%{}%'"
PREPARE = f"""
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
boot.prepare()
from tests.desk import people
people.user("pemeriksa", "{USER}")
print(people.PASSWORD)
"""


class Watch:
    """Looks at our processes and temporary files until told to stop; what it found, how often it looked."""

    def __init__(self, data: DataFolder, niks: list[str]) -> None:
        self.data, self.niks = data, niks
        self.hits: set[str] = set()
        self.looks = self.readers = 0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while not self.stop.wait(LOOK_SECONDS):
            self.look()

    def look(self) -> None:
        """Once over everything."""
        self.looks += 1
        self.hits |= {*self._in_processes(), *self._in_temporary_files()}

    def _in_processes(self) -> Iterator[str]:
        """Everything this command started, and what they started."""
        for pid in descendants(os.getpid()):
            try:
                line, env = (Path(f"/proc/{pid}/{name}").read_bytes() for name in ("cmdline", "environ"))
            except OSError:
                continue
            self.readers += b"tesseract" in line
            parts = {"a command line": line, "an environment": env}
            yield from (name for name, part in parts.items() if holds(part, self.niks))

    def _in_temporary_files(self) -> Iterator[str]:
        for folder in (self.data.sementara, temporary(self.data)):
            for path in folder.rglob("*"):
                content = path.name.encode()
                with suppress(OSError):
                    content += path.read_bytes()
                if holds(content, self.niks):
                    yield f"a file of {folder.name}"


def temporary(data: DataFolder) -> Path:
    """The system's temporary folder as the office's processes see it (TMPDIR), theirs alone."""
    return data.root.with_name("tmp")


def descendants(root: int) -> Iterator[int]:
    """Processes below `root`, as /proc has them now."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
            children.setdefault(int(parent), []).append(int(folder.name))
    waiting = [root]
    while waiting:
        for pid in children.get(waiting.pop(), []):
            waiting.append(pid)
            yield pid


def holds(content: bytes, niks: list[str]) -> bool:
    """Whether one of the NIKs stands in it, whole or in groups of four."""
    forms = [form for nik in niks for form in (nik, " ".join(nik[i : i + 4] for i in range(0, 16, 4)))]
    return any(form.encode() in content for form in forms)


def main() -> int:
    """Each kind of database; 1 when something was found, or the watching itself finds nothing."""
    return on_each(run, flags(__doc__).parse_args().only)


def run(kind: str, url: str) -> int:
    """Search and tell."""
    settings = {"BERKAS_STABLE_SECONDS": "1", "BERKAS_LEASE_SECONDS": "60", "BERKAS_SECOND_FACTOR": ""}
    settings |= {"BERKAS_DATABASE_URL": url} if url else {}
    niks = sorted({*expected(), *NIK.findall(DAMAGED), TYPED})
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as folder:
        data = DataFolder(Path(folder).resolve() / "data")
        temporary(data).mkdir()
        env = environment(**settings, TMPDIR=str(temporary(data)))
        made = subprocess.run([sys.executable, "-c", PREPARE, str(data.root)], env=env, check=True, text=True,
                              stdout=subprocess.PIPE)  # fmt: skip
        if not watching_finds(data):
            print(f"{kind}: FAILS: the watching does not find what was planted")
            return 1
        watch, log = Watch(data, niks), data.root.with_name("serve.txt")
        found = worked(data, watch, log, env, (url, made.stdout.split()[-1]))
        hits = {*watch.hits, *in_files(data, niks), *found}
        hits |= {"serve.txt"} if holds(log.read_bytes(), niks) else set()
    facts = {"NIKs": len(niks), "looks": watch.looks, "readers seen": watch.readers, "found": sorted(hits)}
    return row(f"NIKs at large, {kind}", facts, is_good=bool(watch.readers) and not hits)


def expected() -> Iterator[str]:
    """The NIKs of the letters, by their ground truth."""
    for name in LETTERS:
        truth = (SAMPLES / name).with_suffix(".expected.json").read_text(encoding="utf-8")
        yield from NIK.findall(json.dumps(json.loads(truth)))


def watching_finds(data: DataFolder) -> bool:
    """The control: a NIK in a process's environment and in a temporary file is seen."""
    watch = Watch(data, [PLANTED])
    planted = subprocess.Popen(["sleep", "60"], env={"WARGA": PLANTED})
    try:
        time.sleep(LOOK_SECONDS)
        watch.look()
    finally:
        planted.kill()
        planted.wait()
    in_process = len(watch.hits)
    data.sementara.mkdir(parents=True, exist_ok=True)
    (data.sementara / "uji.txt").write_text(f"NIK {PLANTED}")
    watch.look()
    (data.sementara / "uji.txt").unlink()
    return in_process == 1 and len(watch.hits) == 2


def worked(
    data: DataFolder, watch: Watch, log: Path, env: dict[str, str], doors: tuple[str, str]
) -> set[str]:
    """Papers are read and a person works while it is watched; what stood in addresses.

    `doors`: the database's address and the person's password."""
    url, password = doors
    port = free_port(0)
    command = [sys.executable, "-m", "flows.cli", "serve", "--data", str(data.root), "--port", str(port)]
    served = start(command, log, env)
    watch.thread.start()
    try:
        wait_until((data.masuk / "loket").is_dir, 180, "the intake")
        whole = (SAMPLES / LETTERS[0]).read_bytes()
        (data.masuk / "loket" / DAMAGED).write_bytes(whole[: len(whole) // 3])
        for name in LETTERS:
            shutil.copy(SAMPLES / name, data.masuk / "loket" / name)
        wait_slowly(lambda: len(ask(data, READ, url)) == len(LETTERS), WAIT_SECONDS, "the readings")
        wait_slowly(lambda: bool(ask(data, FAILED, url)), WAIT_SECONDS, "the damaged file's end")
        return set(visited(data, port, watch.niks, url, password))
    finally:
        kill(served, signal.SIGTERM, timeout=60)
        watch.stop.set()
        watch.thread.join()


def visited(data: DataFolder, port: int, niks: list[str], url: str, password: str) -> Iterator[str]:
    """Logs in, types a NIK, searches for each; addresses on the pages that hold one."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False,
                      follow_redirects=True) as browser:  # fmt: skip
        sent = {"username": USER, "password": password, "csrfmiddlewaretoken": _token(browser, "/masuk/")}
        browser.post("/masuk/", data=sent)
        case_id, field, version = ask(data, FIELD, url)[0]
        token = _token(browser, f"/perkara/{case_id}/")
        sent = {"nilai": TYPED, "versi": str(version), "csrfmiddlewaretoken": token}
        browser.post(f"/perkara/{case_id}/isian/{field}/", data=sent).raise_for_status()
        wait_until(lambda: ask(data, SAVED.format(TYPED), url) != [(0,)], 30, "the typed NIK")
        token = _token(browser, "/")
        found = [
            browser.post("/", data={"cari": nik, "status": "semua", "csrfmiddlewaretoken": token})
            for nik in niks
        ]
        if not any(number in page.text for page in found for (number,) in ask(data, READ, url)):
            yield "no search found a NIK that was read"
        asked = browser.get("/", params={"cari": TYPED})
        for page in (*found, asked, browser.get(f"/perkara/{case_id}/"), browser.get("/?status=semua")):
            places = [str(page.url), *re.findall(r'(?:href|src|action|hx-[a-z-]+)="([^"]*)"', page.text)]
            yield from ("an address" for place in places if holds(html.unescape(place).encode(), niks))


def _token(browser: httpx.Client, path: str) -> str:
    """The page's CSRF token."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(path).text)
    assert found, path
    return found.group(1)


def in_files(data: DataFolder, niks: list[str]) -> Iterator[str]:
    """Logs, Prefect's database, temporary folders and states, after the end."""
    for folder in (data.log, data.prefect, data.sementara, data.keadaan):
        for path in folder.rglob("*"):
            if path.is_file() and holds(path.read_bytes(), niks):
                yield str(path.relative_to(data.root))


if __name__ == "__main__":
    raise SystemExit(main())
