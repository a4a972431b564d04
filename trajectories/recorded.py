"""Runs that are kept for the next time they are asked for."""

from optimizers import Optimizer
from problems import Network, Problem
from remembered import MB, remembered
from schedules import Schedule
from trajectories.simulate import Trajectory, simulate
from trajectories.training import Training, train


# About 35 runs of Adam with 10,000 steps, or 350 with 1000: a page of twelve of the largest takes 19 MB.
@remembered(limit=39 * MB, size=lambda went: went.nbytes)
def recorded(
    problem: Problem, optimizer: Optimizer, start: tuple[float, ...], steps: int, schedule: Schedule
) -> Trajectory:
    """What `simulate` gives, worked out once."""
    return simulate(problem, optimizer, start, steps, schedule)


# About 12 runs of 2,410 weights, or three of the largest network.
@remembered(limit=9 * MB, size=lambda training: training.nbytes)
def trained(network: Network, optimizer: Optimizer, steps: int, schedule: Schedule) -> Training:
    """What `train` gives, worked out once."""
    return train(network, optimizer, steps, schedule)
