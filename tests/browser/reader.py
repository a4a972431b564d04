"""What a reader does and sees, in the words of the tests."""

from typing import Any

import numpy as np
from playwright.sync_api import Locator, Page

# Watches the page: chart nodes that were removed, starts that were sent and drawn, history entries.
_WATCH = """
window.watched = { removed: 0, sent: [], drawn: [], supposed: [] };
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.removedNodes)
    if (node.nodeType === 1 && (node.matches(".js-plotly-plot") || node.querySelector(".js-plotly-plot")))
      window.watched.removed += 1;
}).observe(document, { childList: true, subtree: true });
for (const what of ["sent", "drawn", "supposed"])
  document.addEventListener("adamscope-" + what, (event) => window.watched[what].push(event.detail.sequence));
"""


# Not new here: no word of welcome, and nothing plays by itself.
_KNOWN = "try { localStorage.setItem('adamscope-known', 'yes'); } catch {}"


class Reader:
    def __init__(self, page: Page, server: str, *, is_new: bool = False) -> None:
        self.page = page
        self.server = server
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.set_default_timeout(20_000)
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._requested)
        page.add_init_script(_WATCH)
        if not is_new:
            page.add_init_script(_KNOWN)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.server, self.server.replace("http", "ws"), "data:", "blob:")):
            self.strangers.append(request.url)

    def open(self, query: str = "") -> "Reader":
        self.page.goto(f"{self.server}/{query and '?' + query}")
        self.page.wait_for_selector(".ads[data-drawn]")
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run and its answer is drawn."""
        self.page.evaluate("() => { window.calm = 0; }")
        self.page.wait_for_function(
            """() => {
              const app = document.querySelector("[data-testid=stApp]");
              const drawn = window.watched.drawn.length;
              if (app?.dataset.testScriptState !== "notRunning" || window.seen !== drawn) {
                window.seen = drawn; window.calm = 0; return false;
              }
              return ++window.calm > 10;
            }""",
            polling=25,
        )

    def map(self, expression: str) -> Any:
        """Evaluate JavaScript that may name the map's graph `gd`, its `lines` in the runs' order, its axes
        `xa`, `ya` and its place `box`."""
        return self._graph("map", expression)

    def curves(self, expression: str) -> Any:
        """The same for the curves."""
        return self._graph("curves", expression)

    def parameter(self, expression: str) -> Any:
        """The same for a single parameter."""
        return self._graph("parameter", expression)

    def _graph(self, name: str, expression: str) -> Any:
        return self.page.evaluate(
            f"""() => {{
              const gd = document.querySelector(".ads-{name} .js-plotly-plot");
              const {{ xaxis: xa, yaxis: ya }} = gd._fullLayout, box = gd.getBoundingClientRect();
              const index = (line) => line.closest(".trace").__data__[0].trace.index;
              const lines = [...gd.querySelectorAll(".scatterlayer .js-line")];
              lines.sort((one, other) => index(one) - index(other));
              return {expression};
            }}"""
        )

    def drawn_paths(self) -> list[str]:
        """The `d` of every path that stands in the map, in the order of the runs."""
        return self.map("lines.map((line) => line.getAttribute('d'))")

    def positions(self, name: str) -> np.ndarray:
        """The path of a run as the chart holds it, shape (2, steps + 1)."""
        return np.array(
            self.map(
                f"(() => {{ const t = gd.data.find((t) => t.meta?.run === {name!r});"
                " return [Array.from(t.x), Array.from(t.y)]; })()"
            ),
            dtype=float,
        )

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the surface stands on the screen."""
        left, top = self.map(
            f"[box.left + xa._offset + xa.c2p({x}), box.top + ya._offset + ya.c2p({y})]",
        )
        return left, top

    def point(self, left: float, top: float) -> tuple[float, float]:
        """The point of the surface that stands at a place on the screen."""
        x, y = self.map(
            f"[xa.p2c({left} - box.left - xa._offset), ya.p2c({top} - box.top - ya._offset)]",
        )
        return x, y

    def card(self, run: int = 0) -> Locator:
        """The card of a run that was there when the page opened."""
        return self.page.locator(f".st-key-run-{run} [data-testid=stExpander]").first

    def slider(self, label: str) -> Locator:
        """The thumb of the first slider whose label contains `label`."""
        box = self.page.get_by_test_id("stSlider").filter(has_text=label).first
        return box.get_by_role("slider")

    def turn(self, label: str, key: str = "ArrowRight", times: int = 1) -> None:
        """Step a slider with the keyboard and wait for the picture."""
        thumb = self.slider(label)
        for _ in range(times):
            thumb.press(key)
            self.settle()

    def press(self, key: str, times: int, gap: int) -> None:
        """Press a key so often, so many milliseconds apart, whatever the page does meanwhile."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(gap)

    def type(self, label: str, text: str) -> None:
        """Type into a box and press Enter."""
        self.page.get_by_label(label, exact=True).first.fill(text)
        self.page.get_by_label(label, exact=True).first.press("Enter")
        self.settle()

    def value(self, label: str) -> str:
        return self.page.get_by_label(label, exact=True).first.input_value()

    def watched(self, what: str) -> Any:
        return self.page.evaluate(f"() => window.watched[{what!r}]")

    def step(self) -> str:
        return self.page.locator(".ads-step").inner_text()
