"""A lesson around the figures: above them its question, then the answer and what to notice; below, why."""

from functools import partial

import streamlit as st

from interface.choices import Choices
from interface.controls import Called
from interface.widgets import button, widget
from lessons import LESSONS, Lesson

FAILS = "Where it fails"


def lesson_panel(lesson: Lesson, chosen: Choices) -> None:
    """The question with its answers before the guess; after it the answer, what to notice and the scenes."""
    with st.container(key="lesson panel", gap="xsmall"):
        if chosen.guess is None and chosen.page.strayed:
            st.markdown("These are not the settings that this lesson asks about, so its question waits.")
            back = partial(chosen.show_scene, lesson, chosen.page.scene)
            button("Back to the lesson’s settings", back, key="back to scene")
        elif chosen.guess is None:
            st.markdown(lesson.told(lesson.question))
            if not chosen.page.leaves_out("answers"):
                _answers(lesson, chosen)
        else:
            _reveal(lesson, chosen, chosen.guess)
            _scenes(lesson, chosen)


def explanation(lesson: Lesson) -> None:
    """Why it is so, and where that is published; it comes into sight when the runs have played."""
    with st.container(key="why"):
        st.markdown(f"**Why.** {lesson.told(lesson.explanation)} :gray[({lesson.told(lesson.source)})]")


def _answers(lesson: Lesson, chosen: Choices) -> None:
    with st.container(horizontal=True, gap="small", key="answers"):
        for index, answer in enumerate(lesson.answers):
            button(
                lesson.told(answer),
                partial(chosen.answer, index, lesson),
                key=f"answer {lesson.key} {index}",
                shortcut=str(index + 1),
            )


def _reveal(lesson: Lesson, chosen: Choices, guess: int) -> None:
    if chosen.page.scene >= len(lesson.scenes):
        st.markdown(f"**{FAILS}.** {lesson.told(lesson.counter_notice)}")
        return
    right = lesson.told(lesson.answers[lesson.right])
    if guess == lesson.right:
        verdict = f":green-background[**Right:** {right}.]"
    else:
        guessed = lesson.told(lesson.answers[guess])
        verdict = f":orange-background[You guessed: {guessed}.] **The answer: {right}.**"
    st.markdown(f"{verdict} {lesson.told(lesson.notice)}")


def _scenes(lesson: Lesson, chosen: Choices) -> None:
    """The control that flips between scenes, and the way back to their settings."""
    titles = [lesson.told(scene.title) for scene in lesson.scenes]
    titles += (
        [FAILS]
        if len(lesson.counter) == 1
        else [f"{FAILS}: {lesson.told(scene.title)}" for scene in lesson.counter]
    )
    stage = chosen.page.scene
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        widget(
            partial(st.segmented_control, "Scene"),
            f"scene {lesson.key}",
            stage,
            partial(chosen.show_scene, lesson),
            default="default",
            options=range(len(titles)),
            format_func=Called(enumerate(titles)),
            required=True,
            label_visibility="collapsed",
        )
        if chosen.page.touched:
            button(
                "Back to the lesson’s settings",
                partial(chosen.show_scene, lesson, stage),
                key="back to scene",
            )
        if lesson is LESSONS[-1]:
            st.markdown(
                f":gray[This was the last of {len(LESSONS)} lessons. “Leave” keeps its runs: turn them.]"
            )
        if lesson.challenge:
            goal = lesson.challenge.goal(lesson.scenes[0].experiment.plane)
            button(f"Challenge: {goal}", chosen.take_challenge, key="take challenge", type="tertiary")
        button("Ask again", partial(chosen.open_lesson, lesson), key="ask again", type="tertiary")
