"""The top of the page: what is on it, the way to the lessons and through them, and what a link got wrong."""

from functools import cache, partial

import streamlit as st

from experiment import Experiment
from interface.choices import Choices
from interface.controls import Called, plain
from interface.widgets import button, widget
from interface.worksheet import challenge
from lessons import LESSONS, Lesson
from surfaces import Surface
from tunables import sentence

_MOST_COMPLAINTS = 5
LONGEST_EQUATION = 160  # characters of LaTeX that fit above the map
LONGEST_DEFINITIONS = 50  # of what its letters stand for


def masthead(chosen: Choices) -> None:
    """The title and the lessons; then, in words, what could not be used of a link or a start."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="masthead"):
        if chosen.lesson:
            _lesson_title(chosen.lesson, chosen)
        else:
            st.markdown("## Adamscope", width="content")
            st.markdown(_walked(chosen.experiment), width="stretch")
            if not chosen.page.leaves_out("lessons"):
                button("All lessons", chosen.browse, key="all lessons", type="tertiary")
                _lesson_picker(chosen)
    challenge(chosen)
    if chosen.complaints:
        named, more = chosen.complaints[:_MOST_COMPLAINTS], len(chosen.complaints) - _MOST_COMPLAINTS
        lines = [f"- {plain(sentence(said))}." for said in named]
        lines += [f"- And {more} more."] if more > 0 else []
        st.warning("\n".join([chosen.consequence, "", *lines]))


def _walked(experiment: Experiment) -> str:
    """What is walked, and its formula or what it is built of."""
    if network := experiment.network:
        return f":gray[{network.name}] {plain(network.architecture)}, {network.size:,} weights"
    plane = experiment.plane
    return f":gray[{plane.name}] {formula(plane)}" if plane else ""


def tab_title(chosen: Choices) -> str:
    """What the browser's tab is called: the open lesson tells it from others."""
    return f"{chosen.lesson.told(chosen.lesson.title)} · Adamscope" if chosen.lesson else "Adamscope"


def _lesson_title(lesson: Lesson, chosen: Choices) -> None:
    """The lesson's title, and the ways back, on and out."""
    index, last = LESSONS.index(lesson), len(LESSONS) - 1
    st.markdown(f"## {lesson.told(lesson.title)}", width="stretch")
    if chosen.page.leaves_out("lessons"):
        return
    button(
        "←",
        partial(chosen.turn_page, -1),
        key="previous lesson",
        help="Previous lesson",
        shortcut="P",
        disabled=index == 0,
    )
    button(
        "Next →",
        partial(chosen.turn_page, 1),
        key="next lesson",
        shortcut="N",
        disabled=index == last,
        type="primary" if chosen.guess is not None and index < last else "secondary",
    )
    _lesson_picker(chosen)
    button("Leave", partial(chosen.open_lesson, None), key="leave lesson", type="tertiary")


def _lesson_picker(chosen: Choices) -> None:
    """Any lesson, to be opened at once."""
    lessons = {lesson.key: lesson for lesson in LESSONS}
    widget(
        partial(st.selectbox, "Lesson"),
        "lesson",
        chosen.lesson.key if chosen.lesson else None,
        lambda key: chosen.open_lesson(lessons.get(key)),
        default="index",
        options=list(lessons),
        format_func=_lessons_called(),
        placeholder=f"{len(lessons)} lessons: choose one",
        label_visibility="collapsed",
        width=220,
    )


@cache
def _lessons_called() -> Called:
    return Called(
        (lesson.key, f"{number} · {lesson.told(lesson.title)}")
        for number, lesson in enumerate(LESSONS, start=1)
    )


def formula(surface: Surface) -> str:
    """The surface's formula for the page's title, its letters explained; a reader's long one is cut."""
    latex, _, defined = surface.equation.partition(r",\quad ")
    if not surface.definitions and len(defined) <= LONGEST_DEFINITIONS:
        latex = surface.equation
    told = f" :gray[:small[{surface.definitions}]]" if surface.definitions else ""
    if len(latex) <= LONGEST_EQUATION:
        return f"$\\;{_as_latex(surface.signature)} = {latex}$" + told
    return plain(f" {surface.signature} = {getattr(surface, 'text', latex)[:LONGEST_EQUATION]}…")


def _as_latex(text: str) -> str:
    return text.replace("₁", "_1").replace("₂", "_2")
