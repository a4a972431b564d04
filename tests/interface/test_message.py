"""What travels is declared once: JavaScript has the types of Python, and a class for every kind of view."""

import re
from typing import get_args

import pytest

from docs import make_message_types
from figures import Kind
from interface.files import bundled, version

FRONTEND = make_message_types.FILE.parent / "frontend"


def test_the_javascript_knows_the_messages_as_python_declares_them():
    said = make_message_types.FILE.read_text(encoding="utf-8")
    assert said == make_message_types.written(), "python docs/make_message_types.py"


def test_readers_load_a_bundle_of_the_present_sources():
    assert bundled() == version(), "npm ci && python docs/make_bundle.py"


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
