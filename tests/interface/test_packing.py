"""Messages of Python's, taken apart by the browser's own code: nothing is lost, and an array travels once."""

import base64
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from interface.live_chart.packing import packed
from tests.node import answers
from tests.unpacking import unpacked

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KINDS = ["f8", "f4", "i4", "i2", "i1", "u4", "u2", "u1"]
_TAKEN = """
const plain = (part) => ArrayBuffer.isView(part) ? [part.constructor.name, ...Array.from(part, String)]
  : Array.isArray(part) ? part.map(plain)
  : part && typeof part === "object" ? Object.fromEntries(Object.entries(part).map(([k, v]) => [k, plain(v)]))
  : part;
return plain(module.unpacked(Buffer.from(each, "base64")));
"""


def taken(*messages):
    sent = [base64.b64encode(packed(message)).decode("ascii") for message in messages]
    return answers("packing.js", _TAKEN, sent)


def test_a_browser_finds_what_python_packed():
    names = {"f": "Float", "i": "Int", "u": "Uint"}
    messages = [
        {"text": "x̂ = 2·10⁻³ </script>", "list": [(1, 2.5), None, True], "x": np.array([3, 0, 1], kind)}
        for kind in KINDS
    ]
    for kind, message, seen in zip(KINDS, messages, taken(*messages), strict=True):
        name = f"{names[kind[0]]}{8 * int(kind[1])}Array"
        assert seen == {**message, "list": [[1, 2.5], None, True], "x": [name, "3", "0", "1"]}


def test_rows_arrive_as_rows_and_gaps_as_gaps():
    z = np.array([[1.0, np.inf], [np.nan, -2.5], [0.0, 4.0]])
    (seen,) = taken({"z": z, "deep": [{"y": z[:, 1]}], "none": np.array([])})
    rows = [["Float64Array", *row] for row in (("1", "NaN"), ("NaN", "-2.5"), ("0", "4"))]
    assert seen == {
        "z": rows,
        "deep": [{"y": ["Float64Array", "NaN", "-2.5", "4"]}],
        "none": ["Float64Array"],
    }


def test_what_is_not_finite_outside_of_arrays_is_not_given():
    assert unpacked(packed({"a": math.nan, "b": [math.inf]})) == {"a": None, "b": [None]}


def test_an_array_travels_once():
    long = np.arange(300.0)
    once, twice = packed({"x": long}), packed({"x": long, "deep": [{"y": long.copy()}]})
    assert len(twice) - len(once) < 100
    assert len(once) < 8 * 300 + 100, "and no longer than its numbers"


def test_a_text_that_is_no_text_is_sent_all_the_same():
    assert unpacked(packed({"text": "a\ud800b"})) == {"text": "a?b"}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
        lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXTS, part, max_size=4),
        max_leaves=10,
    ),
    st.lists(
        st.sampled_from(KINDS).flatmap(
            lambda kind: arrays.arrays(f"<{kind}", arrays.array_shapes(max_dims=2, max_side=5))
        ),
        max_size=4,
    ),
)
def test_whatever_is_packed_is_there_again(part, columns):
    found = unpacked(packed({"part": part, "columns": columns}))
    assert found["part"] == part
    for there, here in zip(found["columns"], columns, strict=True):
        assert there.dtype == here.dtype
        finite = here if here.dtype.kind != "f" else np.where(np.isinf(here), np.nan, here)
        np.testing.assert_array_equal(there, finite)


@pytest.mark.parametrize("kind", KINDS)
def test_no_array_begins_where_a_browser_could_not_read_it(kind):
    arrays_of_all_lengths = [np.ones(n, kind) * n for n in range(1, 9)]
    (seen,) = taken({"columns": arrays_of_all_lengths})
    assert [column[1:] for column in seen["columns"]] == [[str(n)] * n for n in range(1, 9)]
