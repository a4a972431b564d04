"""Your own rule: an update rule made from equations that a reader types; see `own_text` for how.

Such a rule is a class like any other, made when its text is first read, with a field for every number that
its equations name (`own_numbers`). What a published rule declares of itself is found out (`own_traits`).
"""

import ast
from collections import namedtuple
from collections.abc import Mapping
from dataclasses import make_dataclass, replace
from functools import lru_cache
from typing import Any, ClassVar
from weakref import WeakValueDictionary

import numpy as np

from notation import compact, parsed
from optimizers import own_text
from optimizers.adam import Adam
from optimizers.equation import Equation
from optimizers.family import OWN
from optimizers.optimizer import Array, Optimizer
from optimizers.own_numbers import declared_number
from optimizers.own_traits import Tried, after, corrections, quotient
from optimizers.published import OPTIMIZERS
from optimizers.typeset import switched
from tunables import number, tunables


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
        names = after(self.equations, names, theta.shape)
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
    found = Tried(rule)
    direction, divisor = quotient(theta.expression)
    declared: dict[str, Any] = {
        "text": rule.text,
        "equations": (*quantities, theta),
        "starts": rule.starts,
        "state": namedtuple("State", [each.name for each in quantities]),  # its names are known only now
        "direction": direction,
        "divisor": divisor,
        "corrections": tuple(corrections(quantities, {*rule.numbers})),
        "means": found.means,
        "scales_with_gradient": found.scales_with_gradient,
        "turns_with_plane": found.turns_with_plane,
    }
    fields = [
        (name, float, declared_number(name, begins, found.scales_with_gradient))
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
