"""What a network makes of its examples while it is trained, at every step at which all were looked at."""

from dataclasses import dataclass
from typing import Any
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from problems import Network
from remembered import MB, remembered
from trajectories.training import Training

NOTHING = 255  # what an example is taken for by weights that are no numbers
_DEEP = 127  # the largest weight in a picture


@dataclass(frozen=True, eq=False)
class Judged:
    """What is held out from training, the hardest first: by how far the right output lies above all others at
    the end.

    Attributes:
        order: which examples, by their rows, shape (n,).
        taken: for which class each is taken at every look, in that order, shape (k, n); NOTHING where no
            output is a number.
        right: how many are taken for what they are, shape (k,).
    """

    order: NDArray[np.intp]
    taken: NDArray[np.uint8]
    right: NDArray[np.intp]

    @property
    def nbytes(self) -> int:
        """How much memory its arrays take."""
        return self.order.nbytes + self.taken.nbytes + self.right.nbytes


@remembered(
    limit=MB, size=lambda judged: judged.nbytes, key=lambda network, training: (network, ref(training))
)
def judged(network: Network, training: Training) -> Judged:
    """What becomes of the examples that a network is not trained on; ValueError where there are none."""
    held_out = network.validation
    if held_out is None:
        raise ValueError(f"{network.name} has no examples that are held out")
    inputs: Any = held_out.inputs.astype(np.float32)
    labels = held_out.labels
    taken = np.empty((len(training.weights), len(labels)), dtype=np.uint8)
    with np.errstate(all="ignore"):
        theta: Any
        for index, theta in enumerate(training.weights):
            z = network.outputs(theta, inputs)
            taken[index] = np.where(np.isfinite(z).all(axis=1), network.decided(z), NOTHING)
        every = np.arange(len(labels))
        own = z[every, labels]
        z[every, labels] = -np.inf
        margins = np.nan_to_num(own - z.max(axis=1), nan=-np.inf)
    order = np.argsort(margins, kind="stable")
    return Judged(order, taken[:, order], (taken == labels).sum(axis=1))


def first_layer(network: Network, training: Training, most: int) -> NDArray[np.int8]:
    """The weights into the first hidden units, shape (k, units, inputs), in 127ths of the largest of all.

    Weights that are no numbers are 0.
    """
    units, inputs = min(network.hidden, most), network.shape[0]
    w1 = training.weights[:, : inputs * network.hidden].reshape(-1, inputs, network.hidden)
    own = np.nan_to_num(w1[:, :, :units].transpose(0, 2, 1), nan=0.0, posinf=0.0, neginf=0.0)
    largest = float(np.abs(own).max()) or 1.0
    return np.round(own * (_DEEP / largest)).astype(np.int8)


@remembered(
    limit=MB,
    size=lambda found: found.nbytes,
    key=lambda network, training, *box: (network, ref(training), *(each.tobytes() for each in box)),
)
def regions(network: Network, training: Training, across: Array, up: Array) -> NDArray[np.uint8]:
    """How sure a network of two inputs and one output is of class 1 at every point of a grid, in 255ths.

    Args:
        network: what is trained.
        training: how.
        across, up: the grid's coordinates, shapes (w,) and (h,).

    Returns:
        Shape (k, h, w); 0 where that is no number.
    """
    places: Any = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2).astype(np.float32)
    sure = np.empty((len(training.weights), len(places)), dtype=np.uint8)
    with np.errstate(all="ignore"):
        theta: Any
        for index, theta in enumerate(training.weights):
            share = 1 / (1 + np.exp(-network.outputs(theta, places)[:, 0]))
            sure[index] = np.nan_to_num(share * 255)
    return sure.reshape(len(sure), len(up), len(across))
