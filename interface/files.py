"""The files that the page's own part of a browser needs, and the names under which they are served.

Plotly comes from the installed package, so that nothing is fetched from the internet and versions cannot
drift. What is written in frontend/ travels as the two small files of bundle/, one round trip instead of
forty requests; while bundle/ is of older sources, the sources travel themselves. What a name stands for never
changes, so a browser may keep it.
"""

import hashlib
from pathlib import Path

import plotly

FRONTEND = Path(__file__).parent / "live_chart" / "frontend"
BUNDLE = Path(__file__).parent / "live_chart" / "bundle"
PLOTLY = Path(plotly.__file__).parent / "package_data"


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


OWN = BUNDLE if bundled() == version() else FRONTEND
PLOTLY_NAME, OWN_NAME = f"plotly_{plotly.__version__.replace('.', '_')}", f"frontend_{version()}"
# Streamlit puts the name of the module before that of the component.
SERVED_BY = "interface.live_chart.browser"
PLOTLY_PATH = f"component/{SERVED_BY}.{PLOTLY_NAME}/plotly.min.js"
SCRIPT_PATH, STYLE_PATH = (f"component/{SERVED_BY}.{OWN_NAME}/live_chart.{kind}" for kind in ("js", "css"))
