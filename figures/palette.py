"""Colours and type, light and dark: the one place where they are chosen.

Figures are painted by token: a trace names, under `meta["paint"]`, which of its attributes takes which
token, and `paint` fills in a theme's colours. The page does the same in the browser when the reader
switches themes. Runs carry the colours of Okabe & Ito (2008), which colour-blind eyes tell apart,
brightened for dark ground and named as
Streamlit names its colours; the surface is a quiet single hue, so that the paths carry the colour.
"""

from typing import Any, Literal

import plotly.graph_objects as go

Theme = Literal["light", "dark"]

FONT = "Source Sans, Source Sans Pro, sans-serif"

# One colour per rule, in every figure; a rule's second run differs by its dash.
RULE_TOKENS = {"adam": "orange", "sgd": "blue", "rmsprop": "green"}
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")

PALETTES: dict[Theme, dict[str, Any]] = {
    "light": {
        "orange": "#D55E00",
        "blue": "#0072B2",
        "green": "#009E73",
        "ink": "#31333F",
        "muted": "#6B7280",
        "grid": "#E8EAEE",
        "ground": "#FFFFFF",
        "contour": "rgba(49, 51, 63, 0.16)",
        "heights": [
            [0.0, "#FBFCFE"],
            [0.25, "#EEF2F7"],
            [0.5, "#DFE6EF"],
            [0.75, "#CBD6E4"],
            [1.0, "#B3C2D6"],
        ],
    },
    "dark": {
        "orange": "#FF8A3D",
        "blue": "#56B4E9",
        "green": "#2BD4A4",
        "ink": "#E6E8EC",
        "muted": "#9AA2AF",
        "grid": "#2A2F3A",
        "ground": "#0F131A",
        "contour": "rgba(230, 232, 236, 0.13)",
        "heights": [
            [0.0, "#0B0F16"],
            [0.25, "#121924"],
            [0.5, "#1A2433"],
            [0.75, "#243244"],
            [1.0, "#314257"],
        ],
    },
}


def painted(**tokens: str) -> dict[str, Any]:
    """`meta` for a trace or a layout: attribute paths, `line__color`, and the tokens that colour them."""
    return {"paint": {path.replace("__", "."): token for path, token in tokens.items()}}


def template() -> go.layout.Template:
    """Type, margins and hover of every figure; the colours follow from its tokens."""
    axis = {
        "zeroline": False,
        "ticks": "outside",
        "ticklen": 4,
        "showline": True,
        "title": {"standoff": 6},
        "automargin": False,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13},
            "margin": {"l": 48, "r": 12, "t": 8, "b": 40},
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"font": {"family": FONT, "size": 13}},
            "xaxis": axis,
            "yaxis": axis,
        }
    )


LAYOUT_PAINT = painted(
    paper_bgcolor="ground",
    plot_bgcolor="ground",
    font__color="ink",
    hoverlabel__bgcolor="ground",
    hoverlabel__bordercolor="muted",
    hoverlabel__font__color="ink",
    modebar__bgcolor="ground",
    modebar__color="muted",
    modebar__activecolor="ink",
    **{
        f"{axis}__{attribute}": token
        for axis in ("xaxis", "yaxis", "yaxis2")
        for attribute, token in (
            ("gridcolor", "grid"),
            ("linecolor", "muted"),
            ("tickcolor", "muted"),
        )
    },
)


def paint(figure: go.Figure, theme: Theme = "light") -> go.Figure:
    """The figure with its tokens filled in, for pictures outside the page."""
    colours = PALETTES[theme]
    for part in (*figure.data, figure.layout):
        for path, token in ((part.meta or {}).get("paint") or {}).items():
            part[path] = colours[token]
    return figure
