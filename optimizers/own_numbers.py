"""The numbers of a reader's own rule: as the published rules declare them, or around where they begin."""

from functools import lru_cache
from typing import Any

from optimizers.adam import Adam
from optimizers.optimizer import Optimizer
from optimizers.published import OPTIMIZERS
from optimizers.sgd import SGD
from optimizers.typeset import symbol
from tunables import Linear, Log, Numbers, Tunable, tunable, tunables


def declared_number(name: str, begins: float | None, scales_with_gradient: bool) -> Any:
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
            if isinstance(field.scale, Numbers):
                found.setdefault((field.name, rule.scales_with_gradient), field)
                if field.name != "learning_rate":
                    found.setdefault((field.name, False), field)
    return found


def usual_value(name: str) -> float:
    """A value with which to try a rule."""
    known = _known().get((name, False))
    return float(known.default) if known else 0.5
