"""The reader's experiment carried out: trajectories and outcomes, remembered for a while."""

from functools import lru_cache

from experiment import Experiment
from figures import DrawnRun, run_styles
from optimizers import Optimizer
from surfaces import Point, Surface
from trajectories import Outcome, Trajectory, outcome, simulate


@lru_cache(maxsize=64)
def trajectory_and_outcome(
    surface: Surface, optimizer: Optimizer, start: Point, steps: int
) -> tuple[Trajectory, Outcome]:
    """One run and how it ended; the same for every reader who asks for the same."""
    trajectory = simulate(surface, optimizer, start, steps)
    return trajectory, outcome(surface, trajectory)


def shown_runs(experiment: Experiment) -> list[tuple[DrawnRun, Outcome]]:
    """Every run that is not hidden, ready to be drawn, and how it ended."""

    shown = []
    styles = run_styles(experiment.names)  # of all runs, so that hiding one recolours none
    for name, label, run, style in zip(
        experiment.names, experiment.labels, experiment.runs, styles, strict=True
    ):
        if not run.hidden:
            trajectory, end = trajectory_and_outcome(
                experiment.surface, run.optimizer, experiment.start_point, experiment.step_count
            )
            shown.append((DrawnRun(name, label, trajectory, *style), end))
    return shown
