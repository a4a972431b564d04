"""What the numbers of one step mean, in sentences that are computed from them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from notation import names_in
from optimizers import Array, Optimizer, Own, evaluate, plain
from tunables import EXACT, short

OVER = 1.01  # a factor nearer to one than this no longer matters
EQUAL = 0.99  # two steps this nearly alike are equally long


class Remark(NamedTuple):
    """A sentence, and what it is about.

    `about` is one of `finite`, `longer`, `length`, `rate`, `correction`, `epsilon`, `decay`, `sign` and
    `loss`.
    """

    about: str
    text: str


def step_remarks(
    optimizer: Optimizer,
    names: dict[str, Any],
    letters: tuple[str, ...],
    *,
    gradient_before: Array | None,
    losses: tuple[float, float] | None,
) -> list[Remark]:
    """What can be said of a step of which everything is finite.

    Args:
        optimizer: the rule that took it.
        names: the step's quantities, numbers or arrays of shape (n,): see `trajectories.quantities`.
        letters: the names of the n coordinates.
        gradient_before: the gradient that the step before was given, shape (n,); None where there was none.
        losses: before and after the step; None where the loss changes with t, so that nothing is said of
            going up or down.
    """
    with np.errstate(all="ignore"):  # a ratio to zero is said in words
        step = _Step(optimizer, letters, names)
        said = [
            _longer(step),
            _length(step),
            _rate(step),
            _correction(step),
            _epsilon(step),
            _decay(step),
            _sign(step, gradient_before),
            _loss(*losses, moved=bool(step.moves.any())) if losses else None,
        ]
    return [remark for remark in said if remark]


def ended(step: int, reason: str) -> Remark:
    """What is said of the step at which a run ended, and of those after it."""
    return Remark("finite", f"The run ended at step {step}: {reason}.")


class _Step:
    """One step, each of its coordinates by its letter."""

    def __init__(self, optimizer: Optimizer, letters: tuple[str, ...], names: dict[str, Any]) -> None:
        self.optimizer, self.letters, self.names = optimizer, letters, names
        self.moves = np.abs(names["theta"] - names["theta_prev"])
        self.g = np.abs(names["g"])
        self.direction = np.abs(self.value(optimizer.direction))
        self.divisor = self.value(optimizer.divisor)
        # A step this short against θ has lost its digits, or all of itself, when it was added.
        digits = np.spacing(np.maximum(np.abs(names["theta"]), np.abs(names["theta_prev"])))
        self.lost = (self.moves < 1000 * digits) & ((self.moves > 0) | (self.direction > 0))

    def value(self, expression: str, **others: Any) -> Array:
        """An expression's value in each coordinate, with other numbers for some of the step's own."""
        return _evaluated(expression, self.names | others)

    def each(self, values: Iterable[str]) -> str:
        """`0.1 in x and 0.2 in y`."""
        return " and ".join(
            f"{value} in {letter}" for value, letter in zip(values, self.letters, strict=True)
        )


def _evaluated(expression: str, names: dict[str, Any]) -> Array:
    """An expression's value in each coordinate."""
    value = np.asarray(evaluate(expression, names), dtype=np.float64)
    return np.broadcast_to(value, names["theta"].shape)


def _longer(step: _Step) -> Remark | None:
    """Which coordinate takes the longer step, and whether its direction or its divisor is the reason."""
    moves, letters = step.moves, step.letters
    if len(letters) < 2 or not moves.any() or step.lost.any():
        return None
    longer, shorter = (0, 1) if moves[0] > moves[1] else (1, 0)
    name, other = letters[longer], letters[shorter]
    if moves[shorter] == 0:
        return Remark("longer", f"Only {name} moves: in {other} the step is zero.")
    if moves[shorter] >= EQUAL * moves[longer]:
        most, least = step.g.max(), step.g.min()
        although = ""
        if most > 0 == least:
            although = ", although one gradient is zero"
        elif least > 0 and most / least > 1 / EQUAL:
            although = f", although one gradient is {_times(most / least)} the other"
        return Remark("longer", f"{letters[0]} and {letters[1]} move equally far{although}.")
    ratio = moves[longer] / moves[shorter]
    along = step.direction[longer] / step.direction[shorter]
    under = step.divisor[longer] / step.divisor[shorter]
    # Not where weight decay has its part in it too, nor where they are too small to be divided.
    explained = abs(along / under / ratio - 1) < OVER - 1
    why = f": {_why(step.optimizer, other, along, under)}" if explained else ""
    return Remark("longer", f"{name} takes the longer step, {_times(ratio)} {other}’s{why}.")


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


def _length(step: _Step) -> Remark | None:
    """The step against α, for each coordinate."""
    rate = float(step.names["learning_rate"])
    if step.lost.any():
        where = " and ".join(letter for letter, lost in zip(step.letters, step.lost, strict=True) if lost)
        return Remark("length", f"The step in {where} is lost among the last digits of θ.")
    lengths = step.moves / rate
    if not np.isfinite(lengths).all():
        return None
    return Remark("length", f"The step is {step.each(f'{short(n)} α' for n in lengths)} (α = {short(rate)}).")


def _rate(step: _Step) -> Remark | None:
    """The rate that the divisor leaves to each coordinate."""
    rate = step.optimizer.effective_rate
    own = step.value(rate)
    if step.optimizer.divisor == "1" or not np.all(step.divisor > 0) or not np.isfinite(own).all():
        return None
    name = plain(step.optimizer, rate)
    return Remark("rate", f"The effective rate {name} is {step.each(map(short, own))}.")


def _correction(step: _Step) -> Remark | None:
    """By how much bias correction still multiplies, or what its absence does."""
    optimizer = step.optimizer
    if not optimizer.corrections:
        return None
    corrected = optimizer.corrected
    off = corrected is not optimizer
    settings = step.names | {"bias_correction": True}
    factors = {
        plain(corrected, part.name): float(np.max(evaluate(part.expression, settings)))
        for part in corrected.corrections
        if _counts(step, part.name)
    }
    by = " and ".join(f"{letter} by {short(factor)}" for letter, factor in factors.items())
    if not factors:
        return None
    if max(factors.values()) < OVER:
        missing = "Bias correction is off, which no longer matters" if off else "Bias correction is over"
        return Remark("correction", f"{missing}: it {'would multiply' if off else 'multiplies'} {by}.")
    if off:
        without = _without_correction(step)
        return Remark("correction", f"Bias correction is off. It would multiply {by}{without}.")
    return Remark("correction", f"Bias correction still multiplies {by}.")


def _counts(step: _Step, name: str) -> bool:
    """Whether the step depends on this quantity of the State; on its v RAdam does only later."""
    names, after = step.names | {name: np.nan}, False
    for equation in step.optimizer.equations:
        if after:
            names |= {equation.name: evaluate(equation.expression, names)}
        after = after or equation.name == name
    return bool(np.isnan(names["theta"]).any())


def _without_correction(step: _Step) -> str:
    """How much longer or shorter the step is than it would be with its bias corrected."""
    optimizer = step.optimizer
    names = step.names | {"bias_correction": True}
    for equation in optimizer.equations[:-1]:
        names |= {equation.name: evaluate(equation.expression, names)}
    there = np.abs(_evaluated(optimizer.direction, names) / _evaluated(optimizer.divisor, names))
    ratios = (step.direction / step.divisor) / there
    if not np.all((ratios > 0) & np.isfinite(ratios)):
        return ""
    times = [_times(ratio) for ratio in ratios]
    if len(set(times)) == 1:
        return f"; without it the step is {times[0]} as long"
    return f"; without it the step is {step.each(f'{text} as long' for text in times)}"


def _epsilon(step: _Step) -> Remark | None:
    """Whether the step would be another without ε."""
    optimizer = step.optimizer
    if "epsilon" not in names_in(optimizer.divisor):
        return None
    epsilon = step.names["epsilon"]
    if epsilon == 0:
        return Remark("epsilon", "ε is zero: nothing is added.")
    without = step.value(optimizer.divisor, epsilon=0.0)
    # How many times as long the step would be; a step of zero stays one, if it can be computed at all.
    longer = np.where((step.direction == 0) & (without > 0), 1.0, step.divisor / without)
    if np.all(np.abs(longer - 1) <= OVER - 1):
        added = optimizer.divisor.removesuffix(" + epsilon")
        against = without.min() / epsilon
        least = ""
        if added != optimizer.divisor and 1 / (OVER - 1) < against < np.inf:
            least = f": {plain(optimizer, added)} is at least {_times(against)} ε"
        return Remark("epsilon", f"ε does not matter here{least}.")
    would_be = (
        _instead(ratio, bool(moving)) for ratio, moving in zip(longer, step.direction > 0, strict=True)
    )
    return Remark("epsilon", f"ε matters: without it the step would be {step.each(would_be)}.")


def _instead(ratio: float, moving: bool) -> str:
    """What the step would be, `ratio` being its length against the step as it is."""
    if 0 < ratio < np.inf:
        return f"{_times(ratio)} as long"
    if ratio == 0:
        return "zero"
    return "endless" if ratio == np.inf and moving else "0/0"


def _decay(step: _Step) -> Remark | None:
    """How much of the step is weight decay that does not pass through the direction and its divisor."""
    if not getattr(step.optimizer, "weight_decay", 0.0):
        return None
    update = step.optimizer.equations[-1].expression
    if "weight_decay" not in update:
        if isinstance(step.optimizer, Own):  # who knows what it does there
            return None
        return Remark("decay", "The penalty λ θ is part of the gradient, and divided like it.")
    pull = step.value(update) - step.value(update, weight_decay=0.0)
    return Remark("decay", f"Weight decay alone moves θ by {step.each(map(short, pull))}.")


def _sign(step: _Step, before: Array | None) -> Remark | None:
    """In which coordinates the gradient has just changed its sign."""
    if before is None:
        return None
    signs = zip(step.letters, np.sign(before) * np.sign(step.names["g"]), strict=True)
    turned = [letter for letter, sign in signs if sign < 0]
    if not turned:
        return None
    return Remark("sign", f"The gradient has just changed its sign in {' and '.join(turned)}.")


def _loss(before: float, now: float, *, moved: bool) -> Remark:
    """Whether the step went up."""
    if now == before:
        nothing = "The step changed f in none of its digits" if moved else "The step changed nothing"
        return Remark("loss", f"{nothing}: f is still {short(now)}.")
    way = "up: f rose" if now > before else "down: f fell"
    digits = next(digits for digits in range(3, EXACT + 1) if short(before, digits) != short(now, digits))
    return Remark("loss", f"The step went {way} from {short(before, digits)} to {short(now, digits)}.")


def _times(ratio: float) -> str:
    return f"{short(ratio)} times" if np.isfinite(ratio) else "more than 10³⁰⁸ times"
