"""The reader's experiment carried out: what every shown run went through, and how it ended."""

from typing import NamedTuple
from weakref import ref

from experiment import Experiment
from figures import Drawn, DrawnRun, TrainedRun, run_styles
from optimizers import Optimizer
from remembered import MB, remembered
from surfaces import Surface
from trajectories import Trajectory, learned, outcome
from words import MEANING, mean_ending


class Ending(NamedTuple):
    """How a run ended, in a sentence, and what that says exactly."""

    sentence: str
    meaning: str


def shown_runs(experiment: Experiment) -> list[tuple[Drawn, Optimizer, Ending]]:
    """Every run that is not hidden, ready to be drawn, its rule, and how it ended."""
    shown: list[tuple[Drawn, Optimizer, Ending]] = []
    styles = run_styles(experiment.names)  # of all runs, so that hiding one recolours none
    for name, label, run, style in zip(
        experiment.names, experiment.labels, experiment.runs, styles, strict=True
    ):
        if run.hidden:
            continue
        if experiment.network:
            training = experiment.trained(run)
            end = Ending(learned(training).sentence, MEANING)
            shown.append((TrainedRun(name, label, *style, training), run.optimizer, end))
            continue
        went, plane = experiment.went(run), experiment.plane
        end = _ending(plane, went, experiment.is_noisy) if plane else _played(went, experiment.surface.period)
        shown.append((DrawnRun(name, label, *style, went), run.optimizer, end))
    return shown


@remembered(limit=MB, size=lambda end: 1000, key=lambda surface, went, noisy: (surface, ref(went), noisy))
def _ending(surface: Surface, went: Trajectory, noisy: bool) -> Ending:
    end = outcome(surface, went, noisy=noisy)
    return Ending(end.sentence, end.meaning)


def _played(went: Trajectory, period: int) -> Ending:
    """How a run ended that had one parameter, and losses that repeat after a period."""
    theta, loss = went.positions[-1, 0], went.losses[-period:].mean()
    return Ending(mean_ending(float(theta), float(loss), period), "")
