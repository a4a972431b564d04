"""Noise: v averages g² + σ², so noise slows Adam down where the slope is the smaller of both.

On a plane the mean gradient is 1 in each coordinate. √v̂ settles at √(1 + σ²), and Adam's rate at α over that,
while gradient descent walks at α on average.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam, Lion
from surfaces import Formula

_SURFACE = Formula(text="x + y")
_START, _SIGMA, _RATE, _STEPS = (1.5, 1.5), 3.0, 0.003, 1000
_SLOWER = 2  # times, at least


def _scene(title: str, sigma: float) -> Scene:
    runs = tuple(Run(rule(learning_rate=_RATE)) for rule in (Adam, SGD, Lion))
    return Scene(title, Experiment(_SURFACE, runs, _START, _STEPS, noise=sigma))


def _travelled(scene: Trajectories) -> dict[str, float]:
    """How far each run came in x, in shares of what the same steps of length α would come."""
    return {
        name: float(run.positions[0, 0] - run.positions[-1, 0]) / (_RATE * run.steps)
        for name, run in scene[0].items()
    }


_GIVEN = {
    "sigma": _SIGMA,
    "rate": _RATE,
}


def _facts(scenes: Trajectories) -> Facts:
    shares = _travelled(scenes)
    quiet = _travelled(LESSON.run(LESSON.counter))
    return {
        **shares,
        "root": float(np.sqrt(scenes[0]["adam"].states.v_hat[-1, 0])),
        "expected": float(np.sqrt(1 + _SIGMA**2)),
        "quiet_adam": quiet["adam"],
        "quiet_sgd": quiet["sgd"],
    }


def _claim(scenes: Trajectories) -> bool:
    """SGD comes more than twice as far as Adam."""
    shares = _travelled(scenes)
    return bool(shares["sgd"] > _SLOWER * shares["adam"] > 0)


LESSON = Lesson(
    key="noise",
    title="What noise does to v",
    question="A plane with slope one in x and in y, and noise of σ = {sigma:.0f} on every gradient. SGD, "
    "Adam and Lion all have α = {rate}. Who comes how far?",
    answers=(
        "Adam farthest: it divides the noise away",
        "SGD and Lion about as far as without noise, Adam a third of that",
        "All about as far: noise averages out",
    ),
    right=1,
    scenes=(_scene("Noise", _SIGMA),),
    notice="Of α times the number of steps, SGD has come {sgd} of the way in x, Lion {lion} and Adam "
    "{adam}. Look at what divides Adam’s step below: $\\sqrt{\\hat v}$ ends at {root}, though the slope "
    "is one.",
    explanation="v is a mean of g², and the mean of $(1 + \\sigma\\xi)^2$ is $1 + \\sigma^2$: Adam "
    "divides by about {expected}, not by the slope. Where noise is the larger part of a gradient, Adam "
    "takes small steps, which is a virtue near a minimum and a price on a slope. Lion takes the sign of a "
    "mean, which the noise seldom turns.",
    source="Kingma & Ba 2015, section 2.1, on the signal-to-noise ratio",
    facts=_facts,
    claim=_claim,
    counter=(_scene("Without noise", 0.0),),
    counter_notice="Without noise all three walk at α: SGD has come {quiet_sgd} of the way and Adam "
    "{quiet_adam}.",
    given=_GIVEN,
)
