"""Nesterov's accelerated gradient: momentum that corrects itself with the slope ahead.

    b_t = μ b_{t−1} + g_t
    θ_t = θ_{t−1} − α (g_t + μ b_t)             b_0 = 0

Nesterov 1983, with a constant μ. Sutskever et al. 2013 take the gradient at the point that the velocity
would reach. This is PyTorch's form (torch.optim.SGD with nesterov=True): there θ already is that point, so
that the gradient is taken where the path is drawn.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.equation import Equation
from optimizers.family import GRADIENT_DESCENT
from optimizers.optimizer import Array, Optimizer
from tunables import tunable


class State(NamedTuple):
    """The velocity, shape (2, ...)."""

    b: Array


@dataclass(frozen=True)
class Nesterov(Optimizer):
    """Nesterov's accelerated gradient."""

    key: ClassVar = "nesterov"
    name: ClassVar = "Nesterov"
    family: ClassVar = GRADIENT_DESCENT
    idea: ClassVar = "Momentum that looks one step ahead and therefore brakes earlier."
    source: ClassVar = "Nesterov 1983, Soviet Math. Dokl. 27:372; Sutskever et al. 2013, ICML"
    equations: ClassVar = (
        Equation("b", "momentum * b_prev + g", "Velocity"),
        Equation("theta", "theta_prev - learning_rate * (g + momentum * b)", "Parameter update"),
    )
    means: ClassVar = ("b",)
    direction: ClassVar = "g + momentum * b"
    stable_below: ClassVar = "2 * (1 + momentum) / (1 + 2 * momentum)"
    scales_with_gradient: ClassVar = True
    turns_with_plane: ClassVar = True
    first_step: ClassVar = "(1 + momentum) * g"
    like: ClassVar = "torch.optim.SGD(theta, lr=learning_rate, momentum=momentum, nesterov=momentum > 0)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.01,
        low=1e-7,
        high=10,
        scale="log",
        meaning="Step per unit of gradient. Above (2 + 2μ)/(1 + 2μ) over λmax of the surface it diverges.",
    )
    momentum: float = tunable(
        r"\mu",
        default=0.9,
        low=0,
        high=0.999,
        scale="decay",
        meaning="How much of its speed each step keeps: 0.9 adds up about 10 gradients, 0 is SGD.",
    )

    def init(self, theta: Array) -> State:
        """At rest."""
        return State(np.zeros_like(theta))

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        b = self.momentum * state.b + g
        return theta - self.learning_rate * (g + self.momentum * b), State(b)
