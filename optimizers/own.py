"""Your own rule: an update rule made from equations that a reader types; see `own_text` for how.

Such a rule is a class like any other, made when its text is first read, with a field for every number that
its equations name. What a published rule declares of itself is found out here: from the shape of its last
equation, and by trying it on random gradients.
"""

import ast
from collections import namedtuple
from collections.abc import Iterable, Mapping
from dataclasses import make_dataclass, replace
from functools import lru_cache
from typing import Any, ClassVar
from weakref import WeakValueDictionary

import numpy as np

from notation import compact, evaluate, names_in, parsed
from optimizers import own_text
from optimizers.adam import Adam
from optimizers.equation import Equation
from optimizers.family import OWN
from optimizers.optimizer import Array, Optimizer
from optimizers.published import OPTIMIZERS
from optimizers.sgd import SGD
from optimizers.typeset import switched, symbol
from tunables import Linear, Log, Numbers, Switch, Tunable, number, tunable, tunables


class Own(Optimizer):
    """A rule of the reader's own; `own_rule` makes its subclasses, which alone can be used.

    Attributes:
        text: its equations as they were typed, with semicolons between them.
        state: the type of its State.
        starts: where quantities begin that do not begin at 0.
    """

    key: ClassVar = "own"
    name: ClassVar = "Your own rule"
    family: ClassVar = OWN
    idea: ClassVar = "Any update rule, from the equations that you type."
    source: ClassVar = ""
    like: ClassVar = ""
    first_step: ClassVar = ""

    text: ClassVar[str]
    state: ClassVar[type]
    starts: ClassVar[dict[str, float]]

    def init(self, theta: Array) -> Any:
        """Every quantity where it begins."""
        return self.state(*(np.full_like(theta, self.starts.get(name, 0.0)) for name in self.state._fields))  # type: ignore[attr-defined]

    def step(self, theta: Array, g: Array, state: Any, t: int) -> tuple[Array, Any]:
        """One step, its equations one after the other; see `Optimizer.step`."""
        names = {field.name: getattr(self, field.name) for field in tunables(type(self))}
        names |= {f"{name}_prev": value for name, value in state._asdict().items()}
        names |= {"g": g, "t": t, "theta_prev": theta}
        names = _after(self.equations, names, theta.shape)
        return names["theta"], self.state(*(names[name] for name in self.state._fields))  # type: ignore[attr-defined]


@lru_cache(maxsize=64)
def own_rule(text: str = "") -> type[Own]:
    """The rule that these equations are, the same class for the same text; Adam's where there are none.

    Raises ValueError with a sentence that says what is wrong, and where.
    """
    rule = own_text.read(text or _written(Adam()), _TAKEN)
    kind = _MADE.get(rule.text)
    if kind is None:
        kind = _MADE[rule.text] = _made(rule)
    return kind


def own_copy(optimizer: Optimizer) -> Own:
    """A rule's equations as a reader would type them, as they are switched, at its settings.

    A number that the slider does not hold is at its default.
    """
    kind = own_rule(_written(optimizer))
    default = kind()  # type: ignore[call-arg]  # its numbers have defaults
    return own_moved(default, {field.name: getattr(optimizer, field.name) for field in tunables(kind)})


def own_moved(own: Own, settings: Mapping[str, Any]) -> Own:
    """A rule at those of these settings that it has and that its sliders hold."""
    fields = {field.name: field for field in tunables(type(own))}
    held = {
        name: value for name, value in settings.items() if name in fields and not fields[name].check(value)
    }
    return replace(own, **held)


def _after(
    equations: Iterable[tuple[str, ...]], names: dict[str, Any], shape: tuple[int, ...]
) -> dict[str, Any]:
    """Everything that a step names, with what each of its equations gives, a name and an expression first."""
    for name, expression, *_ in equations:
        names[name] = np.broadcast_to(evaluate(expression, names), shape)
    return names


# As long as somebody has such a rule; a class that is made anew is another one.
_MADE: WeakValueDictionary[str, type[Own]] = WeakValueDictionary()
_DECLARED = {name for kind in Own.__mro__ for name in vars(kind).get("__annotations__", {})}
_TAKEN = frozenset({*dir(Own), *_DECLARED, "label", "schedule", "bias_correction"} - {"learning_rate"})


def _written(optimizer: Optimizer) -> str:
    """A rule's equations as a text."""
    begin = optimizer.init(np.zeros(1))._asdict()
    starts = [f"{name}_0 = {number(value[0])}" for name, value in begin.items() if value[0]]
    lines = [f"{each.name} = {switched(optimizer, each.expression)}" for each in optimizer.equations]
    text = "; ".join([*starts, *lines]).replace("learning_rate", "alpha")
    return compact(text.replace(" ** ", "^"))


def _made(rule: own_text.Rule) -> type[Own]:
    *quantities, theta = (Equation(*each, _title(*each)) for each in rule.equations.items())
    found = _Tried(rule)
    direction, divisor = _quotient(theta.expression)
    declared: dict[str, Any] = {
        "text": rule.text,
        "equations": (*quantities, theta),
        "starts": rule.starts,
        "state": namedtuple("State", [each.name for each in quantities]),  # its names are known only now
        "direction": direction,
        "divisor": divisor,
        "corrections": tuple(_corrections(quantities, {*rule.numbers})),
        "means": found.means,
        "scales_with_gradient": found.scales_with_gradient,
        "turns_with_plane": found.turns_with_plane,
    }
    fields = [
        (name, float, _number(name, begins, found.scales_with_gradient))
        for name, begins in rule.numbers.items()
    ]
    # No more than names of letters and digits goes into the class's text.
    made: type[Own] = make_dataclass("OwnRule", fields, bases=(Own,), frozen=True, namespace=declared)
    return made


def _title(name: str, expression: str) -> str:
    """What an equation is called where it is a published rule's, too."""
    if name == "theta":
        return "Parameter update"
    return _titles().get((name, ast.unparse(parsed(expression).value)), "Your equation")


@lru_cache
def _titles() -> dict[tuple[str, str], str]:
    return {
        (each.name, switched(rule, each.expression).replace("maximum(", "max(")): each.title
        for rule in reversed(OPTIMIZERS)
        for each in rule.equations
    }


def _number(name: str, begins: float | None, scales_with_gradient: bool) -> Any:
    """The declaration of a number: that of the published rules, or one around where it begins."""
    known = _known().get((name, scales_with_gradient)) or _known().get((name, False))
    if known:
        default = known.default if begins is None else begins
        if complaint := known.check(default):
            raise ValueError(complaint)
        letter, scale = known.symbol, known.scale
    else:
        default = 1.0 if begins is None else begins
        size = abs(default)
        if 0 < default < 1:
            scale = Linear(0, 1)
        elif default > 0:
            scale = Log(size / 1000, size * 1000, zero=True)
        else:
            scale = Linear(-10 * (size or 1), 10 * (size or 1))
        letter = symbol(name)
    title = _WORDS.get(name, "number")
    return tunable(letter, default=float(default), scale=scale, title=title, meaning="A number of your rule.")


_WORDS = {
    "learning_rate": "learning rate",
    "beta1": "decay",
    "beta2": "decay",
    "rho": "decay",
    "epsilon": "epsilon",
    "momentum": "momentum",
    "weight_decay": "weight decay",
}


@lru_cache
def _known() -> dict[tuple[str, bool], Tunable]:
    """What published rules declare, by name and by whether their step scales with the gradient."""
    found: dict[tuple[str, bool], Tunable] = {}
    rules: tuple[type[Optimizer], ...] = (Adam, SGD, *OPTIMIZERS)
    for rule in rules:
        for field in tunables(rule):
            if isinstance(field.scale, Numbers) and not isinstance(field.scale, Switch):
                found.setdefault((field.name, rule.scales_with_gradient), field)
                if field.name != "learning_rate":
                    found.setdefault((field.name, False), field)
    return found


def _quotient(update: str) -> tuple[str, str]:
    """What the last equation multiplies by α, and what it divides by: `m_hat` and `sqrt(v_hat) + epsilon`."""
    match parsed(update).value:
        case ast.BinOp(_, ast.Sub(), term):
            above, below = _factors(term)
            if own_text.LEARNING_RATE in map(ast.unparse, above):
                above.remove(next(each for each in above if ast.unparse(each) == own_text.LEARNING_RATE))
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


def _corrections(quantities: list[Equation], numbers: set[str]) -> list[Equation]:
    """Quantities that are another one divided by what only numbers and t are in, as m̂ is."""
    found = []
    for equation in quantities:
        match parsed(equation.expression).value:
            case ast.BinOp(ast.Name(name), ast.Div(), divisor) if name in {each.name for each in quantities}:
                inside = {*names_in(ast.unparse(divisor))}
                if "t" in inside and inside <= numbers | {"t"}:
                    found.append(Equation(name, f"1 / ({ast.unparse(divisor)})"))
    return found


class _Tried:
    """What a rule does with random gradients, and with others that are made of them.

    Attributes:
        means: the quantities that grow with the gradient as its mean does.
        scales_with_gradient, turns_with_plane: see `Optimizer`.
    """

    def __init__(self, rule: own_text.Rule) -> None:
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
            name: begins or _known_default(name) for name, begins in self.rule.numbers.items()
        }
        quantities = [name for name in self.rule.equations if name != "theta"]
        state = {name: np.full_like(theta, self.rule.starts.get(name, 0.0)) for name in quantities}
        for t, g in enumerate(gradients, start=1):
            names |= {f"{name}_prev": value for name, value in state.items()}
            names |= {"g": g, "t": t, "theta_prev": theta}
            names = _after(self.rule.equations.items(), names, theta.shape)
            theta, state = names["theta"], {name: names[name] for name in quantities}
        return theta, state


_STEPS = 12  # some rules begin as another
_ALIKE = 1e-6  # ε, which is added to something, is smaller


def _known_default(name: str) -> float:
    known = _known().get((name, False))
    return float(known.default) if known else 0.5


def _alike(one: Array, other: Array) -> bool:
    """Whether two results are the same but for rounding, and are anything at all."""
    size = np.abs(other).max()
    return bool(size > 0 and np.isfinite(size) and np.abs(one - other).max() <= _ALIKE * size)
