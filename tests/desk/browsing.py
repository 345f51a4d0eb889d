"""A desk that answers on a port of its own, and a browser that counts keys."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, Response
from waitress import wasyncore
from waitress.server import create_server

from desk import boot
from tests.desk import people

AXE_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--no-first-run", "--disable-sync",
]  # fmt: skip
DESKTOP = (1366, 768)
PHONE = (390, 844)
PATIENCE_MS = 20_000
"""The test machine has two cores and other work."""
LISTENS = "performance.getEntriesByType('navigation')[0]?.domContentLoadedEventEnd > 0"
"""Whether the page's scripts have run."""


@contextmanager
def running_desk(threads: int = 4) -> Iterator[str]:
    """The desk's address while it runs in a thread."""
    sockets: dict[int, object] = {}
    server = create_server(
        boot.wsgi(),
        map=sockets,
        host="127.0.0.1",
        port=0,
        threads=threads,
        clear_untrusted_proxy_headers=True,
    )
    is_ending = threading.Event()
    thread = threading.Thread(target=_serve, args=(server, is_ending), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        is_ending.set()
        server.close()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets, ignore_all=True)
        thread.join(10)


def _serve(server: Any, is_ending: threading.Event) -> None:
    """Runs until the sockets are closed under it; before that no error is expected."""
    try:
        server.run()
    except (OSError, ValueError, KeyError, RuntimeError):
        if not is_ending.is_set():
            raise


def launch(playwright: Playwright) -> Browser:
    """Debian's chromium."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def close(context: BrowserContext) -> None:
    """Closes a window. Now and then Chromium never answers that it has (once in three runs of 250 windows,
    with a page that was clicked twice): then it stays, and ends with the browser."""
    with suppress(TimeoutError):
        context._sync(asyncio.wait_for(context._impl_obj.close(reason=None), PATIENCE_MS / 1000))


@dataclass
class Reviewer:
    """A logged-in person at a browser; `faults` = what went wrong in the page or was asked of elsewhere."""

    page: Page
    address: str
    keys: int = 0
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Opens a path of the desk."""
        self.page.goto(self.address + path)

    def press(self, key: str) -> None:
        """One key, counted, once the page listens for keys: one that has only just opened does not yet."""
        self.until(LISTENS)
        self.keys += 1
        self.page.keyboard.press(key)

    def approve(self) -> None:
        """The key, once the page takes it: not while the case has only just opened."""
        self.until("!document.body.dataset.baru")
        self.press("a")

    def send(self, button: str) -> None:
        """Presses the last such button of the form from within its page.

        A click by mouse is answered by the page that was clicked: where the next page has replaced it before
        it could, the answer is lost, and the click waits until its patience ends with the new page in sight.
        """
        self.page.locator(button).last.evaluate("(button) => { setTimeout(() => button.click()); }")

    def settle(self) -> None:
        """Waits until nothing is being saved."""
        self.until("!document.querySelector('.htmx-request, [data-menyimpan]')")

    def hold(self) -> None:
        """Waits until the page that has opened has its case: one that another takes before is loaded anew."""
        self.page.wait_for_load_state("networkidle")
        self.settle()

    def until(self, expression: str) -> None:
        """Waits until the JavaScript expression is true (asked through the browser's own protocol, since
        the pages' policy allows no eval)."""
        end = time.monotonic() + PATIENCE_MS / 1000
        while True:
            try:
                fault = "" if self.page.evaluate(expression) else "not so"
            except Error as error:
                fault = str(error)  # the page is just being changed for the next one
            if not fault:
                return
            assert time.monotonic() < end, f"waited in vain for {expression}: {fault}"
            time.sleep(0.05)

    def leave(self, part: str) -> None:
        """Waits until the address holds `part` no longer."""
        self.page.wait_for_url(lambda url: part not in url)

    def wait_path(self, part: str) -> None:
        """Waits until the address holds `part`."""
        self.page.wait_for_url(f"**{part}**")


def sit_down(
    browser: Browser, address: str, role: str, name: str | None = None, size: tuple[int, int] = DESKTOP
) -> Reviewer:
    """A new user of that role, logged in; the login page is opened by tests that are about it."""
    who = people.user(role, name)
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    reviewer = Reviewer(page, address)
    page.on("console", lambda message: _console(reviewer, message))
    page.on("pageerror", lambda error: reviewer.faults.append(str(error)))
    page.on("response", lambda response: _response(reviewer, response))
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.post("/masuk/", {"username": who.username, "password": people.PASSWORD})
    context.add_cookies([
        {"name": name, "value": cookie.value, "domain": "127.0.0.1", "path": cookie["path"]}
        for name, cookie in client.cookies.items()
    ])  # fmt: skip
    reviewer.go(answer["Location"])
    return reviewer


def _console(reviewer: Reviewer, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning") and "409" not in message.text and "403" not in message.text:
        reviewer.faults.append(message.text)


def _response(reviewer: Reviewer, response: Response) -> None:
    if not response.url.startswith((reviewer.address, "data:")):
        reviewer.faults.append(f"asked of elsewhere: {response.url}")
    if response.status >= 500:
        reviewer.faults.append(f"{response.status} {response.url}")


def wait_until(condition: Callable[[], bool], seconds: float) -> None:
    """Waits until the callable says true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def check_with_axe(reviewer: Reviewer, path: str) -> list[str]:
    """Opens the page; what axe finds on it."""
    reviewer.go(path)
    return axe_faults(reviewer, path)


def axe_faults(reviewer: Reviewer, where: str) -> list[str]:
    """What axe finds on the page as it stands against WCAG 2.2 A and AA, as lines."""
    page = reviewer.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(options) => axe.run(options)", AXE_RULES)["violations"]
    lines = [(item["id"], node) for item in found for node in item["nodes"]]
    return [
        f"{where}: {rule} {node['html'][:140]}" for rule, node in lines if not _was_covered(page, rule, node)
    ]


def _was_covered(page: Page, rule: str, node: dict[str, Any]) -> bool:
    """Whether a target is only small because the bar that sticks to the window's end lies over a part of it:
    scrolled into sight it is large enough."""
    return rule == "target-size" and not page.evaluate(AGAIN, node["target"][0])


AGAIN = """async (target) => {
  document.querySelector(target).scrollIntoView({ block: "center" });
  const found = await axe.run(target, { runOnly: { type: "rule", values: ["target-size"] } });
  return found.violations.length > 0;
}"""


def too_wide(reviewer: Reviewer) -> str:
    """What makes the page scroll sideways; "" when nothing does."""
    return str(reviewer.page.evaluate(WIDE))


WIDE = """() => {
  const page = document.documentElement, room = page.clientWidth;
  if (page.scrollWidth <= room && document.body.scrollWidth <= room) return "";
  const out = [...document.querySelectorAll("body *")];
  const beyond = out.filter((item) => item.getBoundingClientRect().right > room + 1);
  const last = beyond.filter((item) => !beyond.some((other) => other !== item && item.contains(other)));
  return `${page.scrollWidth}: ` + last.slice(0, 3).map((item) => item.outerHTML.slice(0, 120)).join(" | ");
}"""
"""The innermost elements that stick out; what scrolls within itself does not widen the page."""
