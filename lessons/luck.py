"""One run tells little: which rule is ahead in a single run with noise is partly luck."""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam
from problems import posed
from surfaces import Line
from trajectories import ahead, ensemble

_SURFACE = Line()
_RATE, _SGD_RATE, _BATCH, _STEPS = 0.1, 0.15, 8, 300
_FIRST, _SECOND, _SEEDS = 0, 1, 64
_RULES = (Adam(learning_rate=_RATE), SGD(learning_rate=_SGD_RATE))


def _scene(title: str, seed: int, batch: int | None = _BATCH) -> Scene:
    runs = tuple(map(Run, _RULES))
    return Scene(title, Experiment(_SURFACE, runs, steps=_STEPS, batch=batch, seed=seed))


def _ends(scene: Trajectories) -> list[float]:
    """How far above the minimum Adam and SGD end."""
    lowest = _SURFACE.value(*_SURFACE.minima[0])
    return [float(scene[0][name].losses[-1] - lowest) for name in ("adam", "sgd")]


_GIVEN = {"batch": _BATCH}


def _facts(scenes: Trajectories) -> Facts:
    (adam, sgd), (other_adam, other_sgd) = (_ends((scene,)) for scene in scenes)
    problem = posed(_SURFACE, batch=_BATCH, seed=np.arange(_SEEDS))
    finals = [ensemble(problem, rule, _SURFACE.start, _STEPS).final_losses for rule in _RULES]
    lowest = _SURFACE.value(*_SURFACE.minima[0])
    exact_adam, exact_sgd = _ends(LESSON.run(LESSON.counter[:1]))
    return {
        "adam": adam,
        "sgd": sgd,
        "times": adam / sgd,
        "second": _SECOND,
        "other_adam": other_adam,
        "other_sgd": other_sgd,
        "seeds": _SEEDS,
        "wins": float(ahead(finals)[0]),
        "median_adam": float(np.median(finals[0]) - lowest),
        "median_sgd": float(np.median(finals[1]) - lowest),
        "exact_adam": exact_adam,
        "exact_sgd": exact_sgd,
    }


def _claim(scenes: Trajectories) -> bool:
    """Two seeds disagree on which of the two rules ends lower."""
    (adam, sgd), (other_adam, other_sgd) = (_ends((scene,)) for scene in scenes)
    return bool((adam - sgd) * (other_adam - other_sgd) < 0)


LESSON = Lesson(
    key="luck",
    title="One run tells little",
    question="Batches of {batch:.0f}, the same for both, one run each: SGD ends far lower than Adam. "
    "Which of the two is better here?",
    answers=(
        "SGD: it was ahead with the same batches",
        "One run cannot tell",
        "Neither: so close to the minimum all is noise",
    ),
    right=1,
    scenes=(
        _scene("Seed zero", _FIRST),
        _scene("Another seed", _SECOND),
    ),
    notice="SGD ends {sgd} above the minimum and Adam {adam}, {times:.0f} times as high. With seed "
    "{second:.0f} it is {other_sgd} and {other_adam}. Over {seeds:.0f} seeds Adam’s median is "
    "{median_adam} against {median_sgd}, and it ends lower in {wins:.0f} of them: open “Seeds” below.",
    explanation="Both are thrown about near the minimum, and where each is at the last step is a draw. "
    "Giving them the same batches makes the comparison fair, not certain: the better rule still loses a "
    "good part of single runs. Compare medians over seeds, or losses averaged over many last steps.",
    source="Bouthillier et al. 2021, arXiv:2103.03098",
    facts=_facts,
    claim=_claim,
    counter=(
        _scene("all points", _FIRST, None),
        _scene("all points again", _SECOND, None),
    ),
    counter_notice="With all points there is no luck, and one run is all there is: whatever the seed, "
    "Adam ends {exact_adam} above the minimum and SGD {exact_sgd}.",
    given=_GIVEN,
)
