"""Why there are ravines: a feature whose mean is far from zero makes a loss narrow, and askew.

The Hessian of least squares is [[mean x², mean x], [mean x, 1]]. With mean 3 and spread 1 its κ is 119,
turned by 17° against the axes, which is what Adam cannot make up for; centred, κ is 1.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam
from surfaces import DataSurface, Line, Penguins
from trajectories.measures import below_for_good

_UNCENTRED, _CENTRED, _NARROW = Line(mean=3.0), Line(mean=0.0), Line(mean=0.0, spread=0.1)
_RAW, _STANDARDISED = Penguins(), Penguins(standardise=True)
_ADAM, _SHARE, _PENGUINS_RATE = 0.1, 1.8, 0.2
_LIMIT, _STEPS, _PENGUINS_STEPS = 1e-3, 600, 300


def _scene(title: str, surface: Line) -> Scene:
    rate = round(_SHARE / (surface.largest_curvature or np.nan), 3)
    runs = (Run(Adam(learning_rate=_ADAM)), Run(SGD(learning_rate=rate)))
    return Scene(title, Experiment(surface, runs, steps=_STEPS))


def _penguins(title: str, surface: Penguins) -> Scene:
    runs = (Run(Adam(learning_rate=_ADAM)), Run(SGD(learning_rate=_PENGUINS_RATE)))
    return Scene(title, Experiment(surface, runs, steps=_PENGUINS_STEPS))


def _arrivals(scenes: Trajectories, surfaces: tuple[DataSurface, ...]) -> list[float]:
    """The step from which on each run's loss stays so little above the minimum, Adam's and SGD's in turn."""
    return [
        below_for_good(scene[name].losses - surface.value(*surface.minima[0]), _LIMIT)
        for scene, surface in zip(scenes, surfaces, strict=True)
        for name in ("adam", "sgd")
    ]


def _facts(scenes: Trajectories) -> Facts:
    surfaces = (_UNCENTRED, _CENTRED, _RAW, _STANDARDISED)
    adam, sgd, centred_adam, centred_sgd, *_, penguins_adam, penguins_sgd = _arrivals(scenes, surfaces)
    narrow_adam, narrow_sgd = _arrivals(LESSON.run(LESSON.counter), (_NARROW,))
    ravines = [surface.ravine or (np.nan, np.nan) for surface in (*surfaces, _NARROW)]
    return {
        "mean": _UNCENTRED.mean,
        "kappa": ravines[0][0],
        "angle": ravines[0][1],
        "raw_kappa": ravines[2][0],
        "narrow_kappa": ravines[4][0],
        "limit": _LIMIT,
        "adam": adam,
        "sgd": sgd,
        "centred_adam": centred_adam,
        "centred_sgd": centred_sgd,
        "penguins_steps": _PENGUINS_STEPS,
        "penguins_adam": penguins_adam,
        "penguins_sgd": penguins_sgd,
        "spread": _NARROW.spread,
        "narrow_adam": narrow_adam,
        "narrow_sgd": narrow_sgd,
    }


def _claim(scenes: Trajectories) -> bool:
    """In the ravine of an uncentred feature Adam is slower than SGD at its best, and both than centred."""
    lowest = _UNCENTRED.value(*_UNCENTRED.minima[0])
    arrivals = [
        [below_for_good(scene[name].losses - lowest, _LIMIT) for name in ("adam", "sgd")]
        for scene in scenes[:2]
    ]
    (adam, sgd), *centred = arrivals
    return bool(sgd < adam < np.inf and all(4 * a < adam and 4 * s < sgd for a, s in centred))


LESSON = Lesson(
    key="feature",
    title="Why there are ravines",
    question="A line is fitted to points whose x has mean {mean:.0f} and spread one: the loss is a ravine "
    "with κ = {kappa:.0f}. What would make it round?",
    answers=(
        "More points",
        "Points with less noise",
        "Subtracting the mean of x first",
    ),
    right=2,
    scenes=(
        _scene("Mean three", _UNCENTRED),
        _scene("Mean zero", _CENTRED),
        _penguins("Penguins", _RAW),
        _penguins("Standardised", _STANDARDISED),
    ),
    notice="The loss is within {limit} of the minimum from step {sgd:.0f} on with SGD, from {adam:.0f} "
    "with Adam; centred, from {centred_sgd:.0f} and {centred_adam:.0f}. Real penguins, flippers in "
    "decimetres, have κ = {raw_kappa:.0f}, and nobody arrives in {penguins_steps:.0f} steps; standardised "
    "it takes {penguins_sgd:.0f} and {penguins_adam:.0f}.",
    explanation="When x lies far from zero, a steeper line can be made up for by a lower intercept: along "
    "that trade-off the loss hardly changes, across it a lot. The ravine stands at {angle}° to the axes, "
    "so a rate per coordinate cannot straighten it. Noise and the number of points do not enter the "
    "Hessian.",
    source="LeCun, Bottou, Orr & Müller 1998, Efficient BackProp, section 4.3",
    facts=_facts,
    claim=_claim,
    counter=(_scene("A narrow spread", _NARROW),),
    counter_notice="Centred, but with spread {spread}, κ is {narrow_kappa:.0f} all the same: centre and "
    "scale. This ravine lies along an axis, though, so Adam does not mind: it is there from step "
    "{narrow_adam:.0f} on, SGD from {narrow_sgd:.0f}.",
)
