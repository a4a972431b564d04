"""What is sent once more is what Streamlit would have made anew, and it is heard as well."""

from typing import Any

import pytest

from interface import again
from interface.widgets import Desk
from tests.interface.reading import Page

_MEMORY = "What this page remembers"

# What readers do, one after the other: turns, texts that are refused and mended, what writes widgets.
WAYS: dict[str, list[tuple[Any, ...]]] = {
    "sliders": [("turn", "run 0 learning_rate slider", 0.02), ("turn", "run 0 beta1 slider", 0.8)],
    "boxes": [
        ("type", "run 0 learning_rate box", "0.0123"),
        ("type", "run 0 learning_rate box", "nonsense"),
        ("turn", "run 0 beta2 slider", 0.99),
        ("type", "run 0 learning_rate box", "0.5"),
    ],
    "runs": [
        ("turn", "add a run", "sgd"),
        ("press", "run 1 copy"),
        ("type", "run 1 name", "Mine"),
        ("press", "run 1 remove"),
        ("turn", "run 0 learning_rate slider", 0.02),
        ("press", "reset all"),
    ],
    "surfaces": [
        ("turn", "surface", "himmelblau"),
        ("turn", "surface", "rosenbrock"),
        ("turn", "surface", "logistic"),
        ("press", "reset all"),
    ],
    "lessons": [
        ("turn", "lesson", "valley"),
        ("press", "next lesson"),
        ("press", "previous lesson"),
        ("press", "leave lesson"),
    ],
    "views": [("turn", "run 0 learning_rate slider", 0.02), ("press", "run 0 hide"), ("press", "run 0 hide")],
}  # fmt: skip


def _drawn(page: Page) -> list[bytes]:
    """Every element of the page, in order, but for what is another one in every session."""
    protos = [getattr(node, "proto", None) for node in page.app._tree]
    return [
        proto.SerializeToString(deterministic=True)
        for proto in protos
        if proto is not None and getattr(proto, "label", "") != _MEMORY and not hasattr(proto, "bytes")
    ]


def _walk(way: list[Any]) -> list[list[bytes]]:
    page = Page()
    pages = [_drawn(page)]
    for act, *arguments in way:
        getattr(page, act)(*arguments)
        pages.append(_drawn(page))
    return pages


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of what was sent once more."""
    keys: list[str] = []
    send = again._send

    def noted(context: Any, made: again.Made, hear: Any) -> None:
        keys.append(made.metadata.id)
        send(context, made, hear)

    monkeypatch.setattr(again, "_send", noted)
    return keys


@pytest.mark.parametrize("way", WAYS)
def test_the_page_is_the_one_that_is_made_anew(way: str, sent: list[str], monkeypatch: pytest.MonkeyPatch):
    once_more = _walk(WAYS[way])
    assert len(sent) > 30
    monkeypatch.setattr(again, "_made", lambda *_: None)
    sent.clear()
    anew = _walk(WAYS[way])
    assert not sent
    assert [len(each) for each in once_more] == [len(each) for each in anew]
    assert once_more == anew


def test_a_turn_leaves_most_widgets_as_they_were(sent: list[str]):
    page = Page()
    sent.clear()
    page.turn("run 0 learning_rate slider", 0.02)
    assert not [key for key in sent if key.endswith("run 0 learning_rate slider")]
    assert len(sent) > 30
    page.run()
    assert [key for key in sent if key.endswith("run 0 learning_rate slider")]


def test_what_is_sent_again_is_heard():
    page = Page()
    for _ in range(3):
        page.run()
    page.turn("run 0 learning_rate slider", 0.02)
    for _ in range(3):
        page.run()
    assert page.slider("run 0 learning_rate slider") == 0.02
    page.press("run 0 copy")
    assert len(page.labels) == 4
    page.run().press("run 3 remove")
    assert len(page.labels) == 3


def test_nothing_is_kept_of_what_is_gone():
    page = Page()
    desk: Desk = page.app.session_state["desk"]
    page.turn("add a run", "sgd").press("run 1 remove").run()
    before = len(desk.standing.made)
    for card in range(2, 6):
        page.turn("add a run", "sgd").press(f"run {card} remove").run()
    assert len(desk.standing.made) == before
    assert not desk.standing.before


def test_the_installed_streamlit_is_known():
    assert again._KNOWN


def test_a_streamlit_that_is_not_known_makes_all_anew(sent: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(again, "_KNOWN", False)
    page = Page().turn("run 0 learning_rate slider", 0.02).run()
    assert not sent
    assert page.slider("run 0 learning_rate slider") == 0.02
