"""The page in words: what stands below the figures, and what those read who do not see them."""

from experiment import Experiment
from figures import scale_note
from interface.controls import plain
from optimizers import Optimizer, symbolic
from surfaces import Surface
from tunables import number

Ends = list[tuple[str, str]]  # labels and sentences

LONGEST_EQUATION = 160  # characters of LaTeX that fit above the map
LONGEST_DEFINITIONS = 60  # of what its letters stand for


def formula(surface: Surface) -> str:
    """The surface's formula for the page's title; a reader's long one is cut."""
    latex, _, definitions = surface.equation.partition(r",\quad ")
    if len(definitions) <= LONGEST_DEFINITIONS:
        latex = surface.equation
    if len(latex) <= LONGEST_EQUATION:
        return f"$\\;f(x, y) = {latex}$"
    return plain(f" f(x, y) = {getattr(surface, 'text', latex)[:LONGEST_EQUATION]}…")


def rule(kind: type[Optimizer]) -> str:
    """An optimizer for its card: its idea, its equations and where it was published."""
    lines = r" \\ ".join(symbolic(kind, equation).replace(" = ", " &= ", 1) for equation in kind.equations)
    return f"{plain(kind.idea)}\n\n$\\begin{{aligned}} {lines} \\end{{aligned}}$\n\n{plain(kind.source)}"


def describe_map(surface: Surface, experiment: Experiment, ends: Ends) -> str:
    """The map as one paragraph: the surface, its minima, where the runs begin and how each ended.

    `ends` has every shown run's label and a sentence, an empty one where it is not to be told yet.
    """
    minima = "; ".join(map(_at, surface.minima)) or "none"
    return (
        f"Contour map of the surface {surface.name} with the paths of the runs. Global minima: {minima}. "
        f"Start: {_at(experiment.start_point)}. {experiment.step_count} steps. {_told(ends)}"
    )


def describe_parameter(ends: Ends) -> str:
    """What the figure in the map's place shows of a single parameter."""
    return f"The parameter θ against the step, one line each. {_told(ends)}"


def describe_curves(ends: Ends, quantity: str = "Loss and gradient norm") -> str:
    """What the curves beside the map show."""
    labels = ", ".join(label for label, _ in ends) or "no runs"
    return f"{quantity} against the step, one line each for {labels}."


def _told(ends: Ends) -> str:
    return " ".join(f"{label}: {end}." if end else f"{label}." for label, end in ends)


def caption(surface: Surface, experiment: Experiment) -> str:
    """How to read the picture fairly: the colours' scale, what SGD is here, and what flatters whom."""
    notes = [scale_note(surface)]
    if not surface.minima:
        found = surface.found
        notes.append(
            f"The ring marks the lowest point that a search found, {_at(found)}."
            if found
            else "No minimum is known here."
        )
    keys = {run.optimizer.key for run in experiment.runs}
    if "sgd" in keys:
        notes.append("SGD here is plain gradient descent: its gradient carries no noise.")
    flattered = any(not run.optimizer.turns_with_plane for run in experiment.runs)
    if flattered and getattr(surface, "rotation", 1.0) == 0.0:
        notes.append("A ravine along an axis flatters rules with a step per coordinate: turn it with φ.")
    return " ".join(notes)


def _at(point: tuple[float, ...]) -> str:
    return f"({number(round(point[0], 4))}, {number(round(point[1], 4))})"
