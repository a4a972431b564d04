"""The live chart: one browser component that draws, plays and reports where the reader put the start.

It lives in `frontend/` (JavaScript modules and a style sheet), stays the same node for the whole visit
and gets ordinary Plotly figures. Two things travel apart from the paths: Plotly itself, served from the
installed package, so that nothing is fetched from the internet; and the surface's heights, as an element
of their own that does not change with the runs, so that Streamlit sends only its hash again.
"""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict

import plotly
import streamlit as st
import streamlit.components.v1 as served

from figures import PALETTES, Spec, contours, travelling
from surfaces import Point, Surface

KEY = "live_chart"
_LARGEST = 2**53  # beyond, a browser's numbers are no longer whole
_FRONTEND = Path(__file__).parent / "frontend"


class Row(TypedDict):
    """The line below the figures that says how one run ended."""

    name: str
    label: str
    sentence: str
    token: str
    dash: str


class Message(TypedDict):
    """A start that the reader asked for, and its number."""

    x: float
    y: float
    sequence: int


def _version(folder: Path) -> str:
    """A name that changes with the files, so that no browser mixes an old one with a new one."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


# The first version of components is used for the one thing that the second lacks: serving a folder.
_PLOTLY = served.declare_component(
    f"plotly_{plotly.__version__.replace('.', '_')}", path=Path(plotly.__file__).parent / "package_data"
)
_FILES = served.declare_component(f"frontend_{_version(_FRONTEND)}", path=_FRONTEND)

# Inline code travels with every message, so it only fetches the modules, once.
_LOADER = """
const at = (name) => new URL("component/" + name, document.baseURI).href;
export default async function (component) {
  let modules;
  try {
    modules = await import(at("FILES/live_chart.js"));
  } catch {
    component.parentElement.textContent =
      "The page's own files could not be loaded, so there is no picture. Reload the page.";
    return;
  }
  return modules.CALL(component, { plotly: at("PLOTLY/plotly.min.js"), style: at("FILES/live_chart.css") });
}
""".replace("FILES", _FILES.name).replace("PLOTLY", _PLOTLY.name)

_GROUND = st.components.v2.component("ground", js=_LOADER.replace("CALL", "ground"), isolate_styles=False)
_CHART = st.components.v2.component("live_chart", js=_LOADER.replace("CALL", "chart"), isolate_styles=False)


def live_chart(
    *,
    surface: Surface,
    hint: str,
    figures: dict[str, Spec],
    descriptions: dict[str, str],
    rows: list[Row],
    quantity: str,
    steps: int,
    start: Point,
    acknowledged: int,
    query: dict[str, str],
    on_start: Callable[[Message], None],
) -> None:
    """Mount the chart, or update the one that is there.

    Args:
        surface: whose heights lie under the map.
        hint: a line above the figures.
        figures: `map` (made with `ground=False`) and `curves`.
        descriptions: the figures in words, for those who do not see them.
        rows: one per shown run.
        quantity: what the curves' values are called.
        steps: the last step that the player can show.
        start: where the runs begin.
        acknowledged: the sequence number of the last start that is in these figures.
        query: the keys and values of the link to this page.
        on_start: called, before the page runs again, with a start that the reader asked for.
    """
    ground_id, trace = _ground(surface)
    with st.container(gap=None):
        place, out_of_sight = st.container(), st.container()
    # Sent first, because the chart waits for it, and placed below, because it shows nothing.
    with out_of_sight:
        _GROUND(key="ground", data={"id": ground_id, "trace": trace, "palettes": PALETTES}, height=1)

    def report() -> None:
        message = st.session_state[KEY].start
        if _is_message(message):
            on_start(message)

    with place:
        _CHART(
            key=KEY,
            data={
                "ground": ground_id,
                "hint": hint,
                "figures": travelling(figures),
                "descriptions": descriptions,
                "rows": rows,
                "quantity": quantity,
                "steps": steps,
                "start": start,
                "view": surface.domain,
                "acknowledged": acknowledged,
                "query": query,
            },
            on_start_change=report,
        )


def _is_message(message: Any) -> bool:
    """Whether a browser sent what our own page sends; anything else is passed over."""
    return (
        isinstance(message, dict)
        and all(
            isinstance(message.get(key), int | float) and abs(message[key]) < _LARGEST
            for key in ("x", "y", "sequence")
        )
        and float(message["sequence"]).is_integer()
    )


@lru_cache(maxsize=64)
def _ground(surface: Surface) -> tuple[str, dict[str, Any]]:
    """The surface's heights as they travel, with a name for them."""
    trace = travelling(contours(surface))
    return hashlib.sha256(json.dumps(trace, sort_keys=True).encode()).hexdigest()[:16], trace
