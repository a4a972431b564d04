"""How a run ended, in one word and one sentence.

The thresholds are shares of the view's diagonal D, so that they mean the same on every surface: 0.01 D
is about eight pixels of the map.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from surfaces import Point, Surface
from trajectories.simulate import Trajectory
from tunables import short

NEAR = 0.01  # of D: within this distance of a minimum a run may have arrived
CIRCLES = 0.002  # of D: an extent above this is motion that one can see
STILL = 0.001  # of D: a path shorter than this over the window is standing still
TURNING = 0.1  # net progress under this share of the path is going to and fro
EVEN = 1.5  # an extent that grows or shrinks by more than this factor over the window is no steady motion,
DRIFT = 0.25  # nor is one whose middle moves by more than this share of it
STEADY = 1.01  # what stands still does not become faster by more than this factor
ROUNDING = 1e-9  # of D: a path shorter than this is no motion at all
FEWEST = 10  # the window of last steps is a fifth of the run, at least this many
SHARE = 5
STAYS = 20  # to have arrived, or to go round in a circle, takes so many steps, the last ones ...
STAYS_WIDE = 50  # ... or so many to have arrived in steps longer than half the radius; and what the distance
GROWS = 5  # ... grew by of late must not take the run out of it if it grows so many times more
LATELY = (3, 5, 10)  # growth is judged between the last so many steps and as many before them


class Ending(StrEnum):
    """The ways in which a run can end."""

    OVERFLOWED = "overflowed"
    STOPPED = "stopped where nothing can be computed"
    LEFT = "left the view"
    CONVERGED = "converged"
    ARRIVING = "near a minimum, for all that can be told"
    OSCILLATING = "oscillating"
    SETTLED = "settled at no listed minimum"
    FLAT = "flat"
    STALLED = "stalled"
    DESCENDING = "still descending"
    RISING = "rising"
    MOVING = "moving, up and down"


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes:
        ending: which way.
        step: the step at which it overflowed, stopped or left the view, or from which on it has been near a
            minimum; None for the other endings.
        minimum: the listed minimum at which it converged or may be arriving.
        local: whether that minimum is one of those that are not global.
        amplitude: half its extent over the last steps where it circles or oscillates, else None.
        centre: the middle of that extent where it oscillates, else None.
        left_at: the first step outside the view, for a run that came back; else None.
        last: the last finite position.
        stationary: for a run that settled, what it settled at: `a minimum`, `a maximum`, `a saddle`, or `a
            stationary point` where its curvature does not tell.
        reason: what was not finite where it overflowed or stopped; what speaks against it where it is near.
        slope: the size of the gradient where it stalled.
        grain: what is too small to be seen in the view; sentences show nothing smaller.
    """

    ending: Ending
    last: Point
    step: int | None = None
    minimum: Point | None = None
    local: bool = False
    amplitude: float | None = None
    centre: Point | None = None
    left_at: int | None = None
    stationary: str | None = None
    reason: str = ""
    slope: float = 0.0
    grain: float = 0.0

    @property
    def sentence(self) -> str:
        """What the page says: `converged at (0, 0), step 61`."""
        return _SENTENCES[self.ending](self) + (
            f"; was outside the view from step {self.left_at}" if self.left_at is not None else ""
        )


def outcome(surface: Surface, trajectory: Trajectory) -> Outcome:
    """Judge a run of one lane, positions of shape (T + 1, 2)."""
    positions = trajectory.positions
    if positions.ndim != 2:
        raise ValueError(f"an outcome judges one run, not lanes of shape {positions.shape[2:]}")
    failed = int(trajectory.overflowed_at)
    if failed >= 0:
        ending = Ending.STOPPED if trajectory.undefined or trajectory.failed == "/" else Ending.OVERFLOWED
        last = _point(positions[max(failed - 1, 0)])
        return Outcome(ending, last, step=failed, reason=why_ended(trajectory))

    last = _point(positions[-1])
    outside = _outside(surface, positions)
    left_at = int(np.argmax(outside)) if outside.any() else None
    if outside[-1]:
        return Outcome(Ending.LEFT, last, step=left_at)

    diagonal = math.dist(*zip(*surface.domain, strict=True))
    grain = 1e-4 * diagonal
    window = positions[-1 - max(FEWEST, trajectory.steps // SHARE) :]
    for minimum in (*surface.minima, *surface.local_minima):
        away = np.hypot(*(positions - minimum).T) / (NEAR * diagonal)
        step = _stays_from(away <= 1)
        if step is not None:
            circles = _circles(positions[max(step, len(positions) - max(len(window), STAYS + 1)) :], diagonal)
            doubt = _doubt(away, np.diff(positions, axis=0) / (NEAR * diagonal), step)
            return Outcome(
                Ending.ARRIVING if doubt else Ending.CONVERGED,
                last,
                step,
                minimum,
                local=minimum not in surface.minima,
                amplitude=circles[0] if circles and not doubt else None,
                left_at=left_at,
                reason=doubt,
                grain=grain,
            )

    circles = _circles(positions[-1 - max(STAYS, len(window) - 1) :], diagonal)
    if circles is not None:
        amplitude, centre = circles
        return Outcome(
            Ending.OSCILLATING, last, amplitude=amplitude, centre=centre, left_at=left_at, grain=grain
        )
    losses = trajectory.losses[-len(window) :]
    if _stands_still(window, diagonal) or np.ptp(losses) == 0:
        slope = math.hypot(*surface.gradient(*last))
        stationary = _stationary(surface, positions, diagonal)
        ending = Ending.SETTLED if stationary else Ending.STALLED if slope > 0 else Ending.FLAT
        return Outcome(ending, last, left_at=left_at, stationary=stationary, slope=slope, grain=grain)
    return Outcome(_trend(losses), last, left_at=left_at, grain=grain)


def why_ended(trajectory: Trajectory) -> str:
    """What was the first of a run of one lane not to be finite, in words; empty where nothing was."""
    t, failed, undefined = int(trajectory.overflowed_at), str(trajectory.failed), bool(trajectory.undefined)
    if t < 0:
        return ""
    if failed == "/":
        return f"no step can be computed from {'0/0' if undefined else 'a division by zero'}"
    if failed == "g":
        x, y = trajectory.positions[t - 1]
        where = f"at ({short(x)}, {short(y)})"
        return f"no gradient can be computed {where}" if undefined else f"the gradient {where} is {_ENDLESS}"
    if failed == "f":
        return "f is no real number there" if undefined else f"f is {_ENDLESS}"
    return f"{failed} is too large for a number" if failed else "no finite number"


_ENDLESS = "infinite or too large for a number"


def _outside(surface: Surface, positions: Array) -> NDArray[np.bool_]:
    low, high = np.array(surface.domain).T
    return ((positions < low) | (positions > high)).any(axis=1)


def _lengths(window: Array) -> tuple[float, float]:
    """The length of the path over these positions, and the distance from its first to its last."""
    moves = np.hypot(*np.diff(window, axis=0).T)
    return float(moves.sum()), float(np.hypot(*(window[-1] - window[0])))


def _circles(window: Array, diagonal: float) -> tuple[float, Point] | None:
    """Half the extent of the last steps, and its middle, where they go to and fro far enough to be seen.

    What dies out, grows or drifts is no circle: both halves of the window must be about the same.
    """
    path, net = _lengths(window)
    if len(window) <= STAYS or net >= TURNING * path:
        return None
    extents, middles = [], []
    for half in np.array_split(window, 2):
        extents.append(float(np.ptp(half, axis=0).max()))
        middles.append((half.min(axis=0) + half.max(axis=0)) / 2)
    drift = float(np.abs(middles[1] - middles[0]).max())
    least, most = min(extents), max(extents)
    if least <= CIRCLES * diagonal or most > EVEN * least or drift > DRIFT * least:
        return None
    return most / 2, _point((middles[0] + middles[1]) / 2)


def _stays_from(near: NDArray[np.bool_]) -> int | None:
    """The step from which on all of `near` holds, or None where it does not hold at the end."""
    away = np.flatnonzero(~near)
    first = int(away[-1]) + 1 if len(away) else 0
    return first if first < len(near) else None


def _doubt(away: Array, moves: Array, step: int) -> str:
    """Why a run that is near since `step` cannot be said to have arrived; empty where it can.

    Args:
        away: the distance from the minimum over the radius, shape (T + 1,).
        moves: every step over the radius, shape (T, 2).
        step: from which on `away` is at most 1.
    """
    stayed = len(away) - step
    if stayed < STAYS:
        return "too briefly to tell whether it stays"
    if stayed <= np.count_nonzero(away[:step] <= 1):
        return "but it was there before and left"
    last = moves[step:][-STAYS:]
    if np.hypot(*last.T).max() > 0.5:
        # A step and the next one take a steady circle back to where it was.
        to_and_fro = np.hypot(*(last[1:] + last[:-1]).T).max() < np.hypot(*last.T).max() / 3
        if not to_and_fro or stayed < STAYS_WIDE:
            return "in steps too long to tell whether it stays"
    return "but moving away from it" if _grows(away) else ""


def _grows(away: Array) -> bool:
    """Whether the distance over the radius grew of late so much that it is soon above 1 if that goes on."""
    for steps in LATELY:
        before, now = away[-2 * steps : -steps], away[-steps:].max()
        most = before.max(initial=0.0)
        if len(before) and now > most and (most == 0 or math.log(now) + GROWS * math.log(now / most) > 0):
            return True
    return False


def _stands_still(window: Array, diagonal: float) -> bool:
    """Whether the last steps lead nowhere, and do so no faster than those before them."""
    first, second = (
        _lengths(half)[0] for half in (window[: len(window) // 2 + 1], window[len(window) // 2 :])
    )
    return first + second < STILL * diagonal and second <= max(STEADY * first, ROUNDING * diagonal)


def _trend(losses: Array) -> Ending:
    """Where the loss goes over the window and in its last steps: one way, or now up and now down."""
    last = len(losses) - 1
    marks = losses[sorted({0, last // 2, max(last - FEWEST, 0), max(last - 3, 0), last})]
    if np.all(np.diff(marks) <= 0) and losses[-1] < losses[0]:
        return Ending.DESCENDING
    return Ending.RISING if np.all(np.diff(marks) >= 0) and losses[-1] > losses[0] else Ending.MOVING


def _stationary(surface: Surface, positions: Array, diagonal: float) -> str | None:
    """At what kind of unlisted stationary point the last of `positions` lies, or None."""
    found = _newton(surface, positions[-1], diagonal)
    if found is None:
        return None
    point, eigenvalues, directions = found
    if any(math.dist(point, listed) < NEAR * diagonal for listed in (*surface.minima, *surface.local_minima)):
        return None
    if _grows(np.hypot(*(positions - point).T) / (NEAR * diagonal)):
        return None
    # Where a slope leads down from it, however small, the run will be off again.
    if np.any(directions[:, eigenvalues < 0].T @ np.array(surface.gradient(*positions[-1]))):
        return None
    if np.abs(eigenvalues).min() <= _CLEAR * np.abs(eigenvalues).max():
        return "a stationary point"
    rising = int((eigenvalues > 0).sum())
    return ("a maximum", "a saddle", "a minimum")[rising]


_NEWTON = 40  # steps of Newton's method, also enough where it converges slowly
_CLEAR = 1e-6  # a curvature under this share of the other one is as good as none
_UNDERFLOWN = 1e-100  # a curvature under this says nothing


def _newton(surface: Surface, start: Array, diagonal: float) -> tuple[Array, Array, Array] | None:
    """The stationary point to which Newton's method leads nearby, and its Hessian's eigenvalues and -vectors.

    One step of it, however short, proves nothing: on an exponential slope and curvature are equally large,
    and far out on a plain both have underflown.
    """
    point = start
    for _ in range(_NEWTON):
        gradient, hessian = np.array(surface.gradient(*point)), _hessian(surface, point, diagonal)
        if not (np.isfinite(hessian).all() and np.isfinite(gradient).all()):
            return None
        eigenvalues, directions = np.linalg.eigh(hessian)
        clear = np.abs(eigenvalues) > max(_CLEAR * np.abs(eigenvalues).max(), _UNDERFLOWN)
        move = directions[:, clear] @ (directions[:, clear].T @ gradient / eigenvalues[clear])
        point = point - move
        if not clear.any() or np.hypot(*(point - start)) > NEAR * diagonal:
            return None
        if np.hypot(*move) <= 1e-9 * diagonal:
            return point, eigenvalues, directions
    return None


def _hessian(surface: Surface, point: Array, diagonal: float) -> Array:
    """By differences of the gradient."""
    h = 1e-6 * diagonal
    with np.errstate(all="ignore"):
        rows = [
            np.subtract(surface.gradient(*(point + step)), surface.gradient(*(point - step))) / (2 * h)
            for step in h * np.eye(2)
        ]
    return (np.array(rows) + np.array(rows).T) / 2


def _point(position: Array) -> Point:
    return float(position[0]), float(position[1])


def _at(point: Point, grain: float) -> str:
    x, y = (0.0 if abs(value) < grain else value for value in point)
    return f"({short(x)}, {short(y)})"


def _converged(end: Outcome) -> str:
    text = f"converged at {_minimum(end)}, step {end.step}"
    return text if end.amplitude is None else f"{text}; circles there at ±{short(end.amplitude)}"


def _minimum(end: Outcome) -> str:
    assert end.minimum is not None
    return _at(end.minimum, end.grain) + (", a local minimum" if end.local else "")


def _left(end: Outcome) -> str:
    return f"left the view at step {end.step}" if end.step else "began outside the view and ends there"


_SENTENCES = {
    Ending.OVERFLOWED: lambda end: f"overflowed at step {end.step}: {end.reason}",
    Ending.STOPPED: lambda end: f"stopped at step {end.step}: {end.reason}",
    Ending.LEFT: _left,
    Ending.CONVERGED: _converged,
    Ending.ARRIVING: lambda end: (
        f"near {_minimum(end)}{',' if end.local else ''} since step {end.step}, {end.reason}"
    ),
    Ending.OSCILLATING: lambda end: (
        f"oscillating at ±{short(end.amplitude)} around {_at(end.centre, end.grain)}"
    ),
    Ending.SETTLED: lambda end: f"settled at {_at(end.last, end.grain)}, {end.stationary} that is not listed",
    Ending.FLAT: lambda end: f"flat at {_at(end.last, end.grain)}: the slope is zero to the last digit",
    Ending.STALLED: lambda end: (
        f"stalled at {_at(end.last, end.grain)}, where the slope is "
        + ("not zero" if end.slope > _TINY else f"only {short(end.slope)}")
    ),
    Ending.DESCENDING: lambda end: f"still descending, at {_at(end.last, end.grain)}",
    Ending.RISING: lambda end: f"rising, at {_at(end.last, end.grain)}",
    Ending.MOVING: lambda end: f"moving up and down, at {_at(end.last, end.grain)}",
}
_TINY = 1e-6  # a slope under this is told
