"""Where a link leads: lesson, scene, step and experiment, there and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import default_experiment
from lessons import LESSONS
from page import Page, from_query, to_query
from surfaces import Beale, Himmelblau

STAGES = [(lesson, scene) for lesson in LESSONS for scene in range(len(lesson.stages))]


@pytest.mark.parametrize(("lesson", "scene"), STAGES, ids=lambda part: getattr(part, "key", part))
def test_every_stage_of_every_lesson_has_a_link(lesson, scene):
    place = Page(lesson.stages[scene].experiment, lesson=lesson, scene=scene, step=0)
    assert from_query(to_query(place)) == (place, ())
    assert set(to_query(place)) <= {"lesson", "scene"}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_what_the_reader_changed_within_a_lesson_is_in_the_link(lesson):
    changed = replace(lesson.scenes[0].experiment, steps=777)
    place = Page(changed, lesson=lesson, step=0)
    assert place.touched
    assert place.strayed
    assert from_query(to_query(place)) == (place, ())


def test_the_untouched_page_within_a_lesson_is_not_taken_for_the_lesson():
    place = Page(default_experiment(), lesson=LESSONS[0], step=0)
    assert from_query(to_query(place)) == (place, ())


def test_the_untouched_page_has_a_bare_link():
    assert to_query(Page(default_experiment())) == {}
    assert from_query({}) == (Page(default_experiment()), ())


@given(st.integers(0, 100))
def test_outside_lessons_the_link_carries_the_step_unless_it_is_the_last(step):
    place = Page(default_experiment(), step=step)
    assert to_query(place) == ({"step": str(step)} if step < 100 else {})
    assert from_query(to_query(place)) == (place, ())
    assert place.resting_step == step


def test_a_step_beyond_the_end_is_the_end():
    shorter = replace(Page(default_experiment(), step=60), experiment=replace(default_experiment(), steps=50))
    assert shorter.step is None
    assert shorter.resting_step == 50


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"lesson": "nope"}, "lesson “nope”"),
        ({"lesson": "ravine", "scene": "9"}, "scene goes from 1 to 4"),
        ({"lesson": "ravine", "scene": "-1"}, "scene"),
        ({"lesson": "ravine", "scene": "²"}, "scene"),
        ({"step": "-1"}, "step goes from 0 to 100"),
        ({"step": "2.5"}, "step goes from 0 to 100"),
        ({"step": "nan"}, "finite"),
        ({"step": "101"}, "step goes from 0 to 100"),
        ({"step": "<b>"}, "step must be a number"),
        ({"lesson": "ravine", "adam.beta1": "7"}, "adam"),
    ],
)
def test_what_cannot_be_read_is_named(query, named):
    place, problems = from_query(query)
    assert len(problems) == 1
    assert named in problems[0]
    assert place.step in (None, 0)


@given(st.dictionaries(st.sampled_from(["lesson", "scene", "step", "runs", "x"]), st.text(max_size=12)))
def test_no_link_raises(query):
    from_query(query)


def test_a_lesson_on_another_surface_keeps_the_lesson_and_does_not_ask():
    place, problems = from_query({"lesson": "ravine", "surface": "himmelblau"})
    assert (place.lesson.key, type(place.experiment.surface), problems) == ("ravine", Himmelblau, ())
    assert place.strayed
    assert not place.waits
    assert place.resting_step == place.experiment.step_count, "nothing is held back"


@pytest.mark.parametrize(("lesson", "scene"), STAGES, ids=lambda part: getattr(part, "key", part))
def test_a_lesson_asks_about_its_own_runs_only(lesson, scene):
    own = lesson.stages[scene].experiment
    first, *others = own.runs
    shown_otherwise = [
        own,
        replace(own, log_loss=not own.loss_on_log),
        replace(own, runs=(replace(first, label="mine", hidden=True), *others)),
    ]
    for experiment in shown_otherwise:
        place = Page(experiment, lesson=lesson, scene=scene, step=0)
        assert place.waits
        assert not place.strayed
        assert from_query(to_query(place)) == (place, ())
    other_rate = replace(first.optimizer, learning_rate=first.optimizer.learning_rate * 1.5)
    walked_otherwise = [
        replace(own, steps=own.step_count + 1),
        replace(own, runs=own.runs[1:]),
        replace(own, runs=(replace(first, optimizer=other_rate), *others)),
        *([replace(own, start=(0.125, 0.125)[: len(own.start_point)])] if own.start_point else []),
        *([replace(own, surface=Beale())] if own.choice else []),  # else its lesson says what is walked
    ]
    for experiment in walked_otherwise:
        for step in (0, 7, None):
            place = Page(experiment, lesson=lesson, scene=scene, step=step)
            assert place.strayed
            assert not place.waits
            assert from_query(to_query(place)) == (place, ()), "the link shows the same picture"


def test_outside_lessons_nothing_waits():
    place = Page(default_experiment())
    assert (place.touched, place.strayed, place.waits) == (False, False, False)


@pytest.mark.parametrize(
    "useless", [{"epochs": "3"}, {"adam.beta1": "7"}, {"surface": "mountain"}, {"steps": "x", "start": "9,9"}]
)
def test_keys_that_cannot_be_used_leave_a_lesson_as_it_is(useless):
    place, problems = from_query({"lesson": "ravine"} | useless)
    assert (place, ()) == from_query({"lesson": "ravine"})
    assert len(problems) == len(useless)


@pytest.mark.parametrize(
    "query",
    [
        {"lesson": "Ravine", "scene": " 2 "},
        {" LESSON": " RAVINE ", "Scene": "2"},
        {"lesson": "ravine", "scene": "2", "fbclid": "x", "_ga": "y", "ref": "z", "embed": "true"},
    ],
    ids=str,
)
def test_a_lessons_link_is_read_however_it_is_written(query):
    assert from_query(query) == from_query({"lesson": "ravine", "scene": "2"})


def test_a_lesson_that_stands_twice_is_opened_once():
    place, problems = from_query({"lesson": "ravine", "LESSON": "beta2"})
    assert place.lesson.key == "ravine"
    assert len(problems) == 1
