"""A problem with one parameter: θ against t, and the loss, averaged over the period in which it changes."""

from collections.abc import Sequence

import numpy as np

from figures.drawn import DrawnRun
from figures.labels import end_labels, label_room
from figures.palette import Spec
from figures.stacked import Panel, line, stacked
from optimizers import Array


def parameter_specs(runs: Sequence[DrawnRun], period: int) -> dict[str, Spec]:
    """The parameter and the mean loss, by the names of their views.

    Args:
        runs: of a problem with one coordinate.
        period: after how many steps the losses repeat, 1 or more.
    """
    steps = max((run.trajectory.steps for run in runs), default=1)
    mean = f"mean loss of {period} steps"
    panels = {
        "parameter": Panel(
            "parameter, θ",
            [line(run, "θ", run.trajectory.positions[:, 0], "theta", width=2, reads="θ") for run in runs],
        ),
        "curves": Panel(
            mean, [line(run, mean, _mean(run, period), "mean", width=2, reads="mean loss") for run in runs]
        ),
    }
    return {
        name: stacked(
            [panel],
            steps,
            revision=f"one parameter, {name}",
            gap=0,
            margin={"l": 48, "r": label_room(runs), "t": 22, "b": 40},
            labels=end_labels(runs, [panel], 0),
        )
        for name, panel in panels.items()
    }


def _mean(run: DrawnRun, period: int) -> Array:
    """The mean of the last losses, from the first full period on; shape (steps + 1,)."""
    means = np.convolve(run.trajectory.losses[1:], np.full(period, 1 / period), "valid")
    return np.concatenate([np.full(period, np.nan), means])
