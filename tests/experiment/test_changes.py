"""What stays of an experiment when what is walked changes, and where runs may begin."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import (
    Experiment,
    Run,
    change_surface,
    default_experiment,
    default_optimizer,
    rounded_start,
    start_complaint,
)
from optimizers import SGD, RMSprop
from surfaces import SURFACES, Bowl, Rosenbrock
from tests.strategies import experiments, inside, networks, surfaces

every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)


@every_surface
@pytest.mark.parametrize("other", SURFACES, ids=lambda kind: kind.key)
def test_an_untouched_page_stays_untouched_on_another_surface(kind, other):
    assert change_surface(default_experiment(kind()), other()) == default_experiment(other())


@given(experiments(), surfaces | networks)
def test_a_rate_that_is_the_rules_own_there_moves_to_its_own_here(experiment, walked):
    moved = change_surface(experiment, walked)
    assert moved.surface == walked
    for run, before in zip(moved.runs, experiment.runs, strict=True):
        kind, rate = type(before.optimizer), before.optimizer.learning_rate
        if rate == default_optimizer(kind, experiment.surface).learning_rate:
            rate = default_optimizer(kind, walked).learning_rate
        assert run == replace(before, optimizer=replace(before.optimizer, learning_rate=rate))
    assert change_surface(moved, walked) == moved


@given(experiments(surfaces), surfaces)
def test_another_surface_keeps_what_the_reader_touched(experiment, surface):
    moved = change_surface(experiment, surface)
    old = experiment.surface
    assert moved.surface == surface
    for run, before in zip(moved.runs, experiment.runs, strict=True):
        optimizer = before.optimizer
        if optimizer.scales_with_gradient and optimizer.learning_rate == old.rate:
            optimizer = replace(optimizer, learning_rate=surface.rate)
        assert run == replace(before, optimizer=optimizer)
    if experiment.start is None or start_complaint(surface, experiment.start):
        assert moved.start_point == surface.start
    else:
        assert moved.start_point == experiment.start
    assert moved.step_count == (surface.steps if experiment.steps is None else experiment.steps)
    assert moved.loss_on_log == (bool(surface.minima) if experiment.log_loss is None else experiment.log_loss)
    assert change_surface(moved, surface) == moved


def test_only_an_untouched_rate_moves_with_the_surface():
    page = Experiment(Bowl(), (Run(SGD(Bowl.rate)), Run(SGD(0.3)), Run(RMSprop(Bowl.rate))))
    rates = [run.optimizer.learning_rate for run in change_surface(page, Rosenbrock()).runs]
    assert rates == [Rosenbrock.rate, 0.3, Bowl.rate]


def test_a_start_outside_the_new_view_gives_way():
    assert change_surface(replace(default_experiment(), start=(1.0, -2.0)), Rosenbrock()).start is None
    assert change_surface(replace(default_experiment(), start=(1.0, 2.5)), Rosenbrock()).start == (1.0, 2.5)


# The start


@given(surfaces, st.data())
def test_a_clicked_start_is_rounded_finely_once_and_stays_in_view(surface, data):
    start = data.draw(inside(surface.domain))
    rounded = rounded_start(surface, start)
    for one, exact, (low, high) in zip(rounded, start, surface.domain, strict=True):
        assert abs(one - exact) <= 1e-4 * (high - low) / 2, "a click must not move the start visibly"
        assert math.copysign(1, one) == 1 or one < 0, "−0 is no place"
    assert rounded_start(surface, rounded) == rounded
    assert start_complaint(surface, rounded) is None, (
        f"a click at {start} must be a start: round inwards at the edge"
    )


@every_surface
def test_the_corners_of_the_view_are_inside_and_what_lies_beyond_is_named_by_its_letter(kind):
    surface = kind()
    (x0, x1), (y0, y1) = surface.domain
    assert all(start_complaint(surface, (x, y)) is None for x in (x0, x1) for y in (y0, y1))
    first, second = surface.letters
    assert f"start {first}" in start_complaint(surface, (math.nextafter(x1, math.inf), y0))
    assert f"start {second}" in start_complaint(surface, (x0, math.nextafter(y0, -math.inf)))
    assert start_complaint(surface, (math.nan, y0))
