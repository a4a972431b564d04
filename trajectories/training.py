"""A network while it is trained: what every step's batch cost, and now and then how all examples fare.

All examples are looked at in single precision, and now and then, so that looking takes about as long as the
steps themselves; what is kept grows with the steps, and not with the weights times the steps.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers import Array, Optimizer
from problems import Network
from schedules import CONSTANT, Schedule
from trajectories.looks import looks_at, pictures_at
from trajectories.walk import walk, whole
from trajectories.watched import Watch, Watched
from words.training import training_ending

NOTHING = 255  # what an example is taken for by weights that are no numbers
REACHED = (0.99, 0.98, 0.97, 0.95, 0.9, 0.8, 0.7, 0.5)  # shares of examples that are worth a word
OVERFIT = 1.05  # times the lowest validation loss, above which it must stay for a tenth of the looks
IMPROVING = 0.9  # times the training loss before the last fifth to which it must have fallen


@dataclass(frozen=True, eq=False)
class Training:
    """A network's run of T steps.

    Attributes:
        batch_losses: what the batch of step t cost before the step, shape (T + 1,); row 0 is NaN. As are all
            losses here, it is without the network's `loss_scale`.
        gradient_norms: the length of the gradient that step t was given, shape (T + 1,); row 0 is NaN.
        looked_at: the steps at which all examples were looked at, shape (k,); the first is 0, the last is T.
        losses: of all training examples then, shape (k,).
        validation_losses: of the others, shape (k,); NaN where there are none.
        accuracies: the share of the others, or of all where there are none, put into their class, shape (k,).
        pictured_at: some of those steps, shape (p,), again the first and the last among them,
        weights: and θ then, in single precision, shape (p, n),
        taken: for which class each of the others is taken then, shape (p, others); NOTHING where an output is
            no number.
        watched: how the rule fares in all of the weights, and in the network's `telling` one.
        theta: the last weights, shape (n,).
        overflowed_at: the first step after which a weight was not finite; None where all were.
    """

    batch_losses: Array
    gradient_norms: Array
    looked_at: NDArray[np.intp]
    losses: Array
    validation_losses: Array
    accuracies: Array
    pictured_at: NDArray[np.intp]
    weights: NDArray[np.float32]
    taken: NDArray[np.uint8]
    watched: Watched
    theta: Array
    overflowed_at: int | None

    @property
    def steps(self) -> int:
        """T."""
        return len(self.batch_losses) - 1

    @property
    def nbytes(self) -> int:
        """How much memory its arrays take."""
        return sum(each.nbytes for each in vars(self).values() if isinstance(each, np.ndarray | Watched))


@dataclass(frozen=True)
class Learned:
    """What a training came to.

    Attributes:
        overflowed_at: the first step after which a weight was not finite; None where all were.
        first, last: the training loss at the start and at the end.
        share: the largest of REACHED at or above which the accuracy stays to the end; 0 where there is none.
        since: the first step looked at from which on it does.
        overfits_since: the step with the lowest validation loss, where that has risen since for good, and the
            training loss has fallen.
        improving: whether the training loss still fell over the last fifth of the steps.
        of: what the share is of, `validation` or `training` examples.
    """

    overflowed_at: int | None
    first: float
    last: float
    share: float
    since: int
    overfits_since: int | None
    improving: bool
    of: str

    @property
    def sentence(self) -> str:
        """The same in words, without a full stop."""
        return training_ending(**vars(self))


def train(network: Network, optimizer: Optimizer, steps: int, schedule: Schedule = CONSTANT) -> Training:
    """Train a network from its first weights; the steps are those of `walk`, bit for bit."""
    steps = whole(steps)
    heard, look = _Heard(network), _Look(network)
    watch = Watch(network, optimizer, steps, network.telling)
    batch_losses, norms = np.full(steps + 1, np.nan), np.full(steps + 1, np.nan)
    looked_at, pictured_at = looks_at(steps), pictures_at(steps)
    looks: list[list[float]] = []
    weights = np.empty((len(pictured_at), network.size), dtype=np.float32)
    taken = np.empty((len(pictured_at), len(look.labels) - look.trained_on), dtype=np.uint8)
    pictures = {int(t): picture for picture, t in enumerate(pictured_at)}
    overflowed_at, theta = None, network.start
    with np.errstate(all="ignore"):
        for step in walk(heard, optimizer, network.start, schedule, steps=steps):
            theta = step.theta
            watch.see(step)
            if step.t:
                batch_losses[step.t], norms[step.t] = heard.loss, np.sqrt(step.g @ step.g)
            # One sum tells, as long as it is finite.
            if overflowed_at is None and not np.isfinite(theta @ theta) and not np.isfinite(theta).all():
                overflowed_at = step.t
            if step.t == looked_at[len(looks)]:
                single = theta.astype(np.float32)
                classes, *found = look.at(single)
                looks.append(found)
                if step.t in pictures:
                    weights[pictures[step.t]], taken[pictures[step.t]] = single, classes
    losses, validation_losses, accuracies = np.array(looks).T
    return Training(
        batch_losses=batch_losses,
        gradient_norms=norms,
        looked_at=looked_at,
        losses=losses,
        validation_losses=validation_losses,
        accuracies=accuracies,
        pictured_at=pictured_at,
        weights=weights,
        taken=taken,
        watched=watch.seen,
        theta=theta,
        overflowed_at=overflowed_at,
    )


def learned(training: Training) -> Learned:
    """What it came to."""
    losses, others, at = training.losses, training.validation_losses, training.looked_at
    share, since = 0.0, 0
    for worth in REACHED:
        short = np.flatnonzero(~(training.accuracies >= worth))
        first = short[-1] + 1 if len(short) else 0
        if first < len(at):
            share, since = worth, int(at[first])
            break
    overfits_since = None
    if np.isfinite(others).all():
        lowest = int(others.argmin())
        late = others[-max(len(others) // 10, 1) :]
        if late.min() > OVERFIT * others[lowest] and losses[-1] < losses[lowest]:
            overfits_since = int(at[lowest])
    before = losses[np.searchsorted(at, 0.8 * at[-1], side="right") - 1]
    return Learned(
        overflowed_at=training.overflowed_at,
        first=float(losses[0]),
        last=float(losses[-1]),
        share=share,
        since=since,
        overfits_since=overfits_since,
        improving=bool(losses[-1] < IMPROVING * before),
        of="training" if np.isnan(others[0]) else "validation",
    )


class _Heard:
    """The network as something to walk on, and the loss of the batch that it was last asked for."""

    surface = None
    period = 1

    def __init__(self, network: Network) -> None:
        self.network, self.letters, self.lanes = network, network.letters, network.lanes
        self.loss = np.nan

    def slope(self, theta: Array, t: int) -> Array:
        loss, gradient = self.network.loss_and_gradient(theta, self.network.rows(t))
        self.loss = loss / self.network.loss_scale
        return gradient

    def losses(self, positions: Array) -> Array:
        return self.network.losses(positions)

    def project(self, theta: Array) -> Array:
        return self.network.project(theta)


class _Look:
    """All of a network's examples, in single precision and one array."""

    def __init__(self, network: Network) -> None:
        parts = [network.training, *([network.validation] if network.validation else [])]
        self.network, self.trained_on = network, len(network.training.labels)
        self.inputs: Any = np.concatenate([part.inputs for part in parts]).astype(np.float32)
        self.labels = np.concatenate([part.labels for part in parts])

    def at(self, single: Any) -> tuple[NDArray[np.uint8], float, float, float]:
        """What the others are taken for, the training and the validation loss, and the share put right."""
        end, labels = self.trained_on, self.labels
        z = self.network.outputs(single, self.inputs)
        costs = self.network.costs(z, labels)
        taken = self.network.decided(z).astype(np.uint8)
        taken[~np.isfinite(costs)] = NOTHING
        right = taken == labels
        if len(labels) == end:
            return taken[end:], float(costs.mean()), np.nan, float(right.mean())
        return taken[end:], float(costs[:end].mean()), float(costs[end:].mean()), float(right[end:].mean())
