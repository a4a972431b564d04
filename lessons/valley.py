"""Rosenbrock's valley: finding it is quick, following its flat floor is not."""

import numpy as np

from experiment import Challenge, Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam, RMSprop
from surfaces import Rosenbrock
from trajectories import Trajectory
from trajectories.measures import below_for_good
from tunables import number

_GROUND = Rosenbrock()
_START, _STEPS = (-1.2, 1.0), 1000
_RATE, _SMALL, _RMSPROP_RATE, _SGD_RATE = 0.1, 0.01, 0.05, 0.001
_NEAR = 0.1


def _scene(rate: float) -> Scene:
    runs = (
        Run(Adam(learning_rate=rate)),
        Run(RMSprop(learning_rate=_RMSPROP_RATE)),
        Run(SGD(learning_rate=_SGD_RATE)),
    )
    return Scene(f"Adam’s α = {number(rate)}", Experiment(_GROUND, runs, _START, _STEPS))


def _found(run: Trajectory) -> float:
    """The step from which on the run stays in the valley y = x²."""
    x, y = run.positions.T
    return below_for_good(np.abs(y - x**2), _NEAR)


def _left(run: Trajectory) -> float:
    """The distance to the minimum at the end."""
    return float(np.hypot(*(run.positions[-1] - _GROUND.minima[0])))


def _facts(scenes: Trajectories) -> Facts:
    runs = scenes[0]
    found = {f"{name}_found": _found(run) for name, run in runs.items()}
    left = {f"{name}_left": _left(run) for name, run in runs.items()}
    return found | left | {"steps": _STEPS, "small": _SMALL}


def _claim(scenes: Trajectories) -> bool:
    """All find the valley within a tenth of the run; at the end only Adam is at the minimum."""
    runs = scenes[0]
    found = max(_found(run) for run in runs.values()) < _STEPS / 10
    others = min(_left(run) for name, run in runs.items() if name != "adam")
    return bool(found and _left(runs["adam"]) < 0.01 and others > 0.5)


LESSON = Lesson(
    key="valley",
    title="A curved valley",
    question="The minimum lies on the flat floor of a curved valley. Each rule has {steps:.0f} steps. "
    "What takes them longest?",
    answers=(
        "Finding the valley: all three lose most of their time there",
        "Following the floor: only Adam gets to the end of it",
        "Neither: all three arrive",
    ),
    right=1,
    scenes=(_scene(_RATE),),
    notice="All are in the valley for good soon: SGD from step {sgd_found:.0f}, Adam from "
    "{adam_found:.0f}, RMSprop from {rmsprop_found:.0f}. At the end Adam is {adam_left} from the "
    "minimum, RMSprop {rmsprop_left}, SGD {sgd_left}.",
    explanation="On the floor the slope is tiny and the walls are steep. SGD's rate is bounded by the "
    "walls, so on the floor it creeps. RMSprop takes steps of about α in both coordinates, most of them "
    "from wall to wall. In Adam's mean the walls cancel and the floor adds up.",
    source="Rosenbrock 1960; the comparison is computed here",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_SMALL),),
    counter_notice="With α = {small} Adam cannot be there either: its steps are hardly longer than α.",
    challenge=Challenge(1e-3, 450, "adam"),
)
