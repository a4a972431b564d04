"""Whatever comes from outside, many times and always the same: nothing raises, all of it in bounded time."""

import json
import random
import string
import time

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from lessons import LESSONS
from page import VIEWS, from_query, to_query
from surfaces import SURFACES
from tests.interface.reading import Page
from tests.interface.test_messages import identity, state_of

SEEDS = range(4)
KNOWN = """
    surface start steps runs hide noise batch seed sampling exact loss lesson scene step view seeds sweep pair
    criterion order tolerance heights strips shading present without challenge own.equations
    adam.learning_rate adam.beta1 adam.label adam.schedule adam.schedule.length adam.2.beta1 sgd.learning_rate
    bowl.condition formula.text points.text rosenbrock.b
"""
ODD = "0 1 -1 0.1 1e-8 1e999 -1e999 nan inf 1e308 9007199254740993 on off all , ,, . / \\ '\" <b> %00 \x00"
VALUES = [
    *(surface.key for surface in SURFACES),
    *(lesson.key for lesson in LESSONS),
    *VIEWS,
    *ODD.split(" "),
    "adam,sgd,adam.2",
    "x^2+y^2",
    "m = g\ntheta = theta - m",
    "1,2;3,4;5,6",
    "adam.learning_rate,adam.beta1",
    "🙂" * 50,
    "(" * 3000,
    "9" * 10_000,
    "x" * 100_000,
    "<img src=x onerror=alert(1)>",
    "${jndi:ldap://x}",
    "__import__('os').system('x')",
]
COMPONENTS = [
    *(
        ("live_chart", event)
        for event in ["start", "hello", "placing", "hiding", "presenting", "asking", "opening"]
    ),
    ("reports", "step"),
    ("previews", "preview"),
]
SLOWEST = 2.0  # seconds, on a busy machine


def _text(dice: random.Random) -> str:
    letters = string.printable + "αβ₁√∞🙂\u202e\u0000\ufeff"
    return "".join(dice.choice(letters) for _ in range(dice.randrange(40)))


def _value(dice: random.Random) -> str:
    value = dice.choice(VALUES) if dice.random() < 0.8 else _text(dice)
    if dice.random() < 0.3:
        at = dice.randrange(len(value) + 1)
        value = value[:at] + _text(dice) + value[at:]
    return value


@pytest.mark.parametrize("seed", SEEDS)
def test_any_link_leads_somewhere_and_back(seed: int):
    dice = random.Random(seed)
    for _ in range(150):
        keys = dice.sample(KNOWN.split(), dice.randrange(1, 9))
        query = {key if dice.random() < 0.9 else _text(dice): _value(dice) for key in keys}
        begun = time.perf_counter()
        page, complaints = from_query(query)
        assert time.perf_counter() - begun < SLOWEST, query
        assert all(isinstance(each, str) and len(each) < 500 for each in complaints)
        assert from_query(to_query(page)) == (page, ())


def _json(dice: random.Random, depth: int = 0) -> object:
    kinds = ["number", "text", "none", "true"] + (["list", "dict"] if depth < 4 else [])
    match dice.choice(kinds):
        case "number":
            return dice.choice([0, 1, -1, 0.5, 1e308, -1e308, 2**63, 2**70])
        case "text":
            return _value(dice)[:2000]
        case "none":
            return None
        case "true":
            return dice.random() < 0.5
        case "list":
            return [_json(dice, depth + 1) for _ in range(dice.randrange(5))]
    names = ["x", "y", "sequence", "number", "query", "step", "last", "hidden", "on", "link", "lesson"]
    names += ["text", "held", "run", "cell", "at", "value", "session", _text(dice)]
    return {name: _json(dice, depth + 1) for name in dice.sample(names, dice.randrange(8))}


@pytest.mark.parametrize("seed", SEEDS)
def test_any_message_leaves_a_page_that_can_be_used(seed: int):
    """From the components, whatever they are called, and from the box of the memory."""
    dice = random.Random(seed)
    page = Page(dice.choice([{}, {"lesson": "ravine"}, {"surface": "points"}, {"view": "sweep"}]))
    for _ in range(25):
        component, event = dice.choice(COMPONENTS)
        named = [each for each in state_of(page)._new_widget_state.widget_metadata if component in each]
        begun = time.perf_counter()
        if not named or dice.random() < 0.2:
            forged = WidgetState(id=identity(page, "memory"), string_value=json.dumps(_json(dice)))
        else:
            said = json.dumps([{"event": event, "value": _json(dice)}])
            forged = WidgetState(id=max(named, key=len), json_trigger_value=said)
        page.app._run(WidgetStates(widgets=[forged]))
        assert not page.app.exception, page.app.exception[0].stack_trace
        page.run()
        assert time.perf_counter() - begun < 2 * SLOWEST
    page.run()
    page = Page(page.query)  # the link that came of it leads to a page, too
    page.type("steps box", "60")
    assert page.query["steps"] == "60"


@pytest.mark.parametrize("seed", SEEDS)
def test_any_text_in_a_box_is_used_or_complained_of(seed: int):
    dice = random.Random(seed)
    page = Page({"surface": "formula", "runs": "adam,own"})
    boxes = [box.key for box in page.app.text_input] + [
        area.key for area in page.app.text_area if area.key != "memory"
    ]
    assert len(boxes) > 8
    for _ in range(30):
        key, text = dice.choice(boxes), _value(dice)[:5000]
        begun = time.perf_counter()
        kind = (
            page.app.text_input if any(box.key == key for box in page.app.text_input) else page.app.text_area
        )
        if not any(box.key == key for box in kind):
            continue
        kind(key=key).set_value(text)
        page.run()
        assert time.perf_counter() - begun < 2 * SLOWEST, (key, text[:80])
    from_query(page.query)
