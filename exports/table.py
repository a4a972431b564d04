"""Everything that runs recorded as comma-separated values: a row per run, step and coordinate.

Of a network a row per run and step: its weights are too many to be written down.
"""

import csv
import io
from typing import Any

import numpy as np

from experiment import Experiment, Run

_ALWAYS = ("run", "label", "rule", "step", "coordinate", "theta", "g", "f", "learning_rate")
_OF_NETWORK = (
    *("run", "label", "rule", "step", "batch_loss", "gradient_norm"),
    *("training_loss", "validation_loss", "accuracy"),
)
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t")  # to a spreadsheet


def table(experiment: Experiment) -> str:
    """The runs that are shown, one after the other, with a heading.

    theta, f and the quantities of the rule are those after the step, g the gradient that it was given; what a
    rule does not have, and what is not finite, is empty. Numbers have all of their digits.
    """
    if experiment.network:
        return _of_network(experiment)
    shown = _shown(experiment)
    made = [each.name for _, _, run in shown for each in run.optimizer.equations]
    quantities = [name for name in dict.fromkeys(made) if name != "theta"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_ALWAYS, *(f"{name}_" if name in _ALWAYS else name for name in quantities)])
    for name, label, run in shown:
        went = experiment.went(run)
        states = went.states._asdict()
        columns = [went.positions, went.gradients, *(states.get(each) for each in quantities)]
        written = [_written(column, went.positions.shape) for column in columns]
        theta, g, *rest = written
        f, rate = (_written(column, went.losses.shape) for column in (went.losses, went.learning_rates))
        for t in range(went.steps + 1):
            for axis, letter in enumerate(experiment.surface.letters):
                own = [name, label, run.optimizer.key, t, letter, theta[t][axis], g[t][axis]]
                writer.writerow([*own, f[t], rate[t] if t else None, *(each[t][axis] for each in rest)])
    return out.getvalue()


def _of_network(experiment: Experiment) -> str:
    """The losses and the accuracy of all examples are empty at steps at which these were not looked at."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_OF_NETWORK)
    for name, label, run in _shown(experiment):
        training = experiment.trained(run)
        every = (training.steps + 1,)
        looks = []
        for found in (training.losses, training.validation_losses, training.accuracies):
            wide = np.full(every, np.nan)
            wide[training.looked_at] = found
            looks.append(wide)
        columns = (training.batch_losses, training.gradient_norms, *looks)
        for t, numbers in enumerate(zip(*(_written(column, every) for column in columns), strict=True)):
            writer.writerow([name, label, run.optimizer.key, t, *numbers])
    return out.getvalue()


def _shown(experiment: Experiment) -> list[tuple[str, str, Run]]:
    named = zip(experiment.names, experiment.labels, experiment.runs, strict=True)
    return [(name, _as_text(label), run) for name, label, run in named if not run.hidden]


def _written(values: Any, shape: tuple[int, ...]) -> Any:
    """Numbers in lists of this shape, None for what is not finite or not there."""
    if values is None:
        return np.full(shape, None).tolist()
    wide = np.broadcast_to(values, shape)
    made = wide.astype(object)
    made[~np.isfinite(wide)] = None
    return made.tolist()


def _as_text(label: str) -> str:
    """A reader's text that no spreadsheet takes for a formula."""
    return f"'{label}" if label.startswith(_LIKE_A_FORMULA) else label
