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

NEAR = 0.01  # of D: within this distance of a minimum a run has arrived
CIRCLES = 0.002  # of D: an extent above this is motion that one can see
STILL = 0.001  # of D: a path shorter than this over the window is standing still
TURNING = 0.1  # net progress under this share of the path is going to and fro
FEWEST = 10  # the window of last steps is a fifth of the run, at least this many
SHARE = 5


class Ending(StrEnum):
    """The ways in which a run can end."""

    OVERFLOWED = "overflowed"
    LEFT = "left the view"
    CONVERGED = "converged"
    OSCILLATING = "oscillating"
    SETTLED = "settled at no listed minimum"
    STALLED = "stalled"
    DESCENDING = "still descending"
    RISING = "rising"


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes:
        ending: which way.
        step: the step at which it overflowed, left the view or arrived; None for the other endings.
        minimum: the listed minimum at which it converged.
        local: whether that minimum is one of those that are not global.
        amplitude: half its extent over the last steps where it circles or oscillates, else None.
        centre: the middle of that extent where it oscillates, else None.
        left_at: the first step outside the view, for a run that came back; else None.
        last: the last finite position.
        stationary: for a run that settled, what it settled at: `a minimum`, `a maximum` or `a saddle`.
        undefined: whether it did not overflow but walked to where f is no real number.
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
    undefined: bool = False
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
    overflowed = int(trajectory.overflowed_at)
    if overflowed >= 0:
        at = positions[overflowed]
        with np.errstate(all="ignore"):
            undefined = bool(np.isfinite(at).all() and np.isnan(surface.value(at[0], at[1])))
        last = _point(positions[max(overflowed - 1, 0)])
        return Outcome(Ending.OVERFLOWED, last, step=overflowed, undefined=undefined)

    last = _point(positions[-1])
    outside = _outside(surface, positions)
    left_at = int(np.argmax(outside)) if outside.any() else None
    if outside[-1]:
        return Outcome(Ending.LEFT, last, step=left_at)

    diagonal = math.dist(*zip(*surface.domain, strict=True))
    grain = 1e-4 * diagonal
    window = positions[-1 - max(FEWEST, trajectory.steps // SHARE) :]
    path, net = _lengths(window)
    circles = _circles(window, CIRCLES * diagonal) if net < TURNING * path else None

    for minimum in (*surface.minima, *surface.local_minima):
        step = _stays_from(np.hypot(*(positions - minimum).T) <= NEAR * diagonal)
        if step is not None:
            local = minimum not in surface.minima
            return Outcome(
                Ending.CONVERGED, last, step, minimum, local, circles, left_at=left_at, grain=grain
            )

    if circles is not None:
        centre = _point((window.min(axis=0) + window.max(axis=0)) / 2)
        return Outcome(
            Ending.OSCILLATING, last, amplitude=circles, centre=centre, left_at=left_at, grain=grain
        )
    if path < STILL * diagonal:
        stationary = _stationary(surface, last, diagonal)
        ending = Ending.SETTLED if stationary else Ending.STALLED
        return Outcome(ending, last, left_at=left_at, stationary=stationary, grain=grain)
    rising = trajectory.losses[-1] > trajectory.losses[-len(window)]
    return Outcome(Ending.RISING if rising else Ending.DESCENDING, last, left_at=left_at, grain=grain)


def _outside(surface: Surface, positions: Array) -> NDArray[np.bool_]:
    low, high = np.array(surface.domain).T
    return ((positions < low) | (positions > high)).any(axis=1)


def _lengths(window: Array) -> tuple[float, float]:
    """The length of the path over these positions, and the distance from its first to its last."""
    moves = np.hypot(*np.diff(window, axis=0).T)
    return float(moves.sum()), float(np.hypot(*(window[-1] - window[0])))


def _circles(window: Array, least: float) -> float | None:
    """Half the extent of the last steps, where it stays above `least`: what dies out is no circle."""
    halves = np.array_split(window, 2)
    if min(float(np.ptp(half, axis=0).max()) for half in halves) <= least:
        return None
    return float(np.ptp(window, axis=0).max()) / 2


def _stays_from(near: NDArray[np.bool_]) -> int | None:
    """The step from which on all of `near` holds, or None where it does not hold at the end."""
    away = np.flatnonzero(~near)
    first = int(away[-1]) + 1 if len(away) else 0
    return first if first < len(near) else None


def _stationary(surface: Surface, point: Point, diagonal: float) -> str | None:
    """What kind of stationary point lies within reach, judged by one Newton step, or None."""
    h = 1e-6 * diagonal
    x, y = point
    with np.errstate(all="ignore"):
        along_x = np.subtract(surface.gradient(x + h, y), surface.gradient(x - h, y))
        along_y = np.subtract(surface.gradient(x, y + h), surface.gradient(x, y - h))
        hessian = np.array([along_x, along_y]) / (2 * h)
        hessian = (hessian + hessian.T) / 2
        gradient = np.array(surface.gradient(x, y))
    if not (np.isfinite(hessian).all() and np.isfinite(gradient).all()):
        return None
    if np.any(gradient):
        try:
            newton = np.linalg.solve(hessian, gradient)
        except np.linalg.LinAlgError:
            return None
        if np.hypot(*newton) > NEAR * diagonal:
            return None
    eigenvalues = np.linalg.eigvalsh(hessian)
    if (eigenvalues > 0).all():
        return "a minimum"
    return "a maximum" if (eigenvalues < 0).all() else "a saddle"


def _point(position: Array) -> Point:
    return float(position[0]), float(position[1])


def _at(point: Point, grain: float) -> str:
    x, y = (0.0 if abs(value) < grain else value for value in point)
    return f"({short(x)}, {short(y)})"


def _converged(ending: Outcome) -> str:
    assert ending.minimum is not None
    place = _at(ending.minimum, ending.grain) + (", a local minimum" if ending.local else "")
    text = f"converged at {place}, step {ending.step}"
    return text if ending.amplitude is None else f"{text}; circles there at ±{short(ending.amplitude)}"


_SENTENCES = {
    Ending.OVERFLOWED: lambda end: (
        f"walked at step {end.step} to where f is no real number"
        if end.undefined
        else f"overflowed: no finite number from step {end.step} on"
    ),
    Ending.LEFT: lambda end: f"left the view at step {end.step}",
    Ending.CONVERGED: _converged,
    Ending.OSCILLATING: lambda end: (
        f"oscillating at ±{short(end.amplitude)} around {_at(end.centre, end.grain)}"
    ),
    Ending.SETTLED: lambda end: f"settled at {_at(end.last, end.grain)}, {end.stationary} that is not listed",
    Ending.STALLED: lambda end: f"stalled at {_at(end.last, end.grain)}, where the slope is not zero",
    Ending.DESCENDING: lambda end: f"still descending, at {_at(end.last, end.grain)}",
    Ending.RISING: lambda end: f"rising, at {_at(end.last, end.grain)}",
}
