"""Adadelta: RMSprop whose rate is the recent size of its own steps, so that it needs none.

    v_t = ρ v_{t−1} + (1 − ρ) g_t²
    δ_t = √(u_{t−1} + ε) / √(v_t + ε) · g_t
    u_t = ρ u_{t−1} + (1 − ρ) δ_t²
    θ_t = θ_{t−1} − α δ_t                       v_0 = u_0 = 0

Zeiler 2012, Algorithm 1. ε stands inside both roots, as in PyTorch. The paper has no rate; α = 1 is its
rule, and PyTorch's default; Keras multiplies by 0.001. The first step is about √(ε / (1 − ρ)) long and each
step is sized by those before it, so Adadelta starts slowly: ε sets its pace, and with ε = 0 it never moves.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import RATE_PER_COORDINATE
from optimizers.optimizer import Array, Optimizer
from tunables import tunable


class State(NamedTuple):
    """The mean squared gradient, the step before α, and its mean square, each of shape (2, ...)."""

    v: Array
    delta: Array
    u: Array


@dataclass(frozen=True)
class Adadelta(Optimizer):
    """Adaptive rate without a rate."""

    key: ClassVar = "adadelta"
    name: ClassVar = "Adadelta"
    family: ClassVar = RATE_PER_COORDINATE
    idea: ClassVar = "RMSprop that takes its rate from the size of its own recent steps; slow to start."
    source: ClassVar = "Zeiler 2012, arXiv:1212.5701"
    equations: ClassVar = (
        Equation("v", "rho * v_prev + (1 - rho) * g**2", "Mean square of the gradients"),
        Equation("delta", "sqrt(u_prev + epsilon) / sqrt(v + epsilon) * g", "Step"),
        Equation("u", "rho * u_prev + (1 - rho) * delta**2", "Mean square of the steps"),
        Equation("theta", "theta_prev - learning_rate * delta", "Parameter update"),
    )
    divisor: ClassVar = "sqrt(v + epsilon) / sqrt(u_prev + epsilon)"
    ignores_scale: ClassVar = False  # it stays put without its ε, and ε has a scale
    first_step: ClassVar = "0 * g"
    like: ClassVar = "torch.optim.Adadelta(theta, lr=learning_rate, rho=rho, eps=epsilon)"

    learning_rate: float = tunable(
        r"\alpha",
        default=1.0,
        low=1e-4,
        high=10,
        scale="log",
        meaning="Factor on every step. The paper has none, which is 1; the pace is set by ε.",
    )
    rho: float = tunable(
        r"\rho",
        title="decay of v and u",
        default=0.9,
        low=0,
        high=0.9999,
        scale="decay",
        meaning="How much of the old means of g² and δ² each step keeps: 0.9 remembers about 10 steps.",
    )
    epsilon: float = tunable(
        r"\epsilon",
        title="added inside both roots",
        default=1e-6,
        low=1e-12,
        high=1,
        scale="log",
        zero=True,
        meaning="Starts the motion: the first step is about √(ε/(1 − ρ)). Small is slow, 0 stays put.",
    )

    def init(self, theta: Array) -> State:
        """Zero means."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        v = self.rho * state.v + (1 - self.rho) * g**2
        delta = np.sqrt(state.u + self.epsilon) / np.sqrt(v + self.epsilon) * g
        u = self.rho * state.u + (1 - self.rho) * delta**2
        return theta - self.learning_rate * delta, State(v, delta, u)
