"""How fast the page answers, side by side with what one would use instead, in one run.

Compared are our page, a page with the same figures in st.plotly_chart, and a page that only echoes its
slider. The machine's noise is the same for all three, so the ratios count, not the milliseconds. Prints
a table and exits with 1 if a row falls short. Run it from anywhere: `python benchmarks/latency.py`.
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from browsing import PAGES, ROOT, Row, browsing, report
from playwright.sync_api import Browser, Page

SLIDER_STEPS = 30
DECAYS = 18
ROUNDS = 3
SECONDS = 3
HEAVY = (
    "surface=rosenbrock&steps=10000&runs=adam,rmsprop,sgd,momentum,adamw,nadam,adagrad,adadelta,amsgrad,"
    "adamax,nesterov,lion"
)
NETWORK = "surface=digits"  # three runs of 300 steps, one of which is trained anew
DRAWN = "surface=line&batch=8&steps=300"  # three runs whose gradients are drawn
RATE = "learning rate"
EVERYTHING = 2200  # pixels of height in which all of the page is in view

# From the key press, in the browser's own clock, to the frame in which the answer stands where it stays:
# the last change of `signature()`, numbers or a text, before half a second without one. Numbers are
# pixels, and half of one is no change.
_STOPWATCH = """
window.stopwatch = (signature) => {
  window.elapsed = null;
  let shown = signature(), started = null, changed = null;
  const differs = (a, b) => Array.isArray(a) && Array.isArray(b)
    ? a.length !== b.length || a.some((value, index) => Math.abs(value - b[index]) > 0.5) : a !== b;
  document.addEventListener("keydown", () => (started = performance.now()), { capture: true, once: true });
  const look = () => {
    const now = signature();
    if (now && differs(now, shown)) { shown = now; changed = performance.now(); }
    if (changed && performance.now() - changed > 500) window.elapsed = changed - started;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
try { localStorage.setItem("adamscope-known", "yes"); } catch {}
window.counts = { supposed: 0, removed: 0 };
document.addEventListener("adamscope-supposed", () => window.counts.supposed++);
new MutationObserver((changes) => {
  for (const { removedNodes } of changes) for (const node of removedNodes)
    if (node.querySelector?.(".js-plotly-plot") || node.matches?.(".js-plotly-plot")) window.counts.removed++;
}).observe(document, { childList: true, subtree: true });
"""
_PATH = """() => {
  const lines = [...document.querySelectorAll("CHART .scatterlayer .js-line")];
  const place = lines[0]?.ownerSVGElement.getBoundingClientRect();
  const paths = lines.map((line) => line.getAttribute("d") ?? "").sort().join();
  const numbers = paths.match(/-?[\\d.]+(e-?\\d+)?/g);
  return numbers && [place.left, place.top, ...numbers.map(Number)];
}"""
_OURS, _THEIRS = _PATH.replace("CHART", ".ads-map"), _PATH.replace("CHART", ".st-key-map")
_CURVES = _PATH.replace("CHART", ".ads-curves")
_NUMBERS = "() => document.querySelector('.st-key-inside table')?.textContent"
_TEXT = "() => document.querySelector('[data-testid=stText]')?.textContent"


def opened(browser: Browser, address: str, ready: str, height: int = 768) -> Page:
    """A fresh reader's page, once `ready` is on it."""
    page = browser.new_context(viewport={"width": 1366, "height": height}).new_page()
    page.add_init_script(_STOPWATCH)
    page.goto(address)
    page.wait_for_selector(ready)
    page.wait_for_timeout(1500)
    return page


def slider(page: Page, label: str = RATE) -> Any:
    """The thumb of the page's first slider of that name."""
    return page.get_by_test_id("stSlider").filter(has_text=label).first.get_by_role("slider")


def step_time(page: Page, signature: str, label: str = RATE) -> float:
    """Milliseconds from one slider step to its picture."""
    page.evaluate(f"() => window.stopwatch({signature})")
    slider(page, label).press("ArrowRight")
    return _stopped(page)


def scrub_time(page: Page) -> float:
    """Milliseconds from one step of the player to the equations with that step's numbers."""
    page.evaluate(f"() => {{ document.activeElement.blur(); window.stopwatch({_NUMBERS}); }}")
    page.keyboard.press("ArrowLeft")
    return _stopped(page)


def _stopped(page: Page) -> float:
    page.wait_for_function("() => window.elapsed !== null")
    return page.evaluate("() => window.elapsed")


def frames_per_second(page: Page) -> float:
    """How often the browser gets to draw."""
    return page.evaluate(
        f"""() => new Promise((resolve) => {{
          let frames = 0; const started = performance.now();
          const frame = (now) => now - started >= {SECONDS * 1000} ? resolve(frames / (now - started) * 1000)
            : (frames++, requestAnimationFrame(frame));
          requestAnimationFrame(frame);
        }})"""
    )


def pictures(page: Page, x: float, y: float, move: Callable[[int], tuple[float, float]]) -> float:
    """Hold what is there and move it about for some seconds: pictures a second."""
    page.evaluate("() => { window.counts.supposed = 0; }")
    page.mouse.move(x, y)
    page.mouse.down()
    started = time.monotonic()
    moves = 0
    while (lasted := time.monotonic() - started) < SECONDS:
        moves += 1
        page.mouse.move(*move(moves))
        page.wait_for_timeout(16)
    shown = page.evaluate("() => window.counts.supposed")
    page.mouse.up()
    page.wait_for_timeout(1500)
    return shown / lasted


def drag(page: Page) -> float:
    """The start is dragged about."""
    box = page.locator(".ads-start").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return pictures(page, x, y, lambda moves: (x + (3 * moves) % 200, y + (2 * moves) % 150))


def live_slider(page: Page, label: str) -> float:
    """The thumb of a slider is moved about."""
    box = slider(page, label).locator("xpath=..").bounding_box()
    track = page.get_by_test_id("stSlider").filter(has_text=label).first.bounding_box()
    assert box
    assert track
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    to_and_fro = lambda moves: 0.3 + 0.4 * abs(moves % 50 / 25 - 1)  # noqa: E731
    return pictures(page, x, y, lambda moves: (track["x"] + track["width"] * to_and_fro(moves), y))


def bytes_of_a_step(browser: Browser, address: str) -> int:
    """What the server sends for one slider step; the median of ten."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    received = [0]

    def count(payload: str | bytes) -> None:
        received[0] += len(payload)

    page.on("websocket", lambda socket: socket.on("framereceived", count))
    page.goto(address)
    page.wait_for_selector(".ads[data-drawn]")
    page.wait_for_timeout(1500)
    sizes = []
    for _ in range(10):
        received[0] = 0
        slider(page).press("ArrowRight")
        page.wait_for_timeout(700)
        sizes.append(received[0])
    return int(statistics.median(sizes))


def measure(browser: Browser, ours: str, theirs: str, bare: str) -> list[Row]:
    """The rows of the table."""
    pages: dict[str, tuple[Page, str]] = {
        "ours": (opened(browser, ours, ".ads[data-drawn]"), _OURS),
        "theirs": (opened(browser, theirs, ".scatterlayer .js-line"), _THEIRS),
        "bare": (opened(browser, bare, "[data-testid=stText]"), _TEXT),
        "drawn": (opened(browser, f"{ours}/?{DRAWN}", ".ads[data-drawn]"), _OURS),
        "curve": (opened(browser, ours, ".ads[data-drawn]"), _OURS),
        "plain": (opened(browser, f"{ours}/?strips=off", ".ads[data-drawn]"), _OURS),
    }
    # With another decay, every learning rate has to be tried anew for the curve under its slider.
    turned = {"curve": "decay of m", "plain": "decay of m"}
    tall = opened(browser, ours, ".ads-anatomy[data-drawn]", EVERYTHING)
    times: dict[str, list[float]] = {name: [] for name in [*pages, "scrub"]}
    for _ in range(3):  # the first answers warm caches that every later one finds warm
        for name, (page, signature) in pages.items():
            step_time(page, signature, turned.get(name, RATE))
        scrub_time(tall)
    pages["ours"][0].evaluate("() => { window.counts.removed = 0; }")
    for number in range(SLIDER_STEPS):
        for name, (page, signature) in pages.items():
            if name in turned and number >= DECAYS:
                continue  # there is no higher one
            page.bring_to_front()
            times[name].append(step_time(page, signature, turned.get(name, RATE)))
        tall.bring_to_front()
        times["scrub"].append(scrub_time(tall))
    median = {name: statistics.median(values) for name, values in times.items()}
    # By itself, because what the server still does for it would delay the others.
    network = opened(browser, f"{ours}/?{NETWORK}", ".ads[data-drawn]")
    trained: list[tuple[float, float]] = []
    for number in range(SLIDER_STEPS // 2 + 3):
        each = []
        for page, signature in ((network, _CURVES), pages["bare"]):
            page.bring_to_front()
            each.append(step_time(page, signature))
        if number >= 3:
            trained.append((each[0], each[1]))
    network.close()
    median["network"], beside = map(statistics.median, zip(*trained, strict=True))
    live = pages["ours"][0]
    live.bring_to_front()
    removed = live.evaluate("() => window.counts.removed")
    heavy = opened(browser, f"{ours}/?{HEAVY}", ".ads[data-drawn]")
    held = {
        "the learning rate": lambda: live_slider(live, "learning rate"),
        "the bowl's condition": lambda: live_slider(live, "condition"),
        "the steps": lambda: live_slider(live, "steps"),
        "the start": lambda: drag(live),
        "heavy": lambda: drag(heavy),
    }
    rates: dict[str, list[float]] = {name: [] for name in held}
    for number in range(ROUNDS + 1):
        for name, hold in held.items():
            (heavy if name == "heavy" else live).bring_to_front()
            seen = hold()
            if number:  # the first one warms caches
                rates[name].append(seen)
    rate = {name: statistics.median(values) for name, values in rates.items()}
    slower = rate["the start"] / rate["heavy"]
    playing = opened(
        browser,
        f"{ours}/?surface=rosenbrock&runs=adam,adam,rmsprop,rmsprop,sgd,sgd&steps=1000",
        ".ads-anatomy[data-drawn]",
        EVERYTHING,
    )
    empty, busy = [], []
    for _ in range(ROUNDS):
        empty.append(frames_per_second(playing))
        playing.keyboard.press("Home")
        playing.keyboard.press("Space")
        busy.append(frames_per_second(playing))
        playing.keyboard.press("End")
    size = bytes_of_a_step(browser, f"{ours}/?runs=adam,rmsprop,sgd,adam.2&adam.2.beta2=0.9&steps=300")
    of_network = bytes_of_a_step(browser, f"{ours}/?{NETWORK}")
    to_bare, to_theirs = median["ours"] / median["bare"], median["ours"] / median["theirs"]
    scrub = median["scrub"] / median["bare"]
    fluency = statistics.median(busy) / statistics.median(empty)
    milliseconds = {name: f"{value:.0f} ms" for name, value in median.items()}
    return [
        Row(
            f"slider step -> path drawn, {milliseconds['ours']}, against a bare one, {milliseconds['bare']}",
            f"{to_bare:.2f} x",
            "<= 1.5 x",
            to_bare <= 1.5,
        ),
        Row(
            f"the same against st.plotly_chart, {milliseconds['theirs']}",
            f"{to_theirs:.2f} x",
            "<= 0.4 x",
            to_theirs <= 0.4,
        ),
        Row(
            f"the same on a line through points, batch 8, 3 runs x 300 steps, {milliseconds['drawn']}, "
            "against the bare one",
            f"{median['drawn'] / median['bare']:.2f} x",
            "<= 1.5 x",
            median["drawn"] <= 1.5 * median["bare"],
        ),
        Row(
            f"the same on the network of digits, 3 runs x 300 steps, {milliseconds['network']}, "
            "against the bare one",
            f"{median['network'] / beside:.2f} x",
            "<= 5 x",
            median["network"] <= 5 * beside,
        ),
        Row(
            f"a step of a decay with a curve under α, {milliseconds['curve']}, against one without, "
            f"{milliseconds['plain']}",
            f"{median['curve'] / median['plain']:.2f} x",
            "<= 1.1 x",
            median["curve"] <= 1.1 * median["plain"],
        ),
        Row(
            f"step of the player -> its equations, {milliseconds['scrub']}, against the bare one",
            f"{scrub:.2f} x",
            "<= 1.5 x",
            scrub <= 1.5,
        ),
        Row(f"chart nodes removed by {SLIDER_STEPS} slider steps", str(removed), "0", removed == 0),
        Row(
            f"playback, all figures, 6 runs x 1000 steps, {statistics.median(busy):.0f} frames/s, "
            "against an empty loop",
            f"{fluency:.2f} x",
            ">= 0.9 x",
            fluency >= 0.9,
        ),
        *(
            Row(f"pictures a second while {name} is held", f"{rate[name]:.1f}", ">= 8", rate[name] >= 8)
            for name in held
            if name != "heavy"
        ),
        Row(
            f"a picture of 12 runs x 10,000 steps while the start is held, {rate['heavy']:.1f} a second, "
            "against the untouched page",
            f"{slower:.2f} x",
            "<= 4 x",
            slower <= 4,
        ),
        Row(
            "bytes for one slider step, 4 runs x 300 steps",
            f"{size / 1000:.0f} kB",
            "<= 100 kB",
            size <= 100_000,
        ),
        Row(
            "the same on the network of digits",
            f"{of_network / 1000:.0f} kB",
            "<= 300 kB",
            of_network <= 300_000,
        ),
    ]


def main() -> int:
    """Measure, print the table, and say by the exit code whether every row holds."""
    with browsing(ROOT / "app.py", PAGES / "plotly_chart.py", PAGES / "echo.py") as (browser, addresses):
        return report(measure(browser, *addresses))


if __name__ == "__main__":
    sys.exit(main())
