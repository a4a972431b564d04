"""The lessons' gallery: what each asks, how long it takes, and a small picture of how its runs begin."""

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np

from experiment import FEWEST_STEPS, Experiment, Run
from figures import run_styles
from interface.live_chart import Card, Line
from lessons import LESSONS, Lesson
from optimizers import Array
from problems import Network
from trajectories import Training, Trajectory

_SHARE = 0.25  # of the steps: the rest would answer the question
_POINTS = 40  # of a line
_MARGIN = 8  # around the lines
_WORDS_A_MINUTE = 150  # with a look at the picture


@lru_cache(maxsize=1)
def cards() -> list[Card]:
    """One card per lesson, in their order; computed once."""
    return [
        Card(
            key=lesson.key,
            title=lesson.told(lesson.title),
            question=lesson.told(lesson.question).replace("$", ""),
            minutes=minutes(lesson),
            lines=lines(lesson),
        )
        for lesson in LESSONS
    ]


@lru_cache(maxsize=64)
def minutes(lesson: Lesson) -> int:
    """About how long it takes to read a lesson."""
    told = (lesson.question, *lesson.answers, lesson.notice, lesson.explanation, lesson.counter_notice)
    words = sum(len(text.split()) for text in told)  # a number in braces is a word, too
    return max(1, round(words / _WORDS_A_MINUTE))


def lines(lesson: Lesson) -> list[Line]:
    """The first quarter of each run of the lesson's first scene, in a square of 100 by 100."""
    experiment = lesson.stages[0].experiment
    made = []
    for run, (token, _) in zip(experiment.runs, run_styles(experiment.names), strict=True):
        if not run.hidden:
            made.append((token, _places_of(experiment, run)))
    # As large as the square, but no shape is changed.
    every = np.concatenate([places for _, places in made])
    low, high = every.min(axis=0), every.max(axis=0)
    scale = (100 - 2 * _MARGIN) / max(*(high - low), 1e-9)
    middle = (low + high) / 2
    return [Line(token=token, path=_path(50 + scale * (places - middle))) for token, places in made]


def _places_of(experiment: Experiment, run: Run) -> Array:
    surface = experiment.surface
    if isinstance(surface, Network):
        # Only so far: a card need not wait for what it does not show.
        steps = max(math.ceil(_SHARE * experiment.step_count), FEWEST_STEPS)
        return _descent(replace(experiment, steps=steps).trained(run))
    return _places(experiment.went(run), surface.domain)


def _descent(training: Training) -> Array:
    """The logarithm of a network's training loss over the step, down to a tenth of what it was at first."""
    losses = training.losses[np.isfinite(training.losses)][:: max(len(training.losses) // _POINTS, 1)]
    down = np.log10(np.maximum(losses[0] / losses, 0.1))
    return np.column_stack([np.arange(len(down)) / len(down), down])


def _places(went: Trajectory, domain: tuple[tuple[float, float], ...]) -> Array:
    """Where a run is in the view, in shares of it and y downwards, shape (points, 2); θ over the step.

    It ends at the first point that is outside.
    """
    last = max(1, math.ceil(_SHARE * went.steps))
    steps = np.unique(np.linspace(0, last, min(last + 1, _POINTS)).astype(int))
    low, high = np.array(domain).T
    shares = (went.positions[steps] - low) / (high - low)
    inside = np.append(((shares >= 0) & (shares <= 1)).all(axis=1), False)
    shares, steps = shares[: int(np.argmin(inside))], steps[: int(np.argmin(inside))]
    across = shares[:, 0] if shares.shape[1] > 1 else steps / last
    return np.column_stack([across, 1 - shares[:, -1]])


def _path(places: Array) -> str:
    return "".join(f"{'L' if index else 'M'}{x} {y}" for index, (x, y) in enumerate(places.round(1).tolist()))
