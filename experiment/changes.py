"""The untouched page, and what stays of an experiment when what is walked changes."""

import math
from dataclasses import replace
from typing import TypeVar

from experiment.experiment import Experiment, Run, Walked
from experiment.settings import start_complaint
from optimizers import SGD, Adam, Optimizer, RMSprop
from problems import Network
from surfaces import Bowl, Point, Surface

Rule = TypeVar("Rule", bound=Optimizer)
DEFAULT_RULES: tuple[type[Optimizer], ...] = (Adam, RMSprop, SGD)


def default_optimizer(kind: type[Rule], surface: Walked) -> Rule:
    """The rule as an untouched page has it, at the rate that suits what is walked, where it has one."""
    rate = _own_rate(kind, surface)
    own = {} if rate is None else {"learning_rate": rate}
    return kind(**own)


def _own_rate(kind: type[Optimizer], surface: Walked) -> float | None:
    """In a plane that of rules whose step scales with the gradient; in a network, that of every rule."""
    if isinstance(surface, Network):
        return surface.rates.get(kind.key, surface.rate)
    return surface.rate if kind.scales_with_gradient else None


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
        kind = type(run.optimizer)
        before, after = (default_optimizer(kind, each).learning_rate for each in (old, surface))
        if before == after or run.optimizer.learning_rate != before:
            return run
        return replace(run, optimizer=replace(run.optimizer, learning_rate=after))

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
