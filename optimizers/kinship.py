"""Which published rule a rule of a reader's own is, by what both do with random gradients."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations, product
from typing import Any, NamedTuple

import numpy as np

from optimizers.optimizer import Array, Optimizer
from optimizers.own import Own
from optimizers.published import OPTIMIZERS
from tunables import Switch, tunables

STEPS, LANES = 12, 100
_ROUNDING = 1e-9  # of θ's size


class Kin(NamedTuple):
    """A published rule that does the same.

    Attributes:
        rule: that rule.
        off: the switches of it that are off, in words.
        exact: whether every bit is the same; else what differs is rounding.
    """

    rule: type[Optimizer]
    off: tuple[str, ...]
    exact: bool


@lru_cache(maxsize=64)
def kin(kind: type[Own]) -> Kin | None:
    """The published rule that walks as these equations do, whatever its settings; None where none does.

    Both are given the same `STEPS` random gradients in each of `LANES` lanes, every lane with settings of its
    own. A rule that does the same but for rounding counts where none does exactly.
    """
    nearly = None
    for rule in OPTIMIZERS:
        for settings, names in _pairs(kind, rule):
            same = _same(rule(**settings), kind(**{own: settings[name] for own, name in names.items()}))
            found = Kin(rule, tuple(_off(rule, settings)), exact=same == 0)
            if same == 0:
                return found
            nearly = nearly or (found if same < _ROUNDING else None)
    return nearly


def _pairs(kind: type[Own], rule: type[Optimizer]) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """A rule's settings, and which of them is each of one's own: by name, else in every order."""
    own = [field.name for field in tunables(kind)]
    fields = [field for field in tunables(rule) if not isinstance(field.scale, Switch)]
    theirs = [field.name for field in fields]
    mine = [name for name in own if name not in theirs]
    free = [name for name in theirs if name not in own]
    if len(mine) != len(free):
        return
    random = np.random.default_rng(1)
    settings = {field.name: random.choice(field.stops, LANES) for field in fields}
    switches = [field.name for field in tunables(rule) if isinstance(field.scale, Switch)]
    for thrown in product((True, False), repeat=len(switches)):
        for order in permutations(free):
            names = {name: name for name in own if name in theirs} | dict(zip(mine, order, strict=True))
            yield settings | dict(zip(switches, thrown, strict=True)), names


def _same(one: Optimizer, other: Optimizer) -> float:
    """How far two rules get from one another, against the size of θ; 0 where every bit is the same."""
    random = np.random.default_rng(2)
    shape = (STEPS, 2, LANES)
    gradients = random.choice((-1.0, 1.0), shape) * 10 ** random.uniform(-3, 3, shape)
    thetas = [random.normal(size=shape[1:])] * 2
    states = [rule.init(theta) for rule, theta in zip((one, other), thetas, strict=True)]
    farthest = 0.0
    with np.errstate(all="ignore"):
        for t, g in enumerate(gradients, start=1):
            moved = [
                rule.step(*each, t)
                for rule, each in zip((one, other), zip(thetas, (g, g), states, strict=True), strict=True)
            ]
            thetas, states = [theta for theta, _ in moved], [state for _, state in moved]
            farthest = max(farthest, _apart(*thetas))
            if farthest >= _ROUNDING:
                break
    return farthest


def _apart(one: Array, other: Array) -> float:
    if np.array_equal(one, other, equal_nan=True):
        return 0.0
    finite = np.isfinite(one)
    if not np.array_equal(finite, np.isfinite(other)):
        return np.inf
    return float(np.max(np.abs(one - other)[finite] / np.maximum(np.abs(one[finite]), 1e-300), initial=0.0))


def _off(rule: type[Optimizer], settings: dict[str, Any]) -> Iterator[str]:
    for field in tunables(rule):
        if isinstance(field.scale, Switch) and not settings[field.name]:
            yield field.words
