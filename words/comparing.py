"""Two runs beside each other, in words."""

import math
from collections.abc import Sequence

from tunables import short

_ALIKE = 1.05  # steps whose lengths differ by no more than this factor are about as long


def parting(labels: Sequence[str], parted_at: int | None, amount: float, steps: int) -> str:
    """When two runs part."""
    pair = " and ".join(labels)
    if parted_at is None:
        return f"{pair} stay within {short(amount)} of each other, 1 % of the view, for all {steps} steps."
    far = f"more than {short(amount)} apart, 1 % of the view"
    return f"{pair} part at step {parted_at}: it is the first after which they are {far}."


def standing(labels: Sequence[str], step: int, apart: float, lead: float) -> str:
    """How two runs stand to each other after a step; `lead` is positive where the first is lower."""
    if not (math.isfinite(apart) and math.isfinite(lead)):
        return f"After step {step} one of them has overflowed."
    lower, higher = labels if lead > 0 else labels[::-1]
    losses = f"{lower} is lower than {higher} by {short(abs(lead))}" if lead else "their losses are equal"
    return f"After step {step} they are {short(apart)} apart, and {losses}."


def longer(labels: Sequence[str], lengths: Sequence[float], step: int) -> str:
    """Whose step is longer, and how many times."""
    one, other = lengths
    if not (math.isfinite(one) and math.isfinite(other)):
        return ""
    shown = " and ".join(f"{short(length)} ({label})" for label, length in zip(labels, lengths, strict=True))
    if min(lengths) == 0 or max(lengths) / min(lengths) > 1e6:
        return f"Step {step} is {shown} long."
    times = max(lengths) / min(lengths)
    if times < _ALIKE:
        return f"Step {step} is about as long in both: {shown}."
    who = labels[0] if one > other else labels[1]
    return f"Step {step} of {who} is {short(times, 2)} times as long as the other’s: {shown}."
