"""The numbers of an experiment that belong to no rule and no surface, each declared once.

Where the runs begin, how far they go, and from what their gradients are drawn.
"""

from experiment.experiment import Walked
from problems import SAMPLINGS, Network
from surfaces import DataSurface
from trajectories.sweep import TOLERANCE
from tunables import Choice, Coordinate, Log, Switch, Tunable, Whole

FEWEST_STEPS, MOST_STEPS = 10, 10_000
MOST_SEED = 999_999

NOISE = Tunable(
    "noise",
    r"\sigma",
    0.0,
    Log(0.01, 100, zero=True),
    "The standard deviation of what is added to each gradient, the same for every run.",
    title="gradient noise",
)
SEED = Tunable("seed", "", 0, Whole(0, MOST_SEED), "What noise and mini-batches are drawn from.")
SETTLED = Tunable(
    "tolerance",
    "",
    TOLERANCE,
    Log(1e-12, 1e3),
    "A run has settled once f − f* stays below this.",
    title="settled below",
)
EXACT_PATHS = Tunable(
    "exact",
    "",
    True,
    Switch(),
    "Draw, thin and pale, where each run would go with exact gradients.",
    title="exact paths",
)
SAMPLING = Tunable(
    "sampling",
    "",
    SAMPLINGS[0],
    Choice(SAMPLINGS),
    "Draws: a new batch at each step. Epochs: all examples are shuffled and dealt, then again.",
    title="batches by",
)


def steps_tunable(surface: Walked) -> Tunable:
    """How many steps every run takes."""
    steps = Whole(FEWEST_STEPS, MOST_STEPS)
    return Tunable("steps", "", surface.steps, steps, "How many steps every run takes.")


def weight_tunable(network: Network) -> Tunable:
    """Which of a network's weights is looked into, by its place in θ."""
    last = network.size - 1
    return Tunable("weight", "", network.telling, Whole(0, last), "The weight that is looked into.")


def batch_tunable(surface: Walked) -> Tunable | None:
    """How many examples every step sees; None where the surface is made of none."""
    if not isinstance(surface, DataSurface):
        return None
    count = surface.examples
    meaning = f"How many of the {count} examples each step sees; all of them give the exact gradient."
    return Tunable("batch size", "b", count, Whole(1, count), meaning)


def start_tunables(surface: Walked) -> tuple[Tunable, ...]:
    """The start's coordinates, which go as far as the view; none where a network begins."""
    if isinstance(surface, Network):
        return ()
    return tuple(
        Tunable(f"start {letter}", "", own, Coordinate(*view), f"Where the runs begin in {letter}.")
        for letter, own, view in zip(surface.letters, surface.start, surface.domain, strict=True)
    )


def start_complaint(surface: Walked, start: tuple[float, ...]) -> str | None:
    """Why runs cannot begin there, in words, or None where they can."""
    checked = (each.check(value) for each, value in zip(start_tunables(surface), start, strict=True))
    return next(filter(None, checked), None)
