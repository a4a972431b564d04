"""NAdam: Adam with Nesterov's look ahead.

    μ_t = β1 (1 − ½ · 0.96^{0.004 t})          Π_t = μ_1 μ_2 ⋯ μ_t
    m_t = β1 m_{t−1} + (1 − β1) g_t            v_t = β2 v_{t−1} + (1 − β2) g_t²
    m̂_t = μ_{t+1} m_t / (1 − Π_{t+1}) + (1 − μ_t) g_t / (1 − Π_t)
    v̂_t = v_t / (1 − β2^t)
    θ_t = θ_{t−1} − α m̂_t / (√v̂_t + ε)        m_0 = v_0 = 0;  Π_0 = 1

Dozat 2016, with the schedule of μ that PyTorch uses: it grows from about β1/2 towards β1. m itself keeps
β1, as in PyTorch. optax has no schedule.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.moments import Moments
from optimizers.optimizer import Array
from tunables import power


class State(NamedTuple):
    """μ_t, μ_{t+1} and the product, the moments and their corrected values, each of shape (2, ...)."""

    mu: Array
    mu_next: Array
    mu_product: Array
    m: Array
    v: Array
    m_hat: Array
    v_hat: Array


@dataclass(frozen=True)
class NAdam(Moments):
    """Nesterov-accelerated Adam."""

    key: ClassVar = "nadam"
    name: ClassVar = "NAdam"
    idea: ClassVar = "Adam that adds more of the present gradient to its mean, as Nesterov looks ahead."
    source: ClassVar = "Dozat 2016, ICLR workshop, Incorporating Nesterov Momentum into Adam"
    equations: ClassVar = (
        Equation("mu", "beta1 * (1 - 0.5 * 0.96 ** (0.004 * t))", "Schedule of the momentum"),
        Equation("mu_next", "beta1 * (1 - 0.5 * 0.96 ** (0.004 * (t + 1)))", "Schedule of the momentum"),
        Equation("mu_product", "mu_product_prev * mu", "Schedule of the momentum"),
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("v", "beta2 * v_prev + (1 - beta2) * g**2", "Second moment"),
        Equation(
            "m_hat",
            "mu_next * m / (1 - mu_product * mu_next) + (1 - mu) * g / (1 - mu_product)",
            "Bias correction",
        ),
        Equation("v_hat", "v / (1 - beta2**t)", "Bias correction"),
        Equation("theta", "theta_prev - learning_rate * m_hat / (sqrt(v_hat) + epsilon)", "Parameter update"),
    )
    means: ClassVar = ("m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "sqrt(v_hat) + epsilon"
    corrections: ClassVar = (Equation("v", "1 / (1 - beta2**t)"),)
    first_step: ClassVar = (  # (1 + (1 − β1) μ_2 / (1 − μ_1 μ_2)) sign(g)
        "(1 + (1 - beta1) * beta1 * (1 - 0.5 * 0.96**0.008)"
        " / (1 - beta1**2 * (1 - 0.5 * 0.96**0.004) * (1 - 0.5 * 0.96**0.008))) * sign(g)"
    )
    like: ClassVar = "torch.optim.NAdam(theta, lr=learning_rate, betas=(beta1, beta2), eps=epsilon)"

    def init(self, theta: Array) -> State:
        """Zero moments and the empty product, 1."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, np.ones_like(theta), zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        # Of theta's shape, although equal in both coordinates, so that every field can be recorded alike.
        mu = np.full_like(theta, self.beta1 * (1 - 0.5 * 0.96 ** (0.004 * t)))
        mu_next = np.full_like(theta, self.beta1 * (1 - 0.5 * 0.96 ** (0.004 * (t + 1))))
        mu_product = state.mu_product * mu
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g**2
        m_hat = mu_next * m / (1 - mu_product * mu_next) + (1 - mu) * g / (1 - mu_product)
        v_hat = v / (1 - power(self.beta2, t))
        theta = theta - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return theta, State(mu, mu_next, mu_product, m, v, m_hat, v_hat)
