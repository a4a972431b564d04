"""The reader's experiment carried out: trajectories and outcomes, remembered for a while."""

from functools import lru_cache

from experiment import Experiment, Run
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


def shown_runs(experiment: Experiment) -> list[tuple[str, str, Trajectory, Outcome]]:
    """(name, label, trajectory, outcome) of every run that is not hidden."""

    def carried_out(run: Run) -> tuple[Trajectory, Outcome]:
        return trajectory_and_outcome(
            experiment.surface, run.optimizer, experiment.start_point, experiment.step_count
        )

    return [
        (name, label, *carried_out(run))
        for name, label, run in zip(experiment.names, experiment.labels, experiment.runs, strict=True)
        if not run.hidden
    ]
