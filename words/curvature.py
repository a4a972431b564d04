"""How a surface curves where a step begins, and what that means for the steps, in words."""

import math
from collections.abc import Sequence

from tunables import short


def curved(step: int, eigenvalues: Sequence[float]) -> str:
    """The Hessian's eigenvalues where a step begins, ascending."""
    if not all(map(math.isfinite, eigenvalues)):
        return f"Where step {step} begins, the surface has no curvature that is a number."
    small, large = eigenvalues
    shown = f"Where step {step} begins, the Hessian has the eigenvalues {short(small)} and {short(large)}"
    if large <= 0:
        return f"{shown}: the surface curves down in every direction."
    if small < 0:
        return f"{shown}: the surface curves up in one direction and down in the other."
    return f"{shown}."


def stable(divisor: str, largest: float, times: float | None, limit: float) -> str:
    """Whether steps are stable: the largest eigenvalue, divided by what the rule divides by, and its limit.

    Args:
        divisor: that, as text; `1` where nothing is divided.
        largest: the largest eigenvalue of the Hessian divided by it.
        times: the limit times α, None where none is known.
        limit: the limit.
    """
    if not math.isfinite(largest):
        return ""
    divided = f"Of the Hessian divided by {divisor} the larger one is {short(largest)}"
    if times is None or not math.isfinite(limit):
        return "" if divisor == "1" else f"{divided}."
    what = "The larger one" if divisor == "1" else f"{divided}, which"
    over = f"{short(times)}/α = {short(limit)}"
    if largest <= 0:
        return f"{what} is not above 0: nothing here makes the steps grow."
    if largest < limit:
        return f"{what} is below {over}: on a quadratic like this the steps would shrink."
    return f"{what} is above {over}: on a quadratic like this the steps would grow, from one to the next."
