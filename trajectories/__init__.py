"""Optimizers run on surfaces: the loop, the recorded run, and how it ended."""

from trajectories.outcome import Ending, Outcome, outcome
from trajectories.quantities import quantities
from trajectories.remarks import Remark, remarks
from trajectories.simulate import OnlineProblem, Trajectory, final_positions, simulate, simulate_online
from trajectories.walk import Step, walk

__all__ = [
    "Ending",
    "OnlineProblem",
    "Outcome",
    "Remark",
    "Step",
    "Trajectory",
    "final_positions",
    "outcome",
    "quantities",
    "remarks",
    "simulate",
    "simulate_online",
    "walk",
]
