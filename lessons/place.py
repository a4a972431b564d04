"""Where a reader is: an experiment, the step at which the player rests, and the lesson that is open.

A link to a lesson carries `lesson` and, beyond its first scene, `scene`; the experiment's own keys follow
only where the reader has changed it. Outside lessons a link may carry `step`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import experiment as experiments
from experiment import FOREIGN, Experiment
from lessons import LESSONS, Lesson
from tunables import read_number, shortened


@dataclass(frozen=True)
class Place:
    """What a link leads to.

    Attributes:
        experiment: the reader's choices.
        step: where the player rests, 0 to the experiment's steps; None is the end, whichever that is.
        lesson: the open lesson.
        scene: the index of its scene, counter-scenes after scenes.
    """

    experiment: Experiment
    step: int | None = None
    lesson: Lesson | None = None
    scene: int = 0

    def __post_init__(self) -> None:
        if self.step is not None and self.step >= self.experiment.step_count:
            object.__setattr__(self, "step", None)

    @property
    def resting_step(self) -> int:
        """The step at which the player rests."""
        return self.experiment.step_count if self.step is None else self.step

    @property
    def touched(self) -> bool:
        """Whether the reader has changed the lesson's experiment."""
        return self.lesson is not None and self.experiment != self.lesson.stages[self.scene].experiment


def to_query(place: Place) -> dict[str, str]:
    """The link's keys and values."""
    query = experiments.to_query(place.experiment)
    if place.lesson is None:
        return query | ({"step": str(place.step)} if place.step is not None else {})
    lesson = {"lesson": place.lesson.key} | ({"scene": str(place.scene + 1)} if place.scene else {})
    if not place.touched:
        return lesson
    # An experiment without keys of its own would be read as the lesson's.
    return lesson | (query or {"surface": place.experiment.surface.key})


def from_query(query: Mapping[str, str]) -> tuple[Place, tuple[str, ...]]:
    """Where a link leads, and a sentence for everything in it that could not be read. It never raises."""
    left = {str(key): str(value) for key, value in query.items() if not str(key).startswith(FOREIGN)}
    problems: list[str] = []
    lesson = _read_lesson(left.pop("lesson", None), problems)
    scene = _read_scene(left.pop("scene", None), lesson, problems)
    step_text = left.pop("step", None)
    if lesson and not left:
        return Place(lesson.stages[scene].experiment, 0, lesson, scene), tuple(problems)
    experiment, more = experiments.from_query(left)
    step = _read_step(step_text, experiment, problems) if lesson is None else 0
    return Place(experiment, step, lesson, scene), (*problems, *more)


def _read_lesson(key: str | None, problems: list[str]) -> Lesson | None:
    lesson = next((lesson for lesson in LESSONS if lesson.key == key), None)
    if key is not None and lesson is None:
        problems.append(f"there is no lesson {shortened(key)}")
    return lesson


def _read_scene(text: str | None, lesson: Lesson | None, problems: list[str]) -> int:
    if text is None or lesson is None:
        return 0
    numbers = [str(number) for number in range(1, len(lesson.stages) + 1)]
    if text in numbers:
        return numbers.index(text)
    problems.append(f"scene goes from 1 to {len(numbers)}, not {shortened(text)}")
    return 0


def _read_step(text: str | None, experiment: Experiment, problems: list[str]) -> int | None:
    if text is None:
        return None
    try:
        step = read_number(text.strip(), "step")
        if not (step.is_integer() and 0 <= step <= experiment.step_count):
            raise ValueError(f"step goes from 0 to {experiment.step_count}, not {shortened(text)}")
    except ValueError as problem:
        problems.append(str(problem))
        return None
    return int(step)
