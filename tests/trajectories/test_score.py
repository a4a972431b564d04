"""The scoreboard's numbers, against their definitions."""

import math

import numpy as np
import pytest

from optimizers import SGD, Adam
from surfaces import Ackley, Bowl, Saddle
from trajectories import simulate
from trajectories.score import score


def test_on_a_bowl_they_are_those_of_the_closed_form():
    """x_t = (1 − α)^t x_0, so f = x²/2 falls below 0.001 from a known step on."""
    went = simulate(Bowl(condition=1), SGD(0.1), (-2.0, 0.0), 60)
    own = score(Bowl(condition=1), went, 1e-3)
    assert own.loss == pytest.approx((2 * 0.9**60) ** 2 / 2)
    assert own.settled_at == math.ceil(math.log(math.sqrt(2e-3) / 2, 0.9))
    assert own.distance == pytest.approx(2 * 0.9**60)
    assert own.length == pytest.approx(2 - 2 * 0.9**60)
    assert own.gradients == 60
    assert score(Bowl(condition=1), went, 1e-9).settled_at == math.inf


def test_the_distance_is_that_to_the_nearest_minimum_of_any_kind():
    went = simulate(Ackley(), SGD(0.01), (1.96, 0.98), 20)
    assert score(Ackley(), went, 1e-3).distance < 0.05
    assert score(Ackley(), went, 1e-3, examples=8).gradients == 160


def test_without_a_minimum_it_is_the_loss_itself():
    own = score(Saddle(), simulate(Saddle(), Adam(), (1.0, 0.5), 15), 1e-3)
    assert own.settled_at == math.inf
    assert math.isnan(own.distance)
    assert np.isfinite(own.loss)


def test_what_overflowed_has_no_loss():
    own = score(Bowl(), simulate(Bowl(), SGD(1e9), (1.0, 1.0), 100), 1e-3)
    assert math.isnan(own.loss)
    assert own.settled_at == math.inf
