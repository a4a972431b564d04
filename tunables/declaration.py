"""The declaration of a tunable: what a dataclass field says about the value that a reader may turn."""

import dataclasses
import math
import re
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from tunables.numerals import EXACT, SUBSCRIPT, short
from tunables.ranges import Decay, Linear, Log, Numbers, Whole
from tunables.scales import Choice, Scale, Switch, Text, Value

_NUMBERS: dict[str, type[Numbers]] = {"linear": Linear, "log": Log, "decay": Decay, "whole": Whole}
# Greek letters by their names in LaTeX.
# fmt: off
GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "ell": "ℓ",
}
# fmt: on


@lru_cache(maxsize=1024)
def lettered(symbol: str) -> str:
    r"""A symbol in LaTeX as plain text, `β₁` for `\beta_1`."""
    text = re.sub(r"\\mathrm\{([^{}]*)\}", r"\1", symbol).replace(r"\_", "_")
    text = re.sub(r"\\([a-z]+)", lambda found: GREEK.get(found[1], found[0]), text)
    return re.sub(r"_(?:(\d)|\{(\d+)\})", lambda found: (found[1] or found[2]).translate(SUBSCRIPT), text)


@dataclasses.dataclass(frozen=True)
class Tunable:
    """The declaration of one value that a reader may turn; see `tunable` for the fields."""

    name: str
    symbol: str
    default: Value
    scale: Scale
    meaning: str
    title: str = ""

    @property
    def letter(self) -> str:
        """The symbol as plain text, `β₁` for `\\beta_1`."""
        return lettered(self.symbol)

    @property
    def words(self) -> str:
        """What it is called: its title, or the field's name as words, `learning rate`."""
        return self.title or self.name.replace("_", " ")

    @property
    def stops(self) -> tuple[Any, ...]:
        """What can be chosen without typing: a slider's stops in ascending order, the default among them."""
        return self.scale.stops(self.default)

    def stops_with(self, value: float) -> tuple[Any, ...]:
        """The stops, and `value` as one more where it is none of them."""
        return self.stops if value in self.stops else tuple(sorted({*self.stops, value}))

    def check(self, value: Value) -> str | None:
        """Why `value` cannot be used, in words, or None where it can."""
        return self.scale.check(value, self._called)

    def read(self, text: str) -> Any:
        """The value that a reader or a link wrote.

        Raises ValueError, with a sentence for the reader, for anything that is no value in range.
        """
        return self.scale.read(text, self._called)

    def write(self, value: Value) -> str:
        """The shortest text that `read` turns into exactly `value`."""
        return self.scale.write(value)

    def show(self, value: Value) -> str:
        """The same as the page has it, `10⁻⁸` and `−1`; `read` turns it into exactly `value`, too."""
        if isinstance(self.scale, Numbers) and not isinstance(value, str):
            return _exactly(value, math.copysign(1, value))
        return self.scale.write(value)

    @property
    def _called(self) -> str:
        lettered = self.scale.lettered and self.letter not in ("", self.words)
        return f"{self.letter} ({self.words})" if lettered else self.words


# A slider writes all of its stops whenever it is drawn.
@lru_cache(maxsize=8192, typed=True)
def _exactly(value: float, sign: float) -> str:
    """The number in all of its digits; zero has two signs and is equal to itself."""
    return short(value, EXACT)


def tunable(
    symbol: str,
    *,
    default: Value,
    meaning: str,
    low: float = 0.0,
    high: float = 1.0,
    scale: Literal["linear", "log", "decay", "whole"] | Scale = "linear",
    zero: bool = False,
    options: tuple[str, ...] = (),
    title: str = "",
) -> Any:
    """Declare a dataclass field that a reader may turn.

    Args:
        symbol: LaTeX, as in the paper.
        default: the value of an untouched slider; a bool declares a switch, a str a text or a choice.
        meaning: one sentence for the reader.
        low, high: the slider's range. Constructors accept any finite value; sliders and links check it.
            Of a text, `high` is the most characters; what it may say, its constructor checks.
        scale: of a number: `linear`; `log` (stops from the E24 series); `decay`, even in log(1 - value), so
            that 0.9, 0.99 and 0.999 are neighbours; `whole`. Of anything else, the scale itself.
        zero: with `log`, whether 0 is allowed too and is the first stop.
        options: the words of a choice.
        title: what the page calls it beside the symbol, where the field's name says too little.
    """
    kind: Scale
    if isinstance(scale, Scale):
        kind = scale
    elif isinstance(default, bool):
        kind = Switch()
    elif isinstance(default, str):
        kind = Choice(options) if options else Text(high)
    else:
        kind = _NUMBERS[scale](low, high, zero)
    return dataclasses.field(
        default=default, metadata={"tunable": Tunable("", symbol, default, kind, meaning, title)}
    )


def tunables(kind: type) -> tuple[Tunable, ...]:
    """The tunables of an optimizer or surface class, in the order in which they are declared."""
    return _tunables(kind)


@lru_cache(maxsize=256)  # more than there are rules and surfaces
def _tunables(kind: Any) -> tuple[Tunable, ...]:
    return tuple(
        dataclasses.replace(field.metadata["tunable"], name=field.name)
        for field in dataclasses.fields(kind)
        if "tunable" in field.metadata
    )


def lanes(thing: Any) -> tuple[int, ...]:
    """The shape to which the tunables of an optimizer or surface broadcast; () outside a sweep."""
    return np.broadcast_shapes(*(np.shape(getattr(thing, field.name)) for field in tunables(type(thing))))
