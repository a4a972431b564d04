"""Where a link leads: lesson, scene, step and experiment, there and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import default_experiment
from lessons import LESSONS
from lessons.place import Place, from_query, to_query
from surfaces import Himmelblau

STAGES = [(lesson, scene) for lesson in LESSONS for scene in range(len(lesson.stages))]


@pytest.mark.parametrize(("lesson", "scene"), STAGES, ids=lambda part: getattr(part, "key", part))
def test_every_stage_of_every_lesson_has_a_link(lesson, scene):
    place = Place(lesson.stages[scene].experiment, 0, lesson, scene)
    assert from_query(to_query(place)) == (place, ())
    assert set(to_query(place)) <= {"lesson", "scene"}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_what_the_reader_changed_within_a_lesson_is_in_the_link(lesson):
    changed = replace(lesson.scenes[0].experiment, steps=777)
    place = Place(changed, 0, lesson)
    assert place.touched
    assert from_query(to_query(place)) == (place, ())


def test_the_untouched_page_within_a_lesson_is_not_taken_for_the_lesson():
    place = Place(default_experiment(), 0, LESSONS[0])
    assert from_query(to_query(place)) == (place, ())


def test_the_untouched_page_has_a_bare_link():
    assert to_query(Place(default_experiment())) == {}
    assert from_query({}) == (Place(default_experiment()), ())


@given(st.integers(0, 100))
def test_outside_lessons_the_link_carries_the_step_unless_it_is_the_last(step):
    place = Place(default_experiment(), step)
    assert to_query(place) == ({"step": str(step)} if step < 100 else {})
    assert from_query(to_query(place)) == (place, ())
    assert place.resting_step == step


def test_a_step_beyond_the_end_is_the_end():
    shorter = replace(Place(default_experiment(), 60), experiment=replace(default_experiment(), steps=50))
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


def test_a_lesson_on_another_surface_keeps_the_lesson():
    place, problems = from_query({"lesson": "ravine", "surface": "himmelblau"})
    assert (place.lesson.key, type(place.experiment.surface), problems) == ("ravine", Himmelblau, ())
