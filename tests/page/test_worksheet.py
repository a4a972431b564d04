"""A worksheet: what is left out of the page is in the link, and only what is there can be."""

from dataclasses import replace

import pytest

from experiment import Challenge, default_experiment
from lessons import LESSONS
from page import VIEWS, Page, acts, from_query, leavable, to_query

PAGE = Page(default_experiment())


def test_everything_that_can_be_left_out_has_a_link():
    for name, words in leavable(PAGE.experiment).items():
        page = replace(PAGE, without=(name,))
        assert page.leaves_out(name)
        assert words
        assert from_query(to_query(page)) == (page, ())


def test_an_unknown_part_is_named_and_the_others_count():
    page, complaints = from_query({"without": "surface, Sweep,nowhere,adam.gamma,<b>"})
    assert page.without == ("surface", "sweep")
    assert complaints == (
        "the link leaves out “nowhere, adam.gamma, <b>”, and no part of the page is called so",
    )


def test_what_is_gone_is_not_left_out():
    page = replace(PAGE, without=("adam", "adam.beta1", "surface"))
    assert acts.remove(page, 0).without == ("surface",)


def test_the_view_gives_way_to_one_that_is_there():
    assert replace(PAGE, view="sweep", without=("sweep", "inside")).view == "basins"
    assert acts.show_view(replace(PAGE, without=("sweep",)), "sweep").view == "inside"
    assert replace(PAGE, without=tuple(VIEWS)).leaves_out(*VIEWS)


def test_ten_thousand_names_cost_no_more():
    page, complaints = from_query({"without": ",".join(f"x{number}" for number in range(10_000))})
    assert page.without == ()
    assert len(complaints) == 1
    assert len(complaints[0]) < 200


def test_reset_everything_leaves_a_worksheet_one():
    page = replace(PAGE, without=("surface",), challenge=Challenge(1e-3, 60))
    page = acts.reset_all(acts.set_steps(page, 500))
    assert (page.without, page.challenge) == (("surface",), Challenge(1e-3, 60))
    assert page.experiment.step_count == 100


def test_a_lesson_takes_the_place_of_a_challenge_and_may_end_with_its_own():
    page = acts.open_lesson(replace(PAGE, challenge=Challenge(1e-3, 60)), LESSONS[1])
    assert page.challenge is None
    assert LESSONS[1].challenge
    taken = acts.take_challenge(acts.show_scene(page, 2, answered=True))
    assert (taken.lesson, taken.challenge) == (None, LESSONS[1].challenge)
    assert taken.experiment == LESSONS[1].scenes[0].experiment
    assert from_query(to_query(taken)) == (taken, ())
    assert acts.take_challenge(acts.open_lesson(PAGE, LESSONS[0])).lesson is LESSONS[0]


@pytest.mark.parametrize("challenge", ["x", "1,2,3", ""])
def test_a_challenge_that_cannot_be_read_is_complained_of(challenge: str):
    page, complaints = from_query({"challenge": challenge})
    assert page == PAGE
    assert len(complaints) == 1
