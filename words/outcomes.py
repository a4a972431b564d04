"""How a run ended: one small type for each way, with what the page says of it.

What a run must have done to be said to have ended this way is in `trajectories/outcome.py`.
"""

from dataclasses import dataclass

from surfaces import Point
from tunables import short

TOLERANCE = 1e-3  # a loss that is less above its minimum is low
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
        """What the page says: `near (0, 0) from step 61`."""
        raise NotImplementedError

    @property
    def meaning(self) -> str:
        """What that says exactly, for those who ask."""
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

    @property
    def meaning(self) -> str:
        """That it ends there."""
        return "Nothing is drawn from this step on, because there is no finite number to draw."


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

    @property
    def meaning(self) -> str:
        """Where the rest of it is."""
        return "Its last point is outside the map; “Fit all” shows it."


@dataclass(frozen=True)
class InView(Outcome):
    """A run that ended inside the view.

    Attributes:
        grain: what is too small to be seen in the view; the sentence shows no coordinate that is smaller.
        left_at: the first step outside the view, for a run that came back; else None.
        low_from: the step from which on the loss stays below TOLERANCE above the minimum; None where it does
            not, or where no minimum is known.
    """

    grain: float
    left_at: int | None
    low_from: int | None

    @property
    def sentence(self) -> str:
        """How it ended, since when its loss is low, and whether it was outside in between."""
        low = "" if self.low_from is None else f"; loss < {short(TOLERANCE)} from step {self.low_from}"
        away = "" if self.left_at is None else f"; was outside the view from step {self.left_at}"
        return self._ended + low + away

    @property
    def meaning(self) -> str:
        """What the words mean, and the loss's tolerance."""
        low = f" The loss counts above the minimum, and stays below {short(TOLERANCE)} to the last step."
        return self._meant + ("" if self.low_from is None else low)

    @property
    def _meant(self) -> str:
        raise NotImplementedError

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
        return self._at(self.minimum) + (", a local minimum," if self.local else "")

    @property
    def _meant(self) -> str:
        return "Near: within a hundredth of the view’s diagonal of that minimum, from this step to the last."


@dataclass(frozen=True)
class Converged(_NearMinimum):
    """It came near a minimum and stayed.

    Attributes:
        amplitude: half its extent over the last steps where it circles there, else None.
    """

    amplitude: float | None

    @property
    def _ended(self) -> str:
        circles = "" if self.amplitude is None else f", circles at ±{short(self.amplitude)}"
        return f"near {self._where} from step {self.step}{circles}"

    @property
    def _meant(self) -> str:
        circles = " It goes round there, by so much to either side." if self.amplitude is not None else ""
        return super()._meant + circles


@dataclass(frozen=True)
class Arriving(_NearMinimum):
    """It is near a minimum, and whether it stays there cannot be told.

    Attributes:
        doubt: why not, `too short to be sure`.
    """

    doubt: str

    @property
    def _ended(self) -> str:
        return f"near {self._where} from step {self.step}, {self.doubt}"


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

    @property
    def _meant(self) -> str:
        return "Over the last steps it goes to and fro, by so much to either side, and gets nowhere."


@dataclass(frozen=True)
class Hovering(InView):
    """Noise keeps it moving around a minimum.

    Attributes:
        minimum: which one.
        within: how far from it the last steps reach.
        step: from which on it has been no farther.
        local: whether it is one of those that are not global.
    """

    minimum: Point
    within: float
    step: int
    local: bool

    @property
    def _ended(self) -> str:
        where = self._at(self.minimum) + (", a local minimum," if self.local else "")
        return f"hovers around {where} within {short(self.within, 2)} from step {self.step}"

    @property
    def _meant(self) -> str:
        return (
            "Its gradients carry noise, so it does not come to rest: its last steps are around that minimum, "
            "no farther from it than this."
        )


@dataclass(frozen=True)
class Wandering(InView):
    """Noise keeps it moving, around no listed minimum, and it gets nowhere.

    Attributes:
        centre: the middle of its last positions.
        within: how far from it they reach.
    """

    centre: Point
    within: float

    @property
    def _ended(self) -> str:
        return f"wanders within {short(self.within, 2)} of {self._at(self.centre)}"

    @property
    def _meant(self) -> str:
        return "Its gradients carry noise: its last steps go nowhere, and no marked minimum is among them."


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

    @property
    def _meant(self) -> str:
        return "It stands still where the slope is level, but no minimum is marked there."


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

    @property
    def _meant(self) -> str:
        return "Its last steps together are shorter than a thousandth of the view’s diagonal."


class Flat(InView):
    """It stands still where the slope is zero, or too small for a number."""

    @property
    def _ended(self) -> str:
        return f"flat at {self._at(self.last)}: the slope is zero to the last digit"

    @property
    def _meant(self) -> str:
        return "No rule can tell from a slope of zero where to go."


class Descending(InView):
    """Its loss still falls."""

    @property
    def _ended(self) -> str:
        return f"still descending, at {self._at(self.last)}"

    @property
    def _meant(self) -> str:
        return "Its loss falls over the last steps: with more of them it would come farther."


class Rising(InView):
    """Its loss rises."""

    @property
    def _ended(self) -> str:
        return f"rising, at {self._at(self.last)}"

    @property
    def _meant(self) -> str:
        return "Its loss rises over the last steps."


class Moving(InView):
    """Its loss rises and falls."""

    @property
    def _ended(self) -> str:
        return f"moving up and down, at {self._at(self.last)}"

    @property
    def _meant(self) -> str:
        return "Its loss rises and falls over the last steps."


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
    if undefined:
        return f"{failed} is no real number"
    return f"{failed} is too large for a number" if failed else "no finite number"


_ENDLESS = "infinite or too large for a number"


def mean_ending(theta: float, loss: float, period: int) -> str:
    """How a run ended that had one parameter, and losses that repeat after a period."""
    return f"ends at θ = {short(theta)}, losing {short(loss)} per step in the last {period}"


def written(point: tuple[float, ...]) -> str:
    """A point as sentences have it: `(0.875, −2)`; the number alone where it is a single one."""
    numbers = ", ".join(map(short, point))
    return f"({numbers})" if len(point) > 1 else numbers
