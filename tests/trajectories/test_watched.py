"""All weights of a network in a rule's hands: what is told of them is what the rule did."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SGD, Adam, evaluate
from problems import Digits, Moons
from schedules import CONSTANT, Cosine
from trajectories import simulate, train, watched
from trajectories.watched import LONG, LOWEST, PER_DECADE, spread_over

NETWORK = Digits(hidden=6)
STEPS = 61


def names_at(optimizer, run, t, rate):
    """Everything of step t, of all weights, from what `simulate` recorded."""
    names = {name: getattr(optimizer, name) for name in vars(optimizer)} | {"learning_rate": rate, "t": t}
    names |= {"g": run.gradients[t], "theta": run.positions[t], "theta_prev": run.positions[t - 1]}
    for field, values in run.states._asdict().items():
        names |= {field: values[t], f"{field}_prev": values[t - 1]}
    return names


@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.key)
def test_the_one_weight_goes_as_it_does_among_all(kind):
    optimizer, weight = kind(learning_rate=0.01), NETWORK.telling
    run, one = (
        simulate(NETWORK, optimizer, NETWORK.start, STEPS),
        watched(NETWORK, optimizer, STEPS, CONSTANT, weight).weight,
    )
    np.testing.assert_array_equal(one.positions[:, 0], run.positions[:, weight])
    np.testing.assert_array_equal(one.gradients[:, 0], run.gradients[:, weight])
    np.testing.assert_array_equal(one.learning_rates, run.learning_rates)
    for field, values in run.states._asdict().items():
        own = getattr(one.states, field)
        of_all = values[:, weight] if values.ndim > 1 and values.shape[1] > 1 else values.reshape(-1)
        np.testing.assert_array_equal(own[:, 0], of_all)


@pytest.mark.parametrize("optimizer", [Adam(0.01), SGD(0.3), Adam(0.02, bias_correction=False)])
def test_a_spread_counts_every_weight_of_a_layer_once(optimizer):
    found = watched(NETWORK, optimizer, STEPS, Cosine(), 3)
    run = simulate(NETWORK, optimizer, NETWORK.start, STEPS, Cosine())
    assert found.sizes == (65 * 6, 7 * 10)
    assert set(found.spreads) == set(spread_over(optimizer))
    for look, t in enumerate(found.looked_at):
        if not t:
            assert all(not counts[0].any() for counts in found.spreads.values())
            continue
        names = names_at(optimizer, run, t, run.learning_rates[t])
        for expression, counts in found.spreads.items():
            values = np.broadcast_to(evaluate(expression, names), run.gradients[t].shape)
            for layer, part in enumerate(np.split(values, [found.sizes[0]])):
                seen = part[part > 0]
                assert counts[look, layer].sum() == len(seen)
                assert abs(np.log10(np.median(seen)) - middle(counts[look, layer])) <= 1.01 / PER_DECADE
        moved = np.abs(run.positions[t] - run.positions[t - 1])
        assert found.long[t] == np.mean(moved > LONG * run.learning_rates[t])


def middle(counts):
    """The middle of the bin that holds the median, in decades."""
    return LOWEST + (np.searchsorted(np.cumsum(counts), counts.sum() / 2) + 0.5) / PER_DECADE


def test_the_first_step_of_adam_moves_every_weight_that_has_a_slope_by_alpha():
    network = Moons()
    found = watched(network, Adam(0.03), 10, CONSTANT, 0)
    assert found.long[1] == np.mean(network.slope(network.start, 1) != 0)
    assert np.isnan(found.long[0])


def test_weights_that_overflow_end_their_run():
    network = Moons(activation="relu")
    found = watched(network, SGD(1e300), 20, CONSTANT, 0)
    overflowed = train(network, SGD(1e300), 20).overflowed_at
    assert overflowed is not None
    assert found.weight.overflowed_at >= 0
    assert np.isnan(found.weight.positions[found.weight.overflowed_at :]).all()


def test_what_is_kept_does_not_grow_with_the_weights():
    few, many = (watched(Moons(hidden=hidden), Adam(0.01), 200, CONSTANT, 0).nbytes for hidden in (2, 64))
    assert few == many


def test_what_a_training_has_watched_is_the_same():
    training = train(NETWORK, Adam(0.01), STEPS, Cosine())
    again = watched(NETWORK, Adam(0.01), STEPS, Cosine(), NETWORK.telling)
    np.testing.assert_array_equal(training.watched.weight.positions, again.weight.positions)
    np.testing.assert_array_equal(training.watched.long, again.long)
    for expression, counts in training.watched.spreads.items():
        np.testing.assert_array_equal(counts, again.spreads[expression])
