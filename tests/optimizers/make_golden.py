"""Write golden.json: what torch.optim does with the same gradients.

    pip install torch
    python tests/optimizers/make_golden.py

The gradients are random numbers, not a surface's, so that nothing feeds back and nothing is chaotic. The
tests read the file and need no torch. To add a rule, add a row to RULES and run this again.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

START = (0.7, -1.3)
STEPS = 40


class Rule(NamedTuple):
    """One row of RULES.

    Attributes:
        make: torch's optimizer, from a list of parameters and settings under our names. For a rule that
            torch lacks, any class with torch's interface.
        settings: one complete setting.
        changes: the settings to record, each as what differs from it; every tunable changes in one.
    """

    make: Callable[..., torch.optim.Optimizer]
    settings: dict[str, float]
    changes: tuple[dict[str, float], ...]


RULES = {
    "sgd": Rule(
        lambda p, learning_rate: torch.optim.SGD(p, lr=learning_rate),
        {"learning_rate": 0.01},
        ({}, {"learning_rate": 1e-5}, {"learning_rate": 2.0}),
    ),
    "rmsprop": Rule(
        lambda p, learning_rate, rho, epsilon: torch.optim.RMSprop(
            p, lr=learning_rate, alpha=rho, eps=epsilon
        ),
        {"learning_rate": 0.05, "rho": 0.9, "epsilon": 1e-8},
        (
            {},
            {"rho": 0.99},
            {"rho": 0.0},
            {"rho": 0.9999},
            {"epsilon": 0.1},
            {"epsilon": 0.0},
            {"learning_rate": 3.0},
        ),
    ),
    "adam": Rule(
        lambda p, learning_rate, beta1, beta2, epsilon: torch.optim.Adam(
            p, lr=learning_rate, betas=(beta1, beta2), eps=epsilon
        ),
        {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
        (
            {},
            {"epsilon": 0.1},
            {"epsilon": 0.0},
            {"beta1": 0.0},
            {"beta1": 0.99},
            {"beta2": 0.5},
            {"beta2": 0.9999},
            {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3, "learning_rate": 0.7},
        ),
    ),
}


def gradients() -> np.ndarray:
    """Random gradients of both signs, their sizes spread from 1e-6 to 1e3."""
    random = np.random.default_rng(1)
    shape = (STEPS, 2)
    return random.choice((-1.0, 1.0), shape) * 10 ** random.uniform(-6, 3, shape)


def positions(rule: Rule, change: dict[str, float], sequence: np.ndarray) -> Iterator[list[float]]:
    """The parameters after every step."""
    theta = torch.nn.Parameter(torch.tensor(START))
    optimizer = rule.make([theta], **rule.settings | change)
    for g in sequence:
        theta.grad = torch.tensor(g)
        optimizer.step()
        yield theta.detach().tolist()


def lines() -> Iterator[str]:
    """The file: one line per run."""
    sequence = gradients()
    yield f'{{"start": {json.dumps(START)},'
    yield f'"gradients": {json.dumps(sequence.tolist())},'
    yield '"runs": ['
    runs: list[dict[str, Any]] = [
        {
            "rule": key,
            "settings": rule.settings | change,
            "positions": list(positions(rule, change, sequence)),
        }
        for key, rule in RULES.items()
        for change in rule.changes
    ]
    yield ",\n".join(map(json.dumps, runs))
    yield "]}"


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)  # NAdam keeps a product in the default dtype
    Path(__file__).with_name("golden.json").write_text("\n".join(lines()) + "\n")
