"""One step of Adam: α in every coordinate, whatever the gradient's size.

At t = 1 both means are the gradient's own: m̂ = g and v̂ = g². So the step is α g / (√g² + ε), which is
α times the gradient's sign.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import BOWL
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam

_RATE, _SGD_RATE = 0.1, 0.02
_STEPS = 40


def _facts(scenes: Trajectories) -> Facts:
    adam, sgd = scenes[0]["adam"], scenes[0]["sgd"]
    slope_x, slope_y = np.abs(adam.gradients[1])
    return {
        "rate": _RATE,
        "slope_x": slope_x,
        "slope_y": slope_y,
        "steeper": slope_y / slope_x,
        "product_x": _RATE * slope_x,
        "product_y": _RATE * slope_y,
        "move_x": adam.positions[1, 0] - adam.positions[0, 0],
        "move_y": adam.positions[1, 1] - adam.positions[0, 1],
        "sgd_rate": _SGD_RATE,
        "sgd_x": abs(sgd.positions[1, 0] - sgd.positions[0, 0]),
        "sgd_y": abs(sgd.positions[1, 1] - sgd.positions[0, 1]),
    }


def _claim(scenes: Trajectories) -> bool:
    """Adam's first step is −α sign(g) in each coordinate, although the gradients differ."""
    adam = scenes[0]["adam"]
    g = adam.gradients[1]
    step = adam.positions[1] - adam.positions[0]
    alike = np.abs(step + adam.learning_rates[1] * np.sign(g)) < 1e-8
    return bool(alike.all() and abs(g[1]) > 5 * abs(g[0]))


def _runs(*, bias_correction: bool) -> tuple[Run, ...]:
    adam = Adam(learning_rate=_RATE, bias_correction=bias_correction)
    return Run(adam), Run(SGD(learning_rate=_SGD_RATE))


def _scene(title: str, *, bias_correction: bool) -> Scene:
    """Around the start, with the square that Adam's first step cannot leave."""
    (x, y), reach = BOWL.start, 1.0
    experiment = Experiment(BOWL, _runs(bias_correction=bias_correction), steps=_STEPS)
    view = ((x - 0.4 * reach, x + 0.6 * reach), (y - 0.8 * reach, y + 0.2 * reach))
    return Scene(title, experiment, step=1, view=view, arrows=True, squares=True)


LESSON = Lesson(
    key="one_step",
    title="One step of Adam",
    question="At the start the slope is {slope_x} in x and {slope_y} in y, {steeper:.0f} times as steep. "
    "Adam takes its first step with α = {rate}. Where does it go?",
    answers=(
        "Six times as far in y as in x, straight down the slope",
        "Exactly α in x and exactly α in y",
        "{product_x} in x and {product_y} in y: α times the gradient",
    ),
    right=1,
    scenes=(_scene("The first step", bias_correction=True),),
    notice="Adam has moved by ({move_x}, {move_y}): α in each coordinate, along the diagonal. SGD with α "
    "= {sgd_rate} went {sgd_y} in y and only {sgd_x} in x.",
    explanation="At the first step both corrected means are the gradient's own, $\\hat m_1 = g$ and "
    "$\\hat v_1 = g^2$. So the step is $\\alpha\\,g / \\sqrt{g^2}$: α times the sign of the gradient. "
    "Its size cancels. What follows is only this: where gradients agree from step to step Adam keeps "
    "going at about α, and where they disagree it goes less far.",
    source="Kingma & Ba 2015, section 2.1",
    facts=_facts,
    claim=_claim,
    counter=(_scene("Uncorrected", bias_correction=False),),
    counter_notice="Without bias correction the first step is longer than α; a lesson of its own tells why.",
)
