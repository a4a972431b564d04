"""What is recorded while a network is trained is what the network does, and what is said of it is so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import SGD, Adam
from problems import Digits, Moons
from schedules import Cosine
from trajectories import Training, learned, simulate, train
from trajectories.looks import LOOKS, PICTURES

NETWORK = Digits(hidden=8)


@pytest.fixture(scope="module")
def training() -> Training:
    return train(NETWORK, Adam(0.01), 90)


def test_the_weights_are_those_of_simulate(training: Training):
    run = simulate(NETWORK, Adam(0.01), NETWORK.start, 90)
    np.testing.assert_array_equal(training.theta, run.positions[-1])
    np.testing.assert_allclose(
        training.gradient_norms[1:], np.linalg.norm(run.gradients[1:], axis=1), rtol=1e-12
    )
    for t in (1, 2, 50, 90):
        assert training.batch_losses[t] == NETWORK.loss_and_gradient(run.positions[t - 1], NETWORK.rows(t))[0]
    assert np.isnan([training.batch_losses[0], training.gradient_norms[0]]).all()
    for at, loss, other, share in zip(
        training.looked_at, training.losses, training.validation_losses, training.accuracies, strict=True
    ):
        theta = run.positions[at]
        assert loss == pytest.approx(NETWORK.loss(theta), rel=1e-5)
        assert other == pytest.approx(NETWORK.loss(theta, NETWORK.validation), rel=1e-5)
        assert share == pytest.approx(NETWORK.accuracy(theta, NETWORK.validation), abs=1.5 / 360)


@pytest.mark.parametrize("steps", [0, 1, 7, 59, 60, 61, 300, 1000, 4321])
def test_it_is_looked_at_evenly_from_the_start_to_the_end(steps: int):
    training = train(Moons(hidden=2), SGD(0.1), steps)
    at, pictured = training.looked_at, training.pictured_at
    assert (at[0], at[-1]) == (pictured[0], pictured[-1]) == (0, steps)
    assert min(PICTURES, steps) <= len(at) - 1 <= LOOKS
    assert set(pictured) <= set(at)
    assert len(pictured) == len(training.weights) == min(PICTURES, steps) + 1
    for gaps in (np.diff(at), np.diff(np.searchsorted(at, pictured))):
        assert not len(gaps) or gaps.max() - gaps.min() <= 1
    np.testing.assert_array_equal(training.weights[-1], training.theta.astype(np.float32))


def test_the_loss_is_looked_at_every_fifth_step_of_a_long_run():
    at = train(Moons(hidden=2), SGD(0.1), 1500).looked_at
    assert set(np.diff(at)) == {5}


def test_a_schedule_counts():
    decayed = train(Moons(), SGD(1.0), 40, Cosine())
    run = simulate(Moons(), SGD(1.0), Moons().start, 40, Cosine())
    np.testing.assert_array_equal(decayed.theta, run.positions[-1])


def test_what_is_kept_does_not_grow_with_the_weights_times_the_steps():
    few, many = (train(Moons(hidden=hidden), SGD(0.1), 2000) for hidden in (2, 64))
    weights = Moons(hidden=64).size - Moons(hidden=2).size
    # The last weights, and those of every look in single precision.
    assert many.nbytes - few.nbytes == 8 * weights + 4 * (PICTURES + 1) * weights


def test_digits_are_learned_and_said_so():
    said = learned(train(Digits(), Adam(0.01), 300))
    assert said.share >= 0.9
    assert said.sentence.startswith(
        f"{round(100 * said.share)} % validation accuracy from step {said.since} on"
    )
    moons = learned(train(Moons(), Adam(0.03), 500))
    assert "training accuracy" in moons.sentence


@pytest.mark.parametrize("optimizer", [SGD(1e4), SGD(1e200), Adam(10.0)])
def test_a_rate_far_too_large_has_an_outcome(optimizer):
    said = learned(train(Digits(), optimizer, 40)).sentence
    assert said.startswith(("diverged: weights overflow at step", "did not learn: the training loss is"))


def test_what_is_too_large_to_be_looked_at_has_an_outcome_and_takes_no_image_for_anything():
    """Adam without a memory of squares divides small gradients by themselves: its weights come to 1e43."""
    lost = train(Digits(), Adam(0.01, beta2=0.0), 120)
    assert np.isfinite(lost.theta).all()
    assert learned(lost).sentence == "diverged: the training loss is too large for a number"
    assert lost.accuracies[-1] == 0


def made(losses, others=None, accuracies=None) -> Training:
    """A training of one look a step, of these numbers."""
    k = len(losses)
    nothing = np.full(k, np.nan)
    return Training(
        batch_losses=nothing,
        gradient_norms=nothing,
        looked_at=np.arange(k),
        losses=np.array(losses, dtype=float),
        validation_losses=nothing if others is None else np.array(others, dtype=float),
        accuracies=np.zeros(k) if accuracies is None else np.array(accuracies),
        pictured_at=np.arange(k),
        weights=np.zeros((k, 1), dtype=np.float32),
        taken=np.zeros((k, 0), dtype=np.uint8),
        watched=None,
        theta=np.zeros(1),
        overflowed_at=None,
    )


def test_it_overfits_where_the_others_rise_and_the_trained_fall():
    falling = [5, 4, 3, 2, 1, 0.5]
    assert learned(made(falling, [5, 4, 3, 3.5, 4, 4.5])).overfits_since == 2
    assert learned(made(falling, [5, 4, 3, 2.9, 2.8, 2.9])).overfits_since is None, "too little"
    assert learned(made([5, 4, 3, 3.5, 4, 4.5], [5, 4, 3, 3.5, 4, 4.5])).overfits_since is None, "both rise"
    assert learned(made(falling, [6, 5, 4, 3, 2, 1])).overfits_since is None
    assert learned(made(falling)).overfits_since is None, "there are no others"
    assert "overfits since step 2" in learned(made(falling, [5, 4, 3, 3.5, 4, 4.5])).sentence


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_an_accuracy_counts_from_where_it_stays(accuracies):
    said = learned(made([1.0] * len(accuracies), accuracies=accuracies))
    if said.share:
        assert min(accuracies[said.since :]) >= said.share
        assert said.since == 0 or accuracies[said.since - 1] < said.share
    else:
        assert accuracies[-1] < 0.5


def test_it_is_said_whether_it_still_improves():
    assert learned(made(np.linspace(2, 0.2, 21))).improving
    assert not learned(made([2, 1, *([0.5] * 18)])).improving
    assert "still improving" in learned(made(np.linspace(2, 0.2, 21))).sentence


def test_weights_that_overflow_are_named_before_all_else():
    said = learned(replace(made([2, 1, np.nan]), overflowed_at=7))
    assert said.sentence == "diverged: weights overflow at step 7"
