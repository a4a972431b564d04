"""Whatever the reader does in whatever order, the choices are a page with a link."""

import math
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import MOST_RUNS, change_surface, default_experiment, from_query, rounded_start, to_query
from interface.choices import Choices
from lessons import LESSONS
from optimizers import OPTIMIZERS, SGD, Adam
from page import Page
from surfaces import SURFACES, Bowl, Rosenbrock
from tests.strategies import inside, values
from tunables import tunables

NOWHERE = [(math.nan, 0.0), (0.0, math.inf), (1e308, -1e308), (3.0001, 0.0)]


def fresh():
    return Choices(Page(default_experiment()))


@st.composite
def deeds(draw):
    """Something that a reader does: a function of the choices."""
    kinds = ["set_surface", "turn_surface", "add", "steps", "scale", "start", "reset all", "run", "lesson"]
    kind = draw(st.sampled_from(kinds))
    pick = draw(st.integers(0, MOST_RUNS))
    if kind == "lesson":
        lesson = draw(st.sampled_from(LESSONS))
        scene = draw(st.integers(0, len(lesson.stages) - 1))

        def learn(chosen):
            if pick % 2:
                chosen.open_lesson(lesson)
            elif chosen.lesson:
                chosen.answer(0)
            chosen.show_scene(lesson, scene)  # the lesson may not be open

        return learn
    if kind == "run":
        deed = draw(st.sampled_from(["remove", "toggle", "reset", "turn"]))
        data = draw(st.randoms(use_true_random=False))

        def act(chosen):
            if not chosen.experiment.runs:
                return
            index = pick % len(chosen.experiment.runs)
            card = chosen.cards[index]
            if deed != "turn":
                getattr(chosen, deed)(card)
                return
            tunable = data.choice(tunables(type(chosen.experiment.runs[index].optimizer)))
            value = data.choice(tunable.stops)
            chosen.turn(card, tunable.name, value)

        return act
    if kind == "turn_surface":
        tunable = draw(st.sampled_from(tunables(Bowl)))
        value = draw(values(tunable))

        return lambda chosen: chosen.turn_surface(Bowl, tunable.name, value)  # elsewhere it is ignored
    if kind == "start":
        start = draw(inside(Bowl.domain) | st.sampled_from(NOWHERE))
        sequence = draw(st.integers(0, 2**53))
        return lambda chosen: chosen.set_clicked_start(start, sequence)
    surface, rule = draw(st.sampled_from(SURFACES)), draw(st.sampled_from(OPTIMIZERS))
    steps, log_loss = draw(st.integers(10, 10_000)), draw(st.booleans())
    return {
        "set_surface": lambda chosen: chosen.set_surface(surface),
        "add": lambda chosen: chosen.add(rule),
        "steps": lambda chosen: chosen.set_steps(steps),
        "scale": lambda chosen: chosen.set_log_loss(log_loss),
        "reset all": lambda chosen: chosen.reset_all(),
    }[kind]


@given(st.lists(deeds(), max_size=30))
def test_after_any_deeds_the_page_has_a_link_and_a_card_per_run(does):
    chosen = fresh()
    for act in does:
        before = dict(zip(chosen.cards, chosen.experiment.runs, strict=True))
        act(chosen)
        assert from_query(to_query(chosen.experiment)) == (chosen.experiment, ())
        assert len(chosen.cards) == len(chosen.experiment.runs) == len(set(chosen.cards))
        for card, run in zip(chosen.cards, chosen.experiment.runs, strict=True):
            assert card not in before or type(run.optimizer) is type(before[card].optimizer), (
                "a card stays with its run"
            )


def test_a_clicked_start_is_rounded_before_it_runs():
    chosen = fresh()
    chosen.set_clicked_start((1.23456789, -2.0000001), 7)
    assert chosen.experiment.start == rounded_start(Bowl(), (1.23456789, -2.0000001))
    assert to_query(chosen.experiment) == {"start": "1.2346,-2"}
    assert chosen.acknowledged == 7


@pytest.mark.parametrize("start", NOWHERE, ids=str)
def test_a_start_that_is_nowhere_is_named_and_still_answered(start):
    chosen = fresh()
    chosen.set_clicked_start((1.0, 1.0), 1)
    chosen.set_clicked_start(start, 2)
    assert chosen.experiment.start == (1.0, 1.0)
    assert len(chosen.complaints) == 1
    assert chosen.acknowledged == 2, "the chart waits for the answer to every message"
    chosen.set_clicked_start((0.5, 1.0), 3)
    assert chosen.complaints == ()


def test_more_runs_than_fit_are_not_added():
    chosen = fresh()
    for _ in range(2 * MOST_RUNS):
        chosen.add(Adam)
    assert len(chosen.experiment.runs) == MOST_RUNS
    assert len(chosen.cards) == MOST_RUNS


def test_reset_gives_new_cards_so_that_no_widget_keeps_an_old_number():
    chosen = fresh()
    old = list(chosen.cards)
    chosen.reset_all()
    assert chosen.experiment == default_experiment()
    assert not set(old) & set(chosen.cards)


def test_what_the_widgets_of_an_earlier_page_still_send_changes_nothing():
    chosen = fresh()
    old, removed = list(chosen.cards), chosen.cards[1]
    chosen.remove(removed)
    before = chosen.page
    for late in (chosen.remove, chosen.toggle, chosen.reset, partial(chosen.turn, name="beta1", value=0.5)):
        late(removed)
    chosen.turn_surface(Rosenbrock, "b", 5.0)
    chosen.show_scene(LESSONS[0], 0)
    assert chosen.page == before

    reddi = next(lesson for lesson in LESSONS if lesson.key == "reddi")
    chosen.open_lesson(reddi)
    for card in old:
        chosen.turn(card, "learning_rate", 1.0)
    chosen.set_surface(Bowl)
    chosen.turn_surface(Bowl, "condition", 5.0)
    chosen.set_start((1.0, 1.0))
    chosen.show_scene(LESSONS[0], 1)
    assert chosen.lesson is reddi
    assert not chosen.page.touched


def test_a_reset_run_has_the_rate_of_the_surface_it_is_on():
    chosen = fresh()
    chosen.set_surface(Rosenbrock)
    card = chosen.cards[2]
    chosen.turn(card, "learning_rate", 1.0)
    chosen.reset(card)
    assert chosen.experiment.runs[2].optimizer == SGD(Rosenbrock.rate)
    assert chosen.experiment == change_surface(default_experiment(), Rosenbrock())


def test_the_end_of_a_run_is_the_end_of_a_longer_one():
    chosen = fresh()
    chosen.set_steps(120)
    chosen.rest(100, last=100)  # sent before the longer run was drawn
    assert chosen.page.resting_step == 120
    chosen.rest(99, last=100)
    assert chosen.page.resting_step == 99


def test_the_address_has_a_higher_edition_with_every_change_and_only_then():
    chosen = Choices(Page(default_experiment()))
    first = chosen.address
    chosen.rest(chosen.page.resting_step, chosen.experiment.step_count)
    assert chosen.address is first, "nothing has changed"
    chosen.set_steps(50)
    second = chosen.address
    assert (second["query"], second["edition"] > first["edition"]) == ({"steps": "50"}, True)
    later = Choices(chosen.page)
    assert later.address["edition"] >= first["edition"], "a restarted server goes on from there"


def test_what_is_supposed_changes_nothing():
    chosen = Choices(Page(default_experiment()))
    before = chosen.page
    supposed = chosen.supposing(partial(chosen.turn, 0, "beta1", 0.5))
    assert supposed.experiment.runs[0].optimizer.beta1 == 0.5
    assert chosen.page is before
    assert chosen.supposing(partial(chosen.set_steps, 50)).experiment.step_count == 50

    def refused():
        chosen.set_steps(60)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        chosen.supposing(refused)
    assert chosen.page is before


def test_those_runs_are_hidden_that_a_browser_names():
    chosen = Choices(Page(default_experiment()))
    chosen.hide(["adam", "sgd", "nobody"])
    assert [run.hidden for run in chosen.experiment.runs] == [True, False, True]
    chosen.hide(["sgd"])
    assert [run.hidden for run in chosen.experiment.runs] == [False, False, True]


def test_a_copy_opens_its_card():
    chosen = Choices(Page(default_experiment()))
    chosen.duplicate(chosen.cards[0])
    assert chosen.opened == chosen.cards[-1]
    assert len(chosen.cards) == len(chosen.experiment.runs) == 4
