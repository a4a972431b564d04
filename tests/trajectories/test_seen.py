"""What a network is said to see is what it makes of its examples."""

import numpy as np
import pytest

from optimizers import SGD, Adam
from problems import Digits, Moons
from trajectories import train
from trajectories.seen import first_layer, hardest, regions
from trajectories.training import NOTHING

DIGITS = Digits(hidden=12)


@pytest.fixture(scope="module")
def training():
    return train(DIGITS, Adam(0.02), 120)


def test_images_are_taken_for_what_the_network_says(training):
    inputs, labels = DIGITS.validation
    for look, theta in enumerate(training.weights.astype(float)):
        taken = DIGITS.decided(DIGITS.outputs(theta, inputs))
        # In single precision two outputs may change places that are alike to seven digits.
        assert np.mean(training.taken[look] != taken) < 0.01
    assert (training.taken == labels).mean(axis=1) == pytest.approx(
        training.accuracies[np.isin(training.looked_at, training.pictured_at)]
    )


def test_the_hardest_come_first(training):
    order = hardest(DIGITS, training)
    inputs, labels = DIGITS.validation
    assert sorted(order) == list(range(len(labels)))
    wrong = training.taken[-1, order] != labels[order]
    assert 0 < wrong.sum() < len(labels)
    assert wrong[: wrong.sum()].all(), "what is taken for something else stands before all that is not"
    sure = np.sort(DIGITS.outputs(training.theta, inputs[order]), axis=1)
    assert np.all(np.diff(sure[wrong.sum() :, -1] - sure[wrong.sum() :, -2]) >= -1e-9)


def test_a_network_that_holds_nothing_out_has_nothing_that_is_hard():
    with pytest.raises(ValueError, match="held out"):
        hardest(Moons(), train(Moons(), Adam(0.03), 10))


def test_weights_that_are_no_numbers_take_an_image_for_nothing():
    lost = train(Digits(hidden=3), SGD(1e300), 12)
    assert lost.overflowed_at is not None
    assert (lost.taken[-1] == NOTHING).all()
    assert len(hardest(Digits(hidden=3), lost)) == 360
    pictures = first_layer(Digits(hidden=3), lost, 32)
    assert not pictures[-1].any()


def test_the_first_layer_is_that_of_the_weights(training):
    pictures = first_layer(DIGITS, training, 5)
    assert pictures.shape == (len(training.weights), 5, 64)
    w1 = DIGITS.weights(training.theta).w1
    np.testing.assert_allclose(pictures[-1] / 127 * np.abs(training.weights[:, : 64 * 12]
        .reshape(-1, 64, 12)[:, :, :5]).max(), w1[:, :5].T, atol=0.005 * np.abs(w1).max() + 0.01)  # fmt: skip
    assert np.abs(pictures).max() == 127


def test_regions_are_those_of_the_outputs():
    network = Moons()
    training = train(network, Adam(0.03), 200)
    across, up = np.linspace(-2, 2, 9), np.linspace(-1, 1, 5)
    sure = regions(network, training, across, up)
    assert sure.shape == (len(training.weights), 5, 9)
    for look, row, column in ((0, 0, 0), (-1, 2, 7), (30, 4, 3)):
        place = np.array([[across[column], up[row]]])
        z = network.outputs(training.weights[look].astype(float), place)[0, 0]
        assert abs(sure[look, row, column] / 255 - 1 / (1 + np.exp(-z))) < 0.01
