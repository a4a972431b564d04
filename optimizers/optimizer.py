"""What every update rule is: a frozen dataclass of tunables with two pure methods, `init` and `step`."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ClassVar

from optimizers.equation import Equation
from optimizers.family import Family
from tunables import Array, real


@dataclass(frozen=True)
class Optimizer(ABC):
    """An update rule. Its fields are its tunables: floats, or arrays that broadcast against the lanes.

    Attributes:
        key: its stable lower-case name in links.
        name: its name on the page.
        family: its kin, one of `optimizers/family.py`: the shelf on which the page keeps it, and its hue.
        idea: what it does, in one sentence.
        source: where it was published.
        equations: every quantity of one step, in order; the last one is `theta`.
        means: the State's running means of gradients, to be seen beside the gradient.
        direction, divisor: the step is α · direction / divisor in each coordinate, but for weight decay: two
            expressions of the same kind as those of the equations.
        stable_below: on a quadratic, what α λmax / divisor has to stay below near the minimum, or the steps
            grow again: an expression of the tunables; empty where no such number is known.
        corrections: the means that started at zero, each with the factor that makes up for it at step t.
        scales_with_gradient: whether twice the gradient means twice the step. Such a rule takes the
            surface's suggested rate; the others use their own default on every surface.
        ignores_scale: whether a loss c times as large is walked down on exactly the same path, ε being 0.
        turns_with_plane: whether the path turns with the plane at any angle, not at right angles alone.
        first_step: the step from θ = 0 with ε = 0, divided by −α: an expression of `g` and the tunables,
            worked out on paper.
        like: the same rule as somebody else wrote it, a call of torch or optax in the names of our tunables;
            torch's first argument is `theta`.
        learning_rate: α, the first tunable of every rule, which each declares with its own range.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    family: ClassVar[Family]
    idea: ClassVar[str]
    source: ClassVar[str]
    equations: ClassVar[tuple[Equation, ...]]
    means: ClassVar[tuple[str, ...]] = ()
    direction: ClassVar[str] = "g"
    divisor: ClassVar[str] = "1"
    stable_below: ClassVar[str] = ""
    corrections: ClassVar[tuple[Equation, ...]] = ()
    scales_with_gradient: ClassVar[bool] = False
    ignores_scale: ClassVar[bool] = False
    turns_with_plane: ClassVar[bool] = False
    first_step: ClassVar[str]
    like: ClassVar[str]

    learning_rate: float

    def __init_subclass__(cls, **rest: Any) -> None:
        """Have whole numbers turned into float64 before a rule's own formulas see them."""
        super().__init_subclass__(**rest)
        for name, of_reals in (("init", _init_of_reals), ("step", _step_of_reals)):
            if name in vars(cls):
                setattr(cls, name, of_reals(vars(cls)[name]))

    @property
    def effective_rate(self) -> str:
        """The rate that the divisor leaves to each coordinate: an expression like the divisor."""
        return f"learning_rate / ({self.divisor})"

    @property
    def corrected(self) -> "Optimizer":
        """The rule with its bias correction on; itself, where there is none to switch on."""
        off = getattr(self, "bias_correction", True) is False
        return replace(self, **{"bias_correction": True}) if off else self

    @abstractmethod
    def init(self, theta: Array) -> Any:
        """The State before the first step, for parameters `theta` of shape (2, ...)."""

    @abstractmethod
    def step(self, theta: Array, g: Array, state: Any, t: int) -> tuple[Array, Any]:
        """Take step t = 1, 2, ... from `theta` with gradient `g`, both of shape (2, ...).

        Returns the new parameters and the new State; the inputs are never written to.
        """


def _init_of_reals(init: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(init)
    def of_reals(self: Any, theta: Any) -> Any:
        return init(self, real(theta))

    return of_reals


def _step_of_reals(step: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(step)
    def of_reals(self: Any, theta: Any, g: Any, state: Any, t: int) -> Any:
        return step(self, real(theta), real(g), state, t)

    return of_reals
