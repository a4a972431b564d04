"""The curvature along a run: exact on what is known, and the limit at which Adam's steps grow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SGD, Adam, Momentum
from schedules import Cosine
from surfaces import Bowl, Himmelblau, Line, Logistic, Neuron, Rosenbrock
from tests.strategies import things
from trajectories import simulate
from trajectories.curvature import curvature, hessians


def exact(surface, x, y):
    """The Hessian, on paper."""
    match surface:
        case Himmelblau():
            return 12 * x**2 + 4 * y - 42, 12 * y**2 + 4 * x - 26, 4 * (x + y)
        case Rosenbrock():
            return 2 - 4 * surface.b * (y - 3 * x**2), 2 * surface.b + 0 * x, -4 * surface.b * x
        case _:
            (along, beside), (_, across) = surface.hessian(x, y)
            return along + 0 * x, across + 0 * x, beside + 0 * x


@pytest.mark.parametrize(
    "surface", [Himmelblau(), Rosenbrock(), Line(), Logistic(), Neuron()], ids=lambda surface: surface.key
)
def test_the_hessian_is_the_one_on_paper(surface):
    low, high = np.array(surface.domain).T
    points = np.random.default_rng(0).uniform(low, high, (40, 2))
    found = np.array(hessians(surface, points))
    expected = np.array([exact(surface, *point) for point in points]).T
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6 * np.abs(expected).max())


@given(bowl=things(Bowl))
def test_on_a_bowl_the_eigenvalues_are_known_everywhere(bowl):
    found = curvature(bowl, SGD(0.01), simulate(bowl, SGD(0.01), (1.0, 0.5), 12))
    expected = sorted([bowl.scale, bowl.scale * bowl.condition])
    np.testing.assert_allclose(found.eigenvalues[1:], [expected] * 12, rtol=1e-6)
    np.testing.assert_allclose(found.preconditioned[1:], expected[1], rtol=1e-6)
    np.testing.assert_allclose(found.limit[1:], 2 / 0.01)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_the_preconditioned_eigenvalue_is_numpys(rule):
    surface = Himmelblau()
    went = simulate(surface, rule(0.01), (0.6, -5.7), 30)
    found = curvature(surface, rule(0.01), went)
    assert np.isnan(found.preconditioned[0])
    for t in range(1, 31):
        along, across, beside = exact(surface, *went.positions[t - 1])
        roots = np.sqrt(found.divisor[t])
        scaled = np.array([[along, beside], [beside, across]]) / np.outer(roots, roots)
        assert found.preconditioned[t] == pytest.approx(np.linalg.eigvalsh(scaled)[1], rel=1e-4)
    known = np.isfinite(found.limit[1:])
    assert known.all() if rule.stable_below else not known.any()


@given(sharpness=st.floats(0.1, 3))
def test_adams_steps_shrink_below_the_limit_and_grow_above(sharpness):
    """With a divisor that does not change: here it is ε alone; bias correction alters the first steps."""
    beta1, epsilon = 0.9, 1e3
    limit = 2 * (1 + beta1) / (1 - beta1)
    rule = Adam(
        learning_rate=sharpness * limit * epsilon, beta1=beta1, epsilon=epsilon, bias_correction=False
    )
    bowl = Bowl(condition=1)
    went = simulate(bowl, rule, (1e-6, 0.0), 400)
    found = curvature(bowl, rule, went)
    assert found.limit[1] == pytest.approx(limit / rule.learning_rate)
    grows = np.abs(went.positions[:, 0]).max() > 2e-5
    if not 0.9 < sharpness < 1.2:
        assert grows == (sharpness > 1) == bool(found.preconditioned[200] > found.limit[200])


def test_a_schedule_moves_the_limit():
    went = simulate(Bowl(), Momentum(0.1), (1.0, 1.0), 50, Cosine())
    found = curvature(Bowl(), Momentum(0.1), went)
    np.testing.assert_allclose(found.limit[1:], 2 * 1.9 / went.learning_rates[1:])


def test_where_a_run_has_overflowed_there_is_none():
    went = simulate(Bowl(), SGD(1e9), (1.0, 1.0), 60)
    found = curvature(Bowl(), SGD(1e9), went)
    assert np.isnan(found.eigenvalues[-1]).all()
