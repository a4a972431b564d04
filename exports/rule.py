"""An update rule as lines of Python, from the equations that it declares."""

from typing import NamedTuple

import numpy as np

from exports.python import Library, written
from notation import names_in
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
    used = {name: names_in(text) for name, text in equations.items()}
    before = [name for name in equations if any(f"{name}_prev" in names for names in used.values())]
    fields = [field for field in tunables(type(optimizer)) if not isinstance(field.scale, Switch)]
    called = {name: f"{name}_" for name in (*equations, *(field.name for field in fields)) if name in _TAKEN}
    settings = {called.get(each.name, each.name): float(getattr(optimizer, each.name)) for each in fields}
    if scheduled:  # then the lines have another name for the rate, and the run still takes it by its own
        called["learning_rate"] = "rate"
    arrays = {"g", *(f"{name}_prev" for name in before), *before}
    lines, copies, done = [], [], set[str]()
    for name, expression in equations.items():
        own = dict(called)
        for quantity in before:
            if f"{quantity}_prev" in used[name]:
                there = called.get(quantity, quantity)
                own[f"{quantity}_prev"] = f"{there}_before" if quantity in done else there
                copies += [f"{there}_before = {there}"] if quantity in done else []
        line = written(expression, library, arrays, own)
        arrays |= {name} if line.is_array else set()
        lines.append(f"{called.get(name, name)} = {line.text}")
        done.add(name)
    starts = optimizer.init(np.zeros(1))._asdict()
    return RuleLines(
        settings,
        {called.get(name, name): float(starts[name][0]) for name in before if name != "theta"},
        [*dict.fromkeys(copies), *lines],
    )
