"""What a published rule declares of itself, found out of a reader's own.

From the shape of its last equation, and by trying it on random gradients.
"""

import ast
from collections.abc import Iterable
from typing import Any

import numpy as np

from notation import evaluate, names_in, parsed
from optimizers.equation import Equation
from optimizers.optimizer import Array
from optimizers.own_numbers import usual_value
from optimizers.own_text import LEARNING_RATE, Rule


def after(
    equations: Iterable[tuple[str, ...]], names: dict[str, Any], shape: tuple[int, ...]
) -> dict[str, Any]:
    """Everything that a step names, with what each of its equations gives, a name and an expression first."""
    for name, expression, *_ in equations:
        names[name] = np.broadcast_to(evaluate(expression, names), shape)
    return names


def quotient(update: str) -> tuple[str, str]:
    """What the last equation multiplies by α, and what it divides by: `m_hat` and `sqrt(v_hat) + epsilon`."""
    match parsed(update).value:
        case ast.BinOp(_, ast.Sub(), term):
            above, below = _factors(term)
            if LEARNING_RATE in map(ast.unparse, above):
                above.remove(next(each for each in above if ast.unparse(each) == LEARNING_RATE))
                return _product(above), _product(below)
    return "(theta_prev - theta) / learning_rate", "1"


def _factors(node: ast.expr) -> tuple[list[ast.expr], list[ast.expr]]:
    """What stands above the stroke, and below it."""
    match node:
        case ast.BinOp(left, ast.Mult() | ast.Div() as kind, right):
            (above, below), (over, under) = _factors(left), _factors(right)
            if isinstance(kind, ast.Div):
                over, under = under, over
            return above + over, below + under
    return [node], []


def _product(factors: list[ast.expr]) -> str:
    if not factors:
        return "1"
    product, *others = factors
    for other in others:
        product = ast.BinOp(product, ast.Mult(), other)
    return ast.unparse(product)


def corrections(quantities: list[Equation], numbers: set[str]) -> list[Equation]:
    """Quantities that are another one divided by what only numbers and t are in, as m̂ is."""
    found = []
    for equation in quantities:
        match parsed(equation.expression).value:
            case ast.BinOp(ast.Name(name), ast.Div(), divisor) if name in {each.name for each in quantities}:
                inside = {*names_in(ast.unparse(divisor))}
                if "t" in inside and inside <= numbers | {"t"}:
                    found.append(Equation(name, f"1 / ({ast.unparse(divisor)})"))
    return found


class Tried:
    """What a rule does with random gradients, and with others that are made of them.

    Attributes:
        means: the quantities that grow with the gradient as its mean does.
        scales_with_gradient, turns_with_plane: see `Optimizer`.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        random = np.random.default_rng(0)
        g = random.normal(size=(_STEPS, 2, 8))
        theta = random.normal(size=(2, 8))
        turn = np.array([[0.8, -0.6], [0.6, 0.8]])
        there, states = self._walked(theta, g)
        twice, doubled = self._walked(theta, 2 * g)
        turned, _ = self._walked(turn @ theta, turn @ g)
        with np.errstate(all="ignore"):  # a rule may overflow
            self.means = tuple(name for name in states if _alike(doubled[name], 2 * states[name]))
            self.scales_with_gradient = _alike(twice - theta, 2 * (there - theta))
            self.turns_with_plane = _alike(turned, turn @ there)

    def _walked(self, theta: Array, gradients: Array) -> tuple[Array, dict[str, Array]]:
        names: dict[str, Any] = {
            name: begins or usual_value(name) for name, begins in self.rule.numbers.items()
        }
        quantities = [name for name in self.rule.equations if name != "theta"]
        state = {name: np.full_like(theta, self.rule.starts.get(name, 0.0)) for name in quantities}
        for t, g in enumerate(gradients, start=1):
            names |= {f"{name}_prev": value for name, value in state.items()}
            names |= {"g": g, "t": t, "theta_prev": theta}
            names = after(self.rule.equations.items(), names, theta.shape)
            theta, state = names["theta"], {name: names[name] for name in quantities}
        return theta, state


_STEPS = 12  # some rules begin as another
_ALIKE = 1e-6  # ε, which is added to something, is smaller


def _alike(one: Array, other: Array) -> bool:
    """Whether two results are the same but for rounding, and are anything at all."""
    size = np.abs(other).max()
    return bool(size > 0 and np.isfinite(size) and np.abs(one - other).max() <= _ALIKE * size)
