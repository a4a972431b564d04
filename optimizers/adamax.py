"""Adamax: Adam with the largest recent gradient in place of the root mean square.

    m_t = β1 m_{t−1} + (1 − β1) g_t            u_t = max(β2 u_{t−1}, |g_t| + ε)
    m̂_t = m_t / (1 − β1^t)
    θ_t = θ_{t−1} − α m̂_t / u_t                m_0 = u_0 = 0

Kingma & Ba 2015, Algorithm 2. u needs no correction. The paper has no ε; it stands inside the maximum as in
PyTorch.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.moments import Moments
from optimizers.optimizer import Array
from tunables import power, tunable


class State(NamedTuple):
    """The mean, the fading maximum and the corrected mean, each of shape (2, ...)."""

    m: Array
    u: Array
    m_hat: Array


@dataclass(frozen=True)
class Adamax(Moments):
    """Adam with the infinity norm."""

    key: ClassVar = "adamax"
    name: ClassVar = "Adamax"
    idea: ClassVar = "Adam that divides by the largest recent gradient instead of the root mean square."
    source: ClassVar = "Kingma & Ba 2015, ICLR, arXiv:1412.6980, section 7.1"
    equations: ClassVar = (
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("u", "maximum(beta2 * u_prev, abs(g) + epsilon)", "Largest recent gradient"),
        Equation("m_hat", "m / (1 - beta1**t)", "Bias correction"),
        Equation("theta", "theta_prev - learning_rate * m_hat / u", "Parameter update"),
    )
    means: ClassVar = ("m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "u"
    stable_below: ClassVar = "2 * (1 + beta1) / (1 - beta1)"
    corrections: ClassVar = (Equation("m", "1 / (1 - beta1**t)"),)
    like: ClassVar = "torch.optim.Adamax(theta, lr=learning_rate, betas=(beta1, beta2), eps=epsilon)"

    beta2: float = tunable(
        r"\beta_2",
        title="decay of u",
        default=0.999,
        low=0,
        high=0.9999,
        scale="decay",
        meaning="How slowly the largest gradient is forgotten: 0.999 lets it fade over about 1000 steps.",
    )
    epsilon: float = tunable(
        r"\epsilon",
        title="added to |g|",
        default=1e-8,
        low=1e-12,
        high=1,
        scale="log",
        zero=True,
        meaning="Added to |g|. Where it outweighs |g|, the step shrinks with the gradient again.",
    )

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        u = np.maximum(self.beta2 * state.u, np.abs(g) + self.epsilon)
        m_hat = m / (1 - power(self.beta1, t))
        return theta - self.learning_rate * m_hat / u, State(m, u, m_hat)
