"""One server and one browser for all browser tests; a fresh context, and so a fresh reader, for each."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.reader import Reader

ROOT = Path(__file__).parents[2]
DESKTOP: Any = {"viewport": {"width": 1366, "height": 768}, "color_scheme": "light"}
# Debian's names. The first is the same engine without windows and menus, which leaves more to the page.
INSTALLED = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.hookimpl(tryfirst=True)  # before others choose by the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """The page, served on a port of this machine; it can be stopped and started anew on the same one."""

    def __init__(self, folder: Path, page: str = "app.py", base: str = "") -> None:
        self.port = free_port()
        self.base = base
        self.address = f"http://127.0.0.1:{self.port}" + (f"/{base}" if base else "")
        self.log = folder / "log"
        self.page = page
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", self.page, f"--server.port={self.port}"]
        command += ["--server.headless=true", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
        command += [f"--server.baseUrlPath={self.base}"] if self.base else []
        with self.log.open("a") as out:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        for _ in range(240):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        pytest.fail(f"the page did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def sessions(self) -> int:
        """How many readers it has."""
        with urllib.request.urlopen(f"{self.address}/_stcore/metrics", timeout=5) as answer:
            counted = re.search(r"^active_sessions (\d+)$", answer.read().decode(), re.M)
        assert counted
        return int(counted[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page's address."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server.address
    server.stop()


@pytest.fixture
def mortal_server(tmp_path: Path) -> Iterator[Server]:
    """A server of a test's own, which it may stop and start."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.stop()


def launch(playwright: Playwright) -> Browser:
    """A browser in which nobody was ever anywhere."""
    return playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS)


def chromium(playwright: Playwright) -> str | None:
    """Debian's, or None for Playwright's own; with neither CI fails, and others are told how to get one."""
    installed = next(filter(None, map(shutil.which, INSTALLED)), None)
    if not installed and not Path(playwright.chromium.executable_path).exists():
        how = (
            f"no Chromium: `apt-get install {INSTALLED[0]}`, or `playwright install chromium`, then run again"
        )
        if os.environ.get("CI"):
            pytest.fail(how)
        pytest.skip(how)
    return installed


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here."""
    context = desktop(browser)
    yield context
    context.close()


@pytest.fixture(scope="session")
def known_browser(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser that has the page's files already, which a reader's page then needs not to wait for.

    With a profile, as readers have: without one Chromium compiles all scripts anew for every page.
    """
    profile = tmp_path_factory.mktemp("profile")
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium(playwright), args=ARGUMENTS, **DESKTOP
    )
    yield context
    context.close()


def desktop(browser: Browser) -> BrowserContext:
    return browser.new_context(**DESKTOP)


@pytest.fixture
def reader(known_browser: BrowserContext, server: str) -> Iterator[Reader]:
    """A reader at the server itself."""
    yield from visiting(known_browser, server)


@pytest.fixture
def new_reader(known_browser: BrowserContext, server: str) -> Iterator[Reader]:
    """Somebody who was never here."""
    yield from visiting(known_browser, server, is_new=True)


def visiting(browser: BrowserContext, address: str, *, is_new: bool = False) -> Iterator[Reader]:
    """A reader whose visit must end without an error in the console or a file from elsewhere."""
    reader = Reader(browser.new_page(), address, is_new=is_new)
    yield reader
    for page in browser.pages:
        if page.url.startswith("http"):
            page.evaluate("() => localStorage.clear()")
        page.close()
    browser.clear_permissions()
    assert not reader.errors, "the console had errors"
    assert not reader.strangers, "the page fetched something from elsewhere"
