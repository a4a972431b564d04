"""Everything that a rule's equations may name at a step, by the names that they use."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from optimizers import Optimizer
from trajectories.simulate import Trajectory
from tunables import tunables


def quantities(optimizer: Optimizer, trajectory: Trajectory, t: ArrayLike) -> dict[str, Any]:
    """The settings, g, t, θ and the State after step t and, with `_prev`, the step before.

    Args:
        optimizer: the rule that went this way, of one lane.
        trajectory: of one lane, positions of shape (T + 1, n).
        t: one step from 1 to T, or several, shape (n,).

    Returns:
        Numbers where they are the same for all coordinates, else arrays of shape (n,); for several steps
        they broadcast to (steps, n). The learning rate is that of the step.
    """
    steps = np.asarray(t)
    if np.any(steps < 1) or np.any(steps > trajectory.steps):
        raise ValueError(f"step {steps} is not one of 1 to {trajectory.steps}")
    several = (..., None) if steps.ndim else ()
    named: dict[str, Any] = {
        field.name: getattr(optimizer, field.name) for field in tunables(type(optimizer))
    }
    named["learning_rate"] = trajectory.learning_rates[steps][several]
    named |= {"t": steps[several], "g": trajectory.gradients[steps]}
    named |= {"theta": trajectory.positions[steps], "theta_prev": trajectory.positions[steps - 1]}
    for field, values in trajectory.states._asdict().items():
        named |= {field: values[steps], f"{field}_prev": values[steps - 1]}
    return named
