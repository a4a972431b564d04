"""The reader's experiment carried out: what every shown run went through, and how it ended."""

from weakref import ref

from experiment import Experiment
from figures import DrawnRun, run_styles
from lessons import trajectory
from optimizers import Optimizer
from remembered import MB, remembered
from surfaces import Surface
from trajectories import OnlineProblem, Outcome, Trajectory, outcome
from tunables import short


def shown_runs(
    experiment: Experiment, problem: OnlineProblem | None = None
) -> list[tuple[DrawnRun, Optimizer, str]]:
    """Every run that is not hidden, ready to be drawn, its rule, and how it ended in a sentence."""
    shown = []
    styles = run_styles(experiment.names)  # of all runs, so that hiding one recolours none
    for name, label, run, style in zip(
        experiment.names, experiment.labels, experiment.runs, styles, strict=True
    ):
        if not run.hidden:
            went = trajectory(problem, experiment, run.optimizer)
            end = _played(went, problem) if problem else _outcome(experiment.surface, went).sentence
            shown.append((DrawnRun(name, label, went, *style), run.optimizer, end))
    return shown


@remembered(limit=MB, size=lambda end: 1000, key=lambda surface, went: (surface, ref(went)))
def _outcome(surface: Surface, went: Trajectory) -> Outcome:
    return outcome(surface, went)


def _played(went: Trajectory, problem: OnlineProblem) -> str:
    """How a run of an online problem ended."""
    theta, loss = went.positions[-1, 0], went.losses[-problem.period :].mean()
    return f"ends at θ = {short(theta)}, losing {short(loss)} per step in the last {problem.period}"
