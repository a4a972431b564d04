"""An update rule as lines of Python, from the equations that it declares."""

import re
from typing import NamedTuple

import numpy as np

from exports.python import Library, written
from optimizers import Optimizer, switched
from tunables import Switch, tunables

# What the scripts call something else.
_TAKEN = {
    *("np", "torch", "math", "f", "gradient", "walk", "factor", "rate", "rows", "xi", "start", "steps"),
    *("self", "group", "parameter", "state", "range", "print", "float", "map", "super"),
}


class RuleLines(NamedTuple):
    """A rule.

    Attributes:
        settings: its numbers by the names that the lines have for them, the learning rate first.
        starts: where quantities begin whose value of the step before is used, by their names.
        lines: one step, from `theta`, `g`, `t` and those quantities; a schedule's learning rate is `rate`.
    """

    settings: dict[str, float]
    starts: dict[str, float]
    lines: list[str]


def rule_lines(optimizer: Optimizer, library: Library, *, scheduled: bool) -> RuleLines:
    """The equations as they are switched, a line each, with copies of what is needed once it has changed."""
    equations = {each.name: switched(optimizer, each.expression) for each in optimizer.equations}
    used = {name: set(re.findall(r"[A-Za-z_]\w*", text)) for name, text in equations.items()}
    before = [name for name in equations if any(f"{name}_prev" in names for names in used.values())]
    fields = [field for field in tunables(type(optimizer)) if not isinstance(field.scale, Switch)]
    called = {name: f"{name}_" for name in (*equations, *(field.name for field in fields)) if name in _TAKEN}
    if scheduled:
        called["learning_rate"] = "rate"
    arrays = {"g", *(f"{name}_prev" for name in before), *before}
    lines, copies, done = [], [], set[str]()
    for name, expression in equations.items():
        own = dict(called)
        for quantity in before:
            if f"{quantity}_prev" not in used[name]:
                continue
            if quantity in done:
                own[f"{quantity}_prev"] = f"{called.get(quantity, quantity)}_before"
                copies.append(f"{called.get(quantity, quantity)}_before = {called.get(quantity, quantity)}")
            else:
                own[f"{quantity}_prev"] = called.get(quantity, quantity)
        line = written(expression, library, arrays, own)
        arrays |= {name} if line.is_array else set()
        lines.append(f"{called.get(name, name)} = {line.text}")
        done.add(name)
    starts = optimizer.init(np.zeros(1))._asdict()
    # Under a schedule the lines have another name for the rate, and the run still takes it by its own.
    settings = {
        field.name if field.name == "learning_rate" else called.get(field.name, field.name): float(
            getattr(optimizer, field.name)
        )
        for field in fields
    }
    return RuleLines(
        settings,
        {called.get(name, name): float(starts[name][0]) for name in before if name != "theta"},
        [*dict.fromkeys(copies), *lines],
    )
