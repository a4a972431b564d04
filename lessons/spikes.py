"""Late spikes on a network: a short memory forgets how large gradients can be.

When the training loss is low most batches have tiny gradients, and v forgets the large ones by β2 a step.
Then one odd batch arrives, is divided by a √v̂ that no longer knows its like, and throws the weights far.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trainings
from optimizers import Adam
from problems import Digits
from schedules import CONSTANT, Cosine, Schedule
from trajectories import Training
from tunables import number

_RATE, _SMALL, _BETA2, _STEPS, _LATE = 0.03, 0.003, 0.99, 1500, 300


def _scene(rate: float, schedule: Schedule = CONSTANT) -> Scene:
    runs = (Run(Adam(learning_rate=rate, beta2=_BETA2), schedule=schedule),)
    return Scene(f"α = {number(rate)}", Experiment(Digits(), runs, steps=_STEPS))


def _spike(training: Training) -> tuple[float, int]:
    """How many times its record so far the loss rises to after step 300, and at which look that is worst."""
    with np.errstate(all="ignore"):
        over = training.losses / np.minimum.accumulate(training.losses)
    late = np.where(training.looked_at > _LATE, np.nan_to_num(over, nan=0.0), 0.0)
    return float(late.max()), int(late.argmax())


def _facts(scenes: Trainings) -> Facts:
    run = scenes[0]["adam"]
    spike, at = _spike(run)
    tamed = _scene(_RATE, Cosine()).experiment
    return {
        "rate": _RATE,
        "beta2": _BETA2,
        "late": _LATE,
        "record": float(run.losses[: at + 1].min()),
        "top": float(run.losses[at]),
        "step": float(run.looked_at[at]),
        "spike": spike,
        "last": float(run.losses[-1]),
        "cosine_spike": _spike(tamed.trained(tamed.runs[0]))[0],
        "small": _SMALL,
        "small_spike": _spike(LESSON.run(LESSON.counter)[0]["adam"])[0],
    }


def _claim(scenes: Trainings) -> bool:
    """After step 300 the training loss rises to more than ten times its record."""
    return all(_spike(scene["adam"])[0] > 10 for scene in scenes)


LESSON = Lesson(
    key="spikes",
    title="When the loss is almost zero",
    question="Adam with α = {rate} and β₂ = {beta2} has trained the network for {late:.0f} steps; nearly "
    "every digit is read. What does the training loss do in the {more:.0f} steps that follow?",
    answers=(
        "It leaps up again and again",
        "It sinks ever more slowly, and stays low",
        "It rises slowly: the network overfits",
    ),
    right=0,
    scenes=(_scene(_RATE),),
    notice="At step {step:.0f} the training loss leaps to {top}, {spike:.0f} times its record of {record}, "
    "and it is not the only leap. In between it is low again: at the end {last}.",
    explanation="It is the bowl’s late burst, on a network: while the gradients are tiny, v forgets the "
    "large ones, with β₂ = {beta2} within some hundred steps. Then one odd batch arrives and is divided by a "
    "$\\sqrt{\\hat v}$ that no longer knows its like. A smaller α, or one that decays, "
    "tames the leaps: with the same draws and a cosine the worst is {cosine_spike:.0f} times the record.",
    source="compare Cohen et al. 2022, arXiv:2207.14484; digits: Alpaydin & Kaynak 1998",
    facts=_facts,
    given={"rate": _RATE, "beta2": _BETA2, "late": _LATE, "more": _STEPS - _LATE},
    claim=_claim,
    counter=(_scene(_SMALL),),
    counter_notice="With α = {small} nothing leaps: after step {late:.0f} the loss is never above "
    "{small_spike} times its record.",
)
