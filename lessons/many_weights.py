"""From two dimensions to a network: what the loss's scale did to a bowl it does to all of its weights.

The rule is the same, coordinate by coordinate; so are its laws. SGD's steps are multiplied by what the loss
is multiplied by, Adam's are not, but for ε where a gradient is nearly nothing.
"""

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trainings
from optimizers import SGD, Adam
from problems import Digits
from tunables import number

_RATE, _SGD_RATE = 0.01, 0.3
_SCALES = (1.0, 1e3, 1e-3)
_WEIGHTS = Digits().size


def _scene(scale: float, sgd_rate: float = _SGD_RATE) -> Scene:
    runs = (Run(Adam(learning_rate=_RATE)), Run(SGD(learning_rate=sgd_rate)))
    return Scene(f"c = {number(scale)}", Experiment(Digits(loss_scale=scale), runs))


def _lasts(scenes: Trainings, name: str) -> list[float]:
    """A run's training loss at the end, in every scene."""
    return [float(scene[name].losses[-1]) for scene in scenes]


def _facts(scenes: Trainings) -> Facts:
    adam, sgd = _lasts(scenes, "adam"), _lasts(scenes, "sgd")
    return {
        "adam": adam[0],
        "adam_times": adam[1],
        "adam_divided": adam[2],
        "sgd": sgd[0],
        "sgd_times": sgd[1],
        "sgd_divided": sgd[2],
        "begin": float(scenes[0]["sgd"].losses[0]),
        "sgd_rate": _SGD_RATE,
    }


def _claim(scenes: Trainings) -> bool:
    """With the loss of the second scene Adam ends within a fiftieth of the first one, SGD ten times "
    "higher."""
    adam, sgd = _lasts(scenes, "adam"), _lasts(scenes, "sgd")
    return abs(adam[1] / adam[0] - 1) < 0.02 and sgd[1] > 10 * sgd[0]


LESSON = Lesson(
    key="many_weights",
    title="The same Adam, {weights:,.0f} weights",
    question="A network learns to read digits. On the bowl, Adam did not notice when the loss was "
    "multiplied. Multiply the network’s loss by {times:.0f}: which run notices?",
    answers=(
        "Both: so many weights are no bowl",
        "Only SGD",
        "Only Adam",
        "Neither: the digits are the same",
    ),
    right=1,
    scenes=tuple(map(_scene, _SCALES)),
    notice="Flip between the scales: Adam ends at a training loss of {adam}, {adam_times} and "
    "{adam_divided}. SGD ends at {sgd}, at {sgd_times} where the loss is {times:.0f} times as large, and at "
    "{sgd_divided} where it is divided by as much: there it has hardly begun.",
    explanation="Adam’s step is taken weight by weight, so that what was true of two coordinates is true of "
    "{weights:,.0f}: multiply the loss by c, and $\\hat m / \\sqrt{\\hat v}$ stays. SGD’s rate must be found "
    "anew for every scale. The small differences are ε: weights of pixels that are nearly always empty have "
    "gradients so small that ε counts beside them.",
    source="Kingma & Ba 2015, section 2.1; digits: Alpaydin & Kaynak 1998",
    facts=_facts,
    given={"weights": _WEIGHTS, "times": _SCALES[1]},
    claim=_claim,
    counter=(_scene(_SCALES[0]), _scene(_SCALES[1], _SGD_RATE / _SCALES[1])),
    counter_notice="Divide SGD’s rate by {times:.0f}, too, and it goes exactly where it went on the loss as "
    "it was: it is no worse a rule, but its rate belongs to the loss.",
)
