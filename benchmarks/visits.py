"""What opening the page costs, side by side with Streamlit pages without ours, in one run.

Compared are our page, one with the same figures in st.plotly_chart, and one without charts: first visits of
browsers that were never here, and second ones. Prints a table and exits with 1 if a row falls short. Run it
from anywhere: `python benchmarks/visits.py`.
"""

import statistics
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from browsing import PAGES, ROOT, Row, browsing, report
from playwright.sync_api import Browser, Page

LOADS = 7
WINDOWS = {"desktop": (1366, 768), "phone": (390, 844)}
_BOTH_CHARTS = "[data-testid=stHorizontalBlock]:has(> :first-child .js-line):has(> :last-child .js-line)"
_TEXT = "[data-testid=stText]"


@dataclass
class Visit:
    """What one visit took until the page was seen, and until it was at rest."""

    seen: float  # milliseconds until something of it was seen, in the browser's own clock
    drawn: float  # and until it was drawn
    files: int  # bytes of all files, as they travelled
    plotly: int  # of these, Plotly's
    shift: float  # cumulative layout shift


def visits(
    browser: Browser, address: str, seen: str, drawn: str, window: str = "desktop"
) -> tuple[Visit, Visit]:
    """The first visit of a reader who was never here, and the second."""
    width, height = WINDOWS[window]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        first, second = (visit(context.new_page(), address, seen, drawn) for _ in range(2))
        return first, second


def visit(page: Page, address: str, seen: str, drawn: str) -> Visit:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.add_init_script(
        f"""new MutationObserver(() => {{
            for (const [name, selector] of [["seen", "{seen}"], ["drawn", "{drawn}"]])
              if (!(name in window) && document.querySelector(selector)) {{
                window[name] = 0;
                requestAnimationFrame((now) => window[name] = now);
              }}
          }}).observe(document, {{ subtree: true, childList: true, attributes: true }});
          window.shift = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shift += entry.value))
            .observe({{ type: "layout-shift", buffered: true }});"""
    )
    page.goto(address)
    page.wait_for_function("() => window.drawn")
    page.wait_for_timeout(2500)
    plotly = sum(round(size) for key, size in sizes.items() if names.get(key, "").endswith("plotly.min.js"))
    at, then, shift = page.evaluate("() => [window.seen || window.drawn, window.drawn, window.shift]")
    page.close()
    return Visit(at, then, round(sum(sizes.values())), plotly, shift)


def _medians(of_one: Iterable[Visit]) -> Visit:
    """Every figure's median over visits."""
    columns = zip(*(astuple(each) for each in of_one), strict=True)
    return Visit(*(statistics.median(column) for column in columns))


def measure(browser: Browser, ours: str, theirs: str, bare: str) -> list[Row]:
    """The rows of the table."""
    drawn_at = {ours: (".ads-sketch", ".ads[data-drawn]"), theirs: (_BOTH_CHARTS,) * 2, bare: (_TEXT,) * 2}
    drawn_at[f"{ours}/?surface=digits"] = (".ads-wrong", ".ads[data-drawn]")
    loads = [[visits(browser, page, *ready) for page, ready in drawn_at.items()] for _ in range(LOADS)]
    (cold, warm), (cold_theirs, _), (cold_bare, warm_bare), (cold_network, warm_network) = (
        [_medians(of_one) for of_one in zip(*of_page, strict=True)] for of_page in zip(*loads, strict=True)
    )
    phone = _medians(visits(browser, ours, *drawn_at[ours], window="phone")[0] for _ in range(3))
    bytes_cold = cold.files / (cold_bare.files + cold.plotly)
    return [
        Row(
            f"first visit until drawn, {cold.drawn:.0f} ms, against st.plotly_chart, "
            f"{cold_theirs.drawn:.0f} ms (a page without charts: {cold_bare.drawn:.0f} ms)",
            f"{cold.drawn / cold_theirs.drawn:.2f} x",
            "<= 1.1 x",
            cold.drawn <= 1.1 * cold_theirs.drawn,
        ),
        Row(
            f"second visit until the first picture, {warm.seen:.0f} ms (all of it: {warm.drawn:.0f} ms), "
            f"against the first text of a page without charts, {warm_bare.seen:.0f} ms",
            f"{warm.seen / warm_bare.seen:.2f} x",
            "<= 1.5 x",
            warm.seen <= 1.5 * warm_bare.seen,
        ),
        Row(
            f"first visit of the network of digits until drawn, {cold_network.drawn:.0f} ms, against "
            "st.plotly_chart",
            f"{cold_network.drawn / cold_theirs.drawn:.2f} x",
            "<= 1.1 x",
            cold_network.drawn <= 1.1 * cold_theirs.drawn,
        ),
        Row(
            f"second visit of it until the first picture, {warm_network.seen:.0f} ms, against that text",
            f"{warm_network.seen / warm_bare.seen:.2f} x",
            "<= 1.5 x",
            warm_network.seen <= 1.5 * warm_bare.seen,
        ),
        Row("layout shift of that", f"{cold_network.shift:.2f}", "< 0.1", cold_network.shift < 0.1),
        Row("layout shift of a first visit", f"{cold.shift:.2f}", "< 0.1", cold.shift < 0.1),
        Row("the same on a phone", f"{phone.shift:.2f}", "< 0.1", phone.shift < 0.1),
        Row(
            f"bytes of the files of a first visit, {cold.files / 1000:.0f} kB, against a page without "
            f"charts, {cold_bare.files / 1000:.0f} kB, and Plotly, {cold.plotly / 1000:.0f} kB",
            f"{bytes_cold:.2f} x",
            "<= 1.1 x",
            bytes_cold <= 1.1,
        ),
        Row(
            "bytes of the files of a second visit",
            f"{warm.files / 1000:.0f} kB",
            "< 100 kB",
            warm.files < 100_000,
        ),
    ]


def main() -> int:
    """Measure, print the table, and say by the exit code whether every row holds."""
    with browsing(ROOT / "app.py", PAGES / "plotly_chart.py", PAGES / "echo.py") as (browser, addresses):
        return report(measure(browser, *addresses))


if __name__ == "__main__":
    sys.exit(main())
