"""How a run ended, judged by its record; what is said of it is in `words/outcomes.py`.

The thresholds are shares of the view's diagonal D, so that they mean the same on every surface: 0.01 D
is about eight pixels of the map.
"""

import math

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from surfaces import Point, Surface
from trajectories.hovering import InViewFields, hovering
from trajectories.measures import stays_from
from trajectories.simulate import Trajectory
from trajectories.stationary import stationary_point
from words import (
    TOLERANCE,
    Arriving,
    Converged,
    Descending,
    Flat,
    InView,
    Left,
    Moving,
    Oscillating,
    Outcome,
    Overflowed,
    Rising,
    Settled,
    Stalled,
    Stopped,
    why_ended,
)

NEAR = 0.01  # of D: within this distance of a minimum a run may have arrived
CIRCLES = 0.002  # of D: an extent above this is motion that one can see
STILL = 0.001  # of D: a path shorter than this over the window is standing still
TURNING = 0.1  # net progress under this share of the path is going to and fro
EVEN = 1.5  # an extent that grows or shrinks by more than this factor over the window is no steady motion,
DRIFT = 0.25  # nor is one whose middle moves by more than this share of it
STEADY = 1.01  # what stands still does not become faster by more than this factor
ROUNDING = 1e-9  # of D: a path shorter than this is no motion at all
GRAIN = 1e-4  # of D: what is too small to be seen
FEWEST = 10  # the window of last steps is a fifth of the run, at least this many
SHARE = 5
STAYS = 20  # to have arrived, or to go round in a circle, takes so many steps, the last ones ...
STAYS_WIDE = 50  # ... or so many to have arrived in steps longer than half the radius; and what the distance
GROWS = 5  # ... grew by of late must not take the run out of it if it grows so many times more
LATELY = (3, 5, 10)  # growth is judged between the last so many steps and as many before them


def outcome(surface: Surface, trajectory: Trajectory, *, noisy: bool = False) -> Outcome:
    """Judge a run of one lane, positions of shape (T + 1, 2); `noisy` where its gradients were drawn."""
    positions = trajectory.positions
    if positions.ndim != 2:
        raise ValueError(f"an outcome judges one run, not lanes of shape {positions.shape[2:]}")
    failed = int(trajectory.overflowed_at)
    if failed >= 0:
        ended = Stopped if trajectory.undefined or trajectory.failed == "/" else Overflowed
        return ended(_point(positions[max(failed - 1, 0)]), failed, reason(trajectory))

    last = _point(positions[-1])
    outside = _outside(surface, positions)
    left_at = int(np.argmax(outside)) if outside.any() else None
    if left_at is not None and outside[-1]:
        return Left(last, left_at)

    diagonal = diagonal_of(surface)
    in_view = (last, GRAIN * diagonal, left_at, _low_from(surface, trajectory.losses))
    by_noise = hovering(surface, positions, trajectory.losses, diagonal, in_view) if noisy else None
    return by_noise or _judged(surface, trajectory, in_view)


def _judged(surface: Surface, trajectory: Trajectory, in_view: InViewFields) -> InView:
    """How a run ended that ended in view, and that noise does not keep moving."""
    positions, diagonal = trajectory.positions, diagonal_of(surface)
    window = positions[-1 - max(FEWEST, trajectory.steps // SHARE) :]
    if near := _near(surface, positions, len(window), in_view):
        return near
    if circles := _circles(positions[-1 - max(STAYS, len(window) - 1) :], diagonal):
        return Oscillating(*in_view, *circles)
    losses = trajectory.losses[-len(window) :]
    if _stands_still(window, diagonal) or np.ptp(losses) == 0:
        return _at_rest(surface, positions, in_view)
    return _trend(losses)(*in_view)


def _near(surface: Surface, positions: Array, window: int, in_view: InViewFields) -> InView | None:
    """Whether, and since when, a run has been near a listed minimum; None where it is near none."""
    diagonal = diagonal_of(surface)
    for minimum in (*surface.minima, *surface.local_minima):
        away = np.hypot(*(positions - minimum).T) / (NEAR * diagonal)
        step = stays_from(away <= 1)
        if step is None:
            continue
        near = (*in_view, step, minimum, minimum not in surface.minima)
        if doubt := _doubt(away, np.diff(positions, axis=0) / (NEAR * diagonal), step):
            return Arriving(*near, doubt)
        circles = _circles(positions[max(step, len(positions) - max(window, STAYS + 1)) :], diagonal)
        return Converged(*near, circles[0] if circles else None)
    return None


def _at_rest(surface: Surface, positions: Array, in_view: InViewFields) -> InView:
    """What a run that stands still, and is near no listed minimum, stands on."""
    if stationary := _stationary(surface, positions, diagonal_of(surface)):
        return Settled(*in_view, stationary)
    slope = math.hypot(*surface.gradient(*positions[-1]))
    return Stalled(*in_view, slope) if slope > 0 else Flat(*in_view)


def reason(trajectory: Trajectory) -> str:
    """What was the first of a run of one lane not to be finite, in words; empty where nothing was."""
    t = int(trajectory.overflowed_at)
    if t < 0:
        return ""
    before = tuple(map(float, trajectory.positions[max(t - 1, 0)]))
    return why_ended(str(trajectory.failed), bool(trajectory.undefined), before)


def _low_from(surface: Surface, losses: Array) -> int | None:
    """The step from which on the loss stays below the tolerance; None where it does not, or is not known."""
    if not surface.minima:
        return None
    return stays_from(losses - surface.value(*surface.minima[0]) < TOLERANCE)


def diagonal_of(surface: Surface) -> float:
    """D: how far it is from one corner of the view to the other."""
    return math.dist(*zip(*surface.domain, strict=True))


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


def _doubt(away: Array, moves: Array, step: int) -> str:
    """Why a run that is near since `step` cannot be said to have arrived; empty where it can.

    Args:
        away: the distance from the minimum over the radius, shape (T + 1,).
        moves: every step over the radius, shape (T, 2).
        step: from which on `away` is at most 1.
    """
    stayed = len(away) - step
    if stayed < STAYS:
        return "too short to be sure"
    if stayed <= np.count_nonzero(away[:step] <= 1):
        return "but it was there before and left"
    last = moves[step:][-STAYS:]
    if np.hypot(*last.T).max() > 0.5:
        # A step and the next one take a steady circle back to where it was.
        to_and_fro = np.hypot(*(last[1:] + last[:-1]).T).max() < np.hypot(*last.T).max() / 3
        if not to_and_fro or stayed < STAYS_WIDE:
            return "in steps too long to be sure"
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


def _trend(losses: Array) -> type[Descending | Rising | Moving]:
    """Where the loss goes over the window and in its last steps: one way, or now up and now down."""
    last = len(losses) - 1
    marks = losses[sorted({0, last // 2, max(last - FEWEST, 0), max(last - 3, 0), last})]
    if np.all(np.diff(marks) <= 0) and losses[-1] < losses[0]:
        return Descending
    return Rising if np.all(np.diff(marks) >= 0) and losses[-1] > losses[0] else Moving


def _stationary(surface: Surface, positions: Array, diagonal: float) -> str | None:
    """At what kind of unlisted stationary point the last of `positions` lies, or None."""
    found = stationary_point(surface, positions[-1], diagonal, within=NEAR * diagonal)
    if found is None:
        return None
    listed = (*surface.minima, *surface.local_minima)
    if any(math.dist(found.point, minimum) < NEAR * diagonal for minimum in listed):
        return None
    if _grows(np.hypot(*(positions - found.point).T) / (NEAR * diagonal)):
        return None
    # Where a slope leads down from it, however small, the run will be off again.
    return None if found.leads_down(surface.gradient(*positions[-1])) else found.kind


def _point(position: Array) -> Point:
    return float(position[0]), float(position[1])
