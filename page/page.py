"""Everything on the page as one frozen value."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from experiment import SETTLED, Challenge, Experiment, Run, sweepable
from lessons import Lesson, Scene
from page.worksheet import VIEWS, leavable
from tunables import Choice, Switch, Tunable, Whole

SEEDS = Tunable("seeds", "N", 32, Whole(8, 128), "With how many seeds each run is repeated.")

CRITERIA = {"loss": "Loss at the end", "steps": "Steps until settled"}
CRITERION = Tunable("criterion", "", "loss", Choice(tuple(CRITERIA)), "What the runs are judged by.")


ORDERS = {
    "loss": "Loss at the end",
    "steps": "Steps until settled",
    "distance": "Distance from a minimum",
    "length": "Length of the path",
    "gradients": "Gradients computed",
    "rate": "Learning rate",
}
ORDER = Tunable("order", "", "loss", Choice(tuple(ORDERS)), "By what the scoreboard is sorted.")
HEIGHTS = Tunable("heights", "", "log", Choice(("log", "true")), "How high the surface in space is.")
STRIPS = Tunable(
    "strips",
    "",
    True,
    Switch(),
    "Draw, under the slider of α, what is left of the loss at the end with every α.",
    title="curve under each α",
)
SHADING = Tunable(
    "shading",
    "",
    False,
    Switch(),
    "Light the map from the upper left, so that its slopes are seen as on a hiking map.",
    title="hill shading",
)


class Axes(NamedTuple):
    """What a sweep goes over: for which run, and which two numbers, by their names in links."""

    run: str
    across: str
    up: str


@dataclass(frozen=True)
class Page:
    """What a link leads to.

    Attributes:
        experiment: what is walked, by which runs.
        view: the key of what stands below the rows, one of VIEWS.
        lesson: the open lesson.
        scene: the index of its scene, counter-scenes after scenes.
        present: whether it is shown to a class: large, and without the controls beside it.
        seeds: how many seeds the view of seeds compares.
        sweep: what the view of a sweep goes over; None is the first run's learning rate and next number.
        pair: the one or two runs that are compared; empty is the first two.
        criterion: by what runs are judged, one of CRITERIA.
        heights: of the surface in space, `log` or `true`.
        shading: whether the map's hills are shaded.
        strips: whether each slider of a learning rate has a curve under it.
        order: by what the scoreboard is sorted, one of ORDERS.
        tolerance: below what f − f* has to stay for a run to have settled.
        weight: which of a network's weights is looked into, by its place in θ; None is its own choice.
        step: where the player rests, 0 to the experiment's steps; None is the end, whichever that is.
        without: what a teacher's link leaves out, by the names of `leavable` and in their order.
        challenge: a goal that the reader is to reach.
    """

    experiment: Experiment
    view: str = next(iter(VIEWS))
    lesson: Lesson | None = None
    scene: int = 0
    present: bool = False
    step: int | None = None
    weight: int | None = None
    seeds: int = int(SEEDS.default)
    sweep: Axes | None = None
    pair: tuple[str, ...] = ()
    criterion: str = str(CRITERION.default)
    order: str = str(ORDER.default)
    tolerance: float = float(SETTLED.default)
    heights: str = str(HEIGHTS.default)
    strips: bool = True
    shading: bool = False
    without: tuple[str, ...] = ()
    challenge: Challenge | None = None

    def __post_init__(self) -> None:
        if self.without:
            there = leavable(self.experiment)
            object.__setattr__(self, "without", tuple(name for name in there if name in self.without))
            left = [view for view in VIEWS if view not in self.without]
            if self.view not in left and left:
                object.__setattr__(self, "view", left[0])
        network = self.experiment.network
        if self.weight is not None and not (network and network.telling != self.weight < network.size):
            object.__setattr__(self, "weight", None)
        if self.step is not None and self.step >= self.experiment.step_count:
            object.__setattr__(self, "step", None)
        if self.sweep is not None and (
            self.sweep == replace(self, sweep=None).axes or not self._can_be_swept
        ):
            object.__setattr__(self, "sweep", None)

        own = self.experiment.names
        if self.pair and (self.pair == own[:2] or not {*self.pair} <= {*own}):
            object.__setattr__(self, "pair", ())

    def leaves_out(self, *names: str) -> bool:
        """Whether a teacher's link leaves out all of these parts of the page."""
        return bool(self.without) and {*names} <= {*self.without}

    @property
    def looked_into(self) -> int:
        """The weight of a network that is looked into."""
        network = self.experiment.network
        return self.weight if self.weight is not None else network.telling if network else 0

    @property
    def compared(self) -> tuple[str, ...]:
        """The names of the runs that are compared: two, one, or none where there are no runs."""
        return self.pair or self.experiment.names[:2]

    @property
    def _can_be_swept(self) -> bool:
        run, *names = self.sweep or ("",)
        return {*names} <= sweepable(self.experiment, run).keys()

    @property
    def resting_step(self) -> int:
        """The step at which the player rests."""
        return self.experiment.step_count if self.step is None else self.step

    @property
    def axes(self) -> Axes | None:
        """What the view of a sweep goes over; None where there is nothing to sweep."""
        if self.sweep or not self.experiment.names:
            return self.sweep
        run = self.experiment.names[0]
        there = list(sweepable(self.experiment, run))
        return Axes(run, *there[:2]) if there else None

    @property
    def stage(self) -> Experiment | None:
        """The experiment that the open lesson's scene has; None where no lesson is open."""
        return self.lesson.stages[self.scene].experiment if self.lesson else None

    @property
    def showing(self) -> Scene | None:
        """The scene of the open lesson whose runs are on the page, None where they are other ones."""
        return self.lesson.stages[self.scene] if self.lesson and not self.strayed else None

    @property
    def touched(self) -> bool:
        """Whether the reader has changed the lesson's experiment."""
        return self.stage not in (None, self.experiment)

    @property
    def strayed(self) -> bool:
        """Whether other runs are on the page than the lesson asks about, not only otherwise shown ones.

        Then its question would stand over a picture that does not answer it.
        """
        return self.stage is not None and _walked(self.experiment) != _walked(self.stage)

    @property
    def waits(self) -> bool:
        """Whether a lesson's question is about this picture, so that its runs wait for the answer."""
        return self.lesson is not None and not self.strayed


def _walked(experiment: Experiment) -> Experiment:
    """The experiment without what only says how it is shown."""
    return replace(
        experiment,
        runs=tuple(Run(run.optimizer, schedule=run.schedule) for run in experiment.runs),
        log_loss=None,
        exact_paths=True,
    )
