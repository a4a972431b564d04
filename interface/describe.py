"""The page in words: what stands below the figures, and what those read who do not see them."""

from experiment import Experiment
from figures import scale_note
from surfaces import Point
from trajectories import Outcome
from tunables import number


def describe_map(experiment: Experiment, ends: list[tuple[str, Outcome]]) -> str:
    """The map as one paragraph: the surface, its minima, where the runs begin and how each ended."""
    surface = experiment.surface
    minima = "; ".join(map(_at, surface.minima)) or "none"
    runs = " ".join(f"{label}: {end.sentence}." for label, end in ends)
    return (
        f"Contour map of the surface {surface.name} with the paths of the runs. Global minima: {minima}. "
        f"Start: {_at(experiment.start_point)}. {experiment.step_count} steps. {runs}"
    )


def describe_curves(ends: list[tuple[str, Outcome]]) -> str:
    """What the curves beside the map show."""
    labels = ", ".join(label for label, _ in ends) or "no runs"
    return f"Loss and gradient norm against the step, one line each for {labels}."


def caption(experiment: Experiment) -> str:
    """How to read the picture fairly: the colours' scale, what SGD is here, and what flatters whom."""
    notes = [scale_note(experiment.surface)]
    keys = {run.optimizer.key for run in experiment.runs}
    if "sgd" in keys:
        notes.append("SGD here is plain gradient descent: its gradient carries no noise.")
    if keys & {"adam", "rmsprop"} and getattr(experiment.surface, "rotation", 1.0) == 0.0:
        notes.append("A ravine along an axis flatters rules with a step per coordinate: turn it with φ.")
    return " ".join(notes)


def _at(point: Point) -> str:
    return f"({number(round(point[0], 4))}, {number(round(point[1], 4))})"
