"""Many minima: which one is found depends on the rule, not on which is nearest."""

import math

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam, Lion, Nesterov
from surfaces import Himmelblau, Point
from trajectories import Trajectory

_GROUND = Himmelblau()
_START, _STEPS = (0.6, -5.7), 300
# From a rounder start Lion's equal steps would meet the minimum exactly, and its loss fall to nothing.
_ELSEWHERE = (4.03, 1.02)
_RUNS = (
    Run(Adam(learning_rate=0.1)),
    Run(SGD(learning_rate=0.002)),
    Run(Nesterov(learning_rate=0.002)),
    Run(Lion(learning_rate=0.05)),
)
_NEAR = 0.3


def _found(run: Trajectory) -> Point | None:
    """The minimum at which a run has arrived."""
    return next((m for m in _GROUND.minima if np.hypot(*(run.positions[-1] - m)) < _NEAR), None)


def _facts(scenes: Trajectories) -> Facts:
    ends = {name: _found(run) or (math.nan, math.nan) for name, run in scenes[0].items()}
    return {f"{name}_{axis}": end["xy".index(axis)] for name, end in ends.items() for axis in "xy"}


def _claim(scenes: Trajectories) -> bool:
    """Every rule arrives, each at a minimum of its own."""
    found = {_found(run) for run in scenes[0].values()}
    return None not in found and len(found) == len(scenes[0])


LESSON = Lesson(
    key="many_minima",
    title="Many minima",
    question="Four minima of equal depth, four rules, one start. How many different minima do they find?",
    answers=("One: the nearest", "Two", "Three", "Four: each rule its own"),
    right=3,
    scenes=(Scene("One start", Experiment(_GROUND, _RUNS, _START, _STEPS)),),
    notice="SGD ends at ({sgd_x}, {sgd_y}), Nesterov at ({nesterov_x}, {nesterov_y}), Adam at ({adam_x}, "
    "{adam_y}); Lion circles about ({lion_x}, {lion_y}). Drag the start a little and watch them change "
    "their minds.",
    explanation="A rule does not look for the nearest minimum; it follows slopes, each with its own "
    "memory and its own idea of how long a step is. SGD takes the steep side down, Nesterov's speed "
    "carries it across, and Adam and Lion leave diagonally because their steps are alike in x and y.",
    source="Himmelblau 1972; the comparison is computed here",
    facts=_facts,
    claim=_claim,
    counter=(Scene("Elsewhere", Experiment(_GROUND, _RUNS, _ELSEWHERE, _STEPS)),),
    counter_notice="From this start all four find the same one.",
)
