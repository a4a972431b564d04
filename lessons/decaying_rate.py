"""Does Adam need a decaying rate? With noise, yes: its floor is as wide as α.

Near the minimum Adam's step is about α whatever the gradient's size, so a constant rate leaves a cloud. With
exact gradients it comes to rest by itself.
"""

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam
from schedules import Cosine
from surfaces import Line
from trajectories.measures import below_for_good

_SURFACE = Line(mean=0.0, noise=1.0)
_RATE, _SMALL_RATE, _BATCH, _STEPS, _LAST = 0.1, 0.025, 8, 500, 50
_LIMIT, _FLOOR = 1e-3, 1e-6


def _scene(title: str, rate: float, batch: int | None) -> Scene:
    runs = (
        Run(Adam(learning_rate=rate), label="constant"),
        Run(Adam(learning_rate=rate), label="cosine", schedule=Cosine()),
    )
    return Scene(title, Experiment(_SURFACE, runs, steps=_STEPS, batch=batch))


def _late(scene: Trajectories) -> list[float]:
    """The mean loss above the minimum over the last steps, of both runs."""
    lowest = _SURFACE.value(*_SURFACE.minima[0])
    return [float(run.losses[-_LAST:].mean() - lowest) for run in scene[0].values()]


_GIVEN = {
    "rate": _RATE,
    "batch": _BATCH,
    "examples": _SURFACE.examples,
}


def _facts(scenes: Trajectories) -> Facts:
    constant, cosine = _late(scenes)
    exact, slow = LESSON.run(LESSON.counter)
    slow_constant, slow_cosine = _late((slow,))
    lowest = _SURFACE.value(*_SURFACE.minima[0])
    return {
        "last": _LAST,
        "constant": constant,
        "cosine": cosine,
        "times": constant / cosine,
        "limit": _LIMIT,
        "exact": below_for_good(exact["adam"].losses - lowest, _LIMIT),
        "small_rate": _SMALL_RATE,
        "slow_constant": slow_constant,
        "slow_cosine": slow_cosine,
    }


def _claim(scenes: Trajectories) -> bool:
    """A constant rate leaves a floor, and a decaying one goes below it."""
    constant, cosine = _late(scenes)
    return bool(cosine < constant and constant > _FLOOR)


LESSON = Lesson(
    key="decaying_rate",
    title="A rate that decays",
    question="Adam sees batches of {batch:.0f} of {examples:.0f} points, once with a constant α = {rate}, "
    "once with α falling to nearly nothing along a cosine. Adam adapts its steps anyway. Which ends lower?",
    answers=(
        "Neither: Adam’s own division already decays",
        "The constant one: it keeps moving",
        "The one that decays",
    ),
    right=2,
    scenes=(_scene("Batches", _RATE, _BATCH),),
    notice="Over the last {last:.0f} steps the constant rate is {constant} above the minimum on average, "
    "the cosine {cosine}: {times:.0f} times lower. See the map: one path keeps jittering, the other draws "
    "in.",
    explanation="At the minimum the gradients of batches are noise, and $\\sqrt{\\hat v}$ is as large as "
    "that noise. Dividing by it makes every step about as long as α again, however near the minimum is: "
    "the cloud is α wide. Only a smaller α makes it smaller.",
    source="Kingma & Ba 2015, section 4, prove convergence for $\\alpha_t \\propto 1/\\sqrt{t}$; "
    "Loshchilov & Hutter 2017, arXiv:1608.03983",
    facts=_facts,
    claim=_claim,
    counter=(
        _scene("all points", _RATE, None),
        _scene("a small rate", _SMALL_RATE, _BATCH),
    ),
    counter_notice="With all points there is nothing to decay for: constant Adam is within {limit} from "
    "step {exact:.0f} on and comes to rest by itself. And α must first suffice: at {small_rate} the "
    "cosine runs out of way, {slow_cosine} against {slow_constant}.",
    given=_GIVEN,
)
