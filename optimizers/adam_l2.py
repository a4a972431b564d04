"""Adam with L2: Adam on the loss plus ½ λ |θ|², whose gradient is divided by √v̂ like any other.

    g̃_t = g_t + λ θ_{t−1}
    m_t = β1 m_{t−1} + (1 − β1) g̃_t            v_t = β2 v_{t−1} + (1 − β2) g̃_t²
    m̂_t = m_t / (1 − β1^t)                     v̂_t = v_t / (1 − β2^t)
    θ_t = θ_{t−1} − α m̂_t / (√v̂_t + ε)        m_0 = v_0 = 0

The same as torch.optim.Adam(weight_decay=λ). Loshchilov & Hutter 2019 (Algorithm 2) show what is wrong with
it: where the gradient is steep the pull to zero is divided away. AdamW keeps it out of the moments.
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
    """The gradient with its penalty, the moments and their corrected values, each of shape (2, ...)."""

    g_tilde: Array
    m: Array
    v: Array
    m_hat: Array
    v_hat: Array


@dataclass(frozen=True)
class AdamL2(Moments):
    """Adam with an L2 penalty on the parameters."""

    key: ClassVar = "adam_l2"
    name: ClassVar = "Adam with L2"
    family: ClassVar = LATER_ADAM
    idea: ClassVar = "Adam on the loss plus a penalty ½ λ |θ|², which steep coordinates hardly feel."
    source: ClassVar = "Loshchilov & Hutter 2019, ICLR, arXiv:1711.05101, Algorithm 2"
    equations: ClassVar = (
        Equation("g_tilde", "g + weight_decay * theta_prev", "Gradient with the penalty"),
        Equation("m", "beta1 * m_prev + (1 - beta1) * g_tilde", "First moment"),
        Equation("v", "beta2 * v_prev + (1 - beta2) * g_tilde**2", "Second moment"),
        Equation("m_hat", "m / (1 - beta1**t)", "Bias correction"),
        Equation("v_hat", "v / (1 - beta2**t)", "Bias correction"),
        Equation("theta", "theta_prev - learning_rate * m_hat / (sqrt(v_hat) + epsilon)", "Parameter update"),
    )
    means: ClassVar = ("g_tilde", "m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "sqrt(v_hat) + epsilon"
    corrections: ClassVar = (
        Equation("m", "1 / (1 - beta1**t)"),
        Equation("v", "1 / (1 - beta2**t)"),
    )
    ignores_scale: ClassVar = False  # the penalty does not grow with the loss
    like: ClassVar = (
        "torch.optim.Adam("
        "theta, lr=learning_rate, betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay)"
    )

    weight_decay: float = tunable(
        r"\lambda",
        default=0.01,
        low=1e-6,
        high=1,
        scale="log",
        zero=True,
        meaning="Strength of the penalty ½ λ |θ|² that is added to the loss; 0 is Adam.",
    )

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        g_tilde = g + self.weight_decay * theta
        m = self.beta1 * state.m + (1 - self.beta1) * g_tilde
        v = self.beta2 * state.v + (1 - self.beta2) * g_tilde**2
        m_hat, v_hat = m / (1 - power(self.beta1, t)), v / (1 - power(self.beta2, t))
        theta = theta - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return theta, State(g_tilde, m, v, m_hat, v_hat)
