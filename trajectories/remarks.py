"""What can be said of a step of a recorded run; the sentences are in `words/remarks.py`."""

from typing import Any

from optimizers import Optimizer
from trajectories.outcome import reason
from trajectories.quantities import quantities
from trajectories.simulate import Trajectory
from words import Remark, ended, step_remarks


def remarks(
    optimizer: Optimizer,
    trajectory: Trajectory,
    t: int,
    letters: tuple[str, ...] = ("x", "y"),
    names: dict[str, Any] | None = None,
) -> list[Remark]:
    """What can be said of step t, 1 to T, of a run of one lane.

    Args:
        optimizer: the rule.
        trajectory: what it went through, positions of shape (T + 1, n).
        t: the step.
        letters: the coordinates' names. A problem in one dimension has one; its loss changes with t, so
            that nothing is said of going up or down.
        names: the `quantities` of the step, where they are at hand.
    """
    if 0 <= trajectory.overflowed_at <= t:
        return [ended(int(trajectory.overflowed_at), reason(trajectory))]
    return step_remarks(
        optimizer,
        names or quantities(optimizer, trajectory, t),
        letters,
        gradient_before=trajectory.gradients[t - 1] if t > 1 else None,
        losses=(trajectory.losses[t - 1], trajectory.losses[t]) if len(letters) > 1 else None,
    )
