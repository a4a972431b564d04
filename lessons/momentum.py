"""Momentum and its price: speed along the ravine, overshoot, and too much of it.

Heavy ball: b ← μ b + g, θ ← θ − α b. Along the ravine the velocities add up, to 1/(1 − μ) times the step;
across it they cancel. Too much μ rings for 1/(1 − μ) steps.
"""

import numpy as np

from experiment import Challenge, Experiment, Run
from lessons.grounds import RAVINE, RAVINE_START
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Momentum
from surfaces import Bowl
from trajectories.measures import below_for_good
from tunables import number

_ROUND = Bowl(condition=1)
_RATE, _ROUND_RATE = 0.0195, 0.5
_LIMIT, _STEPS = 1e-3, 300
_TUNED_RATE, _TUNED_MU = 0.033, 0.67
_MUS = (0.0, 0.9, 0.99)


def _scene(title: str, surface: Bowl, rate: float, mus: tuple[float, ...]) -> Scene:
    runs = tuple(Run(Momentum(learning_rate=rate, momentum=mu), label=f"μ = {number(mu)}") for mu in mus)
    focus = "momentum.2" if len(mus) > 1 else "momentum"
    return Scene(title, Experiment(surface, runs, RAVINE_START, _STEPS), focus=focus)


def _arrivals(scenes: Trajectories) -> list[float]:
    """The steps from which on f stays below the limit, for every run of every scene."""
    return [below_for_good(run.losses, _LIMIT) for scene in scenes for run in scene.values()]


def _facts(scenes: Trajectories) -> Facts:
    none, some, _, tuned = _arrivals(scenes)
    round_none, round_some = _arrivals(LESSON.run(LESSON.counter))
    return {
        "kappa": RAVINE.condition,
        "rate": _RATE,
        "limit": _LIMIT,
        "no_mu": _MUS[0],
        "some_mu": _MUS[1],
        "much_mu": _MUS[2],
        "none": none,
        "some": some,
        "steps": _STEPS,
        "overshoot": scenes[0]["momentum.2"].positions[:, 0].max(),
        "tuned_rate": _TUNED_RATE,
        "tuned_mu": _TUNED_MU,
        "tuned": tuned,
        "times": 1 / (1 - _MUS[1]),
        "many_times": 1 / (1 - _MUS[2]),
        "round_rate": _ROUND_RATE,
        "round_none": round_none,
        "round_some": round_some,
    }


def _claim(scenes: Trajectories) -> bool:
    """Some momentum arrives before none, too much does not arrive, and α and μ tuned together do first."""
    none, some, *more = _arrivals(scenes)
    return bool(some < none < np.inf and (not more or (np.isinf(more[0]) and more[1] < some / 2)))


LESSON = Lesson(
    key="momentum",
    title="Momentum",
    question="The same ravine, α = {rate}. Momentum keeps the share μ of its velocity at every step. "
    "Which μ brings f below {limit} first, and keeps it there?",
    answers=(
        "μ = {no_mu}: without it nothing overshoots",
        "μ = {some_mu}",
        "μ = {much_mu}: the more momentum, the faster",
    ),
    right=1,
    scenes=(
        _scene("Three μ", RAVINE, _RATE, _MUS),
        _scene("Both tuned", RAVINE, _TUNED_RATE, (_TUNED_MU,)),
    ),
    notice="Without momentum f is below {limit} for good from step {none:.0f} on, with μ = {some_mu} from "
    "{some:.0f}, though the run shoots past the minimum to x = {overshoot}. With μ = {much_mu} it still "
    "rings after {steps:.0f} steps. With both tuned, α = {tuned_rate} and μ = {tuned_mu}, it is step "
    "{tuned:.0f}.",
    explanation="Along the ravine the gradients agree, and the velocity adds up to $1/(1 - \\mu)$ times "
    "one step, here {times:.0f} times. Across it they alternate and cancel. The price is a memory: what "
    "was gathered must be given back, which takes about $1/(1 - \\mu)$ steps, {many_times:.0f} of them "
    "with μ = {much_mu}.",
    source="Polyak 1964; Goh 2017, Why Momentum Really Works, Distill",
    facts=_facts,
    claim=_claim,
    counter=(_scene("A round bowl", _ROUND, _ROUND_RATE, _MUS[:2]),),
    counter_notice="On a round bowl, all directions are equally steep. With α = {round_rate} f is "
    "below {limit} for good from step {round_none:.0f} on without momentum, and only from "
    "{round_some:.0f} on with it.",
    challenge=Challenge(_LIMIT, 31, "momentum"),
)
