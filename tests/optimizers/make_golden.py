"""Write golden.json: what torch.optim, or a rule's paper, does with the same gradients.

    pip install torch
    python tests/optimizers/make_golden.py

The gradients are random numbers, not a surface's, so that nothing feeds back and nothing is chaotic. The
tests read the file and need no torch. To add a rule, add a row to RULES and run this again. A rule that
torch lacks is written out here from its paper, number by number, and shares no code with ours.
"""

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

START = (0.7, -1.3)
STEPS = 40


class OnPaper:
    """A rule with torch's interface that updates one number after the other.

    `update(theta, g, memory, t)` returns the new number; `memory` is the coordinate's own, empty at first.
    """

    def __init__(self, parameters: list[torch.nn.Parameter], update: Callable[..., float]) -> None:
        (self.theta,) = parameters
        self.update = update
        self.memories: list[dict[str, float]] = [{} for _ in self.theta]
        self.t = 0

    def step(self) -> None:
        self.t += 1
        pairs = zip(self.theta.tolist(), self.theta.grad.tolist(), self.memories, strict=True)
        self.theta.data = torch.tensor([self.update(*pair, self.t) for pair in pairs])


def adabelief(p, learning_rate, beta1, beta2, epsilon):
    """Zhuang et al. 2020, Algorithm 2, without the ε that it adds to s."""

    def update(theta, g, memory, t):
        m = memory["m"] = beta1 * memory.get("m", 0.0) + (1.0 - beta1) * g
        s = memory["s"] = beta2 * memory.get("s", 0.0) + (1.0 - beta2) * (g - m) * (g - m)
        return theta - learning_rate * (m / (1.0 - beta1**t)) / (math.sqrt(s / (1.0 - beta2**t)) + epsilon)

    return OnPaper(p, update)


def lion(p, learning_rate, beta1, beta2, weight_decay):
    """Chen et al. 2023, Algorithm 2."""

    def update(theta, g, memory, t):
        m = memory.get("m", 0.0)
        c = beta1 * m + (1.0 - beta1) * g
        memory["m"] = beta2 * m + (1.0 - beta2) * g
        sign = 1.0 if c > 0 else -1.0 if c < 0 else 0.0
        return theta - learning_rate * (sign + weight_decay * theta)

    return OnPaper(p, update)


class Rule(NamedTuple):
    """One row of RULES.

    Attributes:
        make: torch's optimizer, or one with its interface, from a list of parameters and settings under
            our names.
        settings: one complete setting.
        changes: the settings to record, each as what differs from it; every tunable changes in one.
    """

    make: Callable[..., torch.optim.Optimizer | OnPaper]
    settings: dict[str, float]
    changes: tuple[dict[str, float], ...]


def adams(kind: type[torch.optim.Optimizer], **fixed: Any) -> Callable[..., torch.optim.Optimizer]:
    """torch's Adam or a variant that takes the same arguments."""

    def make(p, learning_rate, beta1, beta2, epsilon, **decay):
        return kind(p, lr=learning_rate, betas=(beta1, beta2), eps=epsilon, **decay, **fixed)

    return make


ADAM: dict[str, float] = {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
ADAM_CHANGES: tuple[dict[str, float], ...] = (
    {},
    {"epsilon": 0.1},
    {"epsilon": 0.0},
    {"beta1": 0.0},
    {"beta1": 0.99},
    {"beta2": 0.5},
    {"beta2": 0.9999},
    {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3, "learning_rate": 0.7},
)
DECAY_CHANGES: tuple[dict[str, float], ...] = (
    *ADAM_CHANGES,
    {"weight_decay": 0.0},
    {"weight_decay": 0.5, "learning_rate": 0.7},
)
MOMENTUM: dict[str, float] = {"learning_rate": 0.01, "momentum": 0.9}
MOMENTUM_CHANGES: tuple[dict[str, float], ...] = (
    {},
    {"momentum": 0.0},
    {"momentum": 0.5},
    {"momentum": 0.999},
    {"learning_rate": 1e-5},
    {"learning_rate": 2.0, "momentum": 0.99},
)

RULES = {
    "sgd": Rule(
        lambda p, learning_rate: torch.optim.SGD(p, lr=learning_rate),
        {"learning_rate": 0.01},
        ({}, {"learning_rate": 1e-5}, {"learning_rate": 2.0}),
    ),
    "momentum": Rule(
        lambda p, learning_rate, momentum: torch.optim.SGD(p, lr=learning_rate, momentum=momentum),
        MOMENTUM,
        MOMENTUM_CHANGES,
    ),
    "nesterov": Rule(
        lambda p, learning_rate, momentum: torch.optim.SGD(
            p, lr=learning_rate, momentum=momentum, nesterov=momentum > 0
        ),
        MOMENTUM,
        MOMENTUM_CHANGES,
    ),
    "adagrad": Rule(
        lambda p, learning_rate, epsilon: torch.optim.Adagrad(p, lr=learning_rate, eps=epsilon),
        {"learning_rate": 0.5, "epsilon": 1e-10},
        ({}, {"epsilon": 0.1}, {"epsilon": 0.0}, {"learning_rate": 1e-3}, {"learning_rate": 7.0}),
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
    "adadelta": Rule(
        lambda p, learning_rate, rho, epsilon: torch.optim.Adadelta(
            p, lr=learning_rate, rho=rho, eps=epsilon
        ),
        {"learning_rate": 1.0, "rho": 0.9, "epsilon": 1e-6},
        (
            {},
            {"rho": 0.99},
            {"rho": 0.0},
            {"rho": 0.9999},
            {"epsilon": 0.1},
            {"epsilon": 1e-12},
            {"epsilon": 0.0},
            {"learning_rate": 0.01},
        ),
    ),
    "adam": Rule(adams(torch.optim.Adam), ADAM, ADAM_CHANGES),
    "adamax": Rule(adams(torch.optim.Adamax), ADAM, ADAM_CHANGES),
    "nadam": Rule(adams(torch.optim.NAdam), ADAM, ADAM_CHANGES),
    "amsgrad": Rule(adams(torch.optim.Adam, amsgrad=True), ADAM, ADAM_CHANGES),
    "adam_l2": Rule(adams(torch.optim.Adam), ADAM | {"weight_decay": 0.01}, DECAY_CHANGES),
    "adamw": Rule(adams(torch.optim.AdamW), ADAM | {"weight_decay": 0.01}, DECAY_CHANGES),
    "radam": Rule(adams(torch.optim.RAdam), ADAM | {"learning_rate": 0.01}, (*ADAM_CHANGES, {"beta2": 0.7})),
    "adabelief": Rule(adabelief, ADAM, ADAM_CHANGES),
    "lion": Rule(
        lion,
        {"learning_rate": 0.05, "beta1": 0.9, "beta2": 0.99, "weight_decay": 0.0},
        (
            {},
            {"beta1": 0.0},
            {"beta1": 0.999},
            {"beta2": 0.0},
            {"beta2": 0.9999},
            {"weight_decay": 0.01},
            {"weight_decay": 0.5, "learning_rate": 0.7},
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
