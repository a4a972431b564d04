"""What is walked when it is more than a surface; a surface is a problem by itself."""

from typing import Any

import numpy as np

from problems.batches import SAMPLINGS, Batches
from problems.digits import Digits
from problems.moons import Moons
from problems.network import LAST_SEED, Network
from problems.noise import Noisy
from problems.problem import Problem
from problems.reddi import Reddi
from schedules import CONSTANT, Schedule
from surfaces import DataSurface, Surface

NETWORKS: tuple[type[Network], ...] = (Moons, Digits)

__all__ = [
    "LAST_SEED",
    "NETWORKS",
    "SAMPLINGS",
    "Batches",
    "Digits",
    "Moons",
    "Network",
    "Noisy",
    "Problem",
    "Reddi",
    "posed",
    "schedule_of",
]


def posed(
    surface: Surface,
    *,
    noise: Any = 0.0,
    batch: int | None = None,
    seed: Any = 0,
    sampling: str = SAMPLINGS[0],
) -> Surface | Batches | Noisy:
    """The surface with mini-batches and noise; itself where every step is given its whole gradient.

    Args:
        surface: what is walked on.
        noise: σ of what is added to each gradient.
        batch: how many of a surface's examples each step sees; None where it is all.
        seed: from which both are drawn; an array of seeds gives as many lanes.
        sampling: how batches are drawn, one of SAMPLINGS.
    """
    problem: Surface | Batches = surface
    if batch is not None and isinstance(surface, DataSurface) and batch < surface.examples:
        problem = Batches(surface, batch, seed, sampling)
    return Noisy(problem, noise, seed) if np.any(noise) else problem


def schedule_of(problem: Problem) -> Schedule:
    """The schedule with which a problem is posed; a constant rate unless it says so."""
    return getattr(problem, "schedule", CONSTANT)
