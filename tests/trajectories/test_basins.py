"""Basins: every start of a grid ends as its single run does."""

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import SGD, Adam, Momentum, RMSprop
from problems import Noisy
from schedules import Cosine
from surfaces import (
    SURFACES,
    Ackley,
    Bowl,
    Formula,
    Himmelblau,
    Levy,
    MonkeySaddle,
    Neuron,
    Rastrigin,
    Rosenbrock,
    SixHumpCamel,
)
from tests.strategies import inside, things
from trajectories import basins, simulate
from trajectories.basins import CIRCLING, FAR, FLED, UNFINISHED
from trajectories.measures import stays_from
from trajectories.outcome import NEAR, _circles, diagonal_of


def alone(problem, optimizer, start, steps, schedule=None):
    """How a single run ends, and since when it is there."""
    went = simulate(problem, optimizer, start, steps, *([schedule] if schedule else []))
    surface = problem.surface
    low, high = np.array(surface.domain).T
    last = went.positions[-1]
    if went.overflowed_at >= 0 or not ((last >= low) & (last <= high)).all():
        return FLED, -1
    radius = NEAR * diagonal_of(surface)
    minima = (*surface.minima, *surface.local_minima)
    if minima:
        nearest = int(np.argmin([math.dist(last, minimum) for minimum in minima]))
        away = ((went.positions - minima[nearest]) ** 2).sum(axis=1)
        since = stays_from(away <= radius**2)
        if since is not None:
            return nearest, since
    window = went.positions[-1 - min(max(20, 10, steps // 5), steps) :]
    return (CIRCLING if _circles(window, diagonal_of(surface)) else UNFINISHED), -1


def agree(found, xs, ys, expected):
    for row, y in enumerate(ys):
        for column, x in enumerate(xs):
            assert (found.minimum[row, column], found.arrived_at[row, column]) == expected((x, y)), (x, y)


@pytest.mark.parametrize(
    ("surface", "optimizer", "steps"),
    [
        (Himmelblau(), Adam(0.3), 70),
        (Himmelblau(), SGD(0.01), 60),
        (SixHumpCamel(), Momentum(0.02), 120),
        (Rastrigin(), RMSprop(0.2), 150),
        (Levy(), Adam(0.5), 100),
        (Ackley(), SGD(0.1), 45),
        (MonkeySaddle(), SGD(0.01), 30),
        (Rosenbrock(), SGD(0.005), 50),
        (Bowl(), Adam(1.0), 11),
        (Bowl(), Adam(1.0), 0),
        (Neuron(), Adam(), 90),
        (Formula("log(x*y) + x**2 + y**2"), SGD(0.05), 60),
        (Formula("abs(x) + abs(y)"), SGD(0.3), 80),
    ],
    ids=lambda each: getattr(each, "key", str(each)),
)
def test_every_start_ends_as_its_single_run_does(surface, optimizer, steps):
    (x0, x1), (y0, y1) = surface.domain
    xs, ys = np.linspace(x0, x1, 9), np.linspace(y0, y1, 7)
    found = basins(surface, optimizer, xs, ys, steps)
    assert found.minimum.shape == found.arrived_at.shape == (7, 9)
    agree(found, xs, ys, lambda start: alone(surface, optimizer, start, steps))


@given(data=st.data())
def test_a_start_of_a_grid_is_its_single_run(data):
    surface = data.draw(things(data.draw(st.sampled_from(SURFACES))))
    optimizer = data.draw(things(data.draw(st.sampled_from([Adam, SGD, RMSprop, Momentum]))))
    x, y = data.draw(inside(surface.domain))
    steps = data.draw(st.integers(0, 70))
    found = basins(surface, optimizer, [x], [y], steps)
    assert (found.minimum[0, 0], found.arrived_at[0, 0]) == alone(surface, optimizer, (x, y), steps)


def test_noise_and_schedules_are_the_same_for_all_starts():
    problem, xs = Noisy(Himmelblau(), 5.0, 3), np.linspace(-5, 5, 5)
    found = basins(problem, Adam(0.5), xs, xs, 60, schedule=Cosine())
    agree(found, xs, xs, lambda start: alone(problem, Adam(0.5), start, 60, Cosine()))


def test_the_basins_of_himmelblau_are_those_that_are_known():
    """Give or take a few on the borders."""
    grid = np.linspace(-6, 6, 200)
    told = []
    tracemalloc.start()
    try:
        found = basins(Himmelblau(), Adam(0.1), grid, grid, 300, progress=told.append)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    counts = [round(40_000 * found.shares[index]) for index in range(4)]
    np.testing.assert_allclose(counts, [9316, 10826, 10246, 9612], atol=8)
    assert found.minima[1] == pytest.approx((-2.805, 3.131), abs=1e-3)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert peak < 16e6
    assert told == sorted(told)
    assert told[-1] == 1


def test_starts_at_a_minimum_have_arrived_at_once():
    found = basins(Himmelblau(), SGD(0.001), [3.0], [2.0], 50)
    assert (found.minimum[0, 0], found.arrived_at[0, 0]) == (0, 0)


@pytest.mark.parametrize("kind", [kind for kind in SURFACES if kind.finite], ids=lambda kind: kind.key)
@given(data=st.data(), size=st.floats(0, math.log10(FAR)), angle=st.floats(0, 2 * math.pi))
def test_a_finite_surface_is_a_number_far_out(kind, data, size, angle):
    surface = data.draw(things(kind))
    x, y = 10**size * math.cos(angle), 10**size * math.sin(angle)
    assert np.isfinite(surface.value(x, y))
