"""Whatever a client sends as a widget's value: no traceback, nothing changed, and the next turn counts."""

import json

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from interface.messages import A_SECOND, AT_ONCE, _only_so_many, read_with_care
from tests.interface.reading import Page

WRONG = {
    "a number": {"double_value": 0.5},
    "a whole number": {"int_value": 3},
    "true": {"bool_value": True},
    "a text": {"string_value": "x"},
    "an empty text": {"string_value": ""},
    "bytes": {"bytes_value": b"\xff"},
    "JSON": {"json_value": '{"step": 1}'},
    "no JSON": {"json_value": "{"},
    "a press": {"trigger_value": True},
    "a JSON press": {"json_trigger_value": '[{"event": "start", "value": [1]}]'},
    "no JSON press": {"json_trigger_value": "["},
    "texts": {"string_array_value": ["nowhere", "else"]},
    "no texts": {"string_array_value": []},
    "numbers": {"double_array_value": [1.0, float("nan")]},
}
KEYS = {
    "run 0 learning_rate slider": "text array",
    "run 0 learning_rate box": "text",
    "run 0 bias_correction": "switch",
    "surface": "choice",
    "lesson": "choice",
    "add a run": "choice",
    "log loss": "switch",
    "start x": "text",
    "steps box": "text",
    "inside run": "choice",
    "memory": "text",
    "run 0": "card",
    "run 0 hide": "button",
}


def state_of(page):
    """Streamlit's own state of the session."""
    state = page.app.session_state
    while not isinstance(state, SessionState):
        state = state._state
    return state


def identity(page, key):
    """Streamlit's name for a widget in messages."""
    return state_of(page)._key_id_mapper.get_id_from_key(key)


def send(page, identity, **value):
    """A message that carries what all widgets show, and this instead of one."""
    state = WidgetState(id=identity)
    for field, content in value.items():
        if field.endswith("array_value"):
            getattr(state, field).data.extend(content)
            getattr(state, field).SetInParent()
        else:
            setattr(state, field, content)
    states = page.app._tree.get_widget_states()
    others = [other for other in states.widgets if other.id != identity]
    page.app._run(WidgetStates(widgets=[*others, state]))
    assert not page.app.exception, page.app.exception[0].stack_trace


@pytest.mark.parametrize("wrong", WRONG)
def test_a_value_of_another_type_changes_nothing_and_breaks_nothing(wrong):
    page = Page()
    for key in KEYS:
        assert identity(page, key), key
        send(page, identity(page, key), **WRONG[wrong])
    page.run()
    page.turn("run 0 beta1 slider", 0.5).turn("surface", "booth").type("run 0 learning_rate box", "0.3")
    assert page.query["adam.beta1"] == "0.5"
    assert page.query["adam.learning_rate"] == "0.3"
    assert page.query["surface"] == "booth"


MESSAGES = [
    None,
    1,
    "x",
    [],
    {},
    {"x": 1},
    {"x": "1", "y": 2, "sequence": 3},
    {"x": 1, "y": None, "sequence": 1},
    {"x": 1e308, "y": 1, "sequence": 1},
    {"x": True, "y": 1, "sequence": 2**60},
    {"step": -1, "last": 100, "number": 1},
    {"step": 1, "last": -1, "number": 1},
    {"step": 1, "number": 1},
    {"step": 1},
    {"step": 1e300, "last": 100, "number": 1},
    {"number": 1, "query": "x"},
    {"number": 1, "query": {"surface": 3, "steps": None}},
    {"hidden": "adam"},
    {"hidden": [1, None]},
    {"hidden": ["nobody"]},
    {"on": 1},
    {"link": 3},
    {"link": "javascript:alert(1)"},
    {"lesson": "nowhere"},
    {"lesson": ["ravine"]},
    {"held": "st-key-run-0-learning_rate-slider", "text": "ten", "number": 1},
    {"held": "st-key-run-0-learning_rate-slider", "text": "0.3", "number": -1},
    {"held": "st-key-run-0-learning_rate-slider", "text": "9" * 1000, "number": 1},
    {"held": "st-key-nothing", "text": "0.3", "number": 1},
    {"held": None, "text": "0.3", "number": 1},
    {"held": "start", "text": "nan,1", "number": 1},
    {"held": "start", "text": "1,1e999", "number": 1},
    {"held": "start", "text": "1;2", "number": 1},
    {"held": "start", "text": "1e9,2", "number": 1},
]


@pytest.mark.parametrize(
    ("component", "event"),
    [
        *(("live_chart", event) for event in ("start", "hello", "hiding", "presenting", "asking", "opening")),
        ("reports", "step"),
        ("previews", "preview"),
    ],
)
def test_a_message_that_our_own_page_would_not_send_is_passed_over(component, event):
    page = Page()
    for message in MESSAGES:
        if event == "hello":  # which is heard once
            page = Page()
        name = identity(page, component)
        (found,) = (
            each for each in state_of(page)._new_widget_state.widget_metadata if name in each and each != name
        )
        send(page, found, json_trigger_value=json.dumps([{"event": event, "value": message}]))
        assert page.query == {}, message
    page.run()
    assert page.query == {}


MEMORIES = [
    "",
    "x",
    "[]",
    "null",
    "{",
    "9" * 5000,
    '{"session": 1, "run": "x"}',
    '{"run": 1e999}',
    "[" * 5000,
]
MEMORIES += [
    json.dumps(
        {"session": "other", "cards": cards, "guess": cards, "focus": cards, "seek": cards, "query": cards}
    )
    for cards in (None, 1, "x", [0, 0, 0], [1, 2], [True, 1, 2], [{}, [], 1], {"surface": []}, [0, 1, 2**70])
]


def test_the_memory_leaves_after_all_widgets(monkeypatch):
    """It says which run has arrived. Streamlit lets a newer message take the older one's turn on the way."""
    page = Page()
    on_the_way = []
    forward_msgs = LocalScriptRunner.forward_msgs
    monkeypatch.setattr(
        LocalScriptRunner,
        "forward_msgs",
        lambda runner: on_the_way.extend(forward_msgs(runner)) or forward_msgs(runner),
    )
    page.turn("run 0 learning_rate slider", 0.3)
    widgets = [str(message.delta.new_element) for message in on_the_way if "$$ID" in str(message.delta)]
    assert any(identity(page, "run 0 learning_rate box") in widget for widget in widgets)
    assert identity(page, "memory") in widgets[-1]


@pytest.mark.parametrize("memory", MEMORIES, ids=lambda memory: memory[:40])
def test_a_memory_that_is_none_of_ours_is_passed_over(memory):
    page = Page()
    send(page, identity(page, "memory"), string_value=memory)
    page.turn("run 0 beta1 slider", 0.5)
    assert page.query == {"adam.beta1": "0.5"}


def test_a_message_is_heard_to_its_end_although_another_one_waits():
    read_with_care()

    class OvertakenError(Exception):
        pass

    def another_waits():
        raise OvertakenError

    class Session(dict):
        def on_script_will_rerun(self, message, **_):
            self["heard"] = message, state["turned"]  # as a callback does, which looks up its widget's value

    session = Session(turned=0.5)
    state = SafeSessionState(session, another_waits)
    state.on_script_will_rerun("a press")
    assert session["heard"] == ("a press", 0.5)
    with pytest.raises(OvertakenError):
        state["turned"]  # afterwards the next message has its turn


class _Session:
    """As much of a session as taking messages needs."""


def _handler():
    """What Streamlit's own handler got, and the guarded one."""
    got = []
    return got, _only_so_many(lambda session, message: got.append(message.WhichOneof("type")))


def test_nobody_empties_the_caches_of_others():
    got, handle = _handler()
    for kind in ("clear_cache", "set_run_on_save", "file_urls_request"):
        message = BackMsg()
        if isinstance(getattr(message, kind), bool):
            setattr(message, kind, True)
        else:
            getattr(message, kind).SetInParent()
        handle(_Session(), message)
    handle(_Session(), BackMsg(app_heartbeat=True))
    assert got == ["app_heartbeat"]


def test_a_session_causes_no_more_than_a_reader_can(monkeypatch):
    """A flood is cut to the allowance, that of one session alone; a key held down is not."""
    now = [0.0]
    monkeypatch.setattr("interface.messages.time.monotonic", lambda: now[0])
    got, handle = _handler()
    message = BackMsg()
    message.rerun_script.SetInParent()
    flooding, other = _Session(), _Session()
    for _ in range(10_000):
        handle(flooding, message)
    assert len(got) == AT_ONCE
    handle(other, message)
    assert len(got) == AT_ONCE + 1
    now[0] += 1
    for _ in range(10_000):
        handle(flooding, message)
    assert len(got) == AT_ONCE + 1 + A_SECOND
    for _ in range(3000):  # a hundred seconds of a key that is held
        now[0] += 1 / 30
        handle(other, message)
    assert len(got) == AT_ONCE + 1 + A_SECOND + 3000
