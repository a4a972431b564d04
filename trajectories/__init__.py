"""Optimizers run on problems: the loop, the recorded run, and how it ended."""

from trajectories.basins import Basins, basins
from trajectories.ensemble import Ensemble, ahead, ensemble
from trajectories.outcome import outcome
from trajectories.quantities import quantities
from trajectories.recorded import recorded, trained
from trajectories.remarks import remarks
from trajectories.simulate import Trajectory, final_positions, simulate
from trajectories.sweep import Sweep, sweep
from trajectories.training import Learned, Training, learned, train
from trajectories.walk import Step, walk
from trajectories.watched import Watched, watched

__all__ = [
    "Basins",
    "Ensemble",
    "Learned",
    "Step",
    "Sweep",
    "Training",
    "Trajectory",
    "Watched",
    "ahead",
    "basins",
    "ensemble",
    "final_positions",
    "learned",
    "outcome",
    "quantities",
    "recorded",
    "remarks",
    "simulate",
    "sweep",
    "train",
    "trained",
    "walk",
    "watched",
]
