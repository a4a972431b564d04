"""Lion: a step of exactly α in each coordinate, by the sign of a mean gradient.

    c_t = β1 m_{t−1} + (1 − β1) g_t            m_t = β2 m_{t−1} + (1 − β2) g_t
    θ_t = θ_{t−1} − α (sign(c_t) + λ θ_{t−1})  m_0 = 0

Chen et al. 2023, Algorithm 2, a rule found by program search. The sign is taken of c, in which the present
gradient weighs more than in m, which is remembered. The decay λ is multiplied by α as in AdamW; it is 0 here
by default, so that every step has the length α. PyTorch has no Lion; optax agrees.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import SIGN
from optimizers.optimizer import Array, Optimizer
from tunables import tunable


class State(NamedTuple):
    """The mean whose sign is taken and the mean that is remembered, each of shape (2, ...)."""

    c: Array
    m: Array


@dataclass(frozen=True)
class Lion(Optimizer):
    """Evolved sign momentum."""

    key: ClassVar = "lion"
    name: ClassVar = "Lion"
    family: ClassVar = SIGN
    idea: ClassVar = "Moves every coordinate by exactly its rate, by the sign of the mean gradient alone."
    source: ClassVar = "Chen et al. 2023, NeurIPS, arXiv:2302.06675"
    equations: ClassVar = (
        Equation("c", "beta1 * m_prev + (1 - beta1) * g", "Direction"),
        Equation("m", "beta2 * m_prev + (1 - beta2) * g", "First moment"),
        Equation(
            "theta", "theta_prev - learning_rate * (sign(c) + weight_decay * theta_prev)", "Parameter update"
        ),
    )
    means: ClassVar = ("m", "c")
    direction: ClassVar = "sign(c)"
    ignores_scale: ClassVar = True
    first_step: ClassVar = "sign(g)"
    like: ClassVar = "optax.lion(learning_rate, beta1, beta2, weight_decay=weight_decay)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.05,
        low=1e-4,
        high=10,
        scale="log",
        meaning="The length of every step in each coordinate, however steep the slope.",
    )
    beta1: float = tunable(
        r"\beta_1",
        title="weight of m in c",
        default=0.9,
        low=0,
        high=0.999,
        scale="decay",
        meaning="How much the remembered mean counts in the sign; 0 takes the sign of the gradient itself.",
    )
    beta2: float = tunable(
        r"\beta_2",
        title="decay of m",
        default=0.99,
        low=0,
        high=0.9999,
        scale="decay",
        meaning="Memory of the mean gradient: 0.99 averages about 100 steps.",
    )
    weight_decay: float = tunable(
        r"\lambda",
        default=0.0,
        low=1e-6,
        high=1,
        scale="log",
        zero=True,
        meaning="Each step also pulls θ towards zero by α λ θ; 0 leaves it out.",
    )

    def init(self, theta: Array) -> State:
        """A zero mean."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        c = self.beta1 * state.m + (1 - self.beta1) * g
        m = self.beta2 * state.m + (1 - self.beta2) * g
        return theta - self.learning_rate * (np.sign(c) + self.weight_decay * theta), State(c, m)
