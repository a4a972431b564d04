"""Yogi: Adam whose v moves towards g² by a share of g² itself, so that it forgets large gradients slowly.

    m_t = β1 m_{t−1} + (1 − β1) g_t            v_t = v_{t−1} − (1 − β2) sign(v_{t−1} − g_t²) g_t²
    m̂_t = m_t / (1 − β1^t)                     v̂_t = v_t / (1 − β2^t)
    θ_t = θ_{t−1} − α m̂_t / (√v̂_t + ε)        m_0 = v_0 = 0

Zaheer et al. 2018, Algorithm 2, known here by its implementations and not read in the paper; it is said to
have no bias correction, and ε = 0.001 outside the root. Adam's v falls by (1 − β2) (v − g²), the faster the
larger it is; this one by (1 − β2) g², little where gradients are small. As in optax 0.2.8 both moments are
corrected, so that the first step is Adam's; optax starts m and v at 1e-6 and not at 0. TensorFlow Federated,
by its documentation, starts v at 1e-6 too, and adds ε to the uncorrected √v. PyTorch has no Yogi.

On an even slope v rises by equal parts, v_t = t (1 − β2) g², until it reaches g². Adam's correction is too
much for that: with β2 = 0.999 v̂ grows to 1.58 g² until then, and only afterwards comes back to g².
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
class Yogi(Moments):
    """Adam with an additive second moment."""

    key: ClassVar = "yogi"
    name: ClassVar = "Yogi"
    idea: ClassVar = "Adam that forgets a large gradient only as fast as the small ones after it add up."
    source: ClassVar = "Zaheer et al. 2018, NeurIPS, Adaptive Methods for Nonconvex Optimization"
    equations: ClassVar = (
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("v", "v_prev - (1 - beta2) * sign(v_prev - g**2) * g**2", "Second moment"),
        Equation("m_hat", "m / (1 - beta1**t)", "Bias correction"),
        Equation("v_hat", "v / (1 - beta2**t)", "Bias correction"),
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
        "optax.chain(optax.scale_by_yogi(beta1, beta2, epsilon, initial_accumulator_value=0), "
        "optax.scale(-learning_rate))"
    )

    beta2: float = tunable(
        r"\beta_2",
        title="memory of v",
        default=0.999,
        low=0,
        high=0.9999,
        scale="decay",
        meaning="Each step moves v towards g² by 1 − β₂ times g²: 0.999 by a thousandth of g².",
    )
    epsilon: float = tunable(
        r"\epsilon",
        title="added to √v̂",
        default=1e-3,
        low=1e-12,
        high=1,
        scale="log",
        zero=True,
        meaning="Added to √v̂. Where it outweighs √v̂, the step shrinks with the gradient again.",
    )

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = state.v - (1 - self.beta2) * np.sign(state.v - g**2) * g**2
        m_hat, v_hat = m / (1 - power(self.beta1, t)), v / (1 - power(self.beta2, t))
        theta = theta - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return theta, State(m, v, m_hat, v_hat)
