"""The page, top to bottom."""

import gc
from functools import cache
from typing import Literal

import streamlit as st

from interface.choices import choices
from interface.held import while_held
from interface.lesson_panel import explanation, lesson_panel
from interface.masthead import masthead, tab_title
from interface.messages import read_with_care
from interface.picture import before_the_rest, head_start, how_to_read, picture
from interface.runs import shown_runs
from interface.server import ICON, SIDEBAR, STYLE, serves_the_page
from interface.sidebar import sidebar
from interface.views import below
from interface.widgets import whole_page
from interface.worksheet import draft


def page() -> None:
    """Draw it for the reader whose turn it is."""
    _start_server()
    chosen = choices()
    at_first: Literal["collapsed"] | int = "collapsed" if chosen.page.present else SIDEBAR
    st.set_page_config(tab_title(chosen), ICON, layout="wide", initial_sidebar_state=at_first)
    # The sidebar first, so that nothing moves aside for it; what stands in it comes last.
    controls = None if chosen.page.leaves_out("sidebar") else st.sidebar.container(gap="xsmall")
    if controls:
        controls.empty()

    with whole_page(chosen):
        on_page = chosen.whole
        # Three blocks that are always there: what comes and goes inside of one does not move the next, which
        # the browser would take down and draw anew.
        top = st.container(gap=None, key="top")
        top.empty()
        # A lesson stands before its picture. Else the picture comes first: page.css has the top's height.
        if chosen.lesson:
            with top.container():
                masthead(chosen)
                lesson_panel(chosen.lesson, chosen)
        runs = shown_runs(chosen.experiment)
        with st.container():
            picture(chosen, runs)
            if chosen.lesson and chosen.guess is not None:
                explanation(chosen.lesson)
            how_to_read(chosen.experiment)
        if not chosen.lesson:
            before_the_rest()
            with top.container():
                masthead(chosen)
        # The controls come last, and after a breath: what the reader turned changed the choices before this
        # script began, so the picture need not wait for them to be made again.
        head_start()
        slow = below(chosen, runs)
        curves = None
        if controls:
            with controls:
                curves = sidebar(chosen)
        while_held(chosen)
        if not serves_the_page():  # with its style
            st.html(STYLE)
        chosen.on_page = on_page
        if curves:
            curves()
        if chosen.drafting:
            chosen.drafting = False
            draft(chosen)
        slow()  # the very last: it may be cut short, and then all else of the page counts


@cache
def _start_server() -> None:
    """Read messages with care, and hide imports from the garbage collector.

    With Plotly's classes in sight a collection takes longer than the page itself. Once per server, whoever
    empties Streamlit's caches: what is frozen is never freed.
    """
    read_with_care()
    gc.collect()
    gc.freeze()
