"""Update rules in pure NumPy, one file each, in the order in which one explains the next."""

from notation import evaluate
from notation.styles import number_latex
from optimizers.adabelief import AdaBelief
from optimizers.adadelta import Adadelta
from optimizers.adagrad import Adagrad
from optimizers.adam import Adam
from optimizers.adam_l2 import AdamL2
from optimizers.adamax import Adamax
from optimizers.adamw import AdamW
from optimizers.amsgrad import AMSGrad
from optimizers.equation import Equation
from optimizers.family import Family
from optimizers.lion import Lion
from optimizers.momentum import Momentum
from optimizers.nadam import NAdam
from optimizers.nesterov import Nesterov
from optimizers.optimizer import Array, Optimizer
from optimizers.radam import RAdam
from optimizers.rmsprop import RMSprop
from optimizers.sgd import SGD
from optimizers.typeset import digits_needed, plain, symbolic, with_numbers
from optimizers.yogi import Yogi

OPTIMIZERS: tuple[type[Optimizer], ...] = (
    SGD,
    Momentum,
    Nesterov,
    Adagrad,
    RMSprop,
    Adadelta,
    Adam,
    Adamax,
    NAdam,
    AMSGrad,
    Yogi,
    AdamL2,
    AdamW,
    RAdam,
    AdaBelief,
    Lion,
)

__all__ = [
    "OPTIMIZERS",
    "Array",
    "Equation",
    "Family",
    "Optimizer",
    "digits_needed",
    "evaluate",
    "number_latex",
    "plain",
    "symbolic",
    "with_numbers",
]
__all__ += [rule.__name__ for rule in OPTIMIZERS]
