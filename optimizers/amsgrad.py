"""AMSGrad: Adam that divides by the largest v so far, so that no coordinate's rate ever grows back.

    m_t = β1 m_{t−1} + (1 − β1) g_t            v_t = β2 v_{t−1} + (1 − β2) g_t²
    m̂_t = m_t / (1 − β1^t)                     v^max_t = max(v^max_{t−1}, v_t)
    v̂_t = v^max_t / (1 − β2^t)
    θ_t = θ_{t−1} − α m̂_t / (√v̂_t + ε)        m_0 = v_0 = v^max_0 = 0

Reddi, Kale & Kumar 2018, Algorithm 2, which has neither correction nor ε. As in PyTorch the maximum is of
the uncorrected v and is corrected afterwards; optax takes the maximum of the corrected v̂.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.moments import Moments
from optimizers.optimizer import Array
from tunables import power


class State(NamedTuple):
    """The moments, the largest v so far and the corrected values, each of shape (2, ...)."""

    m: Array
    v: Array
    v_max: Array
    m_hat: Array
    v_hat: Array


@dataclass(frozen=True)
class AMSGrad(Moments):
    """Adam with a lasting memory of large gradients."""

    key: ClassVar = "amsgrad"
    name: ClassVar = "AMSGrad"
    idea: ClassVar = "Adam that divides by the largest mean squared gradient so far and never forgets it."
    source: ClassVar = "Reddi, Kale & Kumar 2018, ICLR, arXiv:1904.09237"
    equations: ClassVar = (
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("v", "beta2 * v_prev + (1 - beta2) * g**2", "Second moment"),
        Equation("v_max", "maximum(v_max_prev, v)", "Largest second moment"),
        Equation("m_hat", "m / (1 - beta1**t)", "Bias correction"),
        Equation("v_hat", "v_max / (1 - beta2**t)", "Bias correction"),
        Equation("theta", "theta_prev - learning_rate * m_hat / (sqrt(v_hat) + epsilon)", "Parameter update"),
    )
    means: ClassVar = ("m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "sqrt(v_hat) + epsilon"
    stable_below: ClassVar = "2 * (1 + beta1) / (1 - beta1)"
    corrections: ClassVar = (
        Equation("m", "1 / (1 - beta1**t)"),
        Equation("v", "1 / (1 - beta2**t)"),
    )
    like: ClassVar = (
        "torch.optim.Adam(theta, lr=learning_rate, betas=(beta1, beta2), eps=epsilon, amsgrad=True)"
    )

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g**2
        v_max = np.maximum(state.v_max, v)
        m_hat, v_hat = m / (1 - power(self.beta1, t)), v_max / (1 - power(self.beta2, t))
        theta = theta - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return theta, State(m, v, v_max, m_hat, v_hat)
