"""A worksheet: a link that leaves parts of the page out, made by ticking, and the goal that stands above."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from experiment import SETTLED, WITHIN, Challenge, read_challenge
from interface.choices import Choices
from interface.controls import plain
from interface.live_chart.code import LONGEST
from optimizers import OPTIMIZERS
from page import Page, leavable, to_query
from page.worksheet import PARTS, VIEWS
from tunables import sentence

_CODE = 240  # pixels


def challenge(chosen: Choices) -> None:
    """The goal, whether it is met, and with how many changes; nothing where there is none."""
    goal, experiment = chosen.page.challenge, chosen.experiment
    if goal is None or chosen.lesson:
        return
    met_at = goal.met_at(experiment)
    if met_at is not None and chosen.met_after is None:
        chosen.met_after = chosen.changes
    told = f"**Challenge.** {plain(goal.goal(experiment.plane))}."
    if met_at is None:
        told += f" :orange-background[Not yet.] {plain(goal.lacking(experiment))}"
    else:
        changes = f"{chosen.met_after} change{'' if chosen.met_after == 1 else 's'}"
        told += f" :green-background[**Met at step {met_at}**, after {changes}.]"
    st.markdown(told)


@st.dialog("Make a worksheet", width="large")
def draft(chosen: Choices) -> None:
    """A link to this page, without what is ticked, with a challenge and as a QR code.

    What is ticked here is nothing of the page's: it is in the link alone.
    """
    page = chosen.page
    st.markdown("The link leads to this page as it is now. Tick what it leaves out.")
    named = leavable(page.experiment)
    ticked: list[str] = []
    left, right = st.columns(2, gap="large")
    with left:
        _ticks("Of the page", PARTS, named, page, ticked)
        rest = [name for name in named if name not in PARTS and name not in VIEWS]
        _ticks("Numbers and cards", rest, named, page, ticked)
        _ticks("Views below the rows", VIEWS, named, page, ticked)
    with right:
        goal = _goal(page)
        link = _address(replace(page, without=tuple(ticked), challenge=goal, present=False))
        st.markdown("**The link**")
        st.code(link, language=None, wrap_lines=True)
        if len(link) <= LONGEST:
            st.image(segno.make_qr(link, error="m").svg_data_uri(border=4, light="#fff"), width=_CODE)
        else:
            st.caption("The link is too long for a QR code that a phone could read.")


def _ticks(title: str, names: Iterable[str], named: dict[str, str], page: Page, ticked: list[str]) -> None:
    """A box for each of these names; those that are ticked are added to `ticked`."""
    st.markdown(f"**{title}**")
    with st.container(gap=None):
        for name in names:
            if st.checkbox(plain(named[name]), name in page.without, key=f"without {name}"):
                ticked.append(name)


def _goal(page: Page) -> Challenge | None:
    """The challenge that is written in the boxes, if one is."""
    st.markdown("**A challenge**, that f − f* comes below a number for good:")
    before = page.challenge
    below, within, rule = st.columns([1, 1, 1.4])
    written = below.text_input("below", SETTLED.write(before.below) if before else "", placeholder="0.001")
    steps = within.text_input("within steps", str(before.within if before else WITHIN.default))
    names: dict[str, Any] = {"": "any rule"} | {kind.key: f"{kind.name} only" for kind in OPTIMIZERS}
    only = rule.selectbox(
        "by", list(names), list(names).index(before.rule if before else ""), format_func=names.__getitem__
    )
    if not written.strip():
        return None
    try:
        return read_challenge(",".join(filter(None, [written, steps, only])))
    except ValueError as complaint:
        st.caption(f":red[{plain(sentence(str(complaint)))}. The link has no challenge.]")
        return None


def _address(page: Page) -> str:
    """The link to a page, at the address at which the reader has this one."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(to_query(page)), ""))
