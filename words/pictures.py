"""What the pictures show, in words: below them, at their axes, and for those who do not see them."""

from collections.abc import Sequence

from optimizers import Optimizer, evaluate, plain
from surfaces import DataSurface, Surface
from tunables import EXACT, percent, short, tunables
from words.chance import ravine_note

Ends = Sequence[tuple[str, str]]  # labels and sentences, an empty one where it is not to be told yet


def describe_map(surface: Surface, start: tuple[float, ...], steps: int, ends: Ends) -> str:
    """The map as one paragraph: the surface, its minima, where the runs begin and how each ended."""
    minima = "; ".join(map(_at, surface.minima)) or "none"
    return (
        f"Contour map of the surface {surface.name} with the paths of the runs. Global minima: {minima}. "
        f"Start: {_at(start)}. {steps} steps. {_told(ends)}"
    )


def describe_examples(surface: DataSurface, labels: Sequence[str], marked: bool) -> str:
    """What the figure of the examples shows."""
    model = {"line": "line", "neuron": "curve", "boundary": "boundary"}[surface.model]
    x, y = surface.axes
    batch = " Rings mark the batch that the step saw." if marked else ""
    runs = ", ".join(labels) or "no runs"
    return (
        f"The {surface.examples} examples, {y} against {x}, with the {model} at the player’s step of {runs}."
        + batch
    )


def describe_fan(labels: Sequence[str], count: int) -> str:
    """What the figure of the losses of many seeds shows."""
    runs = ", ".join(labels)
    return f"Median and 10 to 90 % band of the loss over {count} seeds against the step, for {runs}."


def describe_ends(labels: Sequence[str], count: int) -> str:
    """What the map of the ends of many seeds shows."""
    return f"Where the runs end with each of {count} seeds, points on the map for {', '.join(labels)}."


def describe_sweep(label: str, across: str, up: str, shows: str) -> str:
    """What the map of a sweep shows."""
    what = "the step from which it has settled" if shows == "steps" else "its loss at the end"
    return f"{label} with many settings, {across} across and {up} upwards: {what}, a cell for each."


def describe_basins(label: str, shares: Sequence[tuple[str, float]]) -> str:
    """What the map of a run's basins shows."""
    told = "; ".join(f"{name}: {percent(share)}" for name, share in shares)
    return f"To which minimum {label} comes from each start, by colour. {told}."


def describe_space(surface: Surface, labels: Sequence[str], heights: str) -> str:
    """What the picture in space shows."""
    scale = "as high as f is" if heights == "true" else "its heights spread as the map’s colours are"
    runs = ", ".join(labels) or "no runs"
    paths = f"the paths of {runs} up to the player’s step"
    return f"The surface {surface.name} in three dimensions, {scale}, with {paths}."


def describe_rates(labels: Sequence[str]) -> str:
    """What the figure of the losses over the learning rates shows."""
    return f"The loss at the end against the learning rate, one line each for {', '.join(labels)}."


def describe_parameter(ends: Ends) -> str:
    """What the figure in the map's place shows of a single parameter."""
    return f"The parameter θ against the step, one line each. {_told(ends)}"


def describe_curves(ends: Ends, quantity: str = "Loss and gradient norm") -> str:
    """What the curves beside the map show."""
    labels = ", ".join(label for label, _ in ends) or "no runs"
    return f"{quantity} against the step, one line each for {labels}."


# What the figures inside a run show; their numbers stand in the equations above them.
INSIDE = {
    "means": "the gradient and its running means against the step, for each coordinate.",
    "rates": "what the step is divided by, and the effective rate, against the step.",
    "lengths": "the steps' lengths in units of α, and the factors of bias correction.",
}

# The same of those of the curvature, and of those that compare two runs.
INSIDE_CURVATURE = {
    "hessian": "the Hessian's diagonal and what the step is divided by, against the step.",
    "sharpness": "the largest eigenvalue of the Hessian divided by that, and its limit, against the step.",
}
INSIDE_TWO = {
    "apart": "the distance between them against the step.",
    "lead": "by how much which of them is lower, against the step.",
    "step-lengths": "how long their steps are, against the step.",
}


def loss_name(lowest: float | None) -> str:
    """What the loss curve shows: `f` where the minimum is 0 or unknown, else `f − 3`, less the minimum."""
    return f"f{_less(lowest, 5)}" if lowest else "f"


def scale_note(lowest: float, shift: float, saddle: float | None = None) -> str:
    """How the map's colours run: even in log(f − lowest + shift), or up and down from a saddle."""
    if saddle is not None:
        less = _less(saddle, 4) if saddle else ""
        return (
            f"Contour levels are even in ±log(1 + |f{less}| / {short(shift)}), up and down from the saddle."
        )
    return f"Contour levels are even in log(f{_less(lowest, 4) if lowest else ''} + {short(shift)})."


def caption(surface: Surface, scale: str, rules: Sequence[Optimizer], chance: str = "") -> str:
    """How to read the picture fairly: the colours' scale, what SGD is here, and what flatters whom.

    `scale` is the map's `scale_note`; `chance` says what steps are given in place of the exact gradient.
    """
    notes = [scale]
    if not surface.minima:
        found = surface.found
        notes.append(
            f"The ring marks the lowest point that a search found, {_at(found)}."
            if found
            else "No minimum is known here."
        )
    if surface.definitions:
        notes.append("The title’s v is a coordinate, not Adam’s v.")
    if isinstance(surface, DataSurface) and surface.ravine:
        notes.append(ravine_note(*surface.ravine, surface.letters[0]))
    if chance:
        notes.append(chance)
    elif any(rule.key == "sgd" for rule in rules):
        notes.append("SGD here is plain gradient descent: its gradient carries no noise.")
    flattered = any(not rule.turns_with_plane for rule in rules)
    if flattered and getattr(surface, "rotation", 1.0) == 0.0:
        notes.append("A ravine along an axis flatters rules with a step per coordinate: turn it with φ.")
    return " ".join(notes)


def landmark(surface: Surface, rule: Optimizer) -> str:
    """Up to which rate a rule is stable on a quadratic; empty where no such number is known."""
    steepest, limit = surface.largest_curvature, stability_limit(rule)
    if not steepest or limit is None:
        return ""
    shown = plain(type(rule), rule.stable_below)
    if rule.divisor == "1":
        over = f"({shown})" if "/" in shown else shown
        return f"On this surface {rule.name} diverges above {over}/λmax = {short(limit / steepest)}."
    least = steepest * rule.learning_rate / limit
    return f"Stable at rest: {plain(type(rule), rule.divisor)} > αλmax/{short(limit)} = {short(least, 2)}"


def stability_limit(rule: Optimizer) -> float | None:
    """What α λmax / divisor has to stay below on a quadratic; None where no such number is known."""
    if not rule.stable_below:
        return None
    settings = {each.name: getattr(rule, each.name) for each in tunables(type(rule))}
    return float(evaluate(rule.stable_below, settings))


def _less(lowest: float, digits: int) -> str:
    return f" {'−' if lowest > 0 else '+'} {short(abs(lowest), digits)}"


def _told(ends: Ends) -> str:
    return " ".join(f"{label}: {end}." if end else f"{label}." for label, end in ends)


def _at(point: tuple[float, ...]) -> str:
    x, y = (short(round(coordinate, 4), EXACT) for coordinate in point)
    return f"({x}, {y})"
