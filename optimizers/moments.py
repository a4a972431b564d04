"""The four numbers that Adam shares with its variants: one declaration for all of them.

A variant whose number means something else declares that one again.
"""

from dataclasses import dataclass
from typing import ClassVar

from optimizers.family import ADAM
from optimizers.optimizer import Optimizer
from tunables import tunable


@dataclass(frozen=True)
class Moments(Optimizer):
    """What every rule with a first and a second moment is turned by; not a rule itself."""

    family: ClassVar = ADAM
    ignores_scale: ClassVar = True
    first_step: ClassVar = "sign(g)"

    learning_rate: float = tunable(
        r"\alpha",
        default=0.1,
        low=1e-4,
        high=10,
        scale="log",
        meaning="About the longest step in each coordinate, however steep the slope.",
    )
    beta1: float = tunable(
        r"\beta_1",
        title="decay of m",
        default=0.9,
        low=0,
        high=0.999,
        scale="decay",
        meaning="Memory of the mean gradient: 0.9 averages about 10 steps, 0 none.",
    )
    beta2: float = tunable(
        r"\beta_2",
        title="decay of v",
        default=0.999,
        low=0,
        high=0.9999,
        scale="decay",
        meaning="Memory of the mean squared gradient: 0.999 averages about 1000 steps.",
    )
    epsilon: float = tunable(
        r"\epsilon",
        title="added to √v̂",
        default=1e-8,
        low=1e-12,
        high=1,
        scale="log",
        zero=True,
        meaning="Added to √v̂. Where it outweighs √v̂, the step shrinks with the gradient again.",
    )
