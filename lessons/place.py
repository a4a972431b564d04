"""Where a reader is: an experiment, the step at which the player rests, and the lesson that is open.

A link to a lesson carries `lesson` and, beyond its first scene, `scene`; the experiment's own keys follow
only where the reader has changed it. Where no lesson asks about what is walked, a link may carry `step`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import experiment as experiments
from experiment import Experiment, Run, own_keys
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

    @property
    def strayed(self) -> bool:
        """Whether other runs are on the page than the lesson asks about, not only otherwise shown ones.

        Then its question would stand over a picture that does not answer it.
        """
        return self.touched and _walked(self.experiment) != _walked(self.lesson.stages[self.scene].experiment)  # type: ignore[union-attr]

    @property
    def waits(self) -> bool:
        """Whether a lesson's question is about this picture, so that its runs wait for the answer."""
        return self.lesson is not None and not self.strayed


def _walked(experiment: Experiment) -> Experiment:
    """The experiment without what only says how it is shown."""
    return replace(experiment, runs=tuple(Run(run.optimizer) for run in experiment.runs), log_loss=None)


def to_query(place: Place) -> dict[str, str]:
    """The link's keys and values."""
    query = experiments.to_query(place.experiment)
    step = {"step": str(place.step)} if place.step is not None and not place.waits else {}
    if place.lesson is None:
        return query | step
    lesson = {"lesson": place.lesson.key} | ({"scene": str(place.scene + 1)} if place.scene else {})
    if not place.touched:
        return lesson
    # An experiment without keys of its own would be read as the lesson's.
    return lesson | (query or {"surface": place.experiment.surface.key}) | step


def from_query(query: Mapping[str, str]) -> tuple[Place, tuple[str, ...]]:
    """Where a link leads, and a sentence for everything in it that could not be read. It never raises."""
    problems: list[str] = []
    left = own_keys(query, problems)
    lesson = _read_lesson(left.pop("lesson", None), problems)
    scene = _read_scene(left.pop("scene", None), lesson, problems)
    step_text = left.pop("step", None)
    if lesson and not left:
        return Place(lesson.stages[scene].experiment, 0, lesson, scene), tuple(problems)
    own = lesson.stages[scene].experiment if lesson else None
    walked = own.surface if own and not own.plane else None
    experiment, more = experiments.from_query(left, walked)
    said = "surface" in left if walked else left.get("surface", "").strip().lower() == experiment.surface.key
    if own and not said and experiment == experiments.default_experiment(walked):
        # Of all these keys none could be used; the untouched page would have been called by its surface.
        experiment = own
    if walked is None and not experiment.plane:
        more = (*more, f"{experiment.surface.name} is only walked in its lesson")
        experiment = experiments.default_experiment()
    place = Place(experiment, 0, lesson, scene)
    if not place.waits:
        place = replace(place, step=_read_step(step_text, experiment, problems))
    return place, (*problems, *more)


def _read_lesson(text: str | None, problems: list[str]) -> Lesson | None:
    if text is None:
        return None
    lesson = {lesson.key: lesson for lesson in LESSONS}.get(text.strip().lower())
    if lesson is None:
        problems.append(f"there is no lesson {shortened(text)}")
    return lesson


def _read_scene(text: str | None, lesson: Lesson | None, problems: list[str]) -> int:
    if text is None or lesson is None:
        return 0
    numbers = [str(number) for number in range(1, len(lesson.stages) + 1)]
    if text.strip() in numbers:
        return numbers.index(text.strip())
    problems.append(f"scene goes from 1 to {len(numbers)}, not {shortened(text)}")
    return 0


def _read_step(text: str | None, experiment: Experiment, problems: list[str]) -> int | None:
    if text is None:
        return None
    try:
        step = read_number(text, "step")
        if not (step.is_integer() and 0 <= step <= experiment.step_count):
            raise ValueError(f"step goes from 0 to {experiment.step_count}, not {shortened(text)}")
    except ValueError as problem:
        problems.append(str(problem))
        return None
    return int(step)
