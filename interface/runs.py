"""The reader's experiment carried out: what every shown run went through, and how it ended."""

from weakref import ref

from experiment import Experiment
from figures import DrawnRun, run_styles
from optimizers import Optimizer
from remembered import MB, remembered
from surfaces import Surface
from trajectories import Trajectory, outcome
from words import Outcome, mean_ending


def shown_runs(experiment: Experiment) -> list[tuple[DrawnRun, Optimizer, str]]:
    """Every run that is not hidden, ready to be drawn, its rule, and how it ended in a sentence."""
    shown = []
    styles = run_styles(experiment.names)  # of all runs, so that hiding one recolours none
    for name, label, run, style in zip(
        experiment.names, experiment.labels, experiment.runs, styles, strict=True
    ):
        if not run.hidden:
            went = experiment.went(run.optimizer)
            plane = experiment.plane
            end = _outcome(plane, went).sentence if plane else _played(went, experiment.surface.period)
            shown.append((DrawnRun(name, label, went, *style), run.optimizer, end))
    return shown


@remembered(limit=MB, size=lambda end: 1000, key=lambda surface, went: (surface, ref(went)))
def _outcome(surface: Surface, went: Trajectory) -> Outcome:
    return outcome(surface, went)


def _played(went: Trajectory, period: int) -> str:
    """How a run ended that had one parameter, and losses that repeat after a period."""
    theta, loss = went.positions[-1, 0], went.losses[-period:].mean()
    return mean_ending(float(theta), float(loss), period)
