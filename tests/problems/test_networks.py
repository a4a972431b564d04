"""Networks: the backward pass against finite differences and PyTorch, and what is known of trained ones."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import SGD, Adam, AdamW, Momentum, RMSprop
from problems import Digits, Moons, Network
from trajectories import simulate

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
NETWORKS = {
    "digits": Digits(),
    "digits, standardised": Digits(standardise=True, seed=3, hidden=20, batch=50, weight_scale=0.5),
    "moons": Moons(),
    "moons, relu": Moons(activation="relu", seed=2, hidden=9, batch=200),
}
RULES = {
    "digits": {
        "sgd": SGD(0.3),
        "momentum": Momentum(0.05, 0.9),
        "rmsprop": RMSprop(0.01, 0.9, 1e-8),
        "adam": Adam(0.01),
        "adamw": AdamW(0.01, weight_decay=0.1),
    },
    "moons": {
        "sgd": SGD(1.0),
        "momentum": Momentum(0.1, 0.9),
        "rmsprop": RMSprop(0.03, 0.9, 1e-8),
        "adam": Adam(0.03),
        "adamw": AdamW(0.03, weight_decay=0.1),
    },
}
SMALL = [
    Moons(hidden=5),
    Moons(hidden=4, activation="relu"),
    Digits(hidden=3, batch=7),
    Digits(standardise=True),
]


def walked(network: Network, optimizer, steps: int):
    """The loss of every step's batch before the step, and the last weights."""
    theta, state, found = network.start, optimizer.init(network.start), []
    for t in range(1, steps + 1):
        loss, gradient = network.loss_and_gradient(theta, network.rows(t))
        found.append(loss)
        theta, state = optimizer.step(theta, gradient, state, t)
    return found, theta


@pytest.mark.parametrize("rule", RULES["digits"])
@pytest.mark.parametrize("name", NETWORKS)
def test_fifty_steps_are_those_of_pytorch(name: str, rule: str):
    """The same weights and batches, in float64; autograd and PyTorch's rule against ours."""
    network = NETWORKS[name]
    losses, theta = walked(network, RULES[network.key][rule], 50)
    golden = GOLDEN[name][rule]
    np.testing.assert_allclose(losses, golden["losses"], rtol=1e-11)
    np.testing.assert_allclose(theta[::5], golden["theta"], rtol=1e-8, atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SMALL), st.integers(0, 2**32 - 1), st.floats(0.1, 3))
def test_the_gradient_is_that_of_the_loss(network: Network, seed: int, size: float):
    """Central differences along random directions."""
    random = np.random.default_rng(seed)
    theta = random.standard_normal(network.size) * size
    rows = network.rows(seed % 1000 + 1)
    _, gradient = network.loss_and_gradient(theta, rows)
    direction = random.standard_normal(network.size)
    direction /= np.linalg.norm(direction)

    def loss(at: float) -> float:
        return network.loss_and_gradient(theta + at * direction, rows)[0]

    # With ReLU a difference may step over a kink; then a shorter one does not.
    errors = [abs((loss(h) - loss(-h)) / (2 * h) - direction @ gradient) for h in (1e-4, 1e-5, 1e-6)]
    assert min(errors) < 1e-6 * max(1, abs(direction @ gradient))


def test_the_weights_lie_in_the_documented_order():
    network = Digits(hidden=3)
    theta = np.arange(float(network.size))
    w1, b1, w2, b2 = network.weights(theta)
    assert [each.shape for each in (w1, b1, w2, b2)] == [(64, 3), (3,), (3, 10), (10,)]
    assert (w1[0, :2].tolist(), b1[0], w2[0, 0], b2[-1]) == ([0, 1], 192, 195, 234)
    assert (Digits().size, Moons().size) == (2410, 65)


def test_the_first_weights_are_drawn_as_documented():
    random = np.random.default_rng(5)
    w1 = random.standard_normal((64, 32)) * np.sqrt(2 / 64)
    w2 = random.standard_normal((32, 10)) * np.sqrt(2 / 32)
    first = Digits(seed=5, weight_scale=3.0).weights(Digits(seed=5, weight_scale=3.0).start)
    np.testing.assert_array_equal(first.w1, 3 * w1)
    np.testing.assert_array_equal(first.w2, 3 * w2)
    assert not first.b1.any()
    assert not first.b2.any()
    tanh = np.random.default_rng(0).standard_normal((2, 16)) * np.sqrt(1 / 2)
    np.testing.assert_array_equal(Moons().weights(Moons().start).w1, tanh)


def test_a_batch_is_drawn_as_every_other_one_on_the_page():
    np.testing.assert_array_equal(
        Digits(seed=4, batch=10).rows(7), np.random.default_rng((4, 7)).permutation(1437)[:10]
    )


def test_the_images_are_split_as_documented():
    network = Digits()
    assert [len(each.labels) for each in (network.training, network.validation)] == [1437, 360]
    assert np.bincount(network.validation.labels).tolist() == [36] * 10
    assert network.training.inputs.min() == 0
    assert network.training.inputs.max() == 1
    standard = Digits(standardise=True).training.inputs
    assert np.abs(standard.mean(axis=0)).max() < 1e-12
    assert set(standard.std(axis=0).round(12)) <= {0.0, 1.0}


@pytest.mark.parametrize("seed", range(3))
def test_three_hundred_steps_read_digits(seed: int):
    """The range over ten seeds, with Adam at 0.01."""
    network = Digits(seed=seed)
    run = simulate(network, Adam(0.01), network.start, 300)
    assert 2.3 < run.losses[0] < 2.8
    assert 0.057 < run.losses[-1] < 0.090
    assert 0.935 < network.accuracy(run.positions[-1], network.validation) < 0.970


def test_five_hundred_steps_tell_the_moons_apart():
    network = Moons()
    run = simulate(network, Adam(0.03), network.start, 500)
    assert run.losses[-1] == pytest.approx(0.06, abs=0.02)
    assert network.accuracy(run.positions[-1], network.training) > 0.97


def test_a_lane_is_the_single_run():
    network = Moons(hidden=4)
    rates = np.array([0.01, 0.1, 1.0])
    together = simulate(network, Adam(rates), network.start, 20)
    for lane, rate in enumerate(rates):
        alone = simulate(network, Adam(rate), network.start, 20)
        np.testing.assert_array_equal(together.positions[..., lane], alone.positions)
        np.testing.assert_array_equal(together.losses[:, lane], alone.losses)


@pytest.mark.parametrize("network", [Digits(), Moons(), Moons(activation="relu")], ids=repr)
def test_a_rate_far_too_large_raises_nothing(network: Network):
    for optimizer in (SGD(1e6), Adam(10.0)):
        run = simulate(network, optimizer, network.start, 30)
        assert len(run.losses) == 31
    worst = network.start * 1e200
    with np.errstate(all="ignore"):
        loss, gradient = network.loss_and_gradient(worst)
    assert gradient.shape == worst.shape
    assert not np.isfinite(loss) or loss > 1e100


def test_the_loss_is_that_of_all_examples():
    network = Digits(batch=1)
    loss, _ = network.loss_and_gradient(network.start)
    assert network.loss(network.start) == pytest.approx(loss, rel=1e-14)
    inputs, labels = network.training
    z = network.outputs(network.start, inputs)
    by_hand = [np.log(np.exp(row).sum()) - row[label] for row, label in zip(z, labels, strict=True)]
    assert loss == pytest.approx(np.mean(by_hand), rel=1e-12)
