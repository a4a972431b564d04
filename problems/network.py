"""A network of one hidden layer, as something to walk on: θ is all of its weights, in one row.

    a = φ(X W1 + b1)            z = a W2 + b2            f = the mean over the examples of what z costs

The backward pass is the textbook's (Rumelhart, Hinton & Williams 1986, Nature 323:533), δ being how the loss
changes with what goes into a layer:

    ∂f/∂W2 = aᵀ δz      ∂f/∂b2 = Σ δz      δa = (δz W2ᵀ) φ′      ∂f/∂W1 = Xᵀ δa      ∂f/∂b1 = Σ δa

Weights begin as standard normal numbers times √(g/n), n being a layer's inputs, and g 2 for ReLU (He et al.
2015, ICCV, arXiv:1502.01852) and 1 for tanh (LeCun et al. 1998, Efficient BackProp); biases begin at 0.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from problems.batches import Rows, batch_of
from tunables import tunable

DATA = Path(__file__).parent / "data"
LAST_SEED = 999
_GAINS = {"relu": 2.0, "tanh": 1.0}


class Examples(NamedTuple):
    """Inputs, shape (examples, inputs), and the class of each, shape (examples,)."""

    inputs: Array
    labels: NDArray[np.intp]


class Weights(NamedTuple):
    """θ by layers: W1 (inputs, hidden), b1 (hidden,), W2 (hidden, outputs), b2 (outputs,)."""

    w1: Array
    b1: Array
    w2: Array
    b2: Array


@dataclass(frozen=True)
class Network(ABC):
    """What all networks share, each a frozen dataclass. θ has the shape (n,), in several lanes (n, ...).

    Attributes:
        key: its name in links.
        name: what it is called.
        source: where its examples come from.
        teaches: what one sees on it, in one sentence.
        shape: how many numbers an example has, and how many the network gives for it.
        steps: how many an untouched run takes.
        rates: the learning rates of untouched runs, by their rules' keys.
        rate: that of all other rules.
        telling_input: which of its inputs says most.
        hidden: how many hidden units there are.
        batch: how many examples a step sees, drawn anew for each.
        seed: what the first weights and the batches are drawn from.
        weight_scale: how many times as large the weights begin.
        loss_scale: what the loss is multiplied by, and so every gradient.
        activation: φ, `relu` or `tanh`.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    source: ClassVar[str]
    group: ClassVar[str] = "Networks"
    teaches: ClassVar[str]
    shape: ClassVar[tuple[int, int]]
    steps: ClassVar[int]
    rates: ClassVar[Mapping[str, float]]
    rate: ClassVar[float]
    telling_input: ClassVar[int] = 0
    letters: ClassVar[tuple[str, ...]] = ()
    surface: ClassVar[None] = None
    lanes: ClassVar[tuple[int, ...]] = ()
    period: ClassVar[int] = 1

    hidden: int = tunable(
        "h",
        default=32,
        low=1,
        high=128,
        scale="whole",
        title="hidden units",
        meaning="Units between in and out.",
    )
    batch: int = tunable(
        "b", default=32, low=1, high=1437, scale="whole", meaning="Examples that a step sees."
    )
    seed: int = tunable(
        "s",
        default=0,
        low=0,
        high=LAST_SEED,
        scale="whole",
        meaning="What first weights and batches are drawn from.",
    )
    weight_scale: float = tunable(
        "w",
        default=1.0,
        low=0.01,
        high=100.0,
        scale="log",
        meaning="How many times as large the weights begin.",
    )
    loss_scale: float = tunable(
        "c",
        default=1.0,
        low=1e-3,
        high=1e3,
        scale="log",
        meaning="What the loss is multiplied by before its gradient is taken; the curves show it without.",
    )
    activation: str = field(default="relu", init=False)

    @property
    @abstractmethod
    def training(self) -> Examples:
        """What it is trained on."""

    @property
    def validation(self) -> Examples | None:
        """What it is not trained on, to see whether it has learned or memorised; None where there is none."""
        return None

    @abstractmethod
    def costs(self, z: Array, labels: NDArray[np.intp]) -> Array:
        """The loss of each row of the outputs z, shape (examples, outputs); NaN where an output is none."""

    @abstractmethod
    def cost(self, z: Array, labels: NDArray[np.intp]) -> tuple[float, Array]:
        """The mean loss of the outputs z, shape (examples, outputs), and its gradient, of the same shape."""

    @abstractmethod
    def decided(self, z: Array) -> NDArray[np.intp]:
        """For which class each row of outputs speaks, shape (examples,)."""

    @property
    def telling(self) -> int:
        """The place in θ of a weight that is worth looking into: from `telling_input` to the first unit."""
        return self.telling_input * self.hidden

    @property
    def architecture(self) -> str:
        """Its layers, `64-32-10, ReLU`."""
        inputs, outputs = self.shape
        return f"{inputs}-{self.hidden}-{outputs}, {'ReLU' if self.activation == 'relu' else 'tanh'}"

    @property
    def size(self) -> int:
        """How many weights there are."""
        inputs, outputs = self.shape
        return (inputs + 1) * self.hidden + (self.hidden + 1) * outputs

    @cached_property
    def start(self) -> Array:
        """The first weights, shape (n,)."""
        random = np.random.default_rng(self.seed)
        inputs, outputs = self.shape
        gain = _GAINS[self.activation]
        w1 = random.standard_normal((inputs, self.hidden)) * np.sqrt(gain / inputs)
        w2 = random.standard_normal((self.hidden, outputs)) * np.sqrt(gain / self.hidden)
        layers = (w1 * self.weight_scale, np.zeros(self.hidden), w2 * self.weight_scale, np.zeros(outputs))
        return np.concatenate([layer.ravel() for layer in layers])

    def weights(self, theta: Array) -> Weights:
        """θ, shape (n,), by layers; views, not copies."""
        (inputs, outputs), hidden = self.shape, self.hidden
        first, last = inputs * hidden, len(theta) - outputs
        return Weights(
            theta[:first].reshape(inputs, hidden),
            theta[first : first + hidden],
            theta[first + hidden : last].reshape(hidden, outputs),
            theta[last:],
        )

    def rows(self, t: int) -> Rows:
        """The examples of step t = 1, 2, ..., a batch drawn anew for every step."""
        return batch_of((self.seed,), len(self.training.labels), self.batch, t)[:, 0]

    def outputs(self, theta: Array, inputs: Array) -> Array:
        """z for inputs of shape (examples, inputs): the forward pass, for θ of shape (n,)."""
        w1, b1, w2, b2 = self.weights(theta)
        a = inputs @ w1
        a += b1
        (np.maximum(a, 0, out=a) if self.activation == "relu" else np.tanh(a, out=a))
        z: Array = a @ w2
        z += b2
        return z

    def loss(self, theta: Array, examples: Examples | None = None) -> float:
        """Mean loss, times its scale, of examples: all that it is trained on where none are given; θ (n,)."""
        inputs, labels = examples or self.training
        return self.loss_scale * float(self.costs(self.outputs(theta, inputs), labels).mean())

    def loss_and_gradient(self, theta: Array, rows: Rows | None = None) -> tuple[float, Array]:
        """The mean loss of some training examples, all without `rows`, and its gradient; θ of shape (n,)."""
        inputs, labels = self.training
        if rows is not None:
            inputs, labels = inputs[rows], labels[rows]
        w1, b1, w2, b2 = self.weights(theta)
        before = inputs @ w1 + b1
        a = np.maximum(before, 0) if self.activation == "relu" else np.tanh(before)
        loss, dz = self.cost(a @ w2 + b2, labels)
        dz = self.loss_scale * dz
        slope = before > 0 if self.activation == "relu" else 1 - a * a
        da = (dz @ w2.T) * slope
        layers = (inputs.T @ da, da.sum(axis=0), a.T @ dz, dz.sum(axis=0))
        return self.loss_scale * loss, np.concatenate([layer.ravel() for layer in layers])

    def accuracy(self, theta: Array, examples: Examples) -> float:
        """The share of examples that are put into their class; θ of shape (n,)."""
        inputs, labels = examples
        return float((self.decided(self.outputs(theta, inputs)) == labels).mean())

    def slope(self, theta: Array, t: int) -> Array:
        """The gradient of step t's batch, of θ's shape."""
        rows = self.rows(t)
        if theta.ndim == 1:
            return self.loss_and_gradient(theta, rows)[1]
        columns = theta.reshape(len(theta), -1).T
        found = np.array([self.loss_and_gradient(column, rows)[1] for column in columns])
        return found.T.reshape(theta.shape)

    def losses(self, positions: Array) -> Array:
        """Of all training examples, at every row of positions of shape (T + 1, n, ...)."""
        each = np.moveaxis(positions, 1, -1)
        found = [self.loss(theta) for theta in each.reshape(-1, each.shape[-1])]
        return np.array(found).reshape(each.shape[:-1])

    def project(self, theta: Array) -> Array:
        """θ as it is."""
        return theta
