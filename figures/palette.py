"""Colours and type, light and dark: the one place where they are chosen.

Figures are painted by token: a trace names, under `meta["paint"]`, which of its attributes takes which
token, and `paint` fills in a theme's colours. The page does the same in the browser when the reader
switches themes. Runs carry the colours of Okabe & Ito (2008), which colour-blind eyes tell apart,
brightened for dark ground, and four more that do with their dashes, all named as Streamlit names its
colours; the surface is a quiet single hue, so that the paths carry the colour.
"""

from typing import Any, Literal

import plotly.graph_objects as go

Theme = Literal["light", "dark"]
Spec = dict[str, Any]  # a figure as plain dictionaries and arrays: what go.Figure is made from

FONT = "Source Sans, Source Sans Pro, sans-serif"
FONT_SIZE = 13  # pixels

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
# The hues of the families of rules, whose first run is solid, and those that further runs take, with the dash
# that tells each from its likes: no more than four hues are told apart by every eye.
HUES = {
    "orange": "solid",
    "blue": "solid",
    "green": "solid",
    "violet": "solid",
    "red": "dash",
    "yellow": "longdash",
    "primary": "dashdot",
    "gray": "dot",
}

PALETTES: dict[Theme, dict[str, Any]] = {
    "light": {
        "orange": "#D55E00",
        "blue": "#0072B2",
        "green": "#009E73",
        "violet": "#793DF2",
        "red": "#B80058",
        "yellow": "#8A6A00",
        "primary": "#475569",
        "gray": "#767B84",
        "ink": "#31333F",
        "muted": "#6B7280",
        "grid": "#E8EAEE",
        "ground": "#FFFFFF",
        "contour": "rgba(49, 51, 63, 0.16)",
        "ridge": "#9FAEC3",  # a contour in space, where nothing is seen through a line
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
        "green": "#009E73",
        "violet": "#B03BEB",
        "red": "#FF7AB6",
        "yellow": "#E3C94A",
        "primary": "#94A3B8",
        "gray": "#8A8F98",
        "ink": "#E6E8EC",
        "muted": "#9AA2AF",
        "grid": "#2A2F3A",
        "ground": "#0F131A",
        "contour": "rgba(230, 232, 236, 0.13)",
        "ridge": "#46597A",
        "heights": [
            [0.0, "#0B0F16"],
            [0.25, "#121924"],
            [0.5, "#1A2433"],
            [0.75, "#243244"],
            [1.0, "#314257"],
        ],
    },
}


def _band(colour: str) -> str:
    """A hue, `#D55E00`, as a band around a line has it, through which one sees what lies under it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.18)"


def _mixed(colour: str, ground: str, share: float) -> str:
    """A colour with so much of the ground in it."""
    parts = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(own + share * (other - own)):02X}" for own, other in parts)


def _basins(colours: dict[str, Any]) -> list[list[Any]]:
    """A stretch of a colour scale for each hue, from strong to pale, and for each of the other ends."""
    ground = colours["ground"]
    stretches = [(_mixed(colours[hue], ground, 0.3), _mixed(colours[hue], ground, 0.88)) for hue in BASINS]
    stretches += [(shade, shade) for shade in (_mixed(colours["ink"], ground, share) for share in OTHER_ENDS)]
    count = len(stretches)
    return [
        [(index + end) / count, colour]
        for index, stretch in enumerate(stretches)
        for end, colour in enumerate(stretch)
    ]


# The hues of basins, which are no greys; and how pale what ends at no minimum is: still on its way, fled, and
# circling.
BASINS = tuple(hue for hue in HUES if hue not in ("primary", "gray"))
OTHER_ENDS = (0.86, 0.6, 0.25)
for _colours in PALETTES.values():
    _colours |= {f"{hue} band": _band(_colours[hue]) for hue in HUES}
    _colours["basins"] = _basins(_colours)


def painted(**tokens: str) -> dict[str, Any]:
    """`meta` for a trace or a layout: attribute paths, `line__color`, and the tokens that colour them."""
    return {"paint": {path.replace("__", "."): token for path, token in tokens.items()}}


def layout(axes: dict[str, dict[str, Any]], margin: dict[str, int], **rest: Any) -> dict[str, Any]:
    """A layout with this project's type and hover, and with its axes' lines, ticks and titles."""
    return {
        "template": {},  # named, because without one Plotly brings its own
        "font": {"family": FONT, "size": FONT_SIZE},
        "margin": margin,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": FONT, "size": FONT_SIZE}},
        **{name: _AXIS | axis | _titled(axis) for name, axis in axes.items()},
        **rest,
    }


def _titled(axis: dict[str, Any]) -> dict[str, Any]:
    """An axis's title in the size of all other text; Plotly's own is larger."""
    return {"title": axis["title"] | {"font": {"size": FONT_SIZE}}} if "title" in axis else {}


_AXIS = {
    "zeroline": False,
    "ticks": "outside",
    "ticklen": 4,
    "showline": True,
    "automargin": False,
}


def painted_layout(*axes: str, **tokens: str) -> dict[str, Any]:
    """`meta` for the layout of a figure with these axes, and what else it has to be coloured."""
    lines = {"gridcolor": "grid", "linecolor": "muted", "tickcolor": "muted"}
    axis_tokens = {f"{axis}.{attribute}": token for axis in axes for attribute, token in lines.items()}
    return {"paint": _LAYOUT_TOKENS | axis_tokens | tokens}


_LAYOUT_TOKENS = {
    "paper_bgcolor": "ground",
    "plot_bgcolor": "ground",
    "font.color": "ink",
    "hoverlabel.bgcolor": "ground",
    "hoverlabel.bordercolor": "muted",
    "hoverlabel.font.color": "ink",
    "modebar.bgcolor": "ground",
    "modebar.color": "muted",
    "modebar.activecolor": "ink",
}


def paint(figure: go.Figure, theme: Theme = "light") -> go.Figure:
    """The figure with its tokens filled in, for pictures outside the page."""
    colours = PALETTES[theme]
    for part in (*figure.data, figure.layout):
        for path, token in ((part.meta or {}).get("paint") or {}).items():
            part[path] = colours[token]
    return figure
