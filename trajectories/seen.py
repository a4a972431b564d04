"""What a network makes of its examples while it is trained, at every step at which all were looked at."""

from typing import Any
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from problems import Network
from remembered import MB, remembered
from trajectories.training import Training

_DEEP = 127  # the largest weight in a picture


def hardest(network: Network, training: Training) -> NDArray[np.intp]:
    """The rows of what is held out, the hardest first: by how far the right output lies above all others at
    the end. ValueError where nothing is held out.
    """
    held_out = network.validation
    if held_out is None:
        raise ValueError(f"{network.name} has no examples that are held out")
    labels, every = held_out.labels, np.arange(len(held_out.labels))
    with np.errstate(all="ignore"):
        z = network.outputs(training.theta, held_out.inputs)
        own = z[every, labels]
        z[every, labels] = -np.inf
        margins = np.nan_to_num(own - z.max(axis=1), nan=-np.inf)
    # What is taken for something else at the last look stands before all that is not.
    return np.lexsort((margins, training.taken[-1] == labels))


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
