"""Adagrad: every coordinate's gradient divided by the root of the sum of all its squares so far.

    v_t = v_{t−1} + g_t²
    θ_t = θ_{t−1} − α g_t / (√v_t + ε)          v_0 = 0

Duchi, Hazan & Singer 2011, the diagonal form. ε stands outside the root, as in the paper (δ there) and in
PyTorch; optax starts the sum at 0.1. The sum never falls, so the steps shrink about as 1/√t.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import RATE_PER_COORDINATE
from optimizers.optimizer import Array, Optimizer
from tunables import tunable


class State(NamedTuple):
    """The sum of squared gradients, shape (2, ...)."""

    v: Array


@dataclass(frozen=True)
class Adagrad(Optimizer):
    """Adaptive gradient."""

    key: ClassVar = "adagrad"
    name: ClassVar = "Adagrad"
    family: ClassVar = RATE_PER_COORDINATE
    idea: ClassVar = "Divides each coordinate's gradient by the root of the sum of all its squares so far."
    source: ClassVar = "Duchi, Hazan & Singer 2011, J. Mach. Learn. Res. 12:2121"
    equations: ClassVar = (
        Equation("v", "v_prev + g**2", "Sum of squares"),
        Equation("theta", "theta_prev - learning_rate * g / (sqrt(v) + epsilon)", "Parameter update"),
    )
    divisor: ClassVar = "sqrt(v) + epsilon"
    ignores_scale: ClassVar = True
    first_step: ClassVar = "sign(g)"
    like: ClassVar = "torch.optim.Adagrad(theta, lr=learning_rate, eps=epsilon)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.5,
        low=1e-4,
        high=10,
        scale="log",
        meaning="Length of the first step in each coordinate; on an even slope the t-th is α/√t.",
    )
    epsilon: float = tunable(
        r"\epsilon",
        title="added to √v",
        default=1e-10,
        low=1e-12,
        high=1,
        scale="log",
        zero=True,
        meaning="Added to √v. Where it outweighs √v, the step shrinks with the gradient again.",
    )

    def init(self, theta: Array) -> State:
        """An empty sum."""
        return State(np.zeros_like(theta))

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        v = state.v + g**2
        return theta - self.learning_rate * g / (np.sqrt(v) + self.epsilon), State(v)
