"""Adamscope: the page, top to bottom. Start it with `streamlit run app.py`."""

import gc

import streamlit as st

from interface.choices import choices
from interface.controls import plain
from interface.describe import caption, formula
from interface.inspector import inspector
from interface.lesson_panel import header, lesson_panel, lesson_picker
from interface.picture import head_start, picture
from interface.runs import shown_runs
from interface.sidebar import sidebar

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
experiment, lesson = chosen.experiment, chosen.lesson
problem = lesson.problem if lesson else None

# Three blocks that are always there: what comes and goes inside of one does not move the next, which the
# browser would take down and draw anew.
with st.container():
    if lesson:
        header(lesson, chosen)
    else:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("## Adamscope", width="content")
            st.markdown(f":gray[{experiment.surface.name}] {formula(experiment.surface)}", width="stretch")
            lesson_picker(chosen)
    if chosen.problems:
        named, more = chosen.problems[:5], len(chosen.problems) - 5
        lines = [f"- {plain(said[0].upper() + said[1:])}." for said in named]
        lines += [f"- And {more} more."] if more > 0 else []
        st.warning("\n".join([chosen.consequence, "", *lines]))
    if lesson:
        lesson_panel(lesson, chosen)

runs = shown_runs(experiment, problem)
with st.container():
    picture(chosen, runs)
    if not problem:
        st.caption(plain(caption(experiment)))
# The controls come last, and after a breath: what the reader turned changed the choices before this script
# began, so the picture need not wait for them to be made again.
head_start()
inspector(chosen, [(run, optimizer) for run, optimizer, _ in runs], ("θ",) if problem else ("x", "y"))
sidebar(chosen)
