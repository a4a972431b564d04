"""A second visit fetches little, and the page stands still while it comes."""

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.reader import Reader


def travelled(page: Page, address: str) -> dict[str, int]:
    """The bytes that came from the server for each of our own files when a page is opened."""
    page.goto(address)
    page.wait_for_selector(".ads[data-drawn]")
    return page.evaluate(
        """() => Object.fromEntries(performance.getEntriesByType("resource")
          .filter(({ name }) => name.includes("/component/"))
          .map(({ name, transferSize }) => [name.split("/").at(-1), transferSize]))"""
    )


def test_plotly_comes_once_for_a_browser(context: BrowserContext, server: str) -> None:
    first = travelled(context.new_page(), server)
    assert first["plotly.min.js"] > 1_000_000
    second = travelled(context.new_page(), server)
    assert second["plotly.min.js"] == 0
    assert sum(second.values()) < 100_000


def test_a_browser_that_keeps_nothing_has_its_picture(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    reader = Reader(page, server).open()
    assert len(reader.drawn_paths()) == 3
    assert not reader.errors
    context.close()
