"""A goal is met exactly when its words say so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import Challenge, Experiment, Run, default_experiment, read_challenge, write_challenge
from lessons import LESSONS
from optimizers import SGD, Adam, Momentum
from surfaces import Bowl, Branin, Formula
from tests.strategies import challenges

RAVINE = Experiment(Bowl(condition=100), (Run(SGD(0.0195)),), (-2.5, 0.5), 300)


@given(challenges())
def test_a_link_holds_a_challenge(challenge: Challenge):
    assert read_challenge(write_challenge(challenge)) == challenge


@given(st.floats(1e-8, 10), st.integers(1, 300))
def test_it_is_met_by_the_loss_itself(below: float, within: int):
    """Looked at step by step: from the one it names on, all losses are below, and the one before is not."""
    losses = RAVINE.went(RAVINE.runs[0]).losses
    met_at = Challenge(below, within).met_at(RAVINE)
    fits = [step for step in range(within + 1) if (losses[step:] < below).all()]
    assert met_at == (fits[0] if fits else None)
    assert (Challenge(below, within).lacking(RAVINE) == "") == (met_at is not None)


def test_above_the_minimum_counts_and_not_f_itself():
    surface = Branin()
    lowest = surface.value(*surface.minima[0])
    at_rest = Experiment(surface, (Run(SGD(1e-9)),), surface.minima[0], 20)
    assert lowest > 0.3
    assert Challenge(1e-6, 10).met_at(at_rest) == 0
    assert Challenge(1e-6, 10).goal(surface) == "f − f* < 10⁻⁶ for good within 10 steps"
    formula = Formula("x^2 + y^2 - 5")
    assert Challenge(0.5, 10, "sgd").goal(formula) == "f < 0.5 for good within 10 steps, SGD only"
    assert Challenge(-0.0 + 1e-12, 10).met_at(Experiment(formula, (Run(SGD(1e-9)),), (1.0, 1.0), 20)) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"runs": ()}, "There is no run to be judged."),
        ({"runs": (Run(SGD(0.0195), hidden=True),)}, "There is no run to be judged."),
        ({"runs": (Run(SGD(0.0195)), Run(Adam()))}, "Only SGD counts: hide the other runs."),
        ({"steps": 200}, "The runs must take 210 steps at least."),
        ({"runs": (Run(SGD(0.02)),)}, "No run stays below it to the end."),
        ({"runs": (Run(SGD(0.021)),), "steps": 5000}, "No run stays below it to the end."),
        ({"runs": (Run(SGD(0.019)),), "start": (-2.9, 0.5)}, "The first to stay below it does so from step"),
    ],
)
def test_what_is_lacking_is_said(change: dict, said: str):
    goal = Challenge(1e-3, 210, "sgd")
    assert goal.met_at(RAVINE) == 205
    assert goal.lacking(RAVINE) == ""
    other = replace(RAVINE, **change)
    assert goal.met_at(other) is None
    assert goal.lacking(other).startswith(said)


def test_other_runs_may_be_there_hidden():
    hidden = replace(RAVINE, runs=(*RAVINE.runs, Run(Adam(), hidden=True)))
    assert Challenge(1e-3, 210, "sgd").met_at(hidden) == 205


@pytest.mark.parametrize(
    "text", ["", "0.001", "0.001,60,sgd,adam", "x,60", "0.001,0", "0.001,1e9", "0.001,60,nobody", "nan,60",
             "0.001,1.5", "-1,60", "0,60", "9" * 10_000, "inf,inf"]
)  # fmt: skip
def test_what_is_no_challenge_gets_a_sentence(text: str):
    with pytest.raises(ValueError, match=r"\w") as refused:
        read_challenge(text)
    assert len(str(refused.value)) < 300


SOLVED = {
    "ravine": (Run(SGD(0.0195)), 300),
    "momentum": (Run(Momentum(0.03, 0.7)), 300),
    "valley": (Run(Adam(0.3, 0.95)), 1000),
}


def test_three_lessons_end_with_one():
    assert {lesson.key for lesson in LESSONS if lesson.challenge} == SOLVED.keys()


@pytest.mark.parametrize("lesson", [each for each in LESSONS if each.challenge], ids=lambda each: each.key)
def test_a_lessons_challenge_is_not_met_at_first_and_can_be(lesson):
    experiment = lesson.scenes[0].experiment
    for stage in lesson.stages:
        if stage.experiment.surface == experiment.surface:
            assert lesson.challenge.met_at(stage.experiment) is None
    run, steps = SOLVED[lesson.key]
    solved = replace(experiment, runs=(run,), steps=steps)
    assert lesson.challenge.met_at(solved) is not None
    assert np.isfinite(solved.went(run).losses).all()
    assert default_experiment() != solved
