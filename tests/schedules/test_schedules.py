"""Schedules against torch's, and what all of them promise."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules import (
    SCHEDULES,
    Constant,
    Cosine,
    Exponential,
    InverseRoot,
    OneCycle,
    StepDecay,
    WarmUp,
    WarmUpStableDecay,
)
from tests.strategies import things
from tunables import tunables

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
KINDS = {kind.key: kind for kind in SCHEDULES}
every_schedule = pytest.mark.parametrize("kind", SCHEDULES, ids=lambda kind: kind.key)
ENDLESS = (Constant, WarmUp, StepDecay, Exponential, InverseRoot)


@pytest.mark.parametrize(
    "golden", GOLDEN, ids=lambda golden: f"{golden['key']} {golden['settings']} {len(golden['rates'])}"
)
def test_the_factors_are_torchs(golden):
    schedule = KINDS[golden["key"]](**golden["settings"])
    steps = len(golden["rates"])
    factors = [schedule.factor(t, steps) for t in range(1, steps + 1)]
    assert factors == pytest.approx(golden["rates"], rel=1e-12, abs=1e-15)


def test_every_schedule_is_compared():
    assert {golden["key"] for golden in GOLDEN} == KINDS.keys()


# Worked out on paper, for T = 30.
@pytest.mark.parametrize(
    ("schedule", "factors"),
    [
        (WarmUp(10), {1: 0.1, 5: 0.5, 10: 1, 30: 1}),
        (StepDecay(8, 0.5), {8: 1, 10: 0.5, 30: 0.125}),
        (Exponential(0.9), {1: 1, 3: 0.81}),
        (InverseRoot(1.0), {1: 1, 4: 0.5, 25: 0.2}),
        (Cosine(0.0), {1: 1, 16: 0.5}),
        (Cosine(0.5), {1: 1, 16: 0.75}),
        (OneCycle(0.3, 25.0, 1e4), {1: 0.04, 5: 0.52, 9: 1, 30: 4e-6}),
        (WarmUpStableDecay(5, 0.2), {1: 0.2, 5: 1, 24: 1, 25: 6 / 7, 30: 1 / 7}),
    ],
)
def test_factors_known_by_hand(schedule, factors):
    for t, factor in factors.items():
        assert schedule.factor(t, 30) == pytest.approx(factor, rel=1e-12)


@every_schedule
@given(data=st.data(), steps=st.integers(1, 300))
def test_every_step_moves_and_none_is_faster_than_the_rate_itself(kind, data, steps):
    schedule = data.draw(things(kind))
    factors = [schedule.factor(t, steps) for t in range(1, steps + 1)]
    assert all(0 <= factor <= 1 + 1e-12 for factor in factors)
    if kind not in (StepDecay, Exponential):  # 0.01 to the power of 163 is 0
        assert min(factors) > 0


@every_schedule
def test_only_what_goes_by_the_end_needs_one(kind):
    if kind in ENDLESS:
        assert kind().factor(5) == kind().factor(5, 100) == kind().factor(5, 10_000)
    else:
        with pytest.raises(ValueError, match="without end"):
            kind().factor(5)


@every_schedule
def test_every_schedule_says_what_it_is(kind):
    assert kind.idea.endswith(".")
    assert kind.name
    assert hash(kind()) == hash(kind())
    assert all(field.meaning.endswith(".") for field in tunables(kind))
