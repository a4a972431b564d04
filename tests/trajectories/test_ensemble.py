"""Many seeds at once: each is the run of that seed, and what is kept of them does not grow with the steps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SGD, Adam
from problems import posed
from schedules import Cosine
from surfaces import Bowl, Line, Penguins
from trajectories import ahead, ensemble, simulate

every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
SEEDS = np.arange(5, 16)


@every_rule
def test_quantiles_and_ends_are_those_of_the_single_runs(rule):
    drawn = {"batch": 3, "noise": 0.2}
    found = ensemble(posed(Line(), seed=SEEDS, **drawn), rule(), (-1.0, 2.0), 300)
    singles = [simulate(posed(Line(), seed=int(seed), **drawn), rule(), (-1.0, 2.0), 300) for seed in SEEDS]
    losses = np.sort([run.losses for run in singles], axis=0)
    np.testing.assert_array_equal(found.quantiles, losses[[1, 5, 9]])
    np.testing.assert_array_equal(found.final_losses, [run.losses[-1] for run in singles])
    np.testing.assert_array_equal(found.ends.T, [run.positions[-1] for run in singles])


def test_who_arrives_is_within_a_hundredth_of_the_diagonal_of_a_minimum():
    problem = posed(Line(), batch=8, seed=np.arange(20))
    found = ensemble(problem, Adam(), Line().start, 200)
    away = np.hypot(*(found.ends - np.reshape(Line().minima[0], (2, 1))))
    np.testing.assert_array_equal(found.arrived, away <= 0.01 * np.hypot(8, 10))
    assert 0 < found.arrived.sum() < 20


def test_a_schedule_goes_by_the_number_of_steps():
    problem = posed(Line(mean=0.0, noise=1.0), batch=8, seed=np.arange(20))
    constant = ensemble(problem, Adam(), (-1.0, 2.0), 500)
    cosine = ensemble(problem, Adam(), (-1.0, 2.0), 500, Cosine())
    assert (cosine.final_losses < constant.final_losses).sum() >= 17


def test_what_overflows_is_infinite_and_nowhere():
    found = ensemble(posed(Line(), batch=2, seed=np.arange(9)), SGD(5.0), (-1.0, 2.0), 3000)
    assert np.isinf(found.final_losses).all()
    assert np.isnan(found.ends).all()
    assert not found.arrived.any()
    assert np.isinf(found.quantiles[:, -1]).all()


def test_nothing_grows_with_seeds_times_steps():
    found = ensemble(posed(Bowl(), noise=1.0, seed=np.arange(64)), Adam(), (1.0, 1.0), 1000)
    assert found.quantiles.shape == (3, 1001)
    assert found.nbytes < 8 * (3 * 1001 + 4 * 64) + 100


def test_progress_is_told_on_the_way():
    told = []
    ensemble(posed(Penguins(), batch=8, seed=SEEDS), SGD(0.1), (0.0, 0.0), 1000, progress=told.append)
    assert told == sorted(told)
    assert len(told) >= 3
    assert told[-1] <= 1


@given(st.lists(st.lists(st.floats(0, 10), min_size=4, max_size=4), min_size=1, max_size=5))
def test_in_every_seed_somebody_is_ahead(finals):
    wins = ahead([np.array(each) for each in finals])
    assert wins.sum() >= 4
    assert (wins <= 4).all()


def test_better_in_the_long_run_loses_a_quarter_of_the_time():
    """Adam against SGD on the line: the median is lower, and one run in four says otherwise."""
    problem = posed(Line(), batch=8, seed=np.arange(200))
    adam, sgd = (ensemble(problem, rule, (-1.0, 2.0), 300) for rule in (Adam(0.1), SGD(0.15)))
    assert np.median(adam.final_losses) < np.median(sgd.final_losses)
    assert 120 <= ahead([adam.final_losses, sgd.final_losses])[0] <= 165


def test_a_surface_without_seeds_has_no_ensemble():
    with pytest.raises(ValueError, match="seed for each"):
        ensemble(Bowl(), Adam(), (1.0, 1.0), 10)
