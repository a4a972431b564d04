"""Update rules in pure NumPy, one file each, in the order in which one explains the next."""

from optimizers.adam import Adam
from optimizers.optimizer import Array, Equation, Optimizer
from optimizers.rmsprop import RMSprop
from optimizers.sgd import SGD

OPTIMIZERS: tuple[type[Optimizer], ...] = (
    SGD,
    RMSprop,
    Adam,
)

__all__ = ["OPTIMIZERS", "SGD", "Adam", "Array", "Equation", "Optimizer", "RMSprop"]
