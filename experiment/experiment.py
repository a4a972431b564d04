"""Everything that the reader has chosen to be walked, as one frozen value."""

from collections import Counter
from dataclasses import dataclass, replace

from optimizers import Optimizer
from problems import NETWORKS, SAMPLINGS, Batches, Network, Noisy, Problem, Reddi, posed, schedule_of
from schedules import CONSTANT, Schedule
from surfaces import SURFACES, DataSurface, Surface
from trajectories import Training, Trajectory, Watched, recorded, trained, watched
from tunables import tunables

MOST_RUNS = 12
LONGEST_LABEL = 40
_MOST_DIFFERENCES = 2

Walked = Surface | Network | Reddi
# What a reader can choose to walk on.
CHOICES: tuple[type[Surface] | type[Network], ...] = (*SURFACES, *NETWORKS)


@dataclass(frozen=True)
class Run:
    """An optimizer on the page, and its learning-rate schedule; an empty label means the rule's name."""

    optimizer: Optimizer
    label: str = ""
    hidden: bool = False
    schedule: Schedule = CONSTANT


@dataclass(frozen=True)
class Experiment:
    """What is walked, the runs on it, from where and how far they go, and what their gradients are.

    What equals the surface's own choice is stored as None, so that equal pages are equal values.

    Attributes:
        surface: what is walked on.
        runs: by whom.
        start, steps: from where, and how far; None is the surface's own. A network begins with weights that
            it draws itself.
        log_loss: whether the loss has a log axis; None is whether a minimum is known.
        noise: σ of what is added to each gradient; 0 where what is walked has no map.
        batch: how many examples each step sees; None where it is all, or where there are none.
        seed: from which noise and batches are drawn.
        sampling: how batches are, one of SAMPLINGS.
        exact_paths: whether the path with exact gradients is drawn under each run that has others.
    """

    surface: Walked
    runs: tuple[Run, ...]
    start: tuple[float, ...] | None = None
    steps: int | None = None
    log_loss: bool | None = None
    noise: float = 0.0
    batch: int | None = None
    seed: int = 0
    sampling: str = SAMPLINGS[0]
    exact_paths: bool = True

    def __post_init__(self) -> None:
        if self.noise and self.plane is None:
            object.__setattr__(self, "noise", 0.0)
        if self.batch is not None and self.batch >= self.examples:
            object.__setattr__(self, "batch", None)
        if self.network is not None:
            own = Experiment.__dataclass_fields__
            for name in ("start", "seed", "sampling", "exact_paths"):
                object.__setattr__(self, name, own[name].default)
        elif self.start == self.surface.start:
            object.__setattr__(self, "start", None)
        if self.steps == self.surface.steps:
            object.__setattr__(self, "steps", None)
        if self.log_loss == self._own_log_loss:
            object.__setattr__(self, "log_loss", None)

    @property
    def plane(self) -> Surface | None:
        """The surface over whose plane the runs walk; None where there is no map of what they walk on."""
        return self.surface.surface

    @property
    def network(self) -> Network | None:
        """The network whose weights walk; None where none does."""
        return self.surface if isinstance(self.surface, Network) else None

    @property
    def choice(self) -> Surface | Network | None:
        """What a reader chose to walk on, whose numbers can be turned; None where a lesson alone has it."""
        return self.plane or self.network

    @property
    def examples(self) -> int:
        """How many examples the surface is made of; 0 where it is made of none."""
        return self.surface.examples if isinstance(self.surface, DataSurface) else 0

    @property
    def problem(self) -> Problem:
        """What every step is given its gradient by."""
        if self.plane is None:
            return self.surface
        return posed(self.plane, noise=self.noise, batch=self.batch, seed=self.seed, sampling=self.sampling)

    @property
    def with_exact_gradients(self) -> "Experiment":
        """The same without noise and mini-batches."""
        return replace(self, noise=0.0, batch=None)

    @property
    def batches(self) -> Batches | None:
        """The mini-batches, where steps see such."""
        problem = self.problem
        problem = problem.problem if isinstance(problem, Noisy) else problem
        return problem if isinstance(problem, Batches) else None

    @property
    def is_noisy(self) -> bool:
        """Whether gradients depend on the seed."""
        return self.noise > 0 or self.batch is not None

    def schedule_of(self, run: Run) -> Schedule:
        """The schedule with which a run walks: where it has none of its own, that of what is walked."""
        return schedule_of(self.surface) if run.schedule == CONSTANT else run.schedule

    def went(self, run: Run) -> Trajectory:
        """What a run goes through in this experiment, where no network walks."""
        schedule = self.schedule_of(run)
        return recorded(self.problem, run.optimizer, self.start_point, self.step_count, schedule)

    def carried_out(self, run: Run) -> Trajectory | Training:
        """What a run goes through, whatever walks."""
        return self.trained(run) if self.network else self.went(run)

    def trained(self, run: Run) -> Training:
        """What the network goes through with a run; ValueError where there is none."""
        if self.network is None:
            raise ValueError(f"{self.surface.name} has no weights to be trained")
        return trained(self.network, run.optimizer, self.step_count, self.schedule_of(run))

    def watched(self, run: Run, weight: int) -> Watched:
        """How a run's rule fares in all weights of the network, and in this one."""
        training = self.trained(run)
        network = self.network
        if network is None or weight == network.telling:
            return training.watched
        return watched(network, run.optimizer, self.step_count, self.schedule_of(run), weight)

    @property
    def start_point(self) -> tuple[float, ...]:
        """Where the runs begin; nowhere that could be named in a network."""
        if isinstance(self.surface, Network):
            return ()
        return self.surface.start if self.start is None else self.start

    @property
    def step_count(self) -> int:
        """How many steps every run takes."""
        return self.surface.steps if self.steps is None else self.steps

    @property
    def loss_on_log(self) -> bool:
        """Whether the loss is drawn on a log axis."""
        return self._own_log_loss if self.log_loss is None else self.log_loss

    @property
    def _own_log_loss(self) -> bool:
        return isinstance(self.surface, Network) or bool(self.surface.minima)

    @property
    def names(self) -> tuple[str, ...]:
        """The runs' names in links: `adam`, `sgd`, `adam.2`."""
        return _run_names([run.optimizer.key for run in self.runs])

    @property
    def labels(self) -> tuple[str, ...]:
        """The runs' names on the page: their labels, or `Adam`, `SGD`, and `Adam, α = 0.3` for a second one.

        It is named by what differs from the rule's first run; where that is nothing, or another's name
        already, `Adam 2`.
        """
        first: dict[str, Run] = {}
        labels: list[str] = []
        for name, run in zip(self.names, self.runs, strict=True):
            key, _, count = name.partition(".")
            rule = run.optimizer
            label = run.label or ", ".join([rule.name, *_differences(run, first.setdefault(key, run))])
            if not run.label and label in labels:
                label = f"{rule.name} {count}".strip()
            labels.append(label)
        return tuple(labels)


def _differences(one: Run, other: Run) -> list[str]:
    """What is set otherwise, at most two of it: `α = 0.3`, `no bias correction`, `cosine`."""
    if type(one.optimizer) is not type(other.optimizer):
        return []  # equations have no short name
    told = []
    for tunable in tunables(type(one.optimizer)):
        value = getattr(one.optimizer, tunable.name)
        if value != getattr(other.optimizer, tunable.name):
            switched = tunable.words if value is True else f"no {tunable.words}"
            told.append(switched if isinstance(value, bool) else f"{tunable.letter} = {tunable.show(value)}")
    if one.schedule != other.schedule:
        told.append(f"{one.schedule.name[0].lower()}{one.schedule.name[1:]}")
    return told if len(told) <= _MOST_DIFFERENCES else [*told[:_MOST_DIFFERENCES], "…"]


def _run_names(keys: list[str]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    names = []
    for key in keys:
        counts[key] += 1
        names.append(key if counts[key] == 1 else f"{key}.{counts[key]}")
    return tuple(names)
