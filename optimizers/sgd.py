"""SGD: a step against the gradient, as long as the gradient is steep.

    θ_t = θ_{t−1} − α g_t

Cauchy 1847; Robbins & Monro 1951. The same as `torch.optim.SGD` without momentum. As long as the
gradient carries no noise this is plain gradient descent.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from optimizers.equation import Equation
from optimizers.family import GRADIENT_DESCENT
from optimizers.optimizer import Array, Optimizer
from tunables import tunable


class State(NamedTuple):
    """SGD remembers nothing."""


@dataclass(frozen=True)
class SGD(Optimizer):
    """Stochastic gradient descent."""

    key: ClassVar = "sgd"
    name: ClassVar = "SGD"
    family: ClassVar = GRADIENT_DESCENT
    idea: ClassVar = "Steps against the gradient; the steeper the slope, the longer the step."
    source: ClassVar = "Robbins & Monro 1951, Ann. Math. Statist. 22:400"
    equations: ClassVar = (Equation("theta", "theta_prev - learning_rate * g", "Parameter update"),)
    scales_with_gradient: ClassVar = True
    stable_below: ClassVar = "2"
    turns_with_plane: ClassVar = True
    first_step: ClassVar = "g"
    like: ClassVar = "torch.optim.SGD(theta, lr=learning_rate)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.01,
        low=1e-7,
        high=10,
        scale="log",
        meaning="Step per unit of gradient. Too small crawls; above 2/λmax of the surface it diverges.",
    )

    def init(self, theta: Array) -> State:
        """Nothing to remember."""
        return State()

    def step(self, theta: Array, g: Array, state: State, t: int) -> tuple[Array, State]:
        """One step; see `Optimizer.step`."""
        return theta - self.learning_rate * g, state
