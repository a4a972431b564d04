"""Sweeps: many settings at once are what each of them is alone."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SGD, Adam, Momentum, Nesterov
from problems import Batches, Noisy, posed
from schedules import CONSTANT, SCHEDULES, Cosine
from surfaces import Bowl, Himmelblau, Line, Penguins, Rosenbrock, Saddle
from tests.strategies import OWN_RULES, inside, things
from trajectories import simulate, sweep
from trajectories.measures import below_for_good
from tunables import Numbers, tunables

every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)


def alone(problem, optimizer, start, steps, *, schedule=CONSTANT):
    """What a sweep keeps, of a single run."""
    went = simulate(problem, optimizer, start, steps, schedule)
    surface = problem.surface
    lowest = surface.value(*surface.minima[0]) if surface.minima else np.nan
    settled = below_for_good(went.losses - lowest, 1e-3)
    return went.losses[-1], -1 if np.isinf(settled) else int(settled), int(went.overflowed_at)


def same(found, lane, expected):
    assert found.final_losses[lane] == pytest.approx(expected[0], rel=0, abs=0, nan_ok=True)
    assert (found.settled_at[lane], found.overflowed_at[lane]) == expected[1:]


@pytest.mark.parametrize("rule", [*OPTIMIZERS, *OWN_RULES], ids=lambda rule: rule.key)
@given(data=st.data())
def test_a_lane_of_a_sweep_is_its_single_run_bit_for_bit(rule, data):
    surface = data.draw(st.sampled_from([Bowl, Rosenbrock, Himmelblau, Line, Penguins]))
    surface, optimizer = data.draw(things(surface)), data.draw(things(rule))
    start = data.draw(inside(surface.domain))
    fields = [field for field in tunables(rule) if isinstance(field.scale, Numbers)]
    one, other = data.draw(st.sampled_from(fields)), data.draw(st.sampled_from(fields))
    axes = {
        f"{rule.key}.{field.name}": [
            field.scale.at(share) for share in data.draw(st.lists(st.floats(0, 1), min_size=2, max_size=3))
        ]
        for field in (one, other)
    }
    found = sweep(surface, optimizer, start, 25, axes)
    assert found.final_losses.shape == tuple(map(len, axes.values()))
    for lane in np.ndindex(found.final_losses.shape):
        fields = {
            name.rpartition(".")[2]: float(own[index])
            for (name, own), index in zip(axes.items(), lane, strict=True)
        }
        same(found, lane, alone(surface, type(optimizer)(**vars(optimizer) | fields), start, 25))


def test_the_surfaces_own_numbers_are_swept_against_their_own_minima():
    axes = {"line.mean": [0, 2, 3.5], "sgd.learning_rate": [0.05, 0.1]}
    found = sweep(Line(), SGD(0.1), (-1, 2), 80, axes)
    for lane in np.ndindex(3, 2):
        line = Line(mean=axes["line.mean"][lane[0]])
        same(found, lane, alone(line, SGD(axes["sgd.learning_rate"][lane[1]]), (-1, 2), 80))
        assert found.lowest[lane] == line.value(*line.minima[0])


def test_noise_and_batches_are_swept():
    axes = {"noise": [0, 0.3], "batch": [1, 8, 60]}
    found = sweep(Noisy(Batches(Line(), 60, 5), 0, 5), Adam(), (-1, 2), 40, axes)
    for lane in np.ndindex(2, 3):
        noise, batch = axes["noise"][lane[0]], axes["batch"][lane[1]]
        same(found, lane, alone(posed(Line(), noise=noise, batch=batch, seed=5), Adam(), (-1, 2), 40))


def test_starts_and_rates_may_differ_between_the_lanes_of_a_batch():
    starts, rates = np.array([[-1.0, 0.5, 1.0], [2.0, 1.0, 0.0]]), np.array([0.02, 0.05, 0.1])
    axes = {"line.mean": [0, 1, 2], "batch": [4, 60]}
    found = sweep(Line(), SGD(rates[:, None]), starts[..., None], 40, axes)
    for i, j in np.ndindex(3, 2):
        problem = posed(Line(mean=i), batch=axes["batch"][j])
        same(found, (i, j), alone(problem, SGD(rates[i]), starts[:, i], 40))


def test_a_schedule_is_kept():
    found = sweep(Rosenbrock(), Adam(), (-1.2, 1), 60, {"adam.beta1": [0.5, 0.9]}, schedule=Cosine())
    for lane, beta1 in enumerate([0.5, 0.9]):
        same(found, lane, alone(Rosenbrock(), Adam(beta1=beta1), (-1.2, 1), 60, schedule=Cosine()))


@pytest.mark.parametrize("kind", SCHEDULES, ids=lambda kind: kind.key)
def test_the_numbers_of_a_schedule_are_swept(kind):
    numbers = [field for field in tunables(kind) if isinstance(field.scale, Numbers)][:2]
    axes = {f"schedule.{field.name}": field.scale.grid(4) for field in numbers} | {"adam.beta1": (0.5, 0.9)}
    found = sweep(Himmelblau(), Adam(), (0.6, -5.7), 40, axes, schedule=kind())
    for lane in np.ndindex(found.final_losses.shape):
        *own, beta1 = [axes[name][index] for name, index in zip(axes, lane, strict=True)]
        schedule = kind(**dict(zip((field.name for field in numbers), own, strict=True)))
        same(found, lane, alone(Himmelblau(), Adam(beta1=beta1), (0.6, -5.7), 40, schedule=schedule))


def test_without_axes_there_is_one_lane():
    same(sweep(Bowl(), Adam(), (1, 1), 30, {}), (), alone(Bowl(), Adam(), (1, 1), 30))


def test_without_a_minimum_nothing_settles():
    found = sweep(Saddle(), SGD(0.1), (1, 0), 30, {"sgd.learning_rate": [0.01, 0.1]})
    assert np.isnan(found.lowest).all()
    assert (found.settled_at == -1).all()
    np.testing.assert_array_equal(found.above_minimum, found.final_losses)


@pytest.mark.parametrize(("rule", "limit"), [(SGD, 2), (Momentum, 2 * 1.9), (Nesterov, 3.8 / 2.8)])
def test_the_largest_stable_rate_is_that_of_theory(rule, limit):
    """2/λmax, 2(1 + μ)/λmax, (2 + 2μ)/((1 + 2μ)λmax)."""
    bowl = Bowl(condition=10)
    rates = np.geomspace(0.5, 2, 400) * limit / bowl.largest_curvature
    start = (-2.5, 1.5)
    found = sweep(bowl, rule(0.1), start, 3000, {f"{rule.key}.learning_rate": rates})
    stable = found.final_losses < bowl.value(*start)
    assert stable[: stable.sum()].all()
    largest = rates[stable.sum() - 1]
    assert largest == pytest.approx(limit / bowl.largest_curvature, rel=0.01)


@pytest.mark.parametrize(
    "axis", ["learning_rate", "sgd.beta1", "adam.bias_correction", "bowl.angle", "steps", "batch", "x" * 99]
)
def test_what_is_not_there_cannot_be_swept(axis):
    with pytest.raises(ValueError, match=r"sweep|data") as complaint:
        sweep(Bowl(), Adam(), (1, 1), 30, {axis: [1, 2]})
    assert len(str(complaint.value)) < 100


def test_a_sweep_takes_little_memory_and_says_how_far_it_is():
    axes = {"adam.learning_rate": np.geomspace(1e-3, 1, 64), "adam.beta1": np.linspace(0, 0.99, 64)}
    told = []
    tracemalloc.start()
    try:
        sweep(Rosenbrock(), Adam(), (-1.2, 1), 300, axes, progress=told.append)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8e6
    assert told == sorted(told)
    assert 0 < told[1] < told[-1] <= 1
