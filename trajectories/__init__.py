"""Optimizers run on problems: the loop, the recorded run, and how it ended."""

from trajectories.outcome import outcome
from trajectories.quantities import quantities
from trajectories.recorded import recorded
from trajectories.remarks import remarks
from trajectories.simulate import Trajectory, final_positions, simulate
from trajectories.walk import Step, walk

__all__ = [
    "Step",
    "Trajectory",
    "final_positions",
    "outcome",
    "quantities",
    "recorded",
    "remarks",
    "simulate",
    "walk",
]
