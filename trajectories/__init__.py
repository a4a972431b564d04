"""Optimizers run on surfaces: the loop, the recorded run, and how it ended."""

from trajectories.outcome import Ending, Outcome, outcome
from trajectories.simulate import OnlineProblem, Trajectory, final_positions, simulate, simulate_online
from trajectories.walk import Step, walk

__all__ = [
    "Ending",
    "OnlineProblem",
    "Outcome",
    "Step",
    "Trajectory",
    "final_positions",
    "outcome",
    "simulate",
    "simulate_online",
    "walk",
]
