"""A lesson around the figures: above them its question, then the answer and what to notice; below, why."""

import streamlit as st

from interface.choices import Choices
from interface.controls import show
from lessons import Lesson

FAILS = "Where it fails"


def lesson_panel(lesson: Lesson, chosen: Choices) -> None:
    """The question with its answers before the guess; after it the answer, what to notice and the scenes."""
    with st.container(key="lesson panel", gap="xsmall"):
        if chosen.guess is None:
            st.markdown(lesson.told(lesson.question))
            _answers(lesson, chosen)
        else:
            _reveal(lesson, chosen, chosen.guess)
            _scenes(lesson, chosen)


def explanation(lesson: Lesson) -> None:
    """Why it is so, and where that is published."""
    st.markdown(f"**Why.** {lesson.told(lesson.explanation)} :gray[({lesson.told(lesson.source)})]")


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
    if chosen.place.scene >= len(lesson.scenes):
        st.markdown(f"**{FAILS}.** {lesson.told(lesson.counter_notice)}")
        return
    right = lesson.told(lesson.answers[lesson.right])
    verdict = (
        "Right" if guess == lesson.right else f"You guessed: {lesson.told(lesson.answers[guess])}. The answer"
    )
    st.markdown(f"**{verdict}: {right}.** {lesson.told(lesson.notice)}")


def _scenes(lesson: Lesson, chosen: Choices) -> None:
    """The control that flips between scenes, and the way back to their settings."""
    titles = [lesson.told(scene.title) for scene in lesson.scenes]
    titles += (
        [FAILS]
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
