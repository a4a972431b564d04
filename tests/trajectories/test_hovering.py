"""How runs end whose gradients are drawn: around a minimum, nowhere or on their way, never oscillating."""

from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import default_experiment
from surfaces import SURFACES, Bowl, Iris, Line, Neuron, Penguins, Points, Rastrigin, Rosenbrock
from tests.trajectories.test_outcome import along
from trajectories import outcome
from words import Converged, Descending, Hovering, Left, Moving, Oscillating, Rising, Wandering

DIAGONAL = 6 * 2**0.5  # of the bowl's view


def cloud(middle, spread, count=200, drift=(0.0, 0.0), seed=0):
    """Positions that jitter around a middle, which may drift from the first to the last."""
    jitter = np.random.default_rng(seed).normal(scale=spread, size=(count, 2))
    return np.array(middle) + jitter + np.linspace(0, 1, count)[:, None] * np.array(drift)


def endings(surface, seeds=20, **drawn):
    """The endings of the untouched page's runs over so many seeds, by label."""
    ends = {}
    for seed in range(seeds):
        experiment = replace(default_experiment(surface), seed=seed, **drawn)
        for label, run in zip(experiment.labels, experiment.runs, strict=True):
            end = outcome(surface, experiment.went(run), noisy=True)
            ends.setdefault(label, []).append(end)
    return ends


def hovers(ends, around=None):
    return sum(isinstance(end, Hovering) and around in (None, end.minimum) for end in ends)


@given(spread=st.floats(0.02, 0.3), seed=st.integers(0, 1000))
def test_jitter_around_a_minimum_hovers_around_it_within_its_reach(spread, seed):
    end = outcome(Bowl(), along(cloud((0, 0), spread, seed=seed)), noisy=True)
    assert isinstance(end, Hovering)
    assert end.minimum == (0, 0)
    assert 2 * spread < end.within < 6 * spread
    assert end.sentence.startswith("hovers around (0, 0) within 0.") or end.within >= 1


def test_jitter_around_no_minimum_wanders():
    end = outcome(Bowl(), along(cloud((2, 2), 0.1)), noisy=True)
    assert isinstance(end, Wandering)
    np.testing.assert_allclose(end.centre, (2, 2), atol=0.06)
    assert 0.15 < end.within < 0.6


def test_a_cloud_as_wide_as_the_view_is_around_nothing():
    end = outcome(Bowl(), along(cloud((0, 0), 1.2)), noisy=True)
    assert isinstance(end, Wandering | Left)


def test_what_drifts_is_on_its_way_however_it_jitters():
    down = along(cloud((-2.5, 0), 0.05, drift=(2.0, 0)))
    up = along(cloud((-0.8, 0), 0.05, drift=(-2.0, 0)))
    assert isinstance(outcome(Bowl(), down, noisy=True), Descending)
    assert isinstance(outcome(Bowl(), up, noisy=True), Rising)


@pytest.mark.parametrize("reach", [0.9, 1.1])
def test_close_to_a_minimum_is_a_twentieth_of_the_diagonal(reach):
    """There a slow drift is still hovering; beyond it is being on one's way."""
    far = reach * 0.05 * DIAGONAL
    points = np.linspace((far, 0), (0.7 * far, 0), 40)
    end = outcome(Bowl(), along(points), noisy=True)
    assert isinstance(end, Hovering if reach < 1 else Descending)


def test_what_comes_twice_as_close_is_still_arriving():
    points = np.linspace((0.3, 0), (0.01, 0), 41)
    assert isinstance(outcome(Bowl(), along(points), noisy=True), Descending)


def test_noise_too_small_to_be_seen_changes_no_verdict():
    experiment = replace(default_experiment(), noise=0.01)
    sgd = experiment.went(experiment.runs[2])
    for seed in range(5):
        sgd = replace(experiment, seed=seed).went(experiment.runs[2])
        assert type(outcome(Bowl(), sgd, noisy=True)) is type(outcome(Bowl(), sgd))


# Of 20 seeds, at least so many of each run hover around the minimum.
@pytest.mark.parametrize(
    ("surface", "drawn", "least"),
    [
        (Line(), {"batch": 8}, {"Adam": 17, "RMSprop": 13, "SGD": 20}),
        (Line(mean=0.0), {"batch": 8}, {"Adam": 15, "RMSprop": 19, "SGD": 19}),
        (Penguins(standardise=True), {"batch": 8}, {"Adam": 16, "RMSprop": 19, "SGD": 19}),
        (Neuron(), {"batch": 8}, {"RMSprop": 19, "SGD": 19}),
        (Points(), {"batch": 2}, {"SGD": 18}),
        (Bowl(), {"noise": 1.0}, {"Adam": 15, "SGD": 17}),
        (Rastrigin(), {"noise": 10.0}, {"Adam": 18, "RMSprop": 18, "SGD": 17}),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_the_reference_cases_hover(surface, drawn, least):
    ends = endings(surface, **drawn)
    found = {label: hovers(ends[label]) for label in least}
    assert all(found[label] >= least[label] for label in least), found


@pytest.mark.parametrize(
    ("surface", "drawn", "label"),
    [(Penguins(), {"batch": 8}, "Adam"), (Penguins(), {"batch": 8}, "SGD"), (Points(), {"batch": 2}, "Adam")],
    ids=lambda value: getattr(value, "key", ""),
)
def test_who_is_far_away_does_not_hover(surface, drawn, label):
    assert hovers(endings(surface, **drawn)[label]) == 0


def test_the_twins_of_the_neuron_are_told_apart():
    ends = endings(Neuron(), batch=8)
    plus, minus = Neuron().minima
    assert hovers(ends["RMSprop"], plus) >= 19
    assert hovers(ends["SGD"], minus) >= 19


@pytest.mark.parametrize("kind", [Bowl, Rosenbrock, Line, Iris, Points], ids=lambda kind: kind.key)
@pytest.mark.parametrize("size", [0.1, 1.0, 10.0])
def test_jitter_is_never_called_oscillating(kind, size):
    ends = endings(kind(), seeds=8, noise=size)
    for end in chain(*ends.values()):
        assert not isinstance(end, Oscillating | Moving)
        assert not (isinstance(end, Converged) and end.amplitude)
        assert "oscillat" not in end.sentence + end.meaning
        assert "circles" not in end.sentence


def test_every_surface_has_a_sentence_under_noise():
    for kind in SURFACES:
        for ends in endings(kind(), seeds=2, noise=0.5).values():
            for end in ends:
                assert end.sentence
                assert "nan" not in end.sentence + end.meaning
