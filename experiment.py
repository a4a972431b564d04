"""Everything that the reader has chosen, as one frozen value, and that value as a link.

`to_query` writes only what differs from the untouched page; `from_query` reads any mapping of texts and
never raises: what it cannot read is named in a sentence, and the default is used. The keys stand in
people's links, so they never change: `surface`, `<surface>.<field>`, `start`, `steps`, `runs`
(`adam,sgd,adam.2`: a rule's second run is `adam.2`), `<run>.<field>`, `<run>.label`, `hide`, `loss`.

A link is read as kindly as it can be without a guess: in capitals or not, with spaces around, and with a
`+` that a browser took for a space.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from optimizers import OPTIMIZERS, SGD, Adam, Optimizer, RMSprop
from problems import Reddi, schedule_of
from surfaces import SURFACES, Bowl, Point, Surface
from trajectories import Trajectory, recorded
from tunables import Choice, Coordinate, Tunable, Whole, number, shortened, tunables

FEWEST_STEPS, MOST_STEPS = 10, 10_000
MOST_RUNS = 12
LONGEST_LABEL = 40
_LONGEST_LIST = 400
# Keys that others put into addresses: Streamlit's own, trackers', and whatever says where a reader comes
# from. None is ever one of ours, which are words without an underscore in front. The browser keeps them in
# the address by the same pattern (interface/live_chart/frontend/address.js).
FOREIGN = (
    r"_.*|embed.*|utm_.*|[a-z_]*cl(?:ick|k)?id|gclsrc|gad_.*|[gw]braid|li_fat_id|igshid|igsh|mc_.*|hs[a-z]*_.*|"
    r"hsctatracking|mkt_tok|pk_.*|mtm_.*|matomo_.*|piwik_.*|fb_.*|ref|ref_.*|refer.*|source|src|si|s_cid|"
    r"s_kwcid|ef_id|trk|trkcampaign|cmp|cmpid|campaign|campaign_?id|spm|srsltid|epik|rdt_cid|sccid|"
    r"vero_.*|oly_.*|wickedid|cjevent|mibextid|authuser|usp"
)
_FOREIGN = re.compile(FOREIGN, re.IGNORECASE | re.ASCII | re.DOTALL)
# Where a space stands between two parts of a formula or a number, as in 1e 3: there a + may have been.
_LOST_PLUS = re.compile(r"(?<=[\w.)]) +(?=[\w.(])")
_LOSS = Tunable("loss", "", "log", Choice(("log", "linear")), "The loss's axis.")
_FORMULA = re.compile(r"[*/()]")

Walked = Surface | Reddi
Thing = TypeVar("Thing", Optimizer, Surface)


@dataclass(frozen=True)
class Run:
    """An optimizer on the page; an empty label means the rule's name."""

    optimizer: Optimizer
    label: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Experiment:
    """What is walked, the runs on it, from where and how far they go, and whether the loss has a log axis.

    What equals the surface's own choice is stored as None, so that equal pages are equal values. A surface
    with a known minimum has its loss on a log axis.
    """

    surface: Walked
    runs: tuple[Run, ...]
    start: tuple[float, ...] | None = None
    steps: int | None = None
    log_loss: bool | None = None

    def __post_init__(self) -> None:
        if self.start == self.surface.start:
            object.__setattr__(self, "start", None)
        if self.steps == self.surface.steps:
            object.__setattr__(self, "steps", None)
        if self.log_loss == bool(self.surface.minima):
            object.__setattr__(self, "log_loss", None)

    @property
    def plane(self) -> Surface | None:
        """The surface over whose plane the runs walk; None where there is no map of what they walk on."""
        return self.surface.surface

    def went(self, optimizer: Optimizer) -> Trajectory:
        """What an optimizer goes through in this experiment."""
        schedule = schedule_of(self.surface)
        return recorded(self.surface, optimizer, self.start_point, self.step_count, schedule)

    @property
    def start_point(self) -> tuple[float, ...]:
        """Where the runs begin."""
        return self.surface.start if self.start is None else self.start

    @property
    def step_count(self) -> int:
        """How many steps every run takes."""
        return self.surface.steps if self.steps is None else self.steps

    @property
    def loss_on_log(self) -> bool:
        """Whether the loss is drawn on a log axis."""
        return bool(self.surface.minima) if self.log_loss is None else self.log_loss

    @property
    def names(self) -> tuple[str, ...]:
        """The runs' names in links: `adam`, `sgd`, `adam.2`."""
        return _run_names([run.optimizer.key for run in self.runs])

    @property
    def labels(self) -> tuple[str, ...]:
        """The runs' names on the page: their labels, or `Adam`, `SGD`, `Adam 2`."""
        counted = (name.partition(".")[2] for name in self.names)
        return tuple(
            run.label or f"{run.optimizer.name} {count}".strip()
            for run, count in zip(self.runs, counted, strict=True)
        )


DEFAULT_RULES: tuple[type[Optimizer], ...] = (Adam, RMSprop, SGD)


def default_optimizer(kind: type[Optimizer], surface: Walked) -> Optimizer:
    """The rule as an untouched page has it, at the surface's rate where its step scales with the gradient."""
    own = {"learning_rate": surface.rate} if kind.scales_with_gradient else {}
    return kind(**own)


def default_experiment(surface: Walked | None = None) -> Experiment:
    """The untouched page, with this surface on it."""
    surface = surface or Bowl()
    return Experiment(surface, tuple(Run(default_optimizer(kind, surface)) for kind in DEFAULT_RULES))


def change_surface(experiment: Experiment, surface: Walked) -> Experiment:
    """The same experiment on another surface: what the reader touched stays, the rest is the surface's own.

    A touched start outside the new view gives way to the surface's own.
    """
    old = experiment.surface

    def moved(run: Run) -> Run:
        if run.optimizer.scales_with_gradient and run.optimizer.learning_rate == old.rate:
            return replace(run, optimizer=replace(run.optimizer, learning_rate=surface.rate))
        return run

    start = experiment.start
    if start is not None and (len(start) != len(surface.letters) or start_problem(surface, start)):
        start = None
    return replace(experiment, surface=surface, runs=tuple(map(moved, experiment.runs)), start=start)


def steps_tunable(surface: Walked) -> Tunable:
    """How many steps every run takes."""
    steps = Whole(FEWEST_STEPS, MOST_STEPS)
    return Tunable("steps", "", surface.steps, steps, "How many steps every run takes.")


def start_tunables(surface: Walked) -> tuple[Tunable, ...]:
    """The start's coordinates, which go as far as the view."""
    return tuple(
        Tunable(f"start {letter}", "", own, Coordinate(*view), f"Where the runs begin in {letter}.")
        for letter, own, view in zip(surface.letters, surface.start, surface.domain, strict=True)
    )


def start_problem(surface: Walked, start: tuple[float, ...]) -> str | None:
    """Why runs cannot begin there, in words, or None where they can."""
    checked = (each.check(value) for each, value in zip(start_tunables(surface), start, strict=True))
    return next(filter(None, checked), None)


def rounded_start(surface: Surface, start: Point) -> Point:
    """A clicked start in the decimals that picture and link share: finer than 1e-4 of the view's width."""
    (x0, x1), _ = surface.domain
    decimals = -math.floor(math.log10(1e-4 * (x1 - x0)))
    x, y = (
        (min(max(round(value, decimals), low), high) if low <= value <= high else value) + 0.0
        for value, (low, high) in zip(start, surface.domain, strict=True)
    )
    return x, y


def to_query(experiment: Experiment) -> dict[str, str]:
    """The link's keys and values: what differs from the untouched page, nothing else."""
    surface = experiment.surface
    query: dict[str, str] = {}
    if type(surface) is not Bowl:
        query["surface"] = surface.key
    if plane := experiment.plane:
        query |= _fields_to_query(plane.key, plane, type(plane)())
    if experiment.start is not None:
        query["start"] = ",".join(map(number, experiment.start))
    if experiment.steps is not None:
        query["steps"] = number(experiment.steps)
    if experiment.log_loss is not None:
        query["loss"] = "log" if experiment.log_loss else "linear"
    if tuple(type(run.optimizer) for run in experiment.runs) != DEFAULT_RULES:
        query["runs"] = ",".join(experiment.names)
    for name, run in zip(experiment.names, experiment.runs, strict=True):
        default = default_optimizer(type(run.optimizer), surface)
        query |= _fields_to_query(name, run.optimizer, default)
        if run.label:
            query[f"{name}.label"] = run.label
    if hidden := [name for name, run in zip(experiment.names, experiment.runs, strict=True) if run.hidden]:
        query["hide"] = ",".join(hidden)
    return query


def from_query(query: Mapping[str, str], walked: Walked | None = None) -> tuple[Experiment, tuple[str, ...]]:
    """The experiment that a link describes, and a sentence for everything in it that could not be read.

    Where it is known what is `walked`, as in a lesson without a map, the link has no say in that.
    """
    problems: list[str] = []
    left = own_keys(query, problems)
    surface = _read_surface(left, problems, walked)
    start = _read_start(left, surface, problems)
    steps = _attempt(steps_tunable(surface).read, left.pop("steps", None), problems)
    axis = _attempt(_LOSS.read, left.pop("loss", None), problems)
    runs = _read_runs(left, surface, problems)
    problems += [f"nothing here is called {shortened(key)}" for key in left]
    log_loss = None if axis is None else axis == "log"
    return Experiment(surface, runs, start, steps, log_loss), tuple(problems)


def own_keys(query: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    """A link's keys without those of others, as we write them; of two that are the same, the first."""
    own: dict[str, str] = {}
    for key, value in query.items():
        name = str(key).strip().lower()
        if _FOREIGN.fullmatch(name):
            continue
        if own.setdefault(name, str(value)) != str(value):
            problems.append(f"{shortened(name)} stands twice in the link, and only the first is used")
    return own


def listed(text: str) -> list[str]:
    """The names in a list, `adam, SGD`."""
    return [name for name in re.split(r"[,\s]+", text.lower()) if name]


def _read_surface(left: dict[str, str], problems: list[str], walked: Walked | None) -> Walked:
    if walked is not None:
        left.pop("surface", None)
        return walked
    kinds: dict[str, type[Surface]] = {kind.key: kind for kind in SURFACES}
    text = left.pop("surface", Bowl.key)
    if text.strip().lower() == Reddi.key:
        return Reddi()
    kind = kinds.get(text.strip().lower())
    if kind is None:
        problems.append(f"there is no surface {shortened(text)}")
        kind = Bowl
    return _read_fields(left, kind.key, kind(), problems)


def _read_start(left: dict[str, str], surface: Walked, problems: list[str]) -> tuple[float, ...] | None:
    def read(text: str) -> tuple[float, ...]:
        x, comma, y = text.partition(",")
        if not comma and surface.surface:
            raise ValueError(f"start must be two numbers, x,y, not {shortened(text)}")
        # A link of old has two coordinates where there is one.
        return tuple(own.read(part) for own, part in zip(start_tunables(surface), (x, y), strict=False))

    return _attempt(read, left.pop("start", None), problems)


def _read_runs(left: dict[str, str], surface: Walked, problems: list[str]) -> tuple[Run, ...]:
    kinds: dict[str, type[Optimizer]] = {kind.key: kind for kind in OPTIMIZERS}
    text = left.pop("runs", None)
    keys = [kind.key for kind in DEFAULT_RULES]
    if text is not None:
        # A run is named by its rule; the number behind it only counts, so it is derived and not believed.
        whole = text if len(text) <= _LONGEST_LIST else text[:_LONGEST_LIST].rpartition(",")[0]
        wanted = [name.partition(".")[0] for name in listed(whole)]
        problems += [f"there is no optimizer {shortened(key)}" for key in wanted if key not in kinds][:3]
        known = [key for key in wanted if key in kinds]
        keys = known if known or not wanted else keys
        if len(keys) > MOST_RUNS or len(text) > _LONGEST_LIST:
            problems.append(f"at most {MOST_RUNS} runs fit on the page; the first {MOST_RUNS} are shown")
            keys = keys[:MOST_RUNS]
    names = _run_names(keys)
    hidden = listed(left.pop("hide", "")[:_LONGEST_LIST])
    problems += [f"there is no run {shortened(name)} to hide" for name in hidden if name not in names][:3]
    runs = []
    for name, key in zip(names, keys, strict=True):
        optimizer = _read_fields(left, name, default_optimizer(kinds[key], surface), problems)
        label = _attempt(_read_label, left.pop(f"{name}.label", None), problems) or ""
        runs.append(Run(optimizer, label, name in hidden))
    return tuple(runs)


def _read_label(text: str) -> str:
    if len(text) > LONGEST_LABEL or not text.isprintable():
        raise ValueError(f"a label has at most {LONGEST_LABEL} printable characters, not {shortened(text)}")
    return text


def _read_fields(left: dict[str, str], name: str, thing: Thing, problems: list[str]) -> Thing:
    for field in tunables(type(thing)):
        read = partial(_with_field, thing, field)
        thing = _attempt(read, left.pop(f"{name}.{field.name}", None), problems, name) or thing
    return thing


def _with_field(thing: Thing, field: Tunable, text: str) -> Thing:
    """The thing with one number read; its constructor may refuse more, as a formula's does."""
    return replace(thing, **{field.name: field.read(text)})


def _attempt(read: Any, text: str | None, problems: list[str], name: str = "") -> Any:
    """What `read` makes of a text; None where there is none or where it names a problem.

    A + that was not written %2B arrives as a space. A text that only makes sense with it is read with it.
    """
    if text is None:
        return None
    with_plus = _LOST_PLUS.sub("+", text)
    try:
        return read(text)
    except ValueError as first:
        problem = first
    if with_plus != text:
        try:
            return read(with_plus)
        except ValueError as second:
            # Where it only repeats a text that the reader never wrote, the first is the better one.
            problem = problem if shortened(with_plus) in str(second) else second
    advice = " (in a link, + is written %2B)" if with_plus != text and _FORMULA.search(text) else ""
    problems.append(f"{name}: {problem}{advice}" if name else str(problem))
    return None


def _fields_to_query(name: str, thing: Thing, default: Thing) -> dict[str, str]:
    return {
        f"{name}.{field.name}": field.write(getattr(thing, field.name))
        for field in tunables(type(thing))
        if getattr(thing, field.name) != getattr(default, field.name)
    }


def _run_names(keys: list[str]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    names = []
    for key in keys:
        counts[key] += 1
        names.append(key if counts[key] == 1 else f"{key}.{counts[key]}")
    return tuple(names)
