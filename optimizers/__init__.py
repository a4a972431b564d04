"""Update rules in pure NumPy, one file each, and rules made from equations that a reader types."""

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
from optimizers.kinship import Kin, kin
from optimizers.lion import Lion
from optimizers.momentum import Momentum
from optimizers.nadam import NAdam
from optimizers.nesterov import Nesterov
from optimizers.optimizer import Array, Optimizer
from optimizers.own import Own, own_copy, own_moved, own_rule
from optimizers.published import OPTIMIZERS
from optimizers.radam import RAdam
from optimizers.rmsprop import RMSprop
from optimizers.sgd import SGD
from optimizers.typeset import digits_needed, plain, switched, symbolic, with_numbers
from optimizers.yogi import Yogi

__all__ = [
    "OPTIMIZERS",
    "SGD",
    "AMSGrad",
    "AdaBelief",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamL2",
    "AdamW",
    "Adamax",
    "Array",
    "Equation",
    "Family",
    "Kin",
    "Lion",
    "Momentum",
    "NAdam",
    "Nesterov",
    "Optimizer",
    "Own",
    "RAdam",
    "RMSprop",
    "Yogi",
    "digits_needed",
    "evaluate",
    "kin",
    "number_latex",
    "own_copy",
    "own_moved",
    "own_rule",
    "plain",
    "switched",
    "symbolic",
    "with_numbers",
]
