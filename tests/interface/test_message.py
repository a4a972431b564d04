"""What travels is declared once: JavaScript has the types of Python, and a class for every kind of view."""

import re
from typing import get_args

import numpy as np
import pytest

from docs import make_message_types
from figures import Kind, View, travelling
from interface.live_chart.browser import sent_views

FRONTEND = make_message_types.FILE.parent / "frontend"


def test_the_javascript_knows_the_messages_as_python_declares_them():
    said = make_message_types.FILE.read_text(encoding="utf-8")
    assert said == make_message_types.written(), "python docs/make_message_types.py"


def test_every_kind_of_view_is_drawn_by_a_class():
    script = (FRONTEND / "views.js").read_text(encoding="utf-8")
    table = re.search(r"const KINDS = {(.*?)};", script, re.DOTALL)
    assert table
    assert set(re.findall(r"(\w+):", table[1])) == set(get_args(Kind))


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (list[tuple[float, int]], "[number, number][]"),
        (dict[str, bool] | None, "Record<string, boolean> | null"),
    ],
)
def test_types_are_translated(kind, written):
    assert make_message_types.typescript(kind) == written


def test_a_type_that_is_not_known_is_not_guessed():
    with pytest.raises(ValueError, match="teach"):
        make_message_types.typescript(complex)


def test_an_array_travels_once():
    long, short = np.arange(300.0), np.arange(2.0)
    data = [{"uid": "a", "x": long, "y": -long}, {"uid": "b", "x": short, "y": short, "customdata": long}]
    views = [View("map", "plane", {"data": data}, ""), View("curves", "steps", {"data": [{"y": -long}]}, "")]
    (first, second), (third,) = (view["figure"]["data"] for view in sent_views(views))
    assert [len(first[key]["bdata"]) for key in "xy"] == [3200, 3200]
    assert second["customdata"] == {"like": [0, 0, "x"]}
    assert third["y"] == {"like": [0, 0, "y"]}
    assert second["x"] == second["y"] == travelling(short), "a short one is not worth it"
    assert data[1]["customdata"] is long, "the figure itself stays"
