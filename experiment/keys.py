"""An experiment as a link: the keys that stand in people's links, and so never change.

`surface`, `<surface>.<field>`, `start`, `steps`, `loss`, `noise` (σ), `batch` (absent: all examples),
`seed`, `sampling`, `exact`, `runs` (`adam,sgd,adam.2`: a rule's second run is `adam.2`), `hide`,
`<run>.<field>`, `<run>.label`, `<run>.schedule`, `<run>.schedule.<field>` and `own.equations`, of a rule of
the reader's own. Only what differs from the untouched page is written.
"""

from collections.abc import Mapping
from dataclasses import replace

from experiment.changes import DEFAULT_RULES, default_experiment, default_optimizer
from experiment.experiment import CHOICES, LONGEST_LABEL, MOST_RUNS, Experiment, Run, Walked
from experiment.settings import (
    EXACT_PATHS,
    NOISE,
    SAMPLING,
    SEED,
    batch_tunable,
    start_tunables,
    steps_tunable,
)
from link import Key, Link, field_texts, from_link, listed, to_link
from optimizers import OPTIMIZERS, Optimizer, Own, own_rule
from problems import Reddi
from schedules import CONSTANT, SCHEDULES, Constant, Schedule
from surfaces import Bowl
from tunables import Choice, Tunable, number, shortened

_LONGEST_LIST = 400
_LOSS = Tunable("loss", "", "log", Choice(("log", "linear")), "The loss's axis.")


def to_query(experiment: Experiment) -> dict[str, str]:
    """The link's keys and values: what differs from the untouched page, nothing else."""
    return to_link(KEYS, experiment)


def from_query(query: Mapping[str, str], walked: Walked | None = None) -> tuple[Experiment, tuple[str, ...]]:
    """The experiment that a link describes, and a sentence for everything in it that could not be read.

    Where it is known what is `walked`, as in a lesson without a map, the link has no say in that.
    """
    return from_link(KEYS, default_experiment(walked), query)


def _write_surface(experiment: Experiment) -> dict[str, str]:
    surface = experiment.surface
    chosen = {} if type(surface) is Bowl else {"surface": surface.key}
    choice = experiment.choice
    return chosen | field_texts(choice.key, choice, type(choice)()) if choice else chosen


def _read_surface(experiment: Experiment, link: Link) -> Experiment:
    text = link.take("surface")
    if experiment.choice is None:
        return experiment
    key = (Bowl.key if text is None else text).strip().lower()
    if key == Reddi.key:
        return default_experiment(Reddi())
    kinds = {kind.key: kind for kind in CHOICES}
    if key not in kinds:
        link.complain(f"there is no surface {shortened(text or '')}")
    kind = kinds.get(key, Bowl)
    return default_experiment(link.fields(kind.key, kind()))


def _write_start(experiment: Experiment) -> dict[str, str]:
    start = experiment.start
    return {} if start is None else {"start": ",".join(map(number, start))}


def _read_start(experiment: Experiment, link: Link) -> Experiment:
    surface = experiment.surface

    def read(text: str) -> tuple[float, ...]:
        x, comma, y = text.partition(",")
        if not start_tunables(surface):
            raise ValueError(f"{surface.name} has no start: {surface.key}.seed draws its first weights")
        if not comma and surface.surface:
            raise ValueError(f"start must be two numbers, x,y, not {shortened(text)}")
        # A link of old has two coordinates where there is one.
        return tuple(own.read(part) for own, part in zip(start_tunables(surface), (x, y), strict=False))

    return replace(experiment, start=link.read("start", read))


def _write_steps(experiment: Experiment) -> dict[str, str]:
    return {} if experiment.steps is None else {"steps": number(experiment.steps)}


def _read_steps(experiment: Experiment, link: Link) -> Experiment:
    return replace(experiment, steps=link.read("steps", steps_tunable(experiment.surface).read))


def _write_loss(experiment: Experiment) -> dict[str, str]:
    log = experiment.log_loss
    return {} if log is None else {"loss": "log" if log else "linear"}


def _read_loss(experiment: Experiment, link: Link) -> Experiment:
    axis = link.read("loss", _LOSS.read)
    return replace(experiment, log_loss=None if axis is None else axis == "log")


def _write_chance(experiment: Experiment) -> dict[str, str]:
    own = Experiment(experiment.surface, ())
    written = {name: getattr(experiment, name) for name in ("noise", "batch", "seed", "sampling")}
    differing = {name: value for name, value in written.items() if value != getattr(own, name)}
    texts = {name: value if isinstance(value, str) else number(value) for name, value in differing.items()}
    return texts if experiment.exact_paths else texts | {"exact": EXACT_PATHS.write(False)}


def _read_chance(experiment: Experiment, link: Link) -> Experiment:
    if network := experiment.network:
        given = [key for key in ("noise", "batch", "seed", "sampling", "exact") if link.take(key) is not None]
        if given:
            own = f"{network.key}.batch and {network.key}.seed"
            link.complain(f"{network.name} has no {', '.join(given)}: its own numbers are {own}")
        return experiment
    batch = batch_tunable(experiment.surface)
    rows = [("noise", NOISE), ("batch", batch), ("seed", SEED), ("sampling", SAMPLING)]
    if batch is None and link.take("batch") is not None:
        link.complain(f"{experiment.surface.name} is not made of data: it has no mini-batches")
    read = {key: link.read(key, tunable.read) for key, tunable in rows if tunable}
    read["exact_paths"] = link.read("exact", EXACT_PATHS.read)
    return replace(experiment, **{key: value for key, value in read.items() if value is not None})


def _write_runs(experiment: Experiment) -> dict[str, str]:
    untouched = tuple(type(run.optimizer) for run in experiment.runs) == DEFAULT_RULES
    return {} if untouched else {"runs": ",".join(experiment.names)}


def _read_runs(experiment: Experiment, link: Link) -> Experiment:
    text = link.take("runs")
    if text is None:
        return experiment
    kinds: dict[str, type[Optimizer]] = {kind.key: kind for kind in (*OPTIMIZERS, own_rule())}
    # A run is named by its rule; the number behind it only counts, so it is derived and not believed.
    whole = text if len(text) <= _LONGEST_LIST else text[:_LONGEST_LIST].rpartition(",")[0]
    wanted = [name.partition(".")[0] for name in listed(whole)]
    link.complain(*[f"there is no optimizer {shortened(key)}" for key in wanted if key not in kinds][:3])
    known = [key for key in wanted if key in kinds]
    rules = [kinds[key] for key in known] if known or not wanted else list(DEFAULT_RULES)
    if len(rules) > MOST_RUNS or len(text) > _LONGEST_LIST:
        link.complain(f"at most {MOST_RUNS} runs fit on the page; the first {MOST_RUNS} are shown")
    runs = tuple(Run(default_optimizer(rule, experiment.surface)) for rule in rules[:MOST_RUNS])
    return replace(experiment, runs=runs)


def _write_hidden(experiment: Experiment) -> dict[str, str]:
    named = zip(experiment.names, experiment.runs, strict=True)
    hidden = [name for name, run in named if run.hidden]
    return {"hide": ",".join(hidden)} if hidden else {}


def _read_hidden(experiment: Experiment, link: Link) -> Experiment:
    hidden = listed((link.take("hide") or "")[:_LONGEST_LIST])
    unknown = [name for name in hidden if name not in experiment.names]
    link.complain(*[f"there is no run {shortened(name)} to hide" for name in unknown][:3])
    named = zip(experiment.names, experiment.runs, strict=True)
    return replace(experiment, runs=tuple(replace(run, hidden=name in hidden) for name, run in named))


def _write_settings(experiment: Experiment) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, run in zip(experiment.names, experiment.runs, strict=True):
        kind = type(run.optimizer)
        if issubclass(kind, Own) and kind is not own_rule():
            texts[f"{name}.equations"] = kind.text
        default = default_optimizer(kind, experiment.surface)
        texts |= field_texts(name, run.optimizer, default)
        texts |= {f"{name}.label": run.label} if run.label else {}
        texts |= {} if run.schedule == CONSTANT else {f"{name}.schedule": run.schedule.key}
        texts |= field_texts(f"{name}.schedule", run.schedule, type(run.schedule)())
    return texts


def _read_settings(experiment: Experiment, link: Link) -> Experiment:
    runs = []
    for name, run in zip(experiment.names, experiment.runs, strict=True):
        optimizer = link.fields(name, _read_equations(experiment, run, name, link))
        label = link.read(f"{name}.label", read_label) or ""
        kind = link.read(f"{name}.schedule", _read_schedule) or Constant
        schedule = link.fields(f"{name}.schedule", kind())
        runs.append(replace(run, optimizer=optimizer, label=label, schedule=schedule))
    return replace(experiment, runs=tuple(runs))


def _read_equations(experiment: Experiment, run: Run, name: str, link: Link) -> Optimizer:
    """The run's rule; of the reader's own rule, that with the link's equations."""
    if not isinstance(run.optimizer, Own):
        return run.optimizer
    kind = link.read(f"{name}.equations", own_rule, name)
    return default_optimizer(kind, experiment.surface) if kind else run.optimizer


def _read_schedule(text: str) -> type[Schedule]:
    kinds = {kind.key: kind for kind in SCHEDULES}
    key = text.strip().lower()
    if key not in kinds:
        raise ValueError(f"there is no schedule {shortened(text)}; there are {', '.join(kinds)}")
    return kinds[key]


def read_label(text: str) -> str:
    """A run's name as a reader or a link writes it; ValueError where it cannot be drawn."""
    if len(text) > LONGEST_LABEL or not text.isprintable():
        raise ValueError(f"a label has at most {LONGEST_LABEL} printable characters, not {shortened(text)}")
    return text


# What is walked comes first: it gives the others their defaults and their ranges.
KEYS: tuple[Key[Experiment], ...] = (
    Key("surface, <surface>.<field>", _write_surface, _read_surface),
    Key("start", _write_start, _read_start),
    Key("steps", _write_steps, _read_steps),
    Key("loss", _write_loss, _read_loss),
    Key("noise, batch, seed, sampling, exact", _write_chance, _read_chance),
    Key("runs", _write_runs, _read_runs),
    Key("hide", _write_hidden, _read_hidden),
    Key("<run>.<field>, <run>.label, <run>.schedule", _write_settings, _read_settings),
)
