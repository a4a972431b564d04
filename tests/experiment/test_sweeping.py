"""What a sweep shows is what the page shows when its sliders stand there."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from experiment import (
    FEWEST_STEPS,
    MOST_SEED,
    SEEDS,
    Best,
    Experiment,
    Run,
    best_rate,
    default_experiment,
    rate_stops,
)
from experiment.sweeping import alone, sweepable, swept, turned
from optimizers import SGD
from surfaces import SURFACES, Bowl, Line
from tests.strategies import experiments, surfaces
from trajectories.measures import below_for_good
from tunables import Numbers


@given(data=st.data(), experiment=experiments(surfaces))
def test_a_lane_is_the_run_on_the_page_that_is_turned_there_bit_for_bit(data, experiment):
    assume(experiment.runs)
    experiment = replace(experiment, steps=data.draw(st.integers(FEWEST_STEPS, 60)))
    own = alone(experiment, data.draw(st.sampled_from(experiment.names)))
    axes = sweepable(own, own.names[0])
    names = data.draw(st.lists(st.sampled_from(sorted(axes)), min_size=1, max_size=2, unique=True))
    grids = {name: axes[name].scale.grid(data.draw(st.integers(3, 5))) for name in names}
    found = swept(own, grids)
    for lane in np.ndindex(found.final_losses.shape):
        there = own
        for index, (name, grid) in zip(lane, grids.items(), strict=True):
            there = turned(there, name, grid[index])
        went = there.went(there.runs[0])
        assert found.overflowed_at[lane] == went.overflowed_at
        np.testing.assert_array_equal(found.final_losses[lane], went.losses[-1])


@pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)
def test_every_number_of_a_run_and_a_surface_can_be_swept(kind):
    experiment = default_experiment(kind())
    for name in experiment.names:
        axes = sweepable(experiment, name)
        assert next(iter(axes)) == f"{name}.learning_rate"
        assert all(isinstance(each.scale, Numbers) for each in axes.values())
        for axis, each in axes.items():
            found = swept(alone(experiment, name), {axis: each.scale.grid(3)[:2]})
            assert found.final_losses.shape == (2,)


def test_a_second_run_of_a_rule_is_swept_by_its_own_name():
    experiment = default_experiment(Line())
    twice = turned(experiment, "adam.beta1", 0.5)
    assert turned(twice, "adam.beta1", 0.9) == experiment
    assert "batch" in sweepable(experiment, "sgd")
    assert "batch" not in sweepable(default_experiment(Bowl()), "sgd")
    assert sweepable(experiment, "lion") == {}


@given(data=st.data(), experiment=experiments(surfaces), criterion=st.sampled_from(["loss", "steps"]))
def test_the_best_rate_is_never_worse_than_the_one_that_is_there(data, experiment, criterion):
    assume(experiment.runs)
    experiment = replace(experiment, steps=data.draw(st.integers(FEWEST_STEPS, 40)))
    own = alone(experiment, data.draw(st.sampled_from(experiment.names)))
    name, tolerance = f"{own.names[0]}.learning_rate", 0.1
    found = best_rate(own, criterion, tolerance)

    def judged(rate):
        """By the definition, one seed after the other."""
        values = []
        for seed in range(SEEDS) if own.is_noisy else [0]:
            there = turned(replace(own, seed=(own.seed + seed) % (MOST_SEED + 1)), name, rate)
            went = there.went(there.runs[0])
            minima = own.plane.minima
            above = went.losses - (own.plane.value(*minima[0]) if minima else 0)
            settled = below_for_good(above, tolerance) if minima else np.inf
            final = above[-1] if np.isfinite(above[-1]) else np.inf
            values.append(settled if criterion == "steps" else final)
        return np.median(values)

    present = own.runs[0].optimizer.learning_rate
    if found.rate is None:
        assert judged(present) == np.inf
    else:
        assert judged(found.rate) == found.value <= judged(present)


def test_of_equal_rates_the_smaller_is_best():
    own = alone(Experiment(Bowl(), (Run(SGD(0.1)),), start=(0, 0)), "sgd")
    assert best_rate(own, "loss", 1e-3) == Best(1e-7, 0.0, len(rate_stops(own)))
