"""Warm-up lets Adam survive a rate that is too high for its first steps.

Without bias correction the first step is (1 − β1)/√(1 − β2) times α in every weight, 3.16 α; with it, α, but
before v has seen more than a few gradients. Small first steps give v the time to learn the gradients' size.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trainings
from optimizers import Adam
from problems import Digits
from schedules import WarmUp
from tunables import number

_RATE, _HIGH, _SHORT, _LONG = 0.03, 0.2, 30, 100


def _scene(title: str, rule: Adam, length: int) -> Scene:
    runs = (Run(rule), Run(rule, schedule=WarmUp(length)))
    return Scene(title, Experiment(Digits(), runs))


def _lasts(scenes: Trainings) -> list[tuple[float, float]]:
    """The training losses at the end of both runs, in every scene; infinite where they are no numbers."""
    return [
        (
            float(np.nan_to_num(scene["adam"].losses[-1], nan=np.inf)),
            float(np.nan_to_num(scene["adam.2"].losses[-1], nan=np.inf)),
        )
        for scene in scenes
    ]


def _facts(scenes: Trainings) -> Facts:
    (plain, warm), (high_plain, high_warm) = _lasts(scenes)
    ((own_plain, own_warm),) = _lasts(LESSON.run(LESSON.counter))
    rule = Adam()
    return {
        "plain": plain,
        "warm": warm,
        "accuracy": 100 * float(scenes[0]["adam"].accuracies[-1]),
        "warm_accuracy": 100 * float(scenes[0]["adam.2"].accuracies[-1]),
        "high": _HIGH,
        "long": _LONG,
        "high_plain": high_plain,
        "high_warm": high_warm,
        "own_plain": own_plain,
        "own_warm": own_warm,
        "first": (1 - rule.beta1) / np.sqrt(1 - rule.beta2),
    }


def _claim(scenes: Trainings) -> bool:
    """The run that warms up ends lower, in every scene."""
    return all(warm < plain for plain, warm in _lasts(scenes))


LESSON = Lesson(
    key="warm_up",
    title="The first steps of a network",
    question="Two runs of Adam without bias correction, α = {rate}. The second one warms up: its α grows "
    "from nothing to {rate} over the first {short:.0f} steps. Which has the lower training loss in the end?",
    answers=(
        "The first: it loses no time",
        "They end alike: there are steps enough",
        "The second, by far",
    ),
    right=2,
    scenes=(
        _scene(f"no correction, α = {number(_RATE)}", Adam(_RATE, bias_correction=False), _SHORT),
        _scene(f"correction, α = {number(_HIGH)}", Adam(_HIGH), _LONG),
    ),
    notice="Warmed up, the loss ends at {warm} instead of {plain}, and {warm_accuracy:.1f} % of the digits "
    "held out are read instead of {accuracy:.1f} %. With the correction on, only a far higher rate needs "
    "it: at α = {high}, {high_warm} instead of {high_plain} with a warm-up of {long:.0f} steps.",
    explanation="Without correction the first step is {first} α in every weight at once: v begins at zero "
    "and is too small at first. With it that step is α, which at {high} is too far, too. Warm-up keeps the "
    "steps short until v knows how large gradients are. But a lower rate does more than any warm-up: α = "
    "{rate} with the correction ends at {own_plain}.",
    source="compare Goyal et al. 2017, arXiv:1706.02677; Ma & Yarats 2021, arXiv:1910.04209",
    facts=_facts,
    given={"rate": _RATE, "short": _SHORT},
    claim=_claim,
    counter=(_scene(f"correction, α = {number(_RATE)}", Adam(_RATE), _LONG),),
    counter_notice="At a rate that suits the rule, with its correction on, warm-up only costs time: "
    "{own_warm} with it, {own_plain} without.",
)
