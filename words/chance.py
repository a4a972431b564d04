"""What the gradients of a page are, in words: exact, of mini-batches, or with noise."""

import math
from collections.abc import Sequence

from tunables import short

_ELSEWHERE, _UPHILL = 45, 90  # degrees between the gradient of a step and the exact one
_LARGE = 100  # from which on κ is told with one digit more
_SAMPLED = {"draws": "drawn anew at each step", "epochs": "dealt in shuffled epochs"}


def chance_note(noise: float, batch: int | None, examples: int, seed: int, sampling: str) -> str:
    """What every step is given instead of the exact gradient; empty where it is given that."""
    given = []
    if batch is not None:
        given.append(
            f"Each step sees {batch} of the {examples} examples, {_SAMPLED[sampling]}; "
            f"the loss drawn is that of all {examples}."
        )
    if noise:
        given.append(f"Noise of σ = {short(noise)} is added to each gradient.")
    if given:
        given.append(f"All runs get the same (seed {seed}).")
    return " ".join(given)


def drawn_gradient(
    given: Sequence[float], exact: Sequence[float], noise: float, batch: int | None, letters: Sequence[str]
) -> str:
    """That a step's g is not the exact gradient, what that is, and how far apart they point."""
    sources = [f"this step’s batch of {batch}"] if batch is not None else []
    sources += [f"noise of σ = {short(noise)}"] if noise else []
    size, other = math.hypot(*given), math.hypot(*exact)
    told = ", ".join(f"{short(value)} in {letter}" for value, letter in zip(exact, letters, strict=True))
    if not (0 < size < math.inf and 0 < other < math.inf):
        apart = ""
    else:
        cosine = sum(a / size * (b / other) for a, b in zip(given, exact, strict=True))
        degrees = math.degrees(math.acos(min(max(cosine, -1.0), 1.0)))
        away = (
            " It points uphill."
            if degrees > _UPHILL
            else " It points elsewhere."
            if degrees > _ELSEWHERE
            else ""
        )
        apart = f", {short(degrees, 2)}° apart.{away}"
    return f"g comes from {' and '.join(sources)}; the exact gradient is {told}{apart or '.'}"


def ravine_note(condition: float, angle: float, letter: str) -> str:
    """How narrow the ravine around a minimum is, and which way it lies."""
    if condition < 1 + 1e-9:
        return "At the minimum κ = 1: f is equally steep in all directions."
    shown = short(condition, 4 if condition >= _LARGE else 3)
    return f"At the minimum κ = {shown}, steepest at {short(angle)}° to the {letter} axis."
