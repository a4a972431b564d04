"""Every lesson's claim holds on its settings and fails on its counter-settings, and its texts compute."""

import re
from dataclasses import replace

import numpy as np
import pytest

from experiment import from_query, to_query
from lessons import LESSONS
from page import Page
from page import to_query as place_to_query
from trajectories import Training

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)

TEXTS = ("title", "question", "notice", "explanation", "counter_notice")


def texts(lesson):
    """Everything that the reader sees."""
    return [*(getattr(lesson, name) for name in TEXTS), *lesson.answers]


@every_lesson
def test_the_claim_is_true_of_the_lesson(lesson):
    assert lesson.claim(lesson.run(lesson.scenes)) is True


@every_lesson
def test_the_claim_is_false_of_the_counter_setting(lesson):
    assert lesson.claim(lesson.run(lesson.counter)) is False


@every_lesson
def test_the_claim_is_false_of_runs_that_have_overflowed(lesson):
    def lost(run):
        if isinstance(run, Training):
            looks = {"losses": run.losses, "validation_losses": run.validation_losses}
            return replace(run, **{name: np.full_like(found, np.nan) for name, found in looks.items()})
        nothing = {"positions": run.positions, "losses": run.losses, "gradients": run.gradients}
        states = type(run.states)(*(np.full_like(values, np.nan) for values in run.states))
        return replace(run, states=states, **{name: np.full_like(v, np.nan) for name, v in nothing.items()})

    scenes = lesson.run(lesson.scenes)
    with np.errstate(all="ignore"):
        assert lesson.claim(tuple({k: lost(run) for k, run in scene.items()} for scene in scenes)) is False


@every_lesson
def test_there_are_three_answers_or_more_and_one_is_right(lesson):
    answers = [lesson.told(answer) for answer in lesson.answers]
    assert len(set(answers)) == len(answers) >= 3
    assert 0 <= lesson.right < len(answers)
    assert all(len(answer) <= 80 for answer in answers), "an answer is a button"


@every_lesson
def test_every_number_that_the_reader_sees_is_computed(lesson):
    for text in texts(lesson):
        written = re.sub(r"\$[^$]*\$|\{[^{}]*\}", "", text)
        assert not re.search(r"\d", written.replace("L2", "")), text


@every_lesson
def test_every_text_fills_in(lesson):
    titles = [scene.title for scene in lesson.stages]
    for text in [*texts(lesson), *titles, lesson.source]:
        told = re.sub(r"\$[^$]*\$", "", lesson.told(text))
        assert not re.search(r"[{}<>]|\bnan\b|\binf\b|-\d", told), told
        assert told.count("$") == 0


@every_lesson
def test_what_to_notice_and_why_are_short(lesson):
    assert len(lesson.told(lesson.notice).split()) <= 60
    assert len(lesson.told(lesson.explanation).split()) <= 85
    assert len(lesson.told(lesson.title)) <= 32


@every_lesson
def test_every_stage_can_be_shown(lesson):
    for scene in lesson.stages:
        experiment = scene.experiment
        names = [name for name, run in zip(experiment.names, experiment.runs, strict=True) if not run.hidden]
        assert scene.focus in names
        assert scene.step is None or 1 <= scene.step <= experiment.step_count
        assert len(names) <= 5, "more runs than one can follow"
        assert from_query(to_query(experiment)) == (experiment, ()), "a link could not carry it"


@every_lesson
def test_a_link_to_the_lesson_is_short(lesson):
    first = Page(lesson.scenes[0].experiment, lesson=lesson, step=0)
    assert place_to_query(first) == {"lesson": lesson.key}


def test_keys_and_titles_tell_lessons_apart():
    assert (
        len({lesson.key for lesson in LESSONS}) == len({lesson.title for lesson in LESSONS}) == len(LESSONS)
    )
    assert all(re.fullmatch("[a-z0-9_]+", lesson.key) for lesson in LESSONS)


def test_the_right_answer_stands_in_every_place():
    places = [lesson.right for lesson in LESSONS]
    assert all(0 < places.count(place) <= len(LESSONS) / 2 for place in (0, 1, 2, 3))
