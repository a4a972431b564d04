"""Learning-rate schedules: by what the learning rate of a step is multiplied.

A factor at step t = 1, ..., T of a run of T steps; none is 0 unless γ has no digits left, so that every step
moves. They are those of torch.optim.lr_scheduler, whose epoch is t − 1, where it has them; 1/√t is Kingma &
Ba's own (2015, section 4), and warm-up, stable, decay is Hu et al. 2024, arXiv:2404.06395.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from tunables import tunable


@dataclass(frozen=True)
class Schedule(ABC):
    """A factor on the optimizer's learning rate for every step.

    Attributes:
        key: its stable lower-case name in links.
        name: its name on the page.
        idea: what it does, in one sentence.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    idea: ClassVar[str]

    @abstractmethod
    def factor(self, t: int, steps: int | None = None) -> float:
        """The factor at step t = 1, 2, ... of so many steps; None where a run goes on without end.

        Raises ValueError where there must be an end and is none.
        """


@dataclass(frozen=True)
class Constant(Schedule):
    """The learning rate stays as it is."""

    key: ClassVar = "constant"
    name: ClassVar = "Constant"
    idea: ClassVar = "Every step has the same learning rate."

    def factor(self, t: int, steps: int | None = None) -> float:
        """1 at every step."""
        return 1.0


@dataclass(frozen=True)
class WarmUp(Schedule):
    """min(1, t/W)."""

    key: ClassVar = "warm_up"
    name: ClassVar = "Warm-up"
    idea: ClassVar = "The rate rises evenly over the first steps, while means over few gradients say little."

    length: int = tunable(
        "W", title="warm-up", default=10, low=1, high=1000, scale="whole", meaning="Steps until it is full."
    )

    def factor(self, t: int, steps: int | None = None) -> float:
        """1/W at the first step, 1 from step W on."""
        return min(1.0, t / self.length)


@dataclass(frozen=True)
class StepDecay(Schedule):
    """γ^⌊(t − 1)/s⌋."""

    key: ClassVar = "step"
    name: ClassVar = "Steps down"
    idea: ClassVar = "Every so many steps the rate falls at once."

    every: int = tunable(
        "s", title="length", default=50, low=1, high=1000, scale="whole", meaning="Steps between two falls."
    )
    drop: float = tunable(
        r"\gamma", title="factor", default=0.5, low=0.01, high=1, meaning="What is left after a fall."
    )

    def factor(self, t: int, steps: int | None = None) -> float:
        """1 over the first s steps, γ over the next s."""
        return self.drop ** ((t - 1) // self.every)


@dataclass(frozen=True)
class Exponential(Schedule):
    """γ^(t − 1)."""

    key: ClassVar = "exponential"
    name: ClassVar = "Exponential"
    idea: ClassVar = "Every step has the same share of the rate of the one before."

    rate: float = tunable(
        r"\gamma",
        title="factor",
        default=0.98,
        low=0.5,
        high=0.9999,
        scale="decay",
        meaning="What is left of the rate at each step.",
    )

    def factor(self, t: int, steps: int | None = None) -> float:
        """1 at the first step."""
        return self.rate ** (t - 1)


@dataclass(frozen=True)
class InverseRoot(Schedule):
    """1/√(1 + (t − 1)/τ)."""

    key: ClassVar = "inverse_root"
    name: ClassVar = "1/√t"
    idea: ClassVar = "The rate for which convergence on noisy gradients is proven."

    tau: float = tunable(
        r"\tau",
        title="time scale",
        default=1.0,
        low=1,
        high=1000,
        scale="log",
        meaning="The rate has halved after 3τ steps.",
    )

    def factor(self, t: int, steps: int | None = None) -> float:
        """1 at the first step, half of that after 3τ more."""
        return 1 / math.sqrt(1 + (t - 1) / self.tau)


@dataclass(frozen=True)
class Cosine(Schedule):
    """φ + (1 − φ)(1 + cos(π(t − 1)/T))/2."""

    key: ClassVar = "cosine"
    name: ClassVar = "Cosine"
    idea: ClassVar = "Down along half a cosine, to nearly nothing at the last step."

    floor: float = tunable(r"\varphi", default=0.0, low=0, high=1, meaning="What is left at the end.")

    def factor(self, t: int, steps: int | None = None) -> float:
        """1 at the first step."""
        return _cosine(1.0, self.floor, (t - 1) / _end(steps))


@dataclass(frozen=True)
class OneCycle(Schedule):
    """Up along half a cosine, then down along another one, far below where it began."""

    key: ClassVar = "one_cycle"
    name: ClassVar = "One cycle"
    idea: ClassVar = "Up along a cosine and down along another, to far below where it began."

    peak_at: float = tunable(
        "p",
        title="place of the peak",
        default=0.3,
        low=0.05,
        high=0.95,
        meaning="The peak’s share of the run.",
    )
    first: float = tunable(
        "d",
        title="divisor at first",
        default=25.0,
        low=1,
        high=1000,
        scale="log",
        meaning="It begins at the rate over this.",
    )
    last: float = tunable(
        "D",
        title="divisor at last",
        default=1e4,
        low=1,
        high=1e6,
        scale="log",
        meaning="It ends at the first rate over this.",
    )

    def factor(self, t: int, steps: int | None = None) -> float:
        """1/d at the first step, 1 at the peak, 1/(d D) at the last."""
        last = _end(steps) - 1
        peak = max(self.peak_at * (last + 1) - 1, 0.0)
        if t - 1 < peak:
            return _cosine(1 / self.first, 1.0, (t - 1) / peak)
        return _cosine(1.0, 1 / (self.first * self.last), (t - 1 - peak) / max(last - peak, 1e-9))


@dataclass(frozen=True)
class WarmUpStableDecay(Schedule):
    """min(1, t/W, (T + 1 − t)/(dT + 1))."""

    key: ClassVar = "wsd"
    name: ClassVar = "Warm-up, stable, decay"
    idea: ClassVar = "Full speed along the valley, and at the end a fall to its floor."

    warm_up: int = tunable(
        "W", title="warm-up", default=5, low=1, high=1000, scale="whole", meaning="Steps until it is full."
    )
    decay_share: float = tunable(
        "d",
        title="share of the decay",
        default=0.2,
        low=0,
        high=1,
        meaning="The share of the run that decays.",
    )

    def factor(self, t: int, steps: int | None = None) -> float:
        """1/W at the first step, 1/(dT + 1) at the last."""
        end = _end(steps)
        return min(1.0, t / self.warm_up, (end + 1 - t) / (self.decay_share * end + 1))


# In the order in which one explains the next.
SCHEDULES: tuple[type[Schedule], ...] = (
    Constant,
    WarmUp,
    StepDecay,
    Exponential,
    InverseRoot,
    Cosine,
    OneCycle,
    WarmUpStableDecay,
)
CONSTANT = Constant()


def _end(steps: int | None) -> int:
    if steps is None:
        raise ValueError("this schedule goes by the number of steps, and a walk without end has none")
    return max(steps, 1)


def _cosine(first: float, last: float, share: float) -> float:
    """Half a cosine from `first` to `last`, at so much of the way."""
    return last + (first - last) * (1 + math.cos(math.pi * share)) / 2
