"""Takes a page at every width, notes what is cut off, and lays the pictures on contact sheets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import User
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, Page

from tests.desk.browsing import WIDE
from tests.desk.people import client_of


@dataclass(frozen=True)
class Look:
    """A size of the window, light or dark; `across`: pictures in a row of its contact sheet."""

    name: str
    width: int
    height: int
    across: int
    is_dark: bool = False


LOOKS = (
    Look("1366", 1366, 768, 3),
    Look("1920", 1920, 1080, 3),
    Look("390", 390, 844, 8),
    Look("683", 683, 384, 5),
    Look("1366-gelap", 1366, 768, 3, is_dark=True),
    Look("390-gelap", 390, 844, 8, is_dark=True),
)
SETTLE_MS = 350
SHEET_WIDTH, MOST_ROWS, TALLEST = 1950, 3, 1.5
"""A contact sheet in pixels and rows; a page longer than `TALLEST` times its width is cut on the sheet."""
FONT = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
LABEL = 20

STICKS = "!!document.querySelector('main.meja')"
"""A case fills the window and scrolls within: shown as it opens."""

CUT = """() => {
  const seen = [];
  const say = (item, text) =>
    seen.push(`${item.tagName.toLowerCase()}.${item.className}: ${text.slice(0, 90)}`);
  for (const item of document.querySelectorAll("body *")) {
    const box = item.getBoundingClientRect();
    if (box.width < 4 || box.height < 4 || item.closest(".sr, .lompat, svg")) continue;
    if (/^(INPUT|TEXTAREA)$/.test(item.tagName)) {
      const isLine = item.tagName === "INPUT", isText = !/checkbox|radio|file|hidden/.test(item.type);
      const beyond = isLine ? item.scrollWidth - item.clientWidth : item.scrollHeight - item.clientHeight;
      if (beyond > 2 && item.value && isText) say(item, `isian: ${item.value}`);
      continue;
    }
    const style = getComputedStyle(item);
    const own = [...item.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (own && /hidden|clip/.test(style.overflowX) && item.scrollWidth > item.clientWidth + 1)
      say(item, item.textContent.trim());
  }
  return seen;
}"""
"""Text that its box does not show whole."""


@dataclass
class Camera:
    """`taken`: look -> the pictures with their names; `notes`: what is cut off or too wide."""

    browser: Browser
    address: str
    folder: Path
    looks: Sequence[Look]
    only: Sequence[str]
    taken: dict[str, list[tuple[str, Path]]] = field(default_factory=dict)
    logins: dict[str, list[SetCookieParam]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, name: str, path: str, who: User | None, keys: Sequence[str] = ()) -> None:
        """The page of that address as `who` sees it; `keys` are pressed first."""
        if self.only and not any(word in name for word in self.only):
            return
        page = self._page(who)
        for look in self.looks:
            page.emulate_media(color_scheme="dark" if look.is_dark else "light")
            page.set_viewport_size({"width": look.width, "height": look.height})
            answer = page.goto(self.address + path)
            assert answer is not None
            assert answer.status < 500, path
            page.wait_for_timeout(SETTLE_MS)
            for key in keys:
                page.keyboard.press(key)
                page.wait_for_timeout(SETTLE_MS)
            self._keep(page, look, name)
        page.context.close()

    def _page(self, who: User | None) -> Page:
        context = self.browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
        if who is not None:
            context.add_cookies(self._login(who))
        return context.new_page()

    def _login(self, who: User) -> list[SetCookieParam]:
        """The person's session, the same as long as the office's clock shows that day."""
        key = f"{who.username} {timezone.now():%Y-%m-%d}"
        if key not in self.logins:
            found = client_of(who).cookies.items()
            self.logins[key] = [SetCookieParam(name=n, value=c.value, url=self.address) for n, c in found]
        return self.logins[key]

    def _keep(self, page: Page, look: Look, name: str) -> None:
        at = self.folder / look.name / f"{len(self.taken.get(look.name, [])):03d}-{_file_name(name)}.png"
        at.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=at, full_page=not page.evaluate(STICKS))
        self.taken.setdefault(look.name, []).append((name, at))
        if look.is_dark:
            return
        if wide := str(page.evaluate(WIDE)):
            self.notes.append(f"{look.name} {name}: bergeser {wide}")
        self.notes.extend(f"{look.name} {name}: {line}" for line in page.evaluate(CUT))

    def finish(self) -> None:
        """Writes the contact sheets and the notes."""
        for look in self.looks:
            for number, sheet in enumerate(_sheets(self.taken.get(look.name, []), look)):
                at = self.folder / "lembar" / f"{look.name}-{number:02d}.png"
                at.parent.mkdir(parents=True, exist_ok=True)
                sheet.save(at)
        (self.folder / "terpotong.txt").write_text("\n".join(self.notes) + "\n", encoding="utf-8")


def _file_name(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name).strip("-")[:70]


def _sheets(taken: Sequence[tuple[str, Path]], look: Look) -> list[Image.Image]:
    """Rows of pictures, each under its name."""
    width = SHEET_WIDTH // look.across
    rows = [taken[at : at + look.across] for at in range(0, len(taken), look.across)]
    return [_sheet(rows[at : at + MOST_ROWS], width) for at in range(0, len(rows), MOST_ROWS)]


def _sheet(rows: Sequence[Sequence[tuple[str, Path]]], width: int) -> Image.Image:
    strips = [[(name, _small(path, width)) for name, path in row] for row in rows]
    heights = [max(picture.height for _name, picture in strip) + LABEL for strip in strips]
    sheet = Image.new("RGB", (SHEET_WIDTH, sum(heights)), "#c8c8d8")
    pen, font, top = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, 14), 0
    for strip, height in zip(strips, heights, strict=True):
        for place, (name, picture) in enumerate(strip):
            pen.text((place * width + 4, top + 2), name, fill="black", font=font)
            sheet.paste(picture, (place * width, top + LABEL))
        top += height
    return sheet


def _small(path: Path, width: int) -> Image.Image:
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    whole = whole.crop((0, 0, whole.width, min(whole.height, round(whole.width * TALLEST))))
    height = round(whole.height * (width - 8) / whole.width)
    return whole.resize((width - 8, height), Image.Resampling.LANCZOS)
