"""Write golden.json: what torch or optax does with the same gradients.

    pip install torch optax
    python tests/optimizers/make_golden.py

The gradients are random numbers, not a surface's, so that nothing feeds back and nothing is chaotic. The
tests read the file and need neither library. Each rule names in `like` what it is compared with; what neither
library has is written here from its paper, with torch's interface, and named there. Settings that stand in
the file are recorded again; a number that they never change, as all of a new rule's, is recorded at stops
all along its slider.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import numpy as np
import optax
import torch

sys.path.insert(0, str(Path(__file__).parents[2]))

from optimizers import OPTIMIZERS, Optimizer
from tunables import tunables

FILE = Path(__file__).with_name("golden.json")
START = (0.7, -1.3)
STEPS = 40
STOPS = 5  # of each slider that no run in the file turns

Settings = dict[str, float]


def settings_of(rule: type[Optimizer], recorded: list[Settings]) -> list[Settings]:
    """The settings to record: those recorded before, and such as change what none of them changes."""
    compared = compile(rule.like, rule.key, "eval").co_names
    fields = [field for field in tunables(rule) if field.name in compared]
    default = {field.name: field.default for field in fields}
    settings = [default | setting for setting in recorded] or [default]
    for field in fields:
        if len({setting[field.name] for setting in settings}) == 1:
            places = np.linspace(0, len(field.stops) - 1, STOPS).round().astype(int)
            values = [field.stops[place] for place in places if field.stops[place] != field.default]
            settings += [default | {field.name: value} for value in values]
    return settings


def gradients() -> np.ndarray:
    """Random gradients of both signs, their sizes spread from 1e-6 to 1e3."""
    random = np.random.default_rng(1)
    shape = (STEPS, 2)
    return random.choice((-1.0, 1.0), shape) * 10 ** random.uniform(-6, 3, shape)


def positions(rule: type[Optimizer], settings: Settings, sequence: np.ndarray) -> Iterator[list[float]]:
    """The parameters after every step of the rule's like."""
    theta = torch.nn.Parameter(torch.tensor(START))
    like: Any = eval(rule.like, globals(), settings | {"theta": [theta]})
    if hasattr(like, "step"):
        for g in sequence:
            theta.grad = torch.tensor(g)
            like.step()
            yield theta.detach().tolist()
    else:
        values = jax.numpy.array(START)
        state = like.init(values)
        for g in sequence:
            updates, state = like.update(jax.numpy.array(g), state, values)
            values = optax.apply_updates(values, updates)
            yield values.tolist()


def lines(recorded: list[dict[str, Any]]) -> Iterator[str]:
    """The file: one line per run."""
    sequence = gradients()
    yield f'{{"start": {json.dumps(START)},'
    yield f'"gradients": {json.dumps(sequence.tolist())},'
    yield '"runs": ['
    runs = [
        {"rule": rule.key, "settings": settings, "positions": list(positions(rule, settings, sequence))}
        for rule in OPTIMIZERS
        for settings in settings_of(rule, [run["settings"] for run in recorded if run["rule"] == rule.key])
    ]
    yield ",\n".join(map(json.dumps, runs))
    yield "]}"


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)  # NAdam keeps a product in the default dtype
    jax.config.update("jax_enable_x64", True)
    recorded = json.loads(FILE.read_text())["runs"] if FILE.exists() else []
    FILE.write_text("\n".join(lines(recorded)) + "\n")
