"""AdamW against Adam with L2: where the decay is added decides what it does.

Adam with L2 adds λθ to the gradient, and √v̂ divides it with the rest: steep coordinates hardly feel it.
It ends where the loss plus ½ λ |θ|² is smallest. AdamW shrinks θ itself, every coordinate alike.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam, AdamL2, AdamW
from surfaces import Formula
from tunables import number

_GROUND = Formula("(100*(x-1)**2 + (y-1)**2)/2", reach=2.0)
_STEEP = 100.0
_RATE, _DECAY, _STEPS = 0.01, 0.5, 500


def _scene(decay: float) -> Scene:
    runs = (
        Run(Adam(learning_rate=_RATE), label="no decay"),
        Run(AdamL2(learning_rate=_RATE, weight_decay=decay)),
        Run(AdamW(learning_rate=_RATE, weight_decay=decay)),
    )
    return Scene(f"λ = {number(decay)}", Experiment(_GROUND, runs, (0.0, 0.0), _STEPS), focus="adamw")


def _facts(scenes: Trajectories) -> Facts:
    ends = {
        f"{name}_{letter}": value
        for name, run in scenes[0].items()
        for letter, value in zip("xy", run.positions[-1], strict=True)
    }
    return ends | {"steeper": _STEEP, "decay": _DECAY, "steps": _STEPS, "none": 0.0}


def _claim(scenes: Trajectories) -> bool:
    """L2 ends at the minimum of loss and penalty together; AdamW has shrunk both coordinates alike."""
    l2, adamw = (scenes[0][name].positions[-1] for name in ("adam_l2", "adamw"))
    penalised = [_STEEP / (_STEEP + _DECAY), 1 / (1 + _DECAY)]
    return bool(np.allclose(l2, penalised, atol=1e-3) and abs(adamw[0] - adamw[1]) < 1e-3 and adamw[0] < 0.95)


LESSON = Lesson(
    key="decay",
    title="Two kinds of decay",
    question="The loss is {steeper:.0f} times as steep in x as in y. Weight decay, λ = {decay}, pulls θ to "
    "the origin: within the gradient (L2) or outside of it (AdamW). Where do the runs end?",
    answers=(
        "At the same point: decay is decay",
        "L2 moves x and y alike, AdamW moves y more",
        "AdamW moves x and y alike, L2 moves y more",
    ),
    right=2,
    scenes=(_scene(_DECAY),),
    notice="Without decay: ({adam_x}, {adam_y}). L2: ({adam_l2_x}, {adam_l2_y}), x hardly moved. AdamW after "
    "{steps:.0f} steps: ({adamw_x}, {adamw_y}), both shrunk alike.",
    explanation="L2's pull λθ goes through m and v: in x it drowns in a large gradient, in y it does not. "
    "AdamW's, $-\\alpha\\lambda\\theta$, stands outside of the quotient: the same share of each. Without "
    "the noise of training to hold it, AdamW's run creeps on.",
    source="Loshchilov & Hutter 2019, section 2, arXiv:1711.05101",
    facts=_facts,
    claim=_claim,
    counter=(_scene(0.0),),
    counter_notice="With λ = {none} all three are the same rule, and their paths are one.",
)
