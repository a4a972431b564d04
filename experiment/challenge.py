"""A goal that is checked: how low the loss must come, how soon, and by which rule."""

from dataclasses import dataclass

import numpy as np

from experiment.experiment import Experiment
from experiment.settings import MOST_STEPS, SETTLED
from link import listed
from optimizers import OPTIMIZERS
from surfaces import Surface
from trajectories.measures import below_for_good
from tunables import Tunable, Whole, short, shortened

WITHIN = Tunable("within", "", 60, Whole(1, MOST_STEPS), "Within how many steps.")
_RULES = {kind.key: kind.name for kind in OPTIMIZERS}
_LONGEST = 200  # characters


@dataclass(frozen=True)
class Challenge:
    """What a reader is to bring about.

    Attributes:
        below: what f − f* must stay below from some step on, f itself where no minimum is known.
        within: the latest such step.
        rule: the key of the only rule that counts; empty, any does.
    """

    below: float
    within: int
    rule: str = ""

    def goal(self, surface: Surface | None) -> str:
        """The goal in words, `f − f* < 0.001 for good within 60 steps, SGD only`."""
        loss = "f − f*" if surface is None or surface.minima else "f"
        only = f", {_RULES[self.rule]} only" if self.rule else ""
        return f"{loss} < {short(self.below)} for good within {self.within} steps{only}"

    def met_at(self, experiment: Experiment) -> int | None:
        """The step from which on a run of the experiment does what is asked; None where none does."""
        return None if self.lacking(experiment) else min(self._steps(experiment))

    def lacking(self, experiment: Experiment) -> str:
        """Why it is not met, in a sentence; empty where it is."""
        if excuse := self._excuse(experiment):
            return excuse
        steps = self._steps(experiment)
        if not steps:
            return "No run stays below it to the end."
        if min(steps) > self.within:
            return f"The first to stay below it does so from step {min(steps)} on."
        return ""

    def _excuse(self, experiment: Experiment) -> str:
        """What must be otherwise before the runs are looked at."""
        shown = [run for run in experiment.runs if not run.hidden]
        if experiment.plane is None:
            return "A challenge needs a surface, and here there is none."
        if not shown:
            return "There is no run to be judged."
        if self.rule and any(run.optimizer.key != self.rule for run in shown):
            return f"Only {_RULES[self.rule]} counts: hide the other runs."
        if experiment.step_count < self.within:
            return f"The runs must take {self.within} steps at least."
        return ""

    def _steps(self, experiment: Experiment) -> list[int]:
        """The step of every shown run from which on it is low enough, of those that are at their end."""
        plane = experiment.plane
        assert plane  # else there is an excuse
        lowest = plane.value(*plane.minima[0]) if plane.minima else 0.0
        with np.errstate(all="ignore"):
            since = [
                below_for_good(experiment.went(run).losses - lowest, self.below)
                for run in experiment.runs
                if not run.hidden
            ]
        return [int(step) for step in since if np.isfinite(step)]


def write_challenge(challenge: Challenge) -> str:
    """As a link has it, `0.001,60,sgd`."""
    texts = [SETTLED.write(challenge.below), WITHIN.write(challenge.within), challenge.rule]
    return ",".join(filter(None, texts))


def read_challenge(text: str) -> Challenge:
    """What a link or a teacher wrote; ValueError, with a sentence, where it is none."""
    texts = listed(text[:_LONGEST])
    if not 2 <= len(texts) <= 3:
        raise ValueError(
            "a challenge is what f − f* must stay below, within how many steps, and perhaps the only rule, "
            f"like 0.001,60,sgd, not {shortened(text)}"
        )
    rule = texts[2] if len(texts) > 2 else ""
    if rule and rule not in _RULES:
        raise ValueError(f"there is no rule {shortened(rule)} for a challenge")
    return Challenge(SETTLED.read(texts[0]), int(WITHIN.read(texts[1])), rule)
