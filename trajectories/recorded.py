"""Runs that are kept for the next time they are asked for."""

from optimizers import Optimizer
from problems import Problem
from remembered import MB, remembered
from schedules import Schedule
from trajectories.simulate import Trajectory, simulate


# About 40 runs of Adam with 10,000 steps, or 400 with 1000: a page of twelve of the largest takes 19 MB.
@remembered(limit=44 * MB, size=lambda went: went.nbytes)
def recorded(
    problem: Problem, optimizer: Optimizer, start: tuple[float, ...], steps: int, schedule: Schedule
) -> Trajectory:
    """What `simulate` gives, worked out once."""
    return simulate(problem, optimizer, start, steps, schedule)
