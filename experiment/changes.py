"""The untouched page, and what stays of an experiment when what is walked changes."""

import math
from dataclasses import replace
from typing import TypeVar

from experiment.experiment import Experiment, Run, Walked
from experiment.settings import start_complaint
from optimizers import SGD, Adam, Optimizer, RMSprop
from surfaces import Bowl, Point, Surface

Rule = TypeVar("Rule", bound=Optimizer)
DEFAULT_RULES: tuple[type[Optimizer], ...] = (Adam, RMSprop, SGD)


def default_optimizer(kind: type[Rule], surface: Walked) -> Rule:
    """The rule as an untouched page has it, at the surface's rate where its step scales with the gradient."""
    own = {"learning_rate": surface.rate} if kind.scales_with_gradient else {}
    return kind(**own)


def default_experiment(surface: Walked | None = None) -> Experiment:
    """The untouched page, with this surface on it."""
    surface = surface or Bowl()
    return Experiment(surface, tuple(Run(default_optimizer(kind, surface)) for kind in DEFAULT_RULES))


def change_surface(experiment: Experiment, surface: Walked) -> Experiment:
    """The same experiment on another surface: what the reader touched stays, the rest is the surface's own.

    A touched start outside the new view gives way to the surface's own.
    """
    old = experiment.surface

    def moved(run: Run) -> Run:
        if run.optimizer.scales_with_gradient and run.optimizer.learning_rate == old.rate:
            return replace(run, optimizer=replace(run.optimizer, learning_rate=surface.rate))
        return run

    start = experiment.start
    if start is not None and (len(start) != len(surface.letters) or start_complaint(surface, start)):
        start = None
    return replace(experiment, surface=surface, runs=tuple(map(moved, experiment.runs)), start=start)


def rounded_start(surface: Surface, start: Point) -> Point:
    """A clicked start in the decimals that picture and link share: finer than 1e-4 of the view's width."""
    (x0, x1), _ = surface.domain
    decimals = -math.floor(math.log10(1e-4 * (x1 - x0)))
    x, y = (
        (min(max(round(value, decimals), low), high) if low <= value <= high else value) + 0.0
        for value, (low, high) in zip(start, surface.domain, strict=True)
    )
    return x, y
