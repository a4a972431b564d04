"""How a run ended: one small type for each way, with what the page says of it.

What a run must have done to be said to have ended this way is in `trajectories/outcome.py`.
"""

from dataclasses import dataclass

from surfaces import Point
from tunables import short

_TINY = 1e-6  # a slope under this is told


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes:
        last: the last finite position.
    """

    last: Point

    @property
    def sentence(self) -> str:
        """What the page says: `converged at (0, 0), step 61`."""
        raise NotImplementedError


@dataclass(frozen=True)
class Broken(Outcome):
    """A run that could not go on.

    Attributes:
        step: the first of which something is not finite.
        reason: what that was.
    """

    step: int
    reason: str


class Overflowed(Broken):
    """Something became too large for a number."""

    @property
    def sentence(self) -> str:
        """`overflowed at step 3: v is too large for a number`."""
        return f"overflowed at step {self.step}: {self.reason}"


class Stopped(Broken):
    """It came to where nothing can be computed."""

    @property
    def sentence(self) -> str:
        """`stopped at step 3: f is no real number there`."""
        return f"stopped at step {self.step}: {self.reason}"


@dataclass(frozen=True)
class Left(Outcome):
    """It ended outside the view.

    Attributes:
        step: the first outside.
    """

    step: int

    @property
    def sentence(self) -> str:
        """`left the view at step 24`."""
        return f"left the view at step {self.step}" if self.step else "began outside the view and ends there"


@dataclass(frozen=True)
class InView(Outcome):
    """A run that ended inside the view.

    Attributes:
        grain: what is too small to be seen in the view; the sentence shows no coordinate that is smaller.
        left_at: the first step outside the view, for a run that came back; else None.
    """

    grain: float
    left_at: int | None

    @property
    def sentence(self) -> str:
        """How it ended, and whether it was outside in between."""
        away = "" if self.left_at is None else f"; was outside the view from step {self.left_at}"
        return self._ended + away

    @property
    def _ended(self) -> str:
        raise NotImplementedError

    def _at(self, point: Point) -> str:
        return written(tuple(0.0 if abs(value) < self.grain else value for value in point))


@dataclass(frozen=True)
class _NearMinimum(InView):
    """A run that ended near a listed minimum.

    Attributes:
        step: from which on it has been near.
        minimum: which one.
        local: whether that is one of those that are not global.
    """

    step: int
    minimum: Point
    local: bool

    @property
    def _where(self) -> str:
        return self._at(self.minimum) + (", a local minimum" if self.local else "")


@dataclass(frozen=True)
class Converged(_NearMinimum):
    """It came near a minimum and stayed.

    Attributes:
        amplitude: half its extent over the last steps where it circles there, else None.
    """

    amplitude: float | None

    @property
    def _ended(self) -> str:
        circles = "" if self.amplitude is None else f"; circles there at ±{short(self.amplitude)}"
        return f"converged at {self._where}, step {self.step}{circles}"


@dataclass(frozen=True)
class Arriving(_NearMinimum):
    """It is near a minimum, and whether it stays there cannot be told.

    Attributes:
        doubt: why not, `too briefly to tell whether it stays`.
    """

    doubt: str

    @property
    def _ended(self) -> str:
        return f"near {self._where}{',' if self.local else ''} since step {self.step}, {self.doubt}"


@dataclass(frozen=True)
class Oscillating(InView):
    """It goes to and fro.

    Attributes:
        amplitude: half its extent over the last steps.
        centre: the middle of that extent.
    """

    amplitude: float
    centre: Point

    @property
    def _ended(self) -> str:
        return f"oscillating at ±{short(self.amplitude)} around {self._at(self.centre)}"


@dataclass(frozen=True)
class Settled(InView):
    """It stands still where the slope vanishes, at no listed minimum.

    Attributes:
        stationary: `a minimum`, `a maximum`, `a saddle`, or `a stationary point` where its curvature does
            not tell.
    """

    stationary: str

    @property
    def _ended(self) -> str:
        return f"settled at {self._at(self.last)}, {self.stationary} that is not listed"


@dataclass(frozen=True)
class Stalled(InView):
    """It stands still on a slope.

    Attributes:
        slope: the size of the gradient there.
    """

    slope: float

    @property
    def _ended(self) -> str:
        told = "not zero" if self.slope > _TINY else f"only {short(self.slope)}"
        return f"stalled at {self._at(self.last)}, where the slope is {told}"


class Flat(InView):
    """It stands still where the slope is zero, or too small for a number."""

    @property
    def _ended(self) -> str:
        return f"flat at {self._at(self.last)}: the slope is zero to the last digit"


class Descending(InView):
    """Its loss still falls."""

    @property
    def _ended(self) -> str:
        return f"still descending, at {self._at(self.last)}"


class Rising(InView):
    """Its loss rises."""

    @property
    def _ended(self) -> str:
        return f"rising, at {self._at(self.last)}"


class Moving(InView):
    """Its loss rises and falls."""

    @property
    def _ended(self) -> str:
        return f"moving up and down, at {self._at(self.last)}"


def why_ended(failed: str, undefined: bool, before: tuple[float, ...]) -> str:
    """What was the first of a run not to be finite, in words.

    Args:
        failed, undefined: see `Trajectory`.
        before: the last position before.
    """
    if failed == "/":
        return f"no step can be computed from {'0/0' if undefined else 'a division by zero'}"
    if failed == "g":
        where = f"at {written(before)}"
        return f"no gradient can be computed {where}" if undefined else f"the gradient {where} is {_ENDLESS}"
    if failed == "f":
        return "f is no real number there" if undefined else f"f is {_ENDLESS}"
    return f"{failed} is too large for a number" if failed else "no finite number"


_ENDLESS = "infinite or too large for a number"


def mean_ending(theta: float, loss: float, period: int) -> str:
    """How a run ended that had one parameter, and losses that repeat after a period."""
    return f"ends at θ = {short(theta)}, losing {short(loss)} per step in the last {period}"


def written(point: tuple[float, ...]) -> str:
    """A point as sentences have it: `(0.875, −2)`; the number alone where it is a single one."""
    numbers = ", ".join(map(short, point))
    return f"({numbers})" if len(point) > 1 else numbers
