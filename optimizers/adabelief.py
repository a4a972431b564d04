"""AdaBelief: Adam that divides by how far gradients stray from their mean, not by how large they are.

    m_t = β1 m_{t−1} + (1 − β1) g_t            s_t = β2 s_{t−1} + (1 − β2) (g_t − m_t)²
    m̂_t = m_t / (1 − β1^t)                     ŝ_t = s_t / (1 − β2^t)
    θ_t = θ_{t−1} − α m̂_t / (√ŝ_t + ε)        m_0 = s_0 = 0

Zhuang et al. 2020, with ε added to √ŝ alone. The paper's algorithm and its authors' code also add it to s
inside the recursion, step after step; optax has a second number, eps_root, for that place. With β1 = 0 the
mean is the gradient itself: s stays 0 and a step is α g / ε.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import LATER_ADAM
from optimizers.optimizer import Array, Optimizer
from tunables import power, tunable


class State(NamedTuple):
    """The mean, the variance about it and their bias-corrected values, each of shape (2, ...)."""

    m: Array
    s: Array
    m_hat: Array
    s_hat: Array


@dataclass(frozen=True)
class AdaBelief(Optimizer):
    """Adam by the belief in the gradient."""

    key: ClassVar = "adabelief"
    name: ClassVar = "AdaBelief"
    family: ClassVar = LATER_ADAM
    idea: ClassVar = (
        "Adam that steps far where gradients agree with their mean, and carefully where they do not."
    )
    source: ClassVar = "Zhuang et al. 2020, NeurIPS, arXiv:2010.07468"
    equations: ClassVar = (
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("s", "beta2 * s_prev + (1 - beta2) * (g - m) ** 2", "Second moment of the surprise"),
        Equation("m_hat", "m / (1 - beta1**t)", "Bias correction"),
        Equation("s_hat", "s / (1 - beta2**t)", "Bias correction"),
        Equation("theta", "theta_prev - learning_rate * m_hat / (sqrt(s_hat) + epsilon)", "Parameter update"),
    )
    means: ClassVar = ("m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "sqrt(s_hat) + epsilon"
    stable_below: ClassVar = "2 * (1 + beta1) / (1 - beta1)"
    corrections: ClassVar = (
        Equation("m", "1 / (1 - beta1**t)"),
        Equation("s", "1 / (1 - beta2**t)"),
    )
    ignores_scale: ClassVar = True
    first_step: ClassVar = "sign(g) / beta1"
    like: ClassVar = "optax.adabelief(learning_rate, beta1, beta2, epsilon, eps_root=0)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.1,
        low=1e-4,
        high=10,
        scale="log",
        meaning="The first step in each coordinate is α/β₁; on an even slope later ones grow longer.",
    )
    beta1: float = tunable(
        r"\beta_1",
        title="decay of m",
        default=0.9,
        low=0,
        high=0.999,
        scale="decay",
        meaning="Memory of the mean gradient: 0.9 averages about 10 steps. At 0 the step is α g/ε: enormous.",
    )
    beta2: float = tunable(
        r"\beta_2",
        title="decay of s",
        default=0.999,
        low=0,
        high=0.9999,
        scale="decay",
        meaning="Memory of how far g strays from its mean: 0.999 averages about 1000 steps.",
    )
    epsilon: float = tunable(
        r"\epsilon",
        title="added to √ŝ",
        default=1e-8,
        low=1e-12,
        high=1,
        scale="log",
        zero=True,
        meaning="Added to √ŝ. Where it outweighs √ŝ, the step shrinks with the gradient again.",
    )

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        s = self.beta2 * state.s + (1 - self.beta2) * (g - m) ** 2
        m_hat, s_hat = m / (1 - power(self.beta1, t)), s / (1 - power(self.beta2, t))
        theta = theta - self.learning_rate * m_hat / (np.sqrt(s_hat) + self.epsilon)
        return theta, State(m, s, m_hat, s_hat)
