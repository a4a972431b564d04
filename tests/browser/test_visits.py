"""A second visit fetches little, and the page stands still while it comes."""

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.reader import Reader

_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def fetched(page: Page, act: str) -> list[str]:
    """The files of our own that a page fetches when it is opened."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/component/" in request.url else None)
    page.goto(act)
    page.wait_for_selector(".ads[data-drawn]")
    return asked


def test_plotly_is_fetched_once_for_a_browser(context: BrowserContext, server: str) -> None:
    first = fetched(context.new_page(), server)
    assert sum("plotly.min.js" in url for url in first) == 1
    second = fetched(context.new_page(), server)
    assert not any("plotly.min.js" in url for url in second)


def test_a_browser_that_keeps_nothing_has_its_picture(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'caches', { value: undefined });")
    reader = Reader(page, server).open()
    assert len(reader.drawn_paths()) == 3
    assert not reader.errors
    context.close()
