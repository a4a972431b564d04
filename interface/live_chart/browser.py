"""How the page's own JavaScript reaches the browser: served from a folder, and called by a few lines.

Plotly comes from the installed package, so that nothing is fetched from the internet and versions cannot
drift. What is written in frontend/ travels as the two small files of bundle/, one round trip instead of
forty requests; while bundle/ is of older sources, the sources travel themselves. Inline code travels with
every message, so it only fetches these files, once.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import plotly
import streamlit as st
import streamlit.components.v1 as served

from figures import View
from interface.live_chart.message import Figure, SentView

FRONTEND = Path(__file__).parent / "frontend"
BUNDLE = Path(__file__).parent / "bundle"


def version() -> str:
    """A name that changes with the sources, so that no browser mixes an old one with a new one."""
    digest = hashlib.sha256()
    for file in sorted(FRONTEND.iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def bundled() -> str | None:
    """The version of the sources that the bundle was made of; None without a bundle."""
    try:
        return (BUNDLE / "version").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


# The first version of components is used for the one thing that the second lacks: serving a folder.
_PLOTLY = served.declare_component(
    f"plotly_{plotly.__version__.replace('.', '_')}", path=Path(plotly.__file__).parent / "package_data"
)
_FILES = served.declare_component(
    f"frontend_{version()}", path=BUNDLE if bundled() == version() else FRONTEND
)

# Plotly, the largest file, first: once for the page and, whatever its age, once for the browser, which is
# not told how long it may keep it.
_LOADER = """
const at = (name) => new URL("component/" + name, document.baseURI).href;
const plotly = at("PLOTLY/plotly.min.js");
const got = () => fetch(plotly, { cache: "force-cache" }).then((answer) => answer.ok && answer.blob());
window.adamscopePlotly ??= got().catch(() => null);
export default async (component) => {
const page = await import(at("FILES/live_chart.js")).catch(() => null);
if (page) return page.CALL(component, { plotly, style: at("FILES/live_chart.css") });
component.parentElement.textContent = "The page's own files could not be loaded. Reload the page.";
};
""".replace("FILES", _FILES.name).replace("PLOTLY", _PLOTLY.name)


def component(name: str) -> Any:
    """The component that calls `name` of frontend/live_chart.js with its data, a packed message."""
    return st.components.v2.component(name, js=_LOADER.replace("CALL", name), isolate_styles=False)


def sent_views(views: Iterable[View]) -> list[SentView]:
    """Views as a message has them."""
    return [
        SentView(name=view.name, kind=view.kind, figure=Figure(dict(view.figure)), words=view.words)
        for view in views
    ]


def sent(key: str, name: str) -> Any:
    """What the component `key` sent under `name` with the newest message; None where it sent nothing."""
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None
