"""One server and one Chromium for a run; a browser that is missing is a failure, not a skip."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)
from tools.needs import BROWSER
from waitress.server import create_server

from mukhtabar.forms.templates import templates
from tests.browser.furnish import Portal, furnish
from tests.world import Patient, World

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
HERE = Path(__file__).parent
# A machine with other work is slow; what is waited for comes in its time.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Served:
    """A portal on a port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.world = World(folder, NOW, storage="sqlite", base_url=self.base)
        self.world.site.throttle = Patient()
        self.portal: Portal = furnish(self.world)
        # As `serve` does: no page waits for a template to be compiled.
        templates(reload=False).compile_all()
        self.server = create_server(self.world.app, sockets=[self.socket], threads=4)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        self._sessions: dict[str, tuple[str, str]] = {}

    def session(self, who: str) -> str:
        """Return the session cookie of a person signed in: anew when later sign-ins pushed the old session out."""
        cookie, sid = self._sessions.get(who, ("", ""))
        if sid not in self._open(who):
            cookie = self.world.browser(who).cookies["mukhtabar"].strip('"')
            self._sessions[who] = cookie, self._open(who)[-1]
        return cookie

    def _open(self, who: str) -> tuple[str, ...]:
        with self.world.acting() as ctx:
            person = ctx.register.get(self.world.pids[who])
            return person.sessions if person else ()

    def close(self) -> None:
        self.server.close()
        self.thread.join(5)
        self.world.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A furnished portal on a real SQLite store behind a real server."""
    made = Served(tmp_path_factory.mktemp("portal"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, once."""
    path = BROWSER.find()
    if path is None:
        pytest.fail(BROWSER.sentence)
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield browser
    browser.close()


Open = Callable[..., Page]


def _cookies(served: Served, who: str | None, comfort: str) -> list[Any]:
    wanted = {"mukhtabar": served.session(who) if who else "", "comfort": comfort}
    return [{"name": name, "value": value, "url": served.base} for name, value in wanted.items() if value]


def _context(
    chromium: Browser, served: Served, size: ViewportSize | None, scripts: bool, **more: Any
) -> BrowserContext:
    context = chromium.new_context(
        viewport=size or DESKTOP, java_script_enabled=scripts, base_url=served.base, reduced_motion="reduce", **more
    )
    context.set_default_timeout(60_000)
    return context


def _go(page: Page, path: str) -> Page:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status < 500, path
    return page


@pytest.fixture
def surf(chromium: Browser, served: Served) -> Iterator[Open]:
    """Return open(path, who=…, size=…, comfort=…, scripts=…): a new page in a new context."""
    contexts: list[BrowserContext] = []

    def surf_to(
        path: str,
        who: str | None = None,
        size: ViewportSize | None = None,
        comfort: str = "",
        scripts: bool = True,
        **more: Any,
    ) -> Page:
        context = _context(chromium, served, size, scripts, **more)
        contexts.append(context)
        context.add_cookies(_cookies(served, who, comfort))
        return _go(context.new_page(), path)

    yield surf_to
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def glance(chromium: Browser, served: Served) -> Iterator[Open]:
    """Return the same as `surf`, on a page that is kept: for the many tests that look at a page and leave nothing behind.

    A page of one's own costs as much time as what is looked at; letters and styles need not be fetched each time.
    """
    pages: dict[bool, Page] = {}

    def glance_at(
        path: str, who: str | None = None, size: ViewportSize | None = None, comfort: str = "", scripts: bool = True
    ) -> Page:
        page = pages.get(scripts)
        if page is None:
            page = pages[scripts] = _context(chromium, served, size, scripts).new_page()
        page.context.clear_cookies()
        page.context.add_cookies(_cookies(served, who, comfort))
        page.set_viewport_size(size or DESKTOP)
        return _go(page, path)

    yield glance_at
    for page in pages.values():
        page.context.close()
