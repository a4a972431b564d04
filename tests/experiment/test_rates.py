"""A network with many rates: those around the rule’s own there, and the losses with them."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import (
    RATE_SEEDS,
    RATES,
    Experiment,
    Run,
    default_experiment,
    default_optimizer,
    trained_losses,
    trained_rates,
)
from optimizers import OPTIMIZERS, SGD, Adam
from problems import NETWORKS, Moons
from trajectories import train
from tunables import tunables

SMALL = Experiment(Moons(hidden=4), (Run(Adam(0.03)), Run(SGD(1.0))), steps=40)


@pytest.mark.parametrize("network", [kind() for kind in NETWORKS], ids=lambda network: network.key)
@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.key)
def test_the_rates_lie_around_the_rules_own_and_on_its_slider(kind, network):
    rates, (declared, *_) = trained_rates(kind, network), tunables(kind)
    own = default_optimizer(kind, network).learning_rate
    assert RATES - 1 <= len(rates) <= RATES
    assert list(rates) == sorted(rates)
    assert rates[0] < own / 10
    assert own < rates[-1]
    assert not any(map(declared.check, rates))
    steps = np.diff(np.log(rates))
    assert steps.max() < 1.3 * steps.min(), "even on a log axis"


def test_a_loss_is_the_median_of_the_networks_seed_and_those_after_it():
    losses = trained_losses(SMALL, "sgd")
    rates = trained_rates(SGD, SMALL.network)
    for index in (0, 12, len(rates) - 1):
        each = [
            train(replace(SMALL.network, seed=seed), SGD(rates[index]), 40).losses[-1]
            for seed in range(RATE_SEEDS)
        ]
        assert losses[index] == pytest.approx(np.median(each), rel=1e-5)


def test_the_rate_that_a_run_has_does_not_matter_and_neither_does_the_losss_scale_for_the_units():
    turned = replace(SMALL, runs=(Run(Adam(0.5)), *SMALL.runs[1:]))
    np.testing.assert_array_equal(trained_losses(SMALL, "adam"), trained_losses(turned, "adam"))
    scaled = replace(SMALL, surface=Moons(hidden=4, loss_scale=100.0), runs=(Run(Adam(0.03, epsilon=0)),))
    plain = replace(scaled, surface=SMALL.surface)
    np.testing.assert_allclose(trained_losses(scaled, "adam"), trained_losses(plain, "adam"), rtol=1e-4)


def test_it_says_how_far_it_is_and_what_was_done_is_kept():
    told: list[float] = []

    class EnoughError(Exception):
        pass

    def until_half(share):
        told.append(share)
        if share > 0.5:
            raise EnoughError

    mine = replace(SMALL, steps=200, surface=Moons(hidden=5))
    with pytest.raises(EnoughError):
        trained_losses(mine, "adam", until_half)
    assert told == sorted(told)
    assert told[0] < 0.05
    again: list[float] = []
    trained_losses(mine, "adam", again.append)
    assert again[0] > 0.45, "what was trained before is not trained again"


def test_what_has_no_weights_is_refused():
    with pytest.raises(ValueError, match="no weights"):
        trained_losses(default_experiment(), "adam")


def test_rates_that_break_the_network_have_no_loss_or_a_high_one():
    losses = trained_losses(replace(SMALL, runs=(Run(SGD(1.0)),)), "sgd")
    assert np.nanmin(losses) < 0.5
    assert not np.isinf(losses).any()
