"""docs/panduan.md names buttons, menus and keys as the screens show them."""

import re
from html import unescape
from pathlib import Path

from desk.accounts import ROLES
from tests.desk import people, visits
from tests.desk.scenes import Scene

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = (ROOT / "docs" / "panduan.md").read_text(encoding="utf-8")
SCRIPTS = ROOT / "desk" / "static" / "desk"
EMPHASIS = {
    "pindai", "membaca", "memeriksa", "memutuskan", "dan", "satu", "300 dpi", "persis sama", "kiri", "kanan",
    "atas", "bawah", "menjalankan", "kata sandi lupa", "sistem lain", "ada yang tidak beres",
    "hari libur tahun baru", "cadangan", "pengingat lewat surel",
    "penelusuran oleh pemohon", "(periksa pasal)", "keutuhan catatan", "mencoba",
}  # fmt: skip
"""Bold words of the guide that are no words of a screen."""


def plain(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()).lower()


def screens(scene: Scene) -> str:
    """What all pages show to all roles, and what the scripts write."""
    shown = [path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js")]
    for role in ROLES:
        browser = people.client(role)
        pages = (browser.get(scene.path(visit.path), follow=True) for visit in visits.of_role(role))
        shown.extend(plain(page.content.decode()) for page in pages)
    return "\n".join(shown).lower()


def test_every_button_and_menu_of_the_guide_is_on_a_screen(scene: Scene) -> None:
    named = {" ".join(words.split()).lower() for words in re.findall(r"\*\*(.+?)\*\*", GUIDE, re.DOTALL)}
    shown = screens(scene)
    assert {words for words in named - EMPHASIS if words not in shown} == set()
    assert named >= EMPHASIS


def test_every_key_of_the_guide_is_in_the_list_of_keys(scene: Scene) -> None:
    table = GUIDE.split("## 8.")[1].split("## 9.")[0]
    keys = {
        key for line in table.splitlines() if line.startswith("| `") for key in re.findall(r"`(.)`", line)
    }
    browser = people.client("pemeriksa")
    listed: set[str] = set()
    for path in ("/", f"/perkara/{scene.waiting}/"):
        text = browser.get(path).content.decode().split('id="bantuan"')[1]
        listed |= {unescape(key) for key in re.findall(r"<kbd>(.+?)</kbd>", text)}
    assert keys - listed == set()


def test_every_picture_of_the_guide_is_there_and_none_is_left_over() -> None:
    shown = set(re.findall(r"\]\((?:docs/)?img/([^)]+)\)", GUIDE + (ROOT / "README.md").read_text("utf-8")))
    others = "".join(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))
    there = {path.name for path in (ROOT / "docs" / "img").glob("*.png")}
    assert shown <= there
    assert {name for name in there if f"img/{name}" not in others} <= shown
