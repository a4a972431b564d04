"""Sign descent: Lion moves every coordinate by α at every step, so it can never stop.

θ ← θ − α sign(c). It ends in a cycle around the minimum. Adam with β1 = β2 = 0 is sign descent too: then
m̂/√v̂ = g/|g|.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import BOWL
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam, Lion
from trajectories.measures import step_lengths
from tunables import number

_RATE, _SMALL = 0.05, 0.005
# From a rounder start the equal steps would meet the minimum exactly, and the loss fall to nothing.
_START, _STEPS, _MORE = (-2.522, 1.533), 150, 1500
_TAIL = 12


def _scene(rate: float, steps: int) -> Scene:
    runs = (
        Run(Lion(learning_rate=rate)),
        Run(Adam(learning_rate=rate, beta1=0.0, beta2=0.0), label="Adam, β = 0"),
        Run(Adam(learning_rate=rate), label="Adam"),
    )
    return Scene(f"α = {number(rate)}", Experiment(BOWL, runs, _START, steps), focus="lion")


def _extent(scenes: Trajectories, name: str) -> float:
    """How far a run still goes to and fro over the last steps, in its wider coordinate."""
    return float(np.ptp(scenes[0][name].positions[-_TAIL:], axis=0).max())


def _facts(scenes: Trajectories) -> Facts:
    lengths = step_lengths(scenes[0]["lion"])[1:] / _RATE
    return {
        "rate": _RATE,
        "shortest": lengths.min(),
        "longest": lengths.max(),
        "tail": _TAIL,
        "lion": _extent(scenes, "lion"),
        "signs": _extent(scenes, "adam"),
        "adam": _extent(scenes, "adam.2"),
        "small": _SMALL,
        "shorter": _RATE / _SMALL,
        "steps": _STEPS,
        "more": _MORE,
        "none": 0.0,
    }


def _claim(scenes: Trajectories) -> bool:
    """Every step of Lion is α in every coordinate, and its cycle is wide enough to be seen."""
    lion = scenes[0]["lion"]
    lengths = step_lengths(lion)[1:] / lion.learning_rates[1:, None]
    return bool(np.allclose(lengths, 1, rtol=1e-9) and _extent(scenes, "lion") > _RATE / 2)


LESSON = Lesson(
    key="sign_descent",
    title="Signs alone",
    question="Lion takes the mean gradient's sign and nothing else: every coordinate moves by α = {rate}, "
    "always. How does its run end?",
    answers=(
        "In a cycle around the minimum",
        "At the minimum, like Adam's",
        "It stops as soon as the sign is zero",
    ),
    right=0,
    scenes=(_scene(_RATE, _STEPS),),
    notice="Lion's shortest step is {shortest} α in each coordinate, its longest {longest} α. In the last "
    "{tail:.0f} steps it still swings over {lion}, Adam without memory over {signs}, Adam over {adam}.",
    explanation="A sign has no size, so the steps cannot shrink as the slope does, and the run must pass "
    "the minimum again and again; Lion's long mean makes it turn late. Adam with both β at {none:.0f} is "
    "sign descent too, since $\\hat m / \\sqrt{\\hat v} = g / |g|$. What lets Adam settle is its mean: "
    "it goes to zero where signs alternate.",
    source="Chen et al. 2023, arXiv:2302.06675; Balles & Hennig 2018, arXiv:1705.07774",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_SMALL, _MORE),),
    counter_notice="With α = {small} the cycle is too narrow to see, but each step is {shorter:.0f} times as "
    "short.",
)
