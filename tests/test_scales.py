"""Every scale by itself: stops, check, reading and writing, also of those that no rule or surface uses."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import optimizers
import tunables as ground
from experiment import FEWEST_STEPS, MOST_STEPS, start_tunables, steps_tunable
from surfaces import SURFACES, Bowl
from tests.strategies import values
from tunables import Choice, Coordinate, Decay, Linear, Log, Numbers, Switch, Text, Whole, tunable, tunables


@dataclass(frozen=True)
class Example:
    """One tunable of every scale that a declaration can name."""

    linear: float = tunable("x", default=0.5, low=-1, high=2, meaning="A number.")
    log: float = tunable(r"\epsilon", default=0.1, low=1e-3, high=1, scale="log", zero=True, meaning="Small.")
    decay: float = tunable(r"\beta", default=0.9, low=0, high=0.99, scale="decay", meaning="Memory.")
    whole: int = tunable("n", default=16, low=1, high=64, scale="whole", meaning="Hidden units.")
    switch: bool = tunable("", default=True, meaning="On or off.")
    text: str = tunable("f", default="x", high=40, meaning="Words.")
    choice: str = tunable("", default="draws", options=("draws", "epochs", "all"), meaning="How.")


DECLARED = {one.name: one for one in tunables(Example)}
WHOLE, CHOICE = DECLARED["whole"], DECLARED["choice"]
every_scale = pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
every_range = pytest.mark.parametrize(
    "scale",
    [Linear(-3, 5), Log(1e-8, 10), Decay(0, 0.9999), Whole(10, 10_000), Whole(0, 64), Coordinate(-3.5, 2)],
    ids=repr,
)


def refusal(declared, text):
    """What a reader is told of a text that is no value."""
    with pytest.raises(ValueError, match=declared.words) as refused:
        declared.read(text)
    return str(refused.value)


def test_a_declaration_names_the_class_of_its_scale():
    kinds = [type(one.scale) for one in DECLARED.values()]
    assert kinds == [Linear, Log, Decay, Whole, Switch, Text, Choice]


@every_scale
@given(data=st.data())
def test_every_scale_reads_back_what_it_writes_and_takes_it(declared, data):
    value = data.draw(values(declared))
    read = declared.read(declared.write(value))
    assert read == value
    assert type(read) is type(value) is type(declared.default)
    assert declared.check(value) is None


@every_scale
def test_the_stops_hold_the_default_and_none_is_refused(declared):
    assert declared.default in declared.stops
    assert all(declared.check(stop) is None for stop in declared.stops)


@every_scale
def test_what_is_refused_is_named(declared):
    for wrong in ("much too long" * 4, "\x00"):
        assert declared.words in refusal(declared, wrong)
        assert declared.words in declared.check(wrong)


@every_range
def test_shares_of_the_way_ascend_from_end_to_end_inside_the_range(scale):
    way = [scale.at(share) for share in np.linspace(0, 1, 101)]
    assert (way[0], way[-1]) == pytest.approx((scale.low, scale.high), rel=1e-12)
    assert all(one <= next_ for one, next_ in pairwise(way))
    assert all(scale.check(value, "x") is None for value in way)


@every_range
def test_the_stops_of_a_range_ascend_from_end_to_end(scale):
    stops = scale.stops(scale.high)
    assert (stops[0], stops[-1]) == (scale.low, scale.high)
    assert all(one < next_ for one, next_ in pairwise(stops))
    assert 10 <= len(stops) <= 300


def test_scales_spread_as_their_names_say():
    assert Linear(0, 10).at(0.5) == 5
    assert Log(1e-4, 1).at(0.5) == pytest.approx(1e-2)
    assert Decay(0, 0.99).at(0.5) == pytest.approx(0.9)
    assert Whole(0, 9).at(0.5) in (4, 5)


# Whole numbers


def test_whole_stops_are_all_of_a_few_and_short_ones_of_many():
    assert WHOLE.stops == tuple(range(1, 65))
    assert {type(stop) for stop in WHOLE.stops} == {int}
    assert {10, 11, 100, 150, 1000, 7500, 10_000} <= set(Whole(10, 10_000).stops(10))
    assert 12_345 in Whole(0, 100_000).stops(12_345)


@pytest.mark.parametrize("text", ["0", "65", "1.5", "-3", "1e99"])
def test_what_is_not_whole_or_out_of_range_is_refused_as_it_was_written(text):
    assert refusal(WHOLE, text) == f"n (whole) must be a whole number from 1 to 64, not “{text}”"


@pytest.mark.parametrize("value", [0, 65, 1.5, math.nan, math.inf, "12"])
def test_whole_numbers_are_checked_too(value):
    assert WHOLE.check(value).startswith("n (whole) must be a whole number from 1 to 64, not ")


# Choices


def test_a_choice_is_read_in_capitals_or_not_and_refused_with_its_options():
    assert CHOICE.stops == ("draws", "epochs", "all")
    assert CHOICE.read(" Epochs ") == "epochs"
    assert CHOICE.check("none") == "choice is draws, epochs or all, not “none”"
    assert refusal(CHOICE, "epoch") == "choice is draws, epochs or all, not “epoch”"


# Steps and start


def test_steps_are_a_tunable_of_every_surface():
    for kind in SURFACES:
        steps = steps_tunable(kind())
        assert steps.default == kind().steps
        assert steps.default in steps.stops
        assert (steps.stops[0], steps.stops[-1]) == (FEWEST_STEPS, MOST_STEPS)
    assert refusal(steps, "9") == "steps must be a whole number from 10 to 10,000, not “9”"
    assert refusal(steps, "ten") == "steps must be a number, not “ten”"


def test_the_start_is_a_tunable_as_wide_as_the_view():
    for kind in SURFACES:
        surface = kind()
        x, y = start_tunables(surface)
        assert (x.default, y.default) == surface.start
        assert ((x.stops[0], x.stops[-1]), (y.stops[0], y.stops[-1])) == surface.domain
    x, _ = start_tunables(Bowl())
    assert refusal(x, "3.5") == "start x = 3.5 is outside the view, -3 to 3"
    assert refusal(x, "a") == "start x must be a number, not “a”"


def test_the_ranges_are_of_numbers_and_the_array_is_the_same_on_every_floor():
    assert all(issubclass(kind, Numbers) for kind in (Linear, Log, Decay, Whole, Coordinate))
    assert optimizers.Array is ground.Array


every_number = pytest.mark.parametrize(
    "scale",
    [Linear(0, 90), Log(1e-4, 10), Log(0.01, 100, zero=True), Decay(0, 0.9999), Whole(1, 60), Whole(0, 3)],
    ids=str,
)


@every_number
def test_a_grid_is_short_numbers_evenly_spread_from_end_to_end(scale):
    grid = scale.grid(64)
    assert len(grid) <= 64
    assert list(grid) == sorted(set(grid))
    assert (grid[0], grid[-1]) == (0 if scale.zero else scale.low, scale.high)
    assert all(len(f"{value:.12g}") <= 9 for value in grid)
    if not isinstance(scale, Whole):
        assert len(grid) == 64
        apart = np.diff([scale.share(value) for value in grid[int(scale.zero) :]])
        assert apart.max() < 1.3 * apart.min()


@every_number
@given(share=st.floats(0, 1))
def test_share_is_the_inverse_of_at_and_places_lie_in_order(scale, share):
    value, grid = scale.at(share), scale.grid(20)
    assert scale.at(scale.share(value)) == pytest.approx(value, rel=1e-9, abs=1e-12)
    place = scale.place(value, grid)
    below, above = math.floor(place), math.ceil(place)
    assert grid[below] <= value * (1 + 1e-9)
    assert grid[above] >= value * (1 - 1e-9)
    for index, each in enumerate(grid):
        assert scale.place(each, grid) == pytest.approx(index)
