"""What the numbers of one step mean, in sentences that are computed from them."""

from typing import Any, NamedTuple

import numpy as np

from optimizers import Array, Equation, Optimizer, evaluate, plain
from trajectories.quantities import quantities
from trajectories.simulate import Trajectory
from tunables import short

OVER = 1.01  # a factor nearer to one than this no longer matters
EQUAL = 0.99  # two steps this nearly alike are equally long


class Remark(NamedTuple):
    """A sentence, and what it is about.

    `about` is one of `finite`, `longer`, `length`, `rate`, `correction`, `epsilon`, `decay`, `sign` and
    `loss`.
    """

    about: str
    text: str


def remarks(
    optimizer: Optimizer, trajectory: Trajectory, t: int, letters: tuple[str, ...] = ("x", "y")
) -> list[Remark]:
    """What can be said of step t, 1 to T, of a run of one lane.

    Args:
        optimizer: the rule.
        trajectory: what it went through, positions of shape (T + 1, 2).
        t: the step.
        letters: the coordinates' names. A problem in one dimension has one; its loss changes with t, so
            that nothing is said of going up or down.
    """
    names = quantities(optimizer, trajectory, t)
    if not np.isfinite([names["theta"], names["g"]]).all():
        return [Remark("finite", "This step has no finite numbers: the run has overflowed.")]
    moves = np.abs(names["theta"] - names["theta_prev"])[: len(letters)]
    divisor = _both(optimizer.divisor, names)[: len(letters)]
    with np.errstate(all="ignore"):  # a ratio to zero is said in words
        said = [
            _longer(optimizer, letters, names, moves),
            _length(letters, moves, float(names["learning_rate"])),
            _rate(optimizer, letters, names, divisor),
            _correction(optimizer, names),
            _epsilon(optimizer, letters, names, divisor),
            _decay(optimizer, letters, names),
            _sign(trajectory, letters, t),
            _loss(trajectory, t) if len(letters) > 1 else None,
        ]
    return [remark for remark in said if remark]


def _both(expression: str, names: dict[str, Any]) -> Array:
    """An expression's value in both coordinates."""
    return np.broadcast_to(np.asarray(evaluate(Equation("", expression), names), dtype=np.float64), (2,))


def _longer(
    optimizer: Optimizer, letters: tuple[str, ...], names: dict[str, Any], moves: Array
) -> Remark | None:
    """Which coordinate takes the longer step, and whether its direction or its divisor is the reason."""
    if len(letters) < 2 or not moves.any():
        return None
    longer, shorter = (0, 1) if moves[0] > moves[1] else (1, 0)
    name, other = letters[longer], letters[shorter]
    if moves[shorter] == 0:
        return Remark("longer", f"Only {name} moves: in {other} the step is zero.")
    g, direction = np.abs(names["g"]), np.abs(_both(optimizer.direction, names))
    divisor = _both(optimizer.divisor, names)
    if moves[shorter] >= EQUAL * moves[longer]:
        apart = g.max() / g.min() if g.min() > 0 else np.inf
        although = f", although one gradient is {_times(apart)} the other" if apart > 1 / EQUAL else ""
        return Remark("longer", f"{letters[0]} and {letters[1]} move equally far{although}.")
    ratio = _times(moves[longer] / moves[shorter])
    why = _why(optimizer, other, direction[longer] / direction[shorter], divisor[longer] / divisor[shorter])
    return Remark("longer", f"{name} takes the longer step, {ratio} {other}’s: {why}.")


def _why(optimizer: Optimizer, other: str, along: float, under: float) -> str:
    """What makes a step longer than the other coordinate's: a larger direction, a smaller divisor."""
    direction, divisor = plain(optimizer, optimizer.direction), plain(optimizer, optimizer.divisor)
    if abs(under - 1) < OVER - 1:
        return f"its {direction} is {_times(along)} {other}’s"
    if along >= 1 > under:
        return f"its {direction} is {_times(along)} {other}’s, and its {divisor} only {_times(under)}"
    if along >= 1:
        return f"its {direction} is {_times(along)} {other}’s, its {divisor} only {_times(under)}"
    return f"its {direction} is only {_times(along)} {other}’s, but its {divisor} still less, {_times(under)}"


def _length(letters: tuple[str, ...], moves: Array, rate: float) -> Remark:
    """The step against α, for each coordinate."""
    parts = " and ".join(
        f"{short(move / rate)} α in {letter}" for move, letter in zip(moves, letters, strict=True)
    )
    return Remark("length", f"The step is {parts} (α = {short(rate)}).")


def _rate(
    optimizer: Optimizer, letters: tuple[str, ...], names: dict[str, Any], divisor: Array
) -> Remark | None:
    """The rate that the divisor leaves to each coordinate."""
    if optimizer.divisor == "1" or not np.all(divisor > 0):
        return None
    rate = optimizer.effective_rate
    own = _both(rate, names)[: len(letters)]
    parts = " and ".join(f"{short(value)} in {letter}" for value, letter in zip(own, letters, strict=True))
    return Remark("rate", f"The effective rate {plain(optimizer, rate)} is {parts}.")


def _correction(optimizer: Optimizer, names: dict[str, Any]) -> Remark | None:
    """By how much bias correction still multiplies, or what its absence does."""
    if not optimizer.corrections:
        return None
    corrected = optimizer.corrected
    off = corrected is not optimizer
    settings = names | {"bias_correction": True}
    factors = {
        plain(corrected, part.name): float(np.max(evaluate(part, settings))) for part in corrected.corrections
    }
    by = " and ".join(f"{letter} by {short(factor)}" for letter, factor in factors.items())
    if max(factors.values()) < OVER:
        missing = "Bias correction is off, which no longer matters" if off else "Bias correction is over"
        return Remark("correction", f"{missing}: it {'would multiply' if off else 'multiplies'} {by}.")
    if off:
        mean, square = factors.values()
        return Remark(
            "correction",
            f"Bias correction is off. It would multiply {by}; without it the step is "
            f"{_times(np.sqrt(square) / mean)} as long.",
        )
    return Remark("correction", f"Bias correction still multiplies {by}.")


def _epsilon(
    optimizer: Optimizer, letters: tuple[str, ...], names: dict[str, Any], divisor: Array
) -> Remark | None:
    """Whether the step would be another without ε."""
    if "epsilon" not in optimizer.divisor:
        return None
    epsilon = names["epsilon"]
    without = evaluate(Equation("", optimizer.divisor), names | {"epsilon": 0.0})[: len(letters)]
    with np.errstate(all="ignore"):
        longer = divisor / without  # how many times as long the step would be
    if np.all(np.abs(longer - 1) <= OVER - 1):
        added = optimizer.divisor.removesuffix(" + epsilon")
        against = ""
        if added != optimizer.divisor and epsilon > 0:
            against = f": {plain(optimizer, added)} is at least {_times(without.min() / epsilon)} ε"
        return Remark("epsilon", f"ε does not matter here{against}.")
    parts = " and ".join(
        f"{_times(ratio)} as long in {letter}"
        if 0 < ratio < np.inf
        else f"{'zero' if ratio == 0 else 'endless'} in {letter}"
        for ratio, letter in zip(longer, letters, strict=True)
    )
    return Remark("epsilon", f"ε matters: without it the step would be {parts}.")


def _decay(optimizer: Optimizer, letters: tuple[str, ...], names: dict[str, Any]) -> Remark | None:
    """How much of the step is weight decay that does not pass through the direction and its divisor."""
    decay = getattr(optimizer, "weight_decay", 0.0)
    if not decay:
        return None
    moved = names["theta"] - names["theta_prev"]
    direct = evaluate(
        Equation("", f"-learning_rate * ({optimizer.direction}) / ({optimizer.divisor})"), names
    )
    pull = (moved - direct)[: len(letters)]
    if np.all(np.abs(pull) <= 1e-9 * np.abs(moved[: len(letters)])):
        return Remark("decay", "The penalty λ θ is part of the gradient, and divided like it.")
    parts = " and ".join(f"{short(value)} in {letter}" for value, letter in zip(pull, letters, strict=True))
    return Remark("decay", f"Weight decay alone moves θ by {parts}.")


def _sign(trajectory: Trajectory, letters: tuple[str, ...], t: int) -> Remark | None:
    """In which coordinates the gradient has just changed its sign."""
    if t < 2:
        return None
    before, now = trajectory.gradients[t - 1], trajectory.gradients[t]
    turned = [
        letter for letter, a, b in zip(letters, before, now, strict=False) if np.sign(a) * np.sign(b) < 0
    ]
    return (
        Remark("sign", f"The gradient has just changed its sign in {' and '.join(turned)}.")
        if turned
        else None
    )


def _loss(trajectory: Trajectory, t: int) -> Remark | None:
    """Whether the step went up."""
    before, now = trajectory.losses[t - 1], trajectory.losses[t]
    if not np.isfinite([before, now]).all():
        return Remark("loss", "f is too large for a number here.")
    if now == before:
        return Remark("loss", f"The step changed nothing: f is still {short(now)}.")
    way = "up: f rose" if now > before else "down: f fell"
    digits = next(digits for digits in range(3, 18) if short(before, digits) != short(now, digits))
    return Remark("loss", f"The step went {way} from {short(before, digits)} to {short(now, digits)}.")


def _times(ratio: float) -> str:
    return f"{short(ratio)} times" if np.isfinite(ratio) else "infinitely many times"
