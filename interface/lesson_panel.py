"""A lesson above the figures: its question, the answers to choose from, and then what there is to see."""

from typing import Literal

import streamlit as st

from interface.choices import Choices
from interface.controls import show
from lessons import LESSONS, Lesson

FAILS = "Where it fails"


def lesson_picker(chosen: Choices) -> None:
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
        width=250,
        on_change=lambda: chosen.open_lesson(lessons.get(st.session_state["lesson"])),
    )


def header(lesson: Lesson, chosen: Choices) -> None:
    """The lesson's title, and the ways back, on and out."""
    index, last = LESSONS.index(lesson), len(LESSONS) - 1
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"## {lesson.told(lesson.title)}", width="stretch")
        st.button("← Previous", on_click=chosen.turn_page, args=(-1,), disabled=index == 0)
        on: Literal["primary", "secondary"] = (
            "primary" if chosen.guess is not None and index < last else "secondary"
        )
        st.button("Next →", on_click=chosen.turn_page, args=(1,), disabled=index == last, type=on)
        lesson_picker(chosen)
        st.button("Leave", on_click=chosen.open_lesson, args=(None,), type="tertiary")


def lesson_panel(lesson: Lesson, chosen: Choices) -> None:
    """The question with its answers before the guess; the answer, what to notice and why after it."""
    with st.container(key="lesson panel", gap="xsmall"):
        if chosen.guess is None:
            st.markdown(lesson.told(lesson.question))
            _answers(lesson, chosen)
        else:
            _reveal(lesson, chosen, chosen.guess)


def _answers(lesson: Lesson, chosen: Choices) -> None:
    with st.container(horizontal=True, gap="small"):
        for index, answer in enumerate(lesson.answers):
            st.button(
                lesson.told(answer),
                key=f"answer {lesson.key} {index}",
                on_click=chosen.answer,
                args=(index,),
                shortcut=str(index + 1),
            )


def _reveal(lesson: Lesson, chosen: Choices, guess: int) -> None:
    right = lesson.told(lesson.answers[lesson.right])
    verdict = (
        "Right" if guess == lesson.right else f"You guessed: {lesson.told(lesson.answers[guess])}. The answer"
    )
    stage = chosen.place.scene
    failing = stage >= len(lesson.scenes)
    st.markdown(f"**{verdict}: {right}.** {lesson.told(lesson.notice)}")
    st.markdown(lesson.told(lesson.explanation) + f" :gray[({lesson.told(lesson.source)})]")
    _scenes(lesson, chosen)
    if failing:
        st.markdown(f"**{FAILS}.** {lesson.told(lesson.counter_notice)}")


def _scenes(lesson: Lesson, chosen: Choices) -> None:
    """The control that flips between scenes, and the way back to their settings."""
    titles = [lesson.told(scene.title) for scene in lesson.scenes]
    fails = [FAILS, *(f"{FAILS}: {lesson.told(scene.title)}" for scene in lesson.counter[1:])]
    titles += (
        fails
        if len(lesson.counter) == 1
        else [f"{FAILS}: {lesson.told(scene.title)}" for scene in lesson.counter]
    )
    key, stage = f"scene {lesson.key}", chosen.place.scene
    show(key, stage)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            "Scene",
            range(len(titles)),
            key=key,
            format_func=lambda index: titles[index],
            required=True,
            label_visibility="collapsed",
            on_change=lambda: chosen.show_scene(lesson, st.session_state[key]),
        )
        if chosen.place.touched:
            st.button("Back to the lesson’s settings", on_click=chosen.show_scene, args=(lesson, stage))
        st.button("Ask again", on_click=chosen.open_lesson, args=(lesson,), type="tertiary")
