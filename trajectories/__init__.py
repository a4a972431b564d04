"""Optimizers run on surfaces: the loop, the recorded run, and how it ended."""

from trajectories.outcome import Ending, Outcome, outcome
from trajectories.simulate import Trajectory, final_positions, simulate
from trajectories.walk import Step, walk

__all__ = ["Ending", "Outcome", "Step", "Trajectory", "final_positions", "outcome", "simulate", "walk"]
