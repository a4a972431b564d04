"""AdamW: Adam that also shrinks θ itself, apart from the moments.

    m_t = β1 m_{t−1} + (1 − β1) g_t            v_t = β2 v_{t−1} + (1 − β2) g_t²
    m̂_t = m_t / (1 − β1^t)                     v̂_t = v_t / (1 − β2^t)
    θ_t = (1 − α λ) θ_{t−1} − α m̂_t / (√v̂_t + ε)
                                               m_0 = v_0 = 0

Loshchilov & Hutter 2019, Algorithm 2. The decay is multiplied by α, as in PyTorch and optax; in the paper it
is multiplied by the schedule's factor only, so its λ is α λ here.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import LATER_ADAM
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
class AdamW(Moments):
    """Adam with decoupled weight decay."""

    key: ClassVar = "adamw"
    name: ClassVar = "AdamW"
    family: ClassVar = LATER_ADAM
    idea: ClassVar = "Adam that pulls every coordinate towards zero at the same pace, whatever its gradients."
    source: ClassVar = "Loshchilov & Hutter 2019, ICLR, arXiv:1711.05101"
    equations: ClassVar = (
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("v", "beta2 * v_prev + (1 - beta2) * g**2", "Second moment"),
        Equation("m_hat", "m / (1 - beta1**t)", "Bias correction"),
        Equation("v_hat", "v / (1 - beta2**t)", "Bias correction"),
        Equation(
            "theta",
            "(1 - learning_rate * weight_decay) * theta_prev"
            " - learning_rate * m_hat / (sqrt(v_hat) + epsilon)",
            "Parameter update",
        ),
    )
    means: ClassVar = ("m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "sqrt(v_hat) + epsilon"
    corrections: ClassVar = (
        Equation("m", "1 / (1 - beta1**t)"),
        Equation("v", "1 / (1 - beta2**t)"),
    )
    like: ClassVar = (
        "torch.optim.AdamW("
        "theta, lr=learning_rate, betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay)"
    )

    weight_decay: float = tunable(
        r"\lambda",
        default=0.01,
        low=1e-6,
        high=1,
        scale="log",
        zero=True,
        meaning="Each step shrinks θ by the factor 1 − α λ; 0 is Adam.",
    )

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g**2
        m_hat, v_hat = m / (1 - power(self.beta1, t)), v / (1 - power(self.beta2, t))
        theta = (1 - self.learning_rate * self.weight_decay) * theta
        theta = theta - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return theta, State(m, v, m_hat, v_hat)
