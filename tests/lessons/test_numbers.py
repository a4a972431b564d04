"""What the lessons say in numbers, against values that were worked out apart from this code."""

import numpy as np
import pytest

from lessons import LESSONS
from lessons.lesson import _facts
from trajectories.measures import step_lengths

BY_KEY = {lesson.key: lesson for lesson in LESSONS}

# In the digits in which they were handed down: half a unit of the last one is left to rounding.
KNOWN = {
    "one_step": {"move_x": "0.1", "move_y": "-0.1", "slope_x": "2.5", "slope_y": "15"},
    "ravine": {"limit": "0.02", "end_y": "0.5", "leaves": "37"},
    "momentum": {"none": "205", "some": "97", "overshoot": "0.725", "tuned": "32"},
    "rmsprop": {"arrives": "56", "sgd_arrives": "146", "half": "0.025"},
    "adam_is_both": {"adam": "2.81", "sgd": "19.9", "momentum": "13.4", "rmsprop": "9.6", "straight": "2.55"},
    "bias_correction": {
        "first": "3.162",
        "peak": "5.15",
        "peak_step": "5",
        "overshoot": "1.27",
        "overshoot_on": "0.22",
        "slope_peak": "6.57",
        "slope_step": "12",
    },
    "beta2": {"short_radius": "0.29", "middle_radius": "0.049", "usual_radius": "0.00005"},
    "epsilon": {"full": "0.00001676", "small": "0.380569", "tiny": "0.905"},
    "where_epsilon": {
        "outside": "0.001415",
        "inside": "-0.8544",
        "short": "-0.004000",
        "inside_first": "0.2425",
        "large_outside_first": "0.9615",
        "large_short_first": "0.4415",
        "factor": "31.62",
    },
    "loss_scale": {"sgd_x": "-2.47", "sgd_y": "1.33"},
    "rotation": {"none": "0.000055", "little": "0.107", "half": "0.597", "sgd": "0.001185"},
    "valley": {"sgd_found": "2", "rmsprop_found": "68", "adam_found": "20"},
    "saddle": {"rmsprop": "8", "adam": "20", "momentum": "27", "sgd": "73"},
    "many_minima": {
        "sgd_x": "3.58",
        "sgd_y": "-1.85",
        "nesterov_x": "3",
        "nesterov_y": "2",
        "adam_x": "-3.78",
        "adam_y": "-3.28",
        "lion_x": "-2.8",
        "lion_y": "3.1",
    },
    "bursts": {"lowest": "1.55e-28", "lowest_step": "611", "burst": "0.075", "burst_step": "663"},
    "decay": {
        "adam_x": "1",
        "adam_y": "1",
        "adam_l2_x": "0.99502",
        "adam_l2_y": "0.66667",
        "adamw_x": "0.86169",
        "adamw_y": "0.86169",
    },
}
KNOWN |= {
    "three_rates": {"limit": "0.18335", "slow_end": "0.608", "middle_end": "0.0233", "fast_end": "0.00144"},
    "feature": {
        "kappa": "118.99",
        "angle": "16.845",
        "raw_kappa": "1295",
        "narrow_kappa": "100",
        "sgd": "213",
        "adam": "440",
        "centred_sgd": "21",
        "centred_adam": "76",
        "narrow_adam": "74",
        "narrow_sgd": "105",
    },
    "decaying_rate": {"exact": "76"},
    "separable": {
        "sgd_end": "13.28",
        "adam_end": "18.96",
        "sgd_half": "16.31",
        "adam_half": "25.68",
        "sgd_long": "19.74",
        "adam_long": "35.21",
        "w1": "3.4456",
        "w2": "-2.4785",
    },
}
CASES = [(key, fact, value) for key, facts in KNOWN.items() for fact, value in facts.items()]


@pytest.mark.parametrize(("key", "fact", "known"), CASES)
def test_a_fact_is_the_known_number(key, fact, known):
    mantissa, _, exponent = known.partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    assert _facts(BY_KEY[key])[fact] == pytest.approx(float(known), abs=0.51 * 10.0**-decimals, rel=0)


def test_where_the_lessons_runs_end():
    """Known ends of which the texts say less."""
    (reddi,) = BY_KEY["reddi"].run(BY_KEY["reddi"].scenes)
    ends = [reddi[name].positions[-1, 0] for name in ("adam", "amsgrad")]
    np.testing.assert_allclose(ends, [1, -0.980], atol=5e-4)
    (valley,) = BY_KEY["valley"].run(BY_KEY["valley"].scenes)
    for name, end in (("sgd", (0.327, 0.104)), ("rmsprop", (0.709, 0.443)), ("adam", (0.9965, 0.993))):
        np.testing.assert_allclose(valley[name].positions[-1], end, atol=6e-4)
    angles = {scene.title: run["adam"] for scene, run in zip(*staged("rotation"), strict=True)}
    for title, distance in (("0°", 5.5e-5), ("15°", 0.107), ("30°", 0.450), ("45°", 0.597), ("90°", 5.5e-5)):
        assert np.hypot(*angles[title].positions[-1]) == pytest.approx(distance, rel=5e-3), title
    small, plain, _ = (run["adam"].positions for run in staged("loss_scale")[1][:3])
    assert np.abs(small - plain).max() < 9e-6
    (signs,) = BY_KEY["sign_descent"].run(BY_KEY["sign_descent"].scenes)
    np.testing.assert_allclose(step_lengths(signs["lion"])[1:], 0.05, rtol=1e-9)


def staged(key):
    """A lesson's scenes and counter-scenes, and their runs."""
    lesson = BY_KEY[key]
    return lesson.stages, lesson.run(lesson.stages)
