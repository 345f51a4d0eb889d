"""The way through the desk: every page of visits.py, the pages without a login, the four lives."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from unittest.mock import patch

from django.contrib.auth.models import User
from django.urls import Resolver404, resolve
from playwright.sync_api import sync_playwright

from desk import archive
from desk.accounts import ROLES
from extractors.files.reading_children import ReadingChildren
from models.settings import load_settings
from tests.desk import people, scenes, visits
from tests.desk.browsing import launch, running_desk
from tests.desk.clock import it_is
from tests.screens.camera import LOOKS, Camera
from tests.story import lives, paper
from tests.story.office import Office, Person

TODAY = date(2026, 11, 27)
"""The invented cases of tests/desk/scenes.py came in the days before."""
NAMES = {
    "petugas": "Sri Wahyuni", "pemeriksa": "Dwi Astuti, S.E.", "pengelola_pengaduan": "Rina Kartikasari",
    "kepala": "Bambang Wibowo, M.Si.", "arsiparis": "Yusuf Ardiansyah", "admin": "Hadi Prasetyo",
}  # fmt: skip


def walk(data: Path, folder: Path, looks: Sequence[str], only: Sequence[str], *, has_lives: bool) -> int:
    """Takes them into `folder` and tells how many; 0."""
    chosen = [look for look in LOOKS if not looks or look.name in looks]
    with running_desk() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        camera = Camera(browser, address, folder, chosen, only)
        with it_is(TODAY):
            _of_the_scene(data, camera)
        if has_lives:
            _of_an_archive(data, camera)
            _of_the_lives(data, camera)
        camera.finish()
        browser.close()
    print(
        f"{sum(len(taken) for taken in camera.taken.values())} pictures, {len(camera.notes)} notes: {folder}"
    )
    return 0


def _of_the_scene(data: Path, camera: Camera) -> None:
    """The pages of each role, then those that anybody sees."""
    scene = scenes.build(data)
    staff = {role: _named(role) for role in ROLES}
    for role, who in staff.items():
        for visit in visits.of_role(role):
            if visit.path != "/hitungan/":
                camera.take(f"{_name(visit.path)} {visit.path} ({role})", scene.path(visit.path), who)
    camera.take(
        "perkara, pintasan (pemeriksa)", f"/perkara/{scene.waiting}/", staff["pemeriksa"], ["Escape", "?"]
    )
    camera.take(
        "perkara, banding (pemeriksa)", f"/perkara/{scene.waiting}/", staff["pemeriksa"], ["Escape", "b"]
    )
    camera.take("masuk", "/masuk/", None)
    camera.take("lacak", "/lacak/", None)
    camera.take("lacak, nomor", f"/lacak/{scene.complained}/", None)
    camera.take("lacak, tidak ada", "/lacak/?nomor=JBG-26-999999-A", None)


def _named(role: str) -> User:
    who = people.user(role, f"layar_{role}")
    who.first_name = NAMES[role]
    who.save(update_fields=["first_name"])
    return who


def _name(path: str) -> str:
    """The name of the address that a path pattern leads to."""
    plain = path.partition("?")[0]
    for placeholder in ("archived", "asked"):
        plain = plain.replace(f"{{{placeholder}}}", "a")
    for placeholder in ("document", "user", "paper"):
        plain = plain.replace(f"{{{placeholder}}}", "1")
    try:
        return resolve(plain.replace("{", "").replace("}", "")).url_name or ""
    except Resolver404:
        return "galat"


LETTERS = (paper.CONSULTATION, paper.DISPUTE, paper.SERVICE, paper.ANONYMOUS)


def _of_an_archive(data: Path, camera: Camera) -> None:
    """The pages of an archive whose letters were read, since those of the scene have no pictures; as somebody
    who sees complaints about the office too."""
    source, target = data / "lama" / "pindaian", data / "lama" / "arsip 2018"
    source.mkdir(parents=True)
    for number, text in enumerate(LETTERS):
        paper.scan(source / f"pindaian-{number}.pdf", text)
    command = [sys.executable, "-m", "flows.cli", "archive", str(source), "--to", str(target)]
    subprocess.run([*command, "--data", str(data), "--year", "2018", "--sample", "50%"], check=True)
    found = archive.archives(data)[-1]
    who = User.objects.get(username="layar_pengelola_pengaduan")
    with archive.opened(found) as index:
        letters, _more = archive.letters(index, "semua", "", 1)
    camera.take("arsip, surat terbaca", f"/arsip/{found.number}/", who)
    for letter in letters:
        camera.take(
            f"arsip, surat {letter.id}", f"/arsip/{found.number}/surat/{letter.id}/?tumpukan=semua", who
        )


def _of_the_lives(data: Path, camera: Camera) -> None:
    """The process page before each move, and each paper before it is final."""
    own = load_settings(data)
    with (
        ReadingChildren(own.worker_count, own.limits) as children,
        tempfile.TemporaryDirectory() as folder,
    ):
        office = Office(data, children)
        for life, play in lives.LIVES.items():
            with patch.object(Person, "post", _seen(life, camera, Person.post)):
                play(office, Path(folder))


def _seen(life: str, camera: Camera, post: Callable[..., None]) -> Callable[..., None]:
    """Posts as before, with a picture of the page that the form stands on."""

    def posts(person: Person, case_id: str, path: str, **values: object) -> None:
        if "/ke/" in path or path.endswith(("/final/", "/kirim/", "/hasil/", "/kehadiran/")):
            shown = path.removesuffix("final/") if path.endswith("/final/") else "proses/"
            camera.take(f"{life}: {path}", f"/perkara/{case_id}/{shown}", person.user)
        post(person, case_id, path, **values)
        if path.endswith("/ke/tutup/"):
            for shown in ("", "proses/", "riwayat/", "surat/"):
                camera.take(
                    f"{life}: selesai, {shown or 'perkara'}", f"/perkara/{case_id}/{shown}", person.user
                )

    return posts
