"""Make the README's screenshot from the running page.

Start the page first (`streamlit run app.py`), then `python docs/make_screenshot.py [address]`.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


def main(address: str = "http://localhost:8501") -> None:
    """Photograph the untouched page as a laptop shows it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme="light")
        page.goto(address)
        page.wait_for_selector(".ads[data-drawn]")
        page.wait_for_timeout(1000)
        page.screenshot(path=Path(__file__).with_name("adamscope.png"))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
