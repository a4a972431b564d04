"""Sliders, texts and ranges of every number that a reader may turn."""

import math
import string
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.strategies import values
from tunables import (
    Log,
    Numbers,
    Switch,
    Text,
    Tunable,
    lanes,
    number,
    read_number,
    real,
    sentence,
    tunable,
    tunables,
)

ALL = [
    pytest.param(declared, id=f"{kind.key}.{declared.name}")
    for kind in (*OPTIMIZERS, *SURFACES)
    for declared in tunables(kind)
]
SLIDERS = [one for one in ALL if isinstance(one.values[0].scale, Numbers)]
every_tunable = pytest.mark.parametrize("declared", ALL)
# What a text may say, the constructor that takes it checks.
every_choice = pytest.mark.parametrize(
    "declared", [one for one in ALL if not isinstance(one.values[0].scale, Text)]
)
every_slider = pytest.mark.parametrize("declared", SLIDERS)


@dataclass(frozen=True)
class Example:
    """One tunable of every scale."""

    linear: float = tunable("x", default=0.5, low=-1, high=2, meaning="A number.")
    log: float = tunable(
        r"\epsilon", default=1e-8, low=1e-12, high=1, scale="log", zero=True, meaning="Small."
    )
    decay: float = tunable(r"\beta_2", default=0.9999, low=0, high=0.9999, scale="decay", meaning="Memory.")
    switch: bool = tunable("", default=True, meaning="On or off.")
    plain: float = 1.0


LINEAR, LOG, DECAY, SWITCH = tunables(Example)


@every_slider
def test_stops_ascend_inside_the_range_and_contain_the_default(declared):
    stops = declared.stops
    assert all(one < next_ for one, next_ in pairwise(stops))
    assert declared.default in stops
    assert all(type(stop) is float and declared.check(stop) is None for stop in stops)
    assert (stops[-1], stops[1 if declared.scale.zero else 0]) == (declared.scale.high, declared.scale.low)
    assert 10 <= len(stops) <= 300, (
        "a slider with this many stops is of no use: choose another range or scale"
    )


@every_slider
def test_stops_are_short_numbers(declared):
    longest = 2 if isinstance(declared.scale, Log) else 5
    for stop in declared.stops:
        digits = number(stop).partition("e")[0].lstrip("-0.").replace(".", "").rstrip("0")
        assert len(digits) <= longest or stop == declared.default, f"{number(stop)} is no short number"


@every_tunable
def test_the_declaration_is_complete(declared):
    assert declared.meaning.endswith(".")
    assert declared.symbol or isinstance(declared.scale, Switch)
    assert "\\" not in declared.letter, f"give {declared.symbol} a letter in tunables/declaration.py"
    if isinstance(declared.scale, Numbers):
        assert declared.scale.low < declared.scale.high
    assert declared.check(declared.default) is None


def test_zero_is_the_first_stop_where_it_is_allowed():
    assert LOG.stops[:2] == (0.0, 1e-12)
    assert LOG.check(0.0) is None
    assert LOG.check(1e-13) is not None


def test_decays_are_even_in_what_they_forget():
    assert {0.0, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999} <= set(DECAY.stops)
    free = -np.log(1 - np.array(DECAY.stops))
    assert np.diff(free).max() < 2 * np.median(np.diff(free))
    assert DECAY.stops[-1] == 0.9999, "0.9999 rounded to three digits would be 1"
    assert max(DECAY.stops) < 1


def test_log_stops_are_even_in_the_logarithm():
    gaps = np.diff(np.log(LOG.stops[1:]))
    assert gaps.max() < 2 * np.median(gaps)


def test_an_exact_value_becomes_one_more_stop():
    stops = LOG.stops_with(1.2345e-5)
    assert set(stops) - set(LOG.stops) == {1.2345e-5}
    assert stops == tuple(sorted(stops))
    assert LOG.stops_with(1e-8) == LOG.stops


# Texts


@every_tunable
@given(data=st.data())
def test_what_is_written_reads_back_exactly(declared, data):
    value = data.draw(values(declared))
    text = declared.write(value)
    assert declared.read(text) == value
    assert type(declared.read(text)) is type(value)
    assert declared.read(f" {text} ") == value


@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_exactly(value):
    assert float(number(value)) == value
    assert read_number(number(value), "x") == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (100.0, "100"), (1e-8, "1e-8"), (1e22, "1e22"), (-2.5, "-2.5"), (0, "0"), (-0.0, "0")],
)
def test_numbers_are_written_short(value, text):
    assert number(value) == text


BAD = [
    "",
    " ",
    "nan",
    "inf",
    "-inf",
    "1e999",
    "-1e999",
    "text",
    "1,5",
    "0x10",
    "٣٫٥",
    "1e",
    "--1",
    "\x00",
    "🙂",
    "9" * 10_000,
]


@every_choice
@pytest.mark.parametrize("text", BAD, ids=lambda text: ascii(text[:8]))
def test_bad_text_is_refused_by_name(declared, text):
    with pytest.raises(ValueError, match=declared.words) as refused:
        declared.read(text)
    message = str(refused.value)
    assert len(message) < 200, "a message for a reader is short"
    assert message.isprintable()


@every_slider
def test_numbers_out_of_range_are_refused_with_the_range(declared):
    low, high = declared.scale.low, declared.scale.high
    for value in (
        high * 1.001 + 1e-9,
        low - max(1e-9, abs(low) * 0.01),
        1e300,
        -1e300,
    ):
        with pytest.raises(ValueError, match=declared.words) as refused:
            declared.read(number(value))
        assert number(low) in str(refused.value)
        assert number(high) in str(refused.value)
        assert declared.check(value) == str(refused.value)


@every_tunable
@given(text=st.text(max_size=60) | st.text("0123456789eE+-._ ", max_size=45))
def test_any_text_gives_a_value_in_range_or_a_sentence(declared, text):
    try:
        value, refusal = declared.read(text), None
    except ValueError as refused:
        refusal = str(refused)
    assert declared.check(value) is None if refusal is None else declared.words in refusal


@pytest.mark.parametrize("text", [*BAD, "0." + "1" * 100])
def test_read_number_takes_finite_numbers_of_a_reasonable_length(text):
    with pytest.raises(ValueError, match=r"^x must be a "):
        read_number(text, "x")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" 1 ", 1.0),
        ("+.5", 0.5),
        ("1_000", 1000.0),
        ("１０", 10.0),
        ("٣", 3.0),
        ("−1.5", -1.5),
        ("1e−8", 1e-8),
        ("\u00a05\u3000", 5.0),
        ("1" + " " * 100, 1.0),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert read_number(text, "x") == value
    assert read_number(number(value), "x") == value


@pytest.mark.parametrize("text", ["-0", "-0.0", "-1e-400", "−0", " -0e5 "])
def test_there_is_no_negative_zero(text):
    value = read_number(text, "x")
    assert (value, math.copysign(1, value), number(value)) == (0, 1, "0")


@pytest.mark.parametrize("text", ["1,5", "-0,25", "1,000"])
def test_a_comma_is_refused_with_advice(text):
    with pytest.raises(ValueError, match="decimals stand behind a point"):
        read_number(text, "x")


@pytest.mark.parametrize("value", [10**10, np.int64(10**10), np.array([10**10]), [10**10], np.float32(1e10)])
def test_real_numbers_do_not_overflow_as_whole_ones_do(value):
    assert real(value).dtype == np.float64
    assert np.shape(real(value)) == np.shape(value)
    assert np.all(real(value) ** 4 == 1e40)


def test_real_numbers_and_tensors_and_symbols_stay_what_they_are():
    for value in (np.float64(2), np.zeros(3), np.zeros((2, 3))[:, ::2], Fraction(1, 3)):
        assert real(value) is value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1.5, -1.0])
def test_check_says_why(value):
    assert DECAY.check(value).startswith("β₂ (decay) ")


def test_a_switch_is_on_or_off():
    assert (SWITCH.read("on"), SWITCH.read("off")) == (True, False)
    assert (SWITCH.read(" On"), SWITCH.read("OFF")) == (True, False)
    assert (SWITCH.write(True), SWITCH.write(False)) == ("on", "off")
    assert SWITCH.check(1.0) == "switch is on or off"
    for text in ("true", "1", "o n", ""):
        with pytest.raises(ValueError, match="switch is on or off"):
            SWITCH.read(text)


@pytest.mark.parametrize(
    "word", ["there is no surface here", "a label has at most 40", "steps: 1", "start, x"]
)
def test_a_sentence_begins_with_a_capital(word):
    assert sentence(word) == word[0].upper() + word[1:]


@pytest.mark.parametrize(
    "name", ["α", "β₁ (decay)", "ε", "µ", "‖g‖", "√v", "x", "y", "f", "g²", "m₁", "1e-8", "", "(", "“a b”"]
)
def test_what_is_no_word_is_never_a_capital(name):
    assert sentence(name) == name
    assert sentence(f"{name} is large") == f"{name} is large"
    assert sentence("sqrt(x) is no number") == "sqrt(x) is no number"


@every_tunable
def test_a_sentence_about_a_tunable_keeps_its_letter(declared):
    said = declared.check(
        math.inf
        if isinstance(declared.scale, Numbers)
        else "a" * 999
        if isinstance(declared.scale, Text)
        else 1
    )
    assert sentence(said)[1:] == said[1:]
    assert sentence(said)[0] == said[0] or said[0] in string.ascii_lowercase


@given(text=st.text(max_size=30))
def test_a_sentence_changes_at_most_one_latin_letter(text):
    told = sentence(text)
    assert told[1:] == text[1:]
    assert told[:1] == text[:1] or text[0] in string.ascii_lowercase


# Declarations


def test_tunables_are_the_declared_fields_in_order():
    assert [declared.name for declared in tunables(Example)] == ["linear", "log", "decay", "switch"]
    assert all(isinstance(declared, Tunable) for declared in tunables(Example))
    assert (DECAY.letter, LOG.letter, LINEAR.letter) == ("β₂", "ε", "x")


def test_constructors_take_any_number():
    assert Example(log=1e9).log == 1e9


def test_lanes_are_what_the_tunables_broadcast_to():
    assert lanes(Example()) == ()
    assert lanes(Example(linear=np.zeros(3))) == (3,)
    assert lanes(Example(linear=np.zeros((2, 1)), log=np.zeros(3), switch=np.array(True))) == (2, 3)
