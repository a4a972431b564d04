"""Runs to draw, and what a figure says when it is a dictionary."""

import base64

import numpy as np

from experiment import Experiment, Run, default_experiment
from figures import drawn_runs
from optimizers import SGD, Adam, RMSprop
from surfaces import Bowl
from trajectories import Trajectory, simulate


def drawn(experiment):
    """The runs of an experiment, as figures take them."""
    start, steps = experiment.start_point, experiment.step_count
    trajectories = (simulate(experiment.surface, run.optimizer, start, steps) for run in experiment.runs)
    return drawn_runs(zip(experiment.names, experiment.labels, trajectories, strict=True))


def untouched(kind=Bowl):
    """The surface's untouched page: the surface and its runs."""
    page = default_experiment(kind())
    return page.surface, drawn(page)


def crowded(count, surface=None):
    """`count` runs that end close to one another."""
    rules = [Adam, RMSprop, SGD]
    runs = tuple(Run(rules[index % 3](learning_rate=0.05)) for index in range(count))
    return drawn(Experiment(surface or Bowl(), runs, steps=20))


def lost(steps=10):
    """A run of which nothing is finite, not even its start."""
    nothing = np.full(steps + 1, np.nan)
    both = np.full((steps + 1, 2), np.nan)
    return Trajectory(both, nothing, both, (), nothing)


def decoded(array):
    """An array as it travels in a figure's dictionary."""
    assert set(array) <= {"dtype", "bdata", "shape"}, "arrays travel as base64"
    return np.frombuffer(base64.b64decode(array["bdata"]), dtype=array["dtype"])


def long_lists(thing, path=""):
    """The paths of all lists in a figure's dictionary that are too long to be anything but data."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from long_lists(value, f"{path}.{key}")
    elif isinstance(thing, list | tuple):
        if len(thing) > 60:
            yield path
        for index, value in enumerate(thing):
            yield from long_lists(value, f"{path}[{index}]")
