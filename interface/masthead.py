"""The top of the page: what is on it, the way to the lessons and through them, and what a link got wrong."""

import streamlit as st

from interface.choices import Choices
from interface.controls import plain, show
from interface.describe import formula
from lessons import LESSONS, Lesson

_MOST_PROBLEMS = 5


def masthead(chosen: Choices) -> None:
    """The title and the lessons; then, in words, what could not be used of a link or a start."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="masthead"):
        if chosen.lesson:
            _lesson_title(chosen.lesson, chosen)
        else:
            surface = chosen.experiment.surface
            st.markdown("## Adamscope", width="content")
            st.markdown(f":gray[{surface.name}] {formula(surface)}", width="stretch")
            _lesson_picker(chosen)
    if chosen.problems:
        named, more = chosen.problems[:_MOST_PROBLEMS], len(chosen.problems) - _MOST_PROBLEMS
        lines = [f"- {plain(said[0].upper() + said[1:])}." for said in named]
        lines += [f"- And {more} more."] if more > 0 else []
        st.warning("\n".join([chosen.consequence, "", *lines]))


def _lesson_title(lesson: Lesson, chosen: Choices) -> None:
    """The lesson's title, and the ways back, on and out."""
    index, last = LESSONS.index(lesson), len(LESSONS) - 1
    st.markdown(f"## {lesson.told(lesson.title)}", width="stretch")
    st.button(
        "←",
        help="Previous lesson",
        on_click=chosen.turn_page,
        args=(-1,),
        shortcut="P",
        disabled=index == 0,
    )
    st.button(
        "Next →",
        on_click=chosen.turn_page,
        args=(1,),
        shortcut="N",
        disabled=index == last,
        type="primary" if chosen.guess is not None and index < last else "secondary",
    )
    _lesson_picker(chosen)
    st.button("Leave", on_click=chosen.open_lesson, args=(None,), type="tertiary")


def _lesson_picker(chosen: Choices) -> None:
    """Any lesson, to be opened at once."""
    lessons = {lesson.key: lesson for lesson in LESSONS}
    numbers = {key: number for number, key in enumerate(lessons, start=1)}
    show("lesson", chosen.lesson.key if chosen.lesson else None)
    st.selectbox(
        "Lesson",
        list(lessons),
        index=None,
        key="lesson",
        format_func=lambda key: f"{numbers[key]} · {lessons[key].told(lessons[key].title)}",
        placeholder=f"{len(lessons)} lessons: choose one",
        label_visibility="collapsed",
        width=240,
        on_change=lambda: chosen.open_lesson(lessons.get(st.session_state["lesson"])),
    )
