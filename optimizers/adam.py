"""Adam: a running mean of the gradient over the root of a running mean of its square, both corrected.

    m_t = β1 m_{t−1} + (1 − β1) g_t            v_t = β2 v_{t−1} + (1 − β2) g_t²
    m̂_t = m_t / (1 − β1^t)                     v̂_t = v_t / (1 − β2^t)
    θ_t = θ_{t−1} − α m̂_t / (√v̂_t + ε)        m_0 = v_0 = 0

Kingma & Ba 2015, Algorithm 1. ε stands outside the root, on which the paper, PyTorch and optax agree.
Only the printed moments are corrected: m and v themselves go on uncorrected.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.moments import Moments
from optimizers.optimizer import Array
from tunables import power, tunable


class State(NamedTuple):
    """The first and second moment and their bias-corrected values, each of shape (2, ...)."""

    m: Array
    v: Array
    m_hat: Array
    v_hat: Array


@dataclass(frozen=True)
class Adam(Moments):
    """Adaptive moment estimation."""

    key: ClassVar = "adam"
    name: ClassVar = "Adam"
    idea: ClassVar = "Steps along the mean gradient, divided by the root of the mean squared gradient."
    source: ClassVar = "Kingma & Ba 2015, ICLR, arXiv:1412.6980"
    equations: ClassVar = (
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("v", "beta2 * v_prev + (1 - beta2) * g**2", "Second moment"),
        Equation("m_hat", "m / (1 - bias_correction * beta1**t)", "Bias correction"),
        Equation("v_hat", "v / (1 - bias_correction * beta2**t)", "Bias correction"),
        Equation("theta", "theta_prev - learning_rate * m_hat / (sqrt(v_hat) + epsilon)", "Parameter update"),
    )
    means: ClassVar = ("m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "sqrt(v_hat) + epsilon"
    stable_below: ClassVar = "2 * (1 + beta1) / (1 - beta1)"
    corrections: ClassVar = (
        Equation("m", "1 / (1 - bias_correction * beta1**t)"),
        Equation("v", "1 / (1 - bias_correction * beta2**t)"),
    )
    first_step: ClassVar = "where(bias_correction > 0, 1, (1 - beta1) / sqrt(1 - beta2)) * sign(g)"
    like: ClassVar = "torch.optim.Adam(theta, lr=learning_rate, betas=(beta1, beta2), eps=epsilon)"

    bias_correction: bool = tunable(
        "",
        default=True,
        meaning="Divides m by 1 − β₁ᵗ and v by 1 − β₂ᵗ, because both start at zero.",
    )

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g**2
        # Times the switch rather than an if, so that lanes may differ; without it this divides by 1.
        m_hat = m / (1 - self.bias_correction * power(self.beta1, t))
        v_hat = v / (1 - self.bias_correction * power(self.beta2, t))
        theta = theta - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return theta, State(m, v, m_hat, v_hat)
