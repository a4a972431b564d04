"""Momentum, the heavy ball: steps along a velocity in which old gradients linger.

    b_t = μ b_{t−1} + g_t
    θ_t = θ_{t−1} − α b_t                       b_0 = 0

Polyak 1964. In PyTorch's form (torch.optim.SGD with momentum) the rate multiplies the velocity; Polyak and
Sutskever et al. 2013 keep it inside, b_t = μ b_{t−1} − α g_t, which is the same while α is constant. Some
libraries damp the gradient by 1 − μ; this one, like PyTorch by default, does not.
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
class Momentum(Optimizer):
    """Gradient descent with a heavy ball's inertia."""

    key: ClassVar = "momentum"
    name: ClassVar = "Momentum"
    family: ClassVar = GRADIENT_DESCENT
    idea: ClassVar = "Rolls on like a heavy ball: speed builds up along the ravine and cancels across it."
    source: ClassVar = "Polyak 1964, USSR Comput. Math. Math. Phys. 4(5):1"
    equations: ClassVar = (
        Equation("b", "momentum * b_prev + g", "Velocity"),
        Equation("theta", "theta_prev - learning_rate * b", "Parameter update"),
    )
    means: ClassVar = ("b",)
    direction: ClassVar = "b"
    stable_below: ClassVar = "2 * (1 + momentum)"
    scales_with_gradient: ClassVar = True
    turns_with_plane: ClassVar = True
    first_step: ClassVar = "g"
    like: ClassVar = "torch.optim.SGD(theta, lr=learning_rate, momentum=momentum)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.01,
        low=1e-7,
        high=10,
        scale="log",
        meaning="Step per unit of gradient; on an even slope the steps grow to 1/(1 − μ) times that.",
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
        return theta - self.learning_rate * b, State(b)
