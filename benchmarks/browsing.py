"""What the benchmarks of the page share: servers, a browser, and a table of rows that hold or do not."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "benchmarks" / "pages"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class Row(NamedTuple):
    """What was measured, the figure, what it must be, and whether it is."""

    what: str
    figure: str
    limit: str
    holds: bool


def report(rows: list[Row]) -> int:
    """Print the table; the exit code says whether every row holds."""
    print("| what | measured | must be | |\n|---|--:|--:|---|")
    for what, figure, limit, holds in rows:
        print(f"| {what} | {figure} | {limit} | {'holds' if holds else 'FALLS SHORT'} |")
    return 0 if all(row.holds for row in rows) else 1


@contextmanager
def browsing(*scripts: Path) -> Iterator[tuple[Browser, list[str]]]:
    """A browser, and the addresses of servers for these scripts."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with ExitStack() as stack:
        addresses = [stack.enter_context(served(script)) for script in scripts]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser, addresses
        browser.close()


@contextmanager
def served(script: Path) -> Iterator[str]:
    """A Streamlit server for one script; its address."""
    with running(script) as (address, _):
        yield address


@contextmanager
def running(script: Path, *more: str) -> Iterator[tuple[str, int]]:
    """The same, with more of Streamlit's options, and with the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1"]
    options += ["--server.fileWatcherType=none"]
    # A page that ours is compared with has Streamlit's own setting, not that of our .streamlit/config.toml.
    options += ["--runner.postScriptGC=true"] if script.parent == PAGES else []
    options += more
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        else:
            sys.exit(f"{script.name} did not start")
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(10)
