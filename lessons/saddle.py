"""A saddle: what is small is divided by itself.

Beside the ridge of x² − y² the slope in y is 2|y|. SGD leaves in proportion to it, exponentially slowly
at first; rules that divide by √v leave at full step.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam, Momentum, RMSprop
from surfaces import Saddle
from trajectories.measures import first_below

_RATE, _STEPS = 0.05, 90
_WATCH = 30  # all but SGD have left, and none has gone so far that the picture is lost
_NUDGE, _AWAY = 0.001, 1.0
_RULES = (Adam, RMSprop, Momentum, SGD)
_RUNS = tuple(Run(rule(learning_rate=_RATE)) for rule in _RULES)


def _scene(title: str, height: float) -> Scene:
    return Scene(title, Experiment(Saddle(), _RUNS, (-2.0, height), _STEPS), step=_WATCH)


def _leaving(scenes: Trajectories) -> dict[str, float]:
    """The step at which each run is more than one unit beside the ridge."""
    return _beside(scenes, _AWAY)


def _beside(scenes: Trajectories, far: float) -> dict[str, float]:
    """The step at which each run is first so far beside the ridge."""
    return {name: first_below(-np.abs(run.positions[:, 1]), -far) for name, run in scenes[0].items()}


def _facts(scenes: Trajectories) -> Facts:
    edge = Saddle.domain[1][1]
    out = {f"out_{name}": step for name, step in _beside(scenes, edge).items()}
    far = {f"far_{name}": step for name, step in _beside(LESSON.run(LESSON.counter), edge).items()}
    return _leaving(scenes) | out | far | {"nudge": _NUDGE, "rate": _RATE, "away": _AWAY}


def _claim(scenes: Trajectories) -> bool:
    """RMSprop leaves first, then Adam, then momentum, SGD last; exactly on the ridge nobody leaves."""
    leaving = _leaving(scenes)
    ordered = leaving["rmsprop"] < leaving["adam"] < leaving["momentum"] < leaving["sgd"] < np.inf
    on_ridge = all(not run.positions[:, 1].any() for scene in scenes[1:] for run in scene.values())
    return bool(ordered and on_ridge)


LESSON = Lesson(
    key="saddle",
    title="A saddle",
    question="The start lies {nudge} beside the ridge that leads to the saddle, all rates are {rate}. "
    "Which rule is the first to be a whole unit beside the ridge?",
    answers=("SGD: it follows the slope", "Momentum: it gathers speed", "Adam", "RMSprop"),
    right=3,
    scenes=(_scene("Beside the ridge", _NUDGE), _scene("On the ridge", 0.0)),
    notice="RMSprop is there at step {rmsprop:.0f}, Adam at {adam:.0f}, momentum at {momentum:.0f} and "
    "SGD at {sgd:.0f}. Momentum, by then the fastest, is the first out of the view, at step "
    "{out_momentum:.0f}. Exactly on the ridge none ever leaves it: there the slope across is zero.",
    explanation="Beside the ridge the slope across is tiny. SGD's step is in proportion to it, so it "
    "takes long to become large. RMSprop divides it by its own recent size and goes at α or more from "
    "the first step on. So does Adam, but its mean lags behind a slope that grows with every step.",
    source="follows from the update rules; computed here",
    facts=_facts,
    claim=_claim,
    counter=(_scene("Far from the ridge", _AWAY),),
    counter_notice="A whole unit beside the ridge no slope is tiny. SGD leaves the view at step "
    "{far_sgd:.0f}, RMSprop only at {far_rmsprop:.0f} and Adam at {far_adam:.0f}.",
)
