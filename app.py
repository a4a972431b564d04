"""Adamscope: the page, top to bottom. Start it with `streamlit run app.py`."""

import gc
import time

import streamlit as st

from experiment import to_query
from figures import curves_spec, loss_name, map_spec
from interface.choices import choices
from interface.controls import plain
from interface.describe import caption, describe_curves, describe_map, formula
from interface.live_chart import live_chart
from interface.runs import shown_runs
from interface.sidebar import sidebar

HEAD_START = (
    0.025  # seconds; with it a slider's answer is on the screen a third sooner (benchmarks/latency.py)
)

st.set_page_config("Adamscope", layout="wide", initial_sidebar_state=340)


@st.cache_resource(show_spinner=False)
def freeze_imports() -> None:
    """Take what was imported out of the garbage collector's sight.

    Streamlit collects after every run of this script; with Plotly's classes in sight that takes longer
    than the page itself. Once per server, never per session: what is frozen is never freed.
    """
    gc.collect()
    gc.freeze()


freeze_imports()
chosen = choices()
experiment = chosen.experiment
surface = experiment.surface

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.markdown("## Adamscope", width="content")
    st.markdown(f":gray[{surface.name}] {formula(surface)}", width="content")
if chosen.problems:
    named, more = chosen.problems[:5], len(chosen.problems) - 5
    lines = [f"- {plain(problem[0].upper() + problem[1:])}." for problem in named]
    lines += [f"- And {more} more."] if more > 0 else []
    st.warning("\n".join([chosen.consequence, "", *lines]))

runs = shown_runs(experiment)
drawn = [run for run, _ in runs]
live_chart(
    surface=surface,
    hint=f"{surface.teaches} Drag the start, or click anywhere on the map.",
    figures={
        "map": map_spec(surface, drawn, ground=False),
        "curves": curves_spec(surface, drawn, "log" if experiment.loss_on_log else "linear"),
    },
    descriptions={"map": describe_map(experiment, runs), "curves": describe_curves(runs)},
    rows=[
        {"name": run.name, "label": run.label, "sentence": end.sentence, "token": run.token, "dash": run.dash}
        for run, end in runs
    ],
    quantity=loss_name(surface),
    steps=experiment.step_count,
    start=experiment.start_point,
    acknowledged=chosen.acknowledged,
    query=to_query(experiment),
    on_start=lambda message: chosen.set_clicked_start((message["x"], message["y"]), int(message["sequence"])),
)
st.caption(plain(caption(experiment)))
# The controls come last, and after a breath in which the server sends the picture: what the reader turned
# changed the choices before this script began, so the picture need not wait for them to be made again.
time.sleep(HEAD_START)
sidebar(chosen)
