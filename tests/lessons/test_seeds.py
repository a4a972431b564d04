"""What lessons with noise and mini-batches claim is no luck of their seed.

NumPy may change what it draws from one version to another, so no single draw is held to a number.
"""

from dataclasses import replace

import numpy as np
import pytest

from lessons import LESSONS
from lessons.luck import _ends
from lessons.spikes import _spike
from schedules import Cosine

BY_KEY = {lesson.key: lesson for lesson in LESSONS}
SEEDS = range(20)

# In how many of the seeds 0 to 19 the claim holds at least. What `luck` claims is about two seeds: see below.
HOLDS = {
    "mini_batches": 18,
    "decaying_rate": 19,
    "noise": 20,
    "river": 20,
    "many_weights": 20,
    "spikes": 20,
    "warm_up": 19,
}
# In how many it holds of the counter-setting at most: of epochs one in ten looks like fresh draws, and one
# warm-up in five is lucky.
FOOLED = {"mini_batches": 2, "warm_up": 4}


def seeded(scenes, seed):
    return tuple(replace(scene, experiment=reseeded(scene.experiment, seed)) for scene in scenes)


def reseeded(experiment, seed):
    """A network draws from a seed of its own."""
    if network := experiment.network:
        return replace(experiment, surface=replace(network, seed=seed))
    return replace(experiment, seed=seed)


def test_every_lesson_with_chance_says_how_often_it_holds():
    drawn = {
        lesson.key
        for lesson in LESSONS
        if any(scene.experiment.is_noisy or scene.experiment.network for scene in lesson.scenes)
    }
    assert drawn == {*HOLDS, "luck"}


@pytest.mark.parametrize("key", HOLDS)
def test_the_claim_holds_for_as_many_seeds_as_is_said(key):
    lesson = BY_KEY[key]
    found = [lesson.claim(lesson.run(seeded(lesson.scenes, seed))) for seed in SEEDS]
    assert sum(found) >= HOLDS[key]


@pytest.mark.parametrize("key", ["three_rates", *HOLDS])
def test_the_claim_is_false_of_the_counter_setting_with_every_seed(key):
    lesson = BY_KEY[key]
    found = [lesson.claim(lesson.run(seeded(lesson.counter, seed))) for seed in SEEDS]
    assert sum(found) <= FOOLED.get(key, 0)


def test_the_order_of_four_rates_with_noise_is_that_of_every_seed():
    """The second smallest wins, and the largest is last."""
    lesson = BY_KEY["three_rates"]
    for seed in SEEDS:
        (scene,) = lesson.run(seeded(lesson.counter, seed))
        late = [run.losses[-400:].mean() for run in scene.values()]
        assert np.argmin(late) == 1
        assert np.argmax(late) == 3


def test_a_rate_that_decays_tames_the_spikes_of_every_seed():
    lesson = BY_KEY["spikes"]
    for seed in range(10):
        (scene,) = seeded(lesson.scenes, seed)
        (run,) = scene.experiment.runs
        decaying = replace(run, schedule=Cosine())
        constant, tamed = (_spike(scene.experiment.trained(each))[0] for each in (run, decaying))
        assert tamed < constant / 2


def test_the_better_rule_loses_some_of_twenty_single_runs():
    lesson = BY_KEY["luck"]
    wins = 0
    for seed in SEEDS:
        (scene,) = lesson.run(seeded(lesson.scenes[:1], seed))
        adam, sgd = _ends((scene,))
        wins += adam < sgd
    assert 11 <= wins <= 17


def test_the_smaller_rate_needs_no_decay_with_any_seed():
    lesson = BY_KEY["decaying_rate"]
    for seed in SEEDS:
        (scene,) = lesson.run(seeded(lesson.counter[1:], seed))
        constant, cosine = (run.losses[-50:].mean() for run in scene.values())
        assert constant < cosine
