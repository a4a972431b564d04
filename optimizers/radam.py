"""RAdam: Adam that trusts its √v̂ only as far as it rests on enough gradients.

    m_t = β1 m_{t−1} + (1 − β1) g_t            v_t = β2 v_{t−1} + (1 − β2) g_t²
    m̂_t = m_t / (1 − β1^t)
    ρ_∞ = 2 / (1 − β2) − 1                     ρ_t = ρ_∞ − 2 t β2^t / (1 − β2^t)
    r_t = √((ρ_t − 4)(ρ_t − 2) ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2) ρ_t))     if ρ_t > 5, else 1
    l_t = √(1 − β2^t) / (√v_t + ε)                                 if ρ_t > 5, else 1
    θ_t = θ_{t−1} − α r_t m̂_t l_t              m_0 = v_0 = 0

Liu et al. 2020. As in PyTorch it rectifies once ρ_t > 5, which is from step 6 on unless β2 is small (up to
2/3 it never does), and adds ε to √v before the correction. The paper has 4 for 5 and no ε. Until then it is
momentum with a corrected mean, and its steps scale with the gradient.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import LATER_ADAM
from optimizers.moments import Moments
from optimizers.optimizer import Array
from tunables import power


class State(NamedTuple):
    """The moments, the corrected mean, the lengths ρ, the rectification and 1/√v̂, each of shape (2, ...)."""

    m: Array
    v: Array
    m_hat: Array
    rho_inf: Array
    rho: Array
    r: Array
    ell: Array


@dataclass(frozen=True)
class RAdam(Moments):
    """Rectified Adam."""

    key: ClassVar = "radam"
    name: ClassVar = "RAdam"
    family: ClassVar = LATER_ADAM
    idea: ClassVar = "Adam that begins as momentum and fades in its division by √v̂ as v becomes reliable."
    source: ClassVar = "Liu et al. 2020, ICLR, arXiv:1908.03265"
    equations: ClassVar = (
        Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment"),
        Equation("v", "beta2 * v_prev + (1 - beta2) * g**2", "Second moment"),
        Equation("m_hat", "m / (1 - beta1**t)", "Bias correction"),
        Equation("rho_inf", "2 / (1 - beta2) - 1", "Length of the memory"),
        Equation("rho", "rho_inf - 2 * t * beta2**t / (1 - beta2**t)", "Length of the memory"),
        Equation(
            "r",
            "where(rho > 5, "
            "sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho)), 1)",
            "Rectification",
        ),
        Equation("ell", "where(rho > 5, sqrt(1 - beta2**t) / (sqrt(v) + epsilon), 1)", "Rectification"),
        Equation("theta", "theta_prev - learning_rate * r * m_hat * ell", "Parameter update"),
    )
    means: ClassVar = ("m", "m_hat")
    direction: ClassVar = "m_hat"
    divisor: ClassVar = "1 / (r * ell)"
    corrections: ClassVar = (
        Equation("m", "1 / (1 - beta1**t)"),
        Equation("v", "1 / (1 - beta2**t)"),
    )
    ignores_scale: ClassVar = False  # the first steps are momentum's
    first_step: ClassVar = "g"
    like: ClassVar = "torch.optim.RAdam(theta, lr=learning_rate, betas=(beta1, beta2), eps=epsilon)"

    def init(self, theta: Array) -> State:
        """Zero moments."""
        zeros = np.zeros_like(theta)
        return State(zeros, zeros, zeros, zeros, zeros, zeros, zeros)

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - power(self.beta1, t))
        # Of theta's shape, although equal in both coordinates, so that every field can be recorded alike.
        rho_inf = np.full_like(theta, 2 / (1 - self.beta2) - 1)
        rho = rho_inf - 2 * t * power(self.beta2, t) / (1 - power(self.beta2, t))
        with np.errstate(divide="ignore", invalid="ignore"):  # np.where computes the branch not taken, too
            rectification = (rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho)
            r = np.where(rho > 5, np.sqrt(rectification), 1)
            ell = np.where(rho > 5, np.sqrt(1 - power(self.beta2, t)) / (np.sqrt(v) + self.epsilon), 1)
        theta = theta - self.learning_rate * r * m_hat * ell
        return theta, State(m, v, m_hat, rho_inf, rho, r, ell)
