"""What a lesson says of how its runs end is what their rows below it say."""

import re

import pytest

from figures import curves_spec, drawn_runs
from lessons import LESSONS
from trajectories import learned, outcome
from tunables import short
from words import (
    Arriving,
    Broken,
    Converged,
    Descending,
    Hovering,
    Left,
    Moving,
    Oscillating,
    Overflowed,
    Rising,
    Settled,
    Stalled,
)

BY_KEY = {lesson.key: lesson for lesson in LESSONS}

ARRIVED = {Converged}
UNDER_WAY = {Descending, Rising, Moving}
RESTLESS = {Oscillating, Arriving}  # never said to have converged
GONE = {Left}
HOVERING = {Hovering}

# For every lesson what its texts say of its runs' ends, stage by stage, a run's name or * for all the rest;
# a stage of which nothing is said is None. Change a text, and change this with it.
SAID = {
    "one_step": [None, None],  # of the first step only
    # "jumps ... for ever"; "closes in"; "leaves the view"; "x creeps"
    "ravine": [{"sgd": {Oscillating}}, {"sgd": UNDER_WAY}, {"sgd": GONE}, {"sgd": UNDER_WAY}],
    # "below for good from step ..."; "still rings"
    "momentum": [
        {"momentum": ARRIVED, "momentum.2": ARRIVED, "momentum.3": {Oscillating}},
        {"*": ARRIVED},
        {"*": ARRIVED},
    ],
    # "does not settle there"; "has not arrived when SGD has"
    "rmsprop": [{"rmsprop": RESTLESS, "sgd": ARRIVED}, {"rmsprop": UNDER_WAY, "sgd": ARRIVED}],
    # "Adam does not arrive in time; SGD and momentum do what they did before"
    "adam_is_both": [
        {"adam": ARRIVED, "sgd": ARRIVED, "momentum": ARRIVED},
        None,
        {"adam": UNDER_WAY, "sgd": ARRIVED, "momentum": ARRIVED},
    ],
    "bias_correction": [None, None, None],  # of the longest steps and the overshoot
    # "keeps jumping about the minimum"; "all four runs settle"
    "beta2": [{"adam": {Oscillating}, "adam.4": ARRIVED}, {"*": ARRIVED}],
    # "is at x = ...; the other two have arrived"; "later they are alike"; "all three walk the same way"
    "where_epsilon": [
        {"adam": ARRIVED, "own": UNDER_WAY, "own.2": ARRIVED},
        None,
        {"*": ARRIVED},
    ],
    # "is still at x = ..., the other has arrived"; "ends at"; "at 0.905"; "the run ends at"
    "epsilon": [
        {"adam": UNDER_WAY, "adam.2": ARRIVED},
        {"*": ARRIVED},
        {"adam": UNDER_WAY, "adam.2": ARRIVED},
        {"*": ARRIVED},
    ],
    # "Adam's path moves by less than ..."; "SGD gets only to ..."; "has overflowed"; "Adam notices too"
    "loss_scale": [
        {"adam": ARRIVED, "sgd": UNDER_WAY},
        {"*": ARRIVED},
        {"adam": ARRIVED, "sgd": {Overflowed}},
        {"adam": UNDER_WAY, "sgd": UNDER_WAY},
        {"*": ARRIVED},
    ],
    # "is still ... away"; "gets within ..."; "Adam arrives as it did at none"
    "rotation": [
        {"adam": UNDER_WAY, "sgd": ARRIVED},
        {"*": ARRIVED},
        {"adam": UNDER_WAY, "sgd": ARRIVED},
        {"adam": UNDER_WAY, "sgd": ARRIVED},
        {"*": ARRIVED},
    ],
    # "only Adam gets to the end of it"; "Adam cannot be there either"
    "valley": [{"adam": ARRIVED, "*": UNDER_WAY | RESTLESS}, {"*": UNDER_WAY | RESTLESS}],
    # "out of the view"; "none ever leaves"; "leaves the view"
    "saddle": [{"*": GONE}, {"*": UNDER_WAY | {Settled}}, {"*": GONE}],
    "many_minima": [{"*": ARRIVED}, {"*": ARRIVED}],
    # "bursts up again"; "nothing bursts"
    "bursts": [{"adam": RESTLESS}, {"adam": ARRIVED}],
    "reddi": [None, None],  # on no surface: see below
    # "ends at (1, 1)"; "ends at"; "slowly creeps on"; "their paths are one"
    "decay": [
        {"adam": {Settled}, "adam_l2": {Stalled}, "adamw": UNDER_WAY},
        {"*": {Settled}},
    ],
    # "still swings"; "too narrow to see"
    "sign_descent": [{"lion": RESTLESS, "adam.2": ARRIVED}, {"*": ARRIVED}],
    # "the larger, the better"; "the cliff"; of means over many steps
    "three_rates": [{"sgd": UNDER_WAY, "sgd.3": ARRIVED | UNDER_WAY}, {"sgd": GONE}, None],
    # "from step ... on"; "nobody arrives"; "standardised it takes"; "is there from step ... on"
    "feature": [{"*": ARRIVED}, {"*": ARRIVED}, {"*": UNDER_WAY}, {"*": ARRIVED}, {"*": ARRIVED}],
    # "jitters there"; "there is no floor"
    "mini_batches": [
        {"sgd": HOVERING},
        {"sgd": HOVERING},
        {"sgd": HOVERING},
        {"sgd": HOVERING},
        {"sgd": ARRIVED},
    ],
    # "keeps jittering, the other draws in"; "comes to rest"; of means
    "decaying_rate": [{"adam": HOVERING, "adam.2": HOVERING | ARRIVED}, {"*": ARRIVED}, None],
    "noise": [{"*": UNDER_WAY}, {"*": UNDER_WAY}],  # on a plane without an end
    # "they grow for ever"; "both arrive"
    "separable": [{"*": UNDER_WAY}, {"adam": GONE, "sgd": UNDER_WAY}, {"*": ARRIVED}],
    # "both are thrown about near the minimum"; "there is no luck"
    "luck": [{"*": HOVERING}, {"*": HOVERING}, {"*": ARRIVED}, {"*": ARRIVED}],
    "river": [{"sgd.3": HOVERING | UNDER_WAY}, {"sgd": ARRIVED}],  # of means
    # Of networks; see below.
    "many_weights": [None] * 5,
    "spikes": [None] * 2,
    "warm_up": [None] * 3,
}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_a_run_ends_as_the_lesson_says(lesson):
    assert lesson.key in SAID, "write down what its texts say of how its runs end"
    assert len(SAID[lesson.key]) == len(lesson.stages)
    for said, scene, runs in zip(SAID[lesson.key], lesson.stages, lesson.run(lesson.stages), strict=True):
        for name, run in runs.items() if said else ():
            expected = said.get(name, said.get("*"))
            end = outcome(scene.experiment.surface, run, noisy=scene.experiment.is_noisy)
            assert expected is None or type(end) in expected, (
                f"{lesson.told(scene.title)}, {name}: {end.sentence}"
            )


def test_a_network_ends_as_the_lesson_says():
    ends = {
        key: [{name: learned(run) for name, run in runs.items()} for runs in lesson.run(lesson.stages)]
        for key, lesson in BY_KEY.items()
        if lesson.scenes[0].experiment.network
    }
    first, times, divided, *_ = ends["many_weights"]
    assert min(first["adam"].share, times["adam"].share, divided["adam"].share, first["sgd"].share) >= 0.9
    assert times["sgd"].last > times["sgd"].first
    assert divided["sgd"].share == 0, "it has hardly begun"
    assert ends["many_weights"][3] == ends["many_weights"][4] | {"adam": ends["many_weights"][3]["adam"]}
    plain, warm = ends["warm_up"][0].values()
    told = BY_KEY["warm_up"].told(BY_KEY["warm_up"].notice)
    assert all(short(end.last) in told for end in (plain, warm))
    assert all(runs["adam"].share >= 0.9 for runs in ends["spikes"]), "nearly every digit is read"


def test_a_circle_that_is_told_is_in_its_row():
    lesson = BY_KEY["many_minima"]
    run = lesson.run(lesson.scenes)[0]["lion"]
    end = outcome(lesson.scenes[0].experiment.surface, run)
    assert end.amplitude is not None, end.sentence
    assert f"circles about ({short(end.minimum[0])}, {short(end.minimum[1])})" in lesson.told(lesson.notice)


def test_the_steps_at_which_runs_leave_or_overflow_are_those_of_their_rows():
    for key, stage, name in [
        ("ravine", 2, "sgd"), ("loss_scale", 2, "sgd"), ("saddle", 0, "momentum"),
        ("saddle", 2, "sgd"), ("saddle", 2, "rmsprop"), ("saddle", 2, "adam"),
    ]:  # fmt: skip
        lesson = BY_KEY[key]
        run = lesson.run(lesson.stages)[stage][name]
        end = outcome(lesson.stages[stage].experiment.surface, run)
        text = lesson.told(lesson.counter_notice if stage >= len(lesson.scenes) else lesson.notice)
        assert re.search(rf"\b{end.step}\b", text), f"{key}, {name}: {end.sentence}"


def test_where_a_run_of_one_parameter_ends_is_told_in_the_numbers_of_its_row():
    lesson = BY_KEY["reddi"]
    (runs,) = lesson.run(lesson.scenes)
    for run in runs.values():
        assert re.search(rf"(θ =|to) {short(run.positions[-1, 0])}\b", lesson.told(lesson.notice))
    assert (
        f"loses {short(runs['adam'].losses[-lesson.scenes[0].experiment.surface.period :].mean())} per"
        in lesson.told(lesson.notice)
    )
    (runs,) = lesson.run(lesson.counter)
    assert f"θ = {short(runs['adam'].positions[-1, 0])}." in lesson.told(lesson.counter_notice)


def test_where_momentum_is_compared_its_map_agrees():
    """The text counts from where f is small for good, the row from where the run stays near: earlier."""
    lesson = BY_KEY["momentum"]
    ends = [
        outcome(scene.experiment.surface, run)
        for scene, runs in zip(lesson.stages, lesson.run(lesson.stages), strict=True)
        for run in runs.values()
    ]
    told = [int(step) for step in re.findall(r"(?:step|from) (\d+)", lesson.told(lesson.notice))]
    told += [int(step) for step in re.findall(r"from (?:step )?(\d+) on", lesson.told(lesson.counter_notice))]
    rows = [end.step for end in ends if isinstance(end, Broken | Converged | Arriving | Left)]
    assert len(told) == len(rows) == 5
    assert all(row < step for row, step in zip(rows, told, strict=True))
    lows = [end.low_from for end in ends if getattr(end, "low_from", None) is not None]
    assert lows == told, "where f is small for good, the rows say the same"


def test_a_lesson_about_steps_or_paths_shows_the_numbers_that_it_tells():
    """What a row reads at the step to watch stands in the text."""
    for key, quantity in (("bias_correction", "step"), ("adam_is_both", "path")):
        lesson = BY_KEY[key]
        scene, (runs, *_) = lesson.stages[0], lesson.run(lesson.stages)
        assert scene.quantity == quantity
        named = [(name, name, run) for name, run in runs.items()]
        spec = curves_spec(scene.experiment.surface, drawn_runs(named), "log", quantity)
        lines = {trace["meta"]["run"]: trace["y"] for trace in spec["data"] if trace.get("yaxis") == "y"}
        told = lesson.told(lesson.notice)
        for name in ["adam"] if quantity == "step" else runs:
            value = float(lines[name][-1 if scene.step is None else scene.step])
            assert short(value) in told, f"{key}, {name}: {value}"
