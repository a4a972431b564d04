"""Reddi's problem: its schedule, its feasible set, and what a step is charged."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SGD, Adam, AMSGrad
from problems import Reddi
from trajectories import simulate

PROBLEM = Reddi()


def by_hand(beta2, steps, *, largest=False):
    """Adam with β1 = 0 on the problem, or AMSGrad, as one writes it without this project."""
    theta, v, v_max, path = 0.0, 0.0, 0.0, [0.0]
    for t in range(1, steps + 1):
        g = 3.0 if t % 3 == 1 else -1.0
        v = beta2 * v + (1 - beta2) * g * g
        v_max = max(v_max, v)
        v_hat = (v_max if largest else v) / (1 - beta2**t)
        theta -= 0.5 / np.sqrt(t) * g / (np.sqrt(v_hat) + 1e-8)
        theta = min(max(theta, -1.0), 1.0)
        path.append(theta)
    return np.array(path)


@pytest.mark.parametrize(("rule", "largest"), [(Adam, False), (AMSGrad, True)])
@pytest.mark.parametrize("beta2", [0.1, 0.9, 0.999])
def test_the_path_is_the_one_computed_by_hand(rule, largest, beta2):
    run = simulate(PROBLEM, rule(learning_rate=0.5, beta1=0.0, beta2=beta2), (0.0,), 300, PROBLEM.schedule)
    np.testing.assert_allclose(run.positions[:, 0], by_hand(beta2, 300, largest=largest), atol=1e-12)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_every_rule_stays_feasible_in_its_one_coordinate(rule):
    run = simulate(PROBLEM, rule(learning_rate=0.5), (0.25,), 60, PROBLEM.schedule)
    assert np.abs(run.positions).max() <= 1
    assert run.positions.shape == run.gradients.shape == (61, 1)
    np.testing.assert_allclose(run.learning_rates[1:], 0.5 / np.sqrt(np.arange(1, 61)))


def test_a_step_is_charged_at_the_point_before_it():
    run = simulate(PROBLEM, SGD(learning_rate=0.1), (0.5,), 9)
    slopes = [3, 3, -1, -1, 3, -1, -1, 3, -1, -1]  # row 0 is f_1 at the start
    np.testing.assert_allclose(run.losses, slopes * run.positions[[0, *range(9)], 0])
    np.testing.assert_array_equal(run.gradients[1:, 0], slopes[1:])


def test_lanes_are_single_runs():
    rates = np.array([0.1, 0.5, 2.0])
    run = simulate(PROBLEM, Adam(rates), (0.25,), 30, PROBLEM.schedule)
    assert run.positions.shape == (31, 1, 3)
    for lane, rate in enumerate(rates):
        single = simulate(PROBLEM, Adam(float(rate)), (0.25,), 30, PROBLEM.schedule)
        np.testing.assert_array_equal(run.positions[..., lane], single.positions)
        np.testing.assert_array_equal(run.losses[..., lane], single.losses)
        np.testing.assert_array_equal(run.learning_rates[..., lane], single.learning_rates)
