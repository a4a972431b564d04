"""What a lesson is: experiments, a question about them, and a claim that a test checks.

A lesson never states a number that it does not compute. Its texts are templates: what stands in braces,
`{first_step:.3g}`, is one of its `facts`, computed from its own trajectories; formulas stand in `$...$`.
The claim is what the lesson teaches, as a function of trajectories: true of the lesson's scenes, false of
its counter-scenes.
"""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from experiment import Challenge, Experiment
from figures import Quantity
from surfaces import Domain, Point
from trajectories import Training, Trajectory
from tunables import short

# One mapping per scene, from a run's name in links (`adam`, `adam.2`) to what it went through.
Trajectories = tuple[Mapping[str, Trajectory], ...]
Trainings = tuple[Mapping[str, Training], ...]  # where a network is trained
Facts = dict[str, float]


@dataclass(frozen=True)
class Scene:
    """One experiment of a lesson.

    Attributes:
        title: a few words for the control that flips between scenes; a template.
        experiment: what the page shows.
        step: the step to watch; None is the last.
        focus: the name of the run to look inside.
        view: the part of the map that is shown once the reader has answered; None is all of it.
        quantity: what the upper curves show, and the rows at the player's step.
        arrows: whether the map shows what makes up a step: the gradient, its mean, and the step itself.
        apart: whether every run has a map of its own.
        squares: whether a square reaches a learning rate to each side of the start, one per rate.
    """

    title: str
    experiment: Experiment
    step: int | None = None
    focus: str = "adam"
    view: Domain | None = None
    quantity: Quantity = "loss"
    arrows: bool = False
    squares: bool = False
    apart: bool = False

    @property
    def outlines(self) -> list[tuple[Point, float]]:
        """The squares by their middle and half of their side."""
        x, y = self.experiment.start_point
        rates = {run.optimizer.learning_rate for run in self.experiment.runs if run.optimizer.key == "adam"}
        return [((x, y), rate) for rate in sorted(rates)] if self.squares else []


@dataclass(frozen=True, eq=False)
class Lesson:
    """A curated experiment with a question and an answer.

    Attributes:
        key: its stable name in links.
        title: what it is about, without giving the answer away.
        question: what the reader is to predict; a template, as are all the texts below.
        answers: at least three to choose from.
        right: the index of the right one.
        scenes: one or more experiments; the first is shown at first.
        notice: what to look at in the picture.
        explanation: why it is so.
        source: where it is published, or from where it follows.
        facts: the numbers that the texts name, from the Trajectories of the scenes, or their Trainings.
        given: those of them that are settings, and need no run: the gallery tells every lesson's question.
        claim: what the lesson teaches, as a function of what the runs of as many scenes went through.
        counter: the same runs with settings for which the claim is false; the page shows them last.
        counter_notice: what is different there.
        challenge: a goal to reach at the lesson's end, from the settings of its first scene.
    """

    key: str
    title: str
    question: str
    answers: tuple[str, ...]
    right: int
    scenes: tuple[Scene, ...]
    notice: str
    explanation: str
    source: str
    facts: Callable[[Any], Facts]
    claim: Callable[[Any], bool]
    counter: tuple[Scene, ...]
    counter_notice: str
    given: Mapping[str, float] = field(default_factory=dict)
    challenge: Challenge | None = None

    @property
    def stages(self) -> tuple[Scene, ...]:
        """Everything that the page can show of it: its scenes, and then the counter-scenes."""
        return self.scenes + self.counter

    def run(self, scenes: tuple[Scene, ...]) -> tuple[Mapping[str, Any], ...]:
        """What the runs of these scenes go through."""
        return tuple(
            {
                name: scene.experiment.carried_out(run)
                for name, run in zip(scene.experiment.names, scene.experiment.runs, strict=True)
            }
            for scene in scenes
        )

    def told(self, template: str) -> str:
        """One of the lesson's texts with its numbers filled in."""
        numbers = self.given if _named(template) <= self.given.keys() else _facts(self)
        return _Template().vformat(template, (), {name: _Shown(value) for name, value in numbers.items()})


@lru_cache(maxsize=64)
def _facts(lesson: Lesson) -> Facts:
    return {**lesson.given, **lesson.facts(lesson.run(lesson.scenes))}


def _named(template: str) -> set[str]:
    """What stands in braces outside of `$...$`."""
    parts = template.split("$")[::2]
    return {name for part in parts for _, name, *_ in string.Formatter().parse(part) if name}


class _Template(string.Formatter):
    """Fills in what stands in braces outside of `$...$`, where braces are LaTeX's own."""

    def vformat(self, format_string: str, args: Any, kwargs: Any) -> str:
        parts = format_string.split("$")
        parts[::2] = [super(_Template, self).vformat(part, args, kwargs) for part in parts[::2]]
        return "$".join(parts)


class _Shown(float):
    """A number in a sentence: three significant digits, or as a format, `.0f`, says."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace("-", "−") if spec else short(float(self))
