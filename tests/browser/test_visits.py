"""A second visit fetches little, and the page stands still while it comes."""

import re

import pytest
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


# Adds up how far what is in sight moves by itself, as browsers do for "cumulative layout shift".
SHIFTS = """
window.shift = 0;
window.moved = [];
const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value, sources, startTime } of list.getEntries()) {
    if (hadRecentInput) continue;
    window.shift += value;
    for (const { node, previousRect, currentRect } of value > 0.01 ? sources : [])
      window.moved.push(`${Math.round(startTime)} ms, ${node?.className || node?.nodeName}: `
        + `${place(previousRect)} to ${place(currentRect)}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# Plotly comes late: until then there is the first picture.
LATE = """
const append = HTMLHeadElement.prototype.append;
HTMLHeadElement.prototype.append = function (...nodes) {
  if (nodes[0]?.src?.includes("plotly")) window.release = () => append.apply(this, nodes);
  else append.apply(this, nodes);
};
"""


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("", (1366, 768)),
        ("", (390, 844)),
        ("surface=rosenbrock", (390, 844)),
        ("lesson=momentum", (1366, 768)),
        ("lesson=momentum", (390, 844)),
        ("present=on", (1366, 768)),
        ("embed=true", (390, 844)),
    ],
)
def test_the_page_stands_still_while_it_comes(new_reader: Reader, size, query) -> None:
    width, height = size
    new_reader.page.set_viewport_size({"width": width, "height": height})
    new_reader.page.add_init_script(SHIFTS)
    new_reader.open(query)
    new_reader.page.wait_for_timeout(500)
    assert new_reader.page.evaluate("shift") < 0.1, new_reader.page.evaluate("moved")


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("surface=rosenbrock&steps=40", (1366, 768)),
        ("surface=mccormick", (1366, 768)),
        ("surface=mccormick", (390, 844)),
        ("lesson=one_step&guess=1", (390, 844)),
    ],
)
def test_the_first_picture_needs_no_plotly_and_hands_over_in_place(reader, query, size) -> None:
    width, height = size
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.page.add_init_script(LATE)
    reader.page.goto(f"{reader.server}/?{query}")
    canvas = reader.page.locator(".ads-sketch")
    reader.page.wait_for_selector(".st-key-masthead .katex, .st-key-lesson-panel p")
    reader.page.wait_for_timeout(300)
    place = canvas.bounding_box()
    assert place
    colours = canvas.evaluate(
        """(canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const counts = {};
          for (let i = 0; i < data.length; i += 4) {
            const key = `rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`;
            counts[key] = (counts[key] ?? 0) + 1;
          }
          return counts;
        }"""
    )
    reader.page.wait_for_function("!!window.release")
    reader.page.evaluate("release()")
    reader.page.wait_for_selector(".ads[data-drawn]")
    reader.settle()
    assert canvas.count() == 0
    axes = reader.page.locator(".ads-map .nsewdrag").first.bounding_box()
    assert axes
    assert all(abs(place[side] - axes[side]) <= 1.5 for side in axes), (place, axes)
    # What Plotly fills is what was drawn: no large patch of it has another colour.
    fills = reader.page.evaluate(
        """() => [...document.querySelectorAll(".ads-map .contourfill path, .ads-map .contourbg path")]
          .map((path) => getComputedStyle(path).fill)"""
    )
    large = {colour for colour, count in colours.items() if count > 0.02 * sum(colours.values())}
    assert large
    near = [
        any(
            max(abs(a - b) for a, b in zip(channels(colour), channels(fill), strict=True)) <= 1
            for fill in fills
        )
        for colour in large
    ]
    assert all(near), (large, set(fills))


def channels(colour: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", colour)[:3]]
