"""How the page's own JavaScript reaches the browser: served from a folder, and called by a few lines.

Inline code travels with every message, so it only fetches the files, once; mostly they are there already,
because the page's first bytes ask for them (interface/server.py).
"""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st
import streamlit.components.v1 as served

from figures import View
from interface.files import OWN, OWN_NAME, PLOTLY, PLOTLY_NAME, PLOTLY_PATH, SCRIPT_PATH, STYLE_PATH
from interface.live_chart.message import Figure, SentView

# The first version of components is used for the one thing that the second lacks: serving a folder.
PLOTLY_COMPONENT = served.declare_component(PLOTLY_NAME, path=PLOTLY)
OWN_COMPONENT = served.declare_component(OWN_NAME, path=OWN)

_LOADER = (
    """
const at = (path) => new URL(path, document.baseURI).href;
export default async (component) => {
const page = await import(at("SCRIPT")).catch(() => null);
if (page) return page.CALL(component, { plotly: at("PLOTLY"), style: at("STYLE") });
component.parentElement.textContent = "The page's own files could not be loaded. Reload the page.";
};
""".replace("SCRIPT", SCRIPT_PATH)
    .replace("PLOTLY", PLOTLY_PATH)
    .replace("STYLE", STYLE_PATH)
)


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
