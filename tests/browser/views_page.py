"""A page of the chart alone, with lists of views that the page itself has not: `?list=…` names one."""

import numpy as np
import streamlit as st

from figures import Kind, View, curves_spec, drawn_runs, map_spec
from figures.palette import Spec
from interface.live_chart import Acts, ChartMessage, Row, Seek, ground_name, live_chart, sent_views
from optimizers import SGD, Adam
from surfaces import Bowl
from trajectories import simulate

SURFACE, STEPS = Bowl(), 40


def views() -> dict[str, View]:
    start = SURFACE.start
    runs = drawn_runs(
        [(rule.key, rule.name, simulate(SURFACE, rule, start, STEPS)) for rule in (Adam(), SGD())]
    )
    values = np.add.outer(np.arange(8.0), np.arange(9.0))
    still = {"margin": {"l": 30, "r": 10, "t": 20, "b": 30}}
    curves = curves_spec(SURFACE, runs, "log")

    def of(kind: Kind, name: str, figure: Spec) -> View:
        return View(name, kind, figure, f"{name} in words")

    return {
        "map": of("plane", "chart of paths", map_spec(SURFACE, runs, ground=False)),
        "first": of("steps", "first curves", curves),
        "second": of("steps", "second curves", curves),
        "grid": of(
            "grid", "rates", {"data": [{"type": "heatmap", "uid": "g", "z": values}], "layout": still}
        ),
        "space": of(
            "space", "hill", {"data": [{"type": "surface", "uid": "s", "z": values}], "layout": still}
        ),
        "picture": of(
            "picture",
            "digits",
            {"data": [{"type": "heatmap", "uid": "p", "z": values, "showscale": False}], "layout": still},
        ),
    }


st.set_page_config("Views", layout="wide")
names = [name for name in st.query_params.get("list", "").split(",") if name]
available = views()
has_map = "map" in names
surface = SURFACE if has_map else None
message = ChartMessage(
    ground=ground_name(surface),
    hint="",
    views=sent_views(available[name] for name in names),
    rows=[
        Row(
            name="adam",
            label="Adam",
            sentence="walks",
            meaning="",
            token="orange",
            dash="solid",
            hidden=False,
        )
    ],
    steps=STEPS,
    start=SURFACE.start if has_map else None,
    domain=SURFACE.domain if has_map else None,
    seek=Seek(number=0, step=0, play=False),
    acknowledged=0,
    address={"query": dict(st.query_params), "edition": 1},
    lesson="",
    answers=0,
    without=[],
    welcome=None,
    present=False,
    code=None,
    gallery=None,
    greeted=0,
)
acts = Acts(
    hello=lambda number, query: None,
    start=lambda start: st.session_state.update(moved=start),
    hiding=lambda hiding: None,
    presenting=lambda presenting: None,
    asking=lambda asking: None,
    opening=lambda opening: None,
)
live_chart(surface, message, acts)
st.text(f"moved to {st.session_state.get('moved')}")
