"""RMSprop: every coordinate's gradient divided by its own recent size.

    v_t = ρ v_{t−1} + (1 − ρ) g_t²
    θ_t = θ_{t−1} − α g_t / (√v_t + ε)          v_0 = 0

Tieleman & Hinton 2012, lecture 6e. ε stands outside the root, as in PyTorch; optax puts it inside by
default. Hinton's decay is 0.9, the default here; PyTorch names it alpha and defaults to 0.99.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import RATE_PER_COORDINATE
from optimizers.optimizer import Array, Optimizer
from tunables import tunable


class State(NamedTuple):
    """The running mean of squared gradients, shape (2, ...)."""

    v: Array


@dataclass(frozen=True)
class RMSprop(Optimizer):
    """Root mean square propagation."""

    key: ClassVar = "rmsprop"
    name: ClassVar = "RMSprop"
    family: ClassVar = RATE_PER_COORDINATE
    idea: ClassVar = "Divides each coordinate's gradient by its recent root mean square."
    source: ClassVar = "Tieleman & Hinton 2012, Neural Networks for Machine Learning, lecture 6e"
    equations: ClassVar = (
        Equation("v", "rho * v_prev + (1 - rho) * g**2", "Mean square"),
        Equation("theta", "theta_prev - learning_rate * g / (sqrt(v) + epsilon)", "Parameter update"),
    )
    divisor: ClassVar = "sqrt(v) + epsilon"
    stable_below: ClassVar = "2"
    ignores_scale: ClassVar = True
    first_step: ClassVar = "sign(g) / sqrt(1 - rho)"
    like: ClassVar = "torch.optim.RMSprop(theta, lr=learning_rate, alpha=rho, eps=epsilon)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.05,
        low=1e-4,
        high=10,
        scale="log",
        meaning="About the length of a step in each coordinate, however steep the slope.",
    )
    rho: float = tunable(
        r"\rho",
        title="decay of v",
        default=0.9,
        low=0,
        high=0.9999,
        scale="decay",
        meaning="How much of the old mean of g² each step keeps: 0.9 remembers about 10 steps.",
    )
    epsilon: float = tunable(
        r"\epsilon",
        title="added to √v",
        default=1e-8,
        low=1e-12,
        high=1,
        scale="log",
        zero=True,
        meaning="Added to √v. Where it outweighs √v, the step shrinks with the gradient again.",
    )

    def init(self, theta: Array) -> State:
        """A zero mean."""
        return State(np.zeros_like(theta))

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        v = self.rho * state.v + (1 - self.rho) * g**2
        return theta - self.learning_rate * g / (np.sqrt(v) + self.epsilon), State(v)
