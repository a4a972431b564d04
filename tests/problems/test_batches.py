"""Mini-batches and noise: what is drawn, that all runs get the same, and that lanes are as if alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SGD, Adam
from problems import SAMPLINGS, Batches, Noisy, posed
from surfaces import SURFACES, Bowl, DataSurface, Iris, Line, Neuron, Penguins, Rosenbrock
from trajectories import simulate

MADE_OF_DATA = [kind for kind in SURFACES if issubclass(kind, DataSurface)]
every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
every_sampling = pytest.mark.parametrize("sampling", SAMPLINGS)
seeds = st.integers(0, 999_999)


def assert_same(one, other):
    """Two trajectories, bit for bit."""
    for field in ("positions", "losses", "gradients", "learning_rates"):
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field))
    for ours, theirs in zip(one.states, other.states, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def lane(trajectory, index):
    """One run of several at once."""
    return replace(
        trajectory,
        positions=trajectory.positions[..., index],
        losses=trajectory.losses[..., index],
        gradients=trajectory.gradients[..., index],
        states=type(trajectory.states)(*(array[..., index] for array in trajectory.states)),
        learning_rates=trajectory.learning_rates[..., index],
    )


@every_sampling
@given(seed=seeds, size=st.integers(1, 59), t=st.integers(1, 2000))
def test_a_batch_holds_different_examples_and_is_always_the_same(sampling, seed, size, t):
    rows = Batches(Line(), size, seed, sampling).batch(t)
    assert rows.shape == (size,)
    assert len(set(rows)) == size
    assert rows.max() < 60
    np.testing.assert_array_equal(rows, Batches(Line(mean=1.0), size, seed, sampling).batch(t))


@given(seed=seeds, t=st.integers(1, 2000), small=st.integers(1, 59), large=st.integers(1, 59))
def test_draws_need_no_history_and_a_small_batch_is_the_beginning_of_a_larger(seed, t, small, large):
    small, large = sorted((small, large))
    rows = Batches(Line(), large, seed).batch(t)
    np.testing.assert_array_equal(rows, np.random.default_rng((seed, t)).permutation(60)[:large])
    np.testing.assert_array_equal(Batches(Line(), small, seed).batch(t), rows[:small])


@given(seed=seeds, size=st.integers(1, 59), epoch=st.integers(0, 20))
def test_an_epoch_deals_every_example_once_and_the_rest_sits_out(seed, size, epoch):
    batches = Batches(Line(), size, seed, "epochs")
    count = 60 // size
    dealt = np.concatenate([batches.batch(epoch * count + t) for t in range(1, count + 1)])
    assert len(dealt) == count * size
    assert len(set(dealt)) == len(dealt)
    order = np.random.default_rng((seed, epoch + 1)).permutation(60)
    np.testing.assert_array_equal(dealt, order[: count * size])


def test_every_example_comes_up_as_often_as_any():
    for sampling in SAMPLINGS:
        batches = Batches(Line(), 6, 4, sampling)
        drawn = np.concatenate([batches.batch(t) for t in range(1, 2001)])
        counts = np.bincount(drawn, minlength=60)
        assert counts.sum() == 12_000
        assert (np.abs(counts - 200) < 5 * np.sqrt(200)).all(), sampling
        assert (np.ptp(counts) == 0) == (sampling == "epochs")


@pytest.mark.parametrize("kind", MADE_OF_DATA, ids=lambda kind: kind.key)
def test_all_examples_and_no_noise_are_the_surface_itself(kind):
    surface = kind()
    assert posed(surface) is surface
    assert posed(surface, batch=surface.examples, seed=3) is surface
    assert posed(surface, batch=10_000) is surface
    plain = simulate(surface, Adam(), surface.start, 40)
    assert_same(simulate(Batches(surface, surface.examples, 5), Adam(), surface.start, 40), plain)
    assert_same(simulate(Noisy(surface, 0.0, 5), Adam(), surface.start, 40), plain)


@pytest.mark.parametrize("kind", MADE_OF_DATA, ids=lambda kind: kind.key)
@every_sampling
def test_a_step_is_given_the_mean_slope_of_its_batch_and_the_loss_is_everyones(kind, sampling):
    surface = kind()
    problem = posed(surface, batch=4, seed=2, sampling=sampling)
    run = simulate(problem, SGD(surface.rate / 10), surface.start, 30)
    for t in range(1, 31):
        singles = [surface.gradient(*run.positions[t - 1], [row]) for row in problem.batch(t)]
        np.testing.assert_allclose(run.gradients[t], np.mean(singles, axis=0), rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(run.losses, surface.value(*run.positions.T))


def test_the_mean_over_all_batches_is_the_full_gradient():
    full = np.array(Iris().gradient(1.0, 2.0))
    problem = Batches(Iris(), 5, 1)
    theta = np.array([1.0, 2.0])
    slopes = np.array([problem.slope(theta, t) for t in range(1, 4001)])
    error = slopes.std(axis=0) / np.sqrt(len(slopes))
    assert (np.abs(slopes.mean(axis=0) - full) < 5 * error).all()
    dealt = Batches(Iris(), 5, 1, "epochs")
    epoch = np.mean([dealt.slope(theta, t) for t in range(1, 21)], axis=0)
    np.testing.assert_allclose(epoch, full, rtol=1e-12)


@every_rule
@every_sampling
def test_one_lane_of_an_ensemble_is_the_run_of_that_seed(rule, sampling):
    ensemble = np.array([7, 8, 9, 1000])
    settings = {"batch": 3, "noise": 0.4, "sampling": sampling}
    for surface in (Line(), Neuron()):
        start = surface.start
        together = simulate(posed(surface, seed=ensemble, **settings), rule(), start, 70)
        for index, seed in enumerate(ensemble):
            alone = simulate(posed(surface, seed=int(seed), **settings), rule(), start, 70)
            assert_same(lane(together, index), alone)


def test_a_lane_is_as_if_alone_whatever_the_size_of_the_batch_and_the_number_of_lanes():
    for size in (1, 2, 7, 8, 9, 16, 100, 171):
        for count in (1, 2, 3, 8, 33):
            ensemble = np.arange(count)
            together = simulate(posed(Penguins(), batch=size, seed=ensemble), Adam(), (0.0, 0.0), 5)
            last = simulate(posed(Penguins(), batch=size, seed=count - 1), Adam(), (0.0, 0.0), 5)
            assert_same(lane(together, count - 1), last)


@given(seed=seeds, sigma=st.floats(0.01, 100))
def test_noise_is_what_is_said_and_does_not_depend_on_who_walks_how_far(seed, sigma):
    xi = np.random.default_rng(seed).standard_normal((700, 2))
    problem = Noisy(Rosenbrock(), sigma, seed)
    for t in (1, 2, 300, 512, 513, 700):
        theta = np.array([0.3, -0.2])
        clean = np.array(Rosenbrock().gradient(*theta))
        np.testing.assert_array_equal(problem.slope(theta, t), clean + sigma * xi[t - 1])
    np.testing.assert_array_equal(
        problem.losses(np.array([[1.0, 2.0], [0.0, 0.0]])), Rosenbrock().value([1, 0], [2, 0])
    )


def test_noise_and_batches_add_up():
    theta = np.array([0.5, 0.5])
    both = posed(Line(), noise=2.0, batch=4, seed=11)
    batch = posed(Line(), batch=4, seed=11)
    noise = posed(Line(), noise=2.0, seed=11)
    np.testing.assert_allclose(
        both.slope(theta, 9) - batch.slope(theta, 9), noise.slope(theta, 9) - Line().slope(theta, 9)
    )
    assert both.surface == batch.surface == noise.surface == Line()
    assert both.letters == ("w", "b")
    np.testing.assert_array_equal(both.problem.batch(9), batch.batch(9))


def test_noise_may_differ_from_lane_to_lane():
    sigmas = np.array([0.1, 1.0, 5.0])
    together = simulate(Noisy(Bowl(), sigmas, 3), Adam(), (1.0, 1.0), 30)
    for index, sigma in enumerate(sigmas):
        assert_same(lane(together, index), simulate(Noisy(Bowl(), float(sigma), 3), Adam(), (1.0, 1.0), 30))


def test_a_surface_without_examples_has_no_batches():
    assert posed(Bowl(), batch=3, seed=2) == Bowl()
