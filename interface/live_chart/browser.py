"""How the page's own JavaScript reaches the browser: served from a folder, and called by a few lines.

Plotly comes from the installed package, so that nothing is fetched from the internet and versions cannot
drift. Inline code travels with every message, so it only fetches the modules, once.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import plotly
import streamlit as st
import streamlit.components.v1 as served

from figures import View, travelling
from interface.live_chart.message import Figure, SentView

_FRONTEND = Path(__file__).parent / "frontend"
_ARRAYS = ("x", "y", "customdata")  # of a trace, those that another one may have, too
_LONG = 100  # letters of base64; a shorter array is not worth a reference


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

_LOADER = """
const at = (name) => new URL("component/" + name, document.baseURI).href;
// The largest file first, once for the page and once for the browser, which keeps it here: the server does
// not say for how long it may. Where a browser keeps nothing, a script element asks for it.
window.adamscopePlotly ??= (async (url) => {
  const kept = await caches.open("adamscope");
  const found = await kept.match(url);
  if (found) return found.blob();
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  const copy = answer.clone();
  const emptied = kept.keys().then((old) => Promise.all(old.map((each) => kept.delete(each))));
  emptied.then(() => kept.put(url, copy));
  return answer.blob();
})(at("PLOTLY/plotly.min.js")).catch(() => null);
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


def component(name: str) -> Any:
    """The component that calls `name` of frontend/live_chart.js with its data."""
    return st.components.v2.component(name, js=_LOADER.replace("CALL", name), isolate_styles=False)


def sent_views(views: Iterable[View]) -> list[SentView]:
    """Views as they travel: every array once.

    An array that another trace before it has, too, is `{like: [view, trace, key]}`, the place of that one;
    `whole` in frontend/arrays.js puts it back.
    """
    sent = [
        SentView(name=view.name, kind=view.kind, figure=Figure(travelling(view.figure)), words=view.words)
        for view in views
    ]
    first: dict[tuple[str, str], tuple[int, int, str]] = {}
    for i, view in enumerate(sent):
        for j, trace in enumerate(view["figure"]["data"]):
            for key in _ARRAYS:
                value = trace.get(key)
                if isinstance(value, dict) and len(value["bdata"]) >= _LONG:
                    place = first.setdefault((value["dtype"], value["bdata"]), (i, j, key))
                    if place != (i, j, key):
                        trace[key] = {"like": list(place)}
    return sent


def sent(key: str, name: str) -> Any:
    """What the component `key` sent under `name` with the newest message; None where it sent nothing."""
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None
