"""Mini-batches: the loss falls to a floor, which is proportional to α/b.

With batches of b out of n examples, drawn anew at each step, the mean excess loss of gradient descent settles
near c (α/b)(n − b)/(n − 1), c depending on the data. In shuffled epochs errors cancel, and it lies lower.
"""

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD
from surfaces import Line

_SURFACE = Line(mean=0.0, noise=1.0)
_RATE, _SMALL, _LARGE, _STEPS, _SETTLED = 0.2, 2, 8, 500, 100
_RATIO = (4.0, 7.05)  # of the floors; a fourfold batch and a little more


def _scene(title: str, batch: int | None, sampling: str = "draws") -> Scene:
    runs = (Run(SGD(learning_rate=_RATE)),)
    experiment = Experiment(_SURFACE, runs, steps=_STEPS, batch=batch, sampling=sampling)
    return Scene(title, experiment, focus="sgd")


def _floors(scenes: Trajectories) -> list[float]:
    """The mean loss above the minimum once it has settled, scene by scene."""
    lowest = _SURFACE.value(*_SURFACE.minima[0])
    return [float(scene["sgd"].losses[_SETTLED + 1 :].mean() - lowest) for scene in scenes]


_GIVEN = {
    "examples": _SURFACE.examples,
    "small_batch": _SMALL,
    "large_batch": _LARGE,
}


def _facts(scenes: Trajectories) -> Facts:
    small, large = _floors(scenes)
    epochs_small, epochs_large, full = _floors(LESSON.run(LESSON.counter))
    return {
        "more": _LARGE / _SMALL,
        "settled": _SETTLED,
        "small": small,
        "large": large,
        "ratio": small / large,
        "epochs_small": epochs_small,
        "epochs_large": epochs_large,
        "epochs_ratio": epochs_small / epochs_large,
        "full": full,
    }


def _claim(scenes: Trajectories) -> bool:
    """A fourth of the batch has a floor about four times as high."""
    small, large, *_ = _floors(scenes)
    return bool(large > 0 and _RATIO[0] < small / large < _RATIO[1])


LESSON = Lesson(
    key="mini_batches",
    title="Mini-batches",
    question="Now each step of SGD sees {small_batch:.0f} of the {examples:.0f} points, drawn anew. What "
    "happens to the loss of all points?",
    answers=(
        "It falls to a floor and jitters there",
        "It falls to the minimum, only more slowly",
        "It rises: so few points mislead",
    ),
    right=0,
    scenes=(
        _scene("Batches of two", _SMALL),
        _scene("Batches of eight", _LARGE),
    ),
    notice="From step {settled:.0f} on, the loss is {small} above the minimum on average; with batches of "
    "{large_batch:.0f}, {large}. The batch is {more:.0f} times as large, and the floor {ratio} times as "
    "low. The thin line is the path with all points.",
    explanation="Near the minimum the exact gradient vanishes, but the batch’s does not: its points "
    "disagree. Each step is thrown about by α times that disagreement, whose variance falls with the "
    "batch size b, while the slope pulls back. Both balance at a floor proportional to $\\alpha/b$: halve "
    "the rate or double the batch.",
    source="Bottou, Curtis & Nocedal 2018, arXiv:1606.04838, theorem 4.6",
    facts=_facts,
    claim=_claim,
    counter=(
        _scene("epochs of two", _SMALL, "epochs"),
        _scene("epochs of eight", _LARGE, "epochs"),
        _scene("all points", None),
    ),
    counter_notice="Dealt in shuffled epochs the floors are {epochs_small} and {epochs_large}, lower and "
    "{epochs_ratio} times apart: within an epoch errors cancel, and $\\alpha/b$ is no law. With all "
    "points there is no floor: {full}.",
    given=_GIVEN,
)
