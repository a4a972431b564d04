"""What is done for less gives what Streamlit itself gives."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from interface.throughput import lighten
from tests.interface.reading import Page


def _script() -> None:
    import streamlit as st

    st.session_state["mine"] = [1, 2]
    st.text_input("written", "a", key="written")
    st.selectbox("chosen", ["one", "two"], key="chosen")
    st.button("keyless")


def _states() -> tuple[SafeSessionState, Any]:
    """The state of a session as it is looked up, and Streamlit's copy of it."""
    lighten()
    app = AppTest.from_function(_script).run()
    app.text_input(key="written").set_value("b").run()
    state = app.session_state._state
    return state, state._state.filtered_state


def test_the_state_is_the_same_looked_up_as_copied():
    state, copied = _states()
    looked_up = state.filtered_state
    assert dict(looked_up) == copied == {"mine": [1, 2], "written": "b", "chosen": "one"}
    assert len(looked_up) == 3
    assert repr(looked_up) == repr(copied)
    for key in (*copied, "nothing", "$$ID-nothing", 3):
        assert (key in looked_up) == (key in copied)
        assert looked_up.get(key) == copied.get(key)


def test_nothing_is_copied_for_a_box(monkeypatch: pytest.MonkeyPatch):
    """A whole page asks for keys only."""
    from streamlit.runtime.state.session_state import SessionState

    lighten()
    page = Page()
    copies = []
    copied = SessionState.filtered_state.fget
    monkeypatch.setattr(
        SessionState, "filtered_state", property(lambda self: copies.append(1) or copied(self))
    )
    page.app.run()
    assert not copies


def _run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """In a thread and so a loop of its own: the browser's tests leave one in this thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(main())).result()


class _Session:
    """As much of a session as handing over needs."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._event_loop = loop


def test_what_scripts_hand_over_arrives_in_order_and_wakes_the_loop_seldom():
    lighten()
    woken, got = [], []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        session = _Session(loop)
        wake = loop.call_soon_threadsafe
        session._event_loop = type("Loop", (), {
            "call_soon_threadsafe": lambda self, each: woken.append(1) or wake(each),
            "is_closed": lambda self: False,
        })()  # fmt: skip

        def script(name: int) -> None:
            for number in range(500):
                AppSession._call_soon_on_event_loop(session, lambda n=number: got.append((name, n)))

        scripts = [threading.Thread(target=script, args=(name,)) for name in range(4)]
        for each in scripts:
            each.start()
        await asyncio.to_thread(lambda: [each.join() for each in scripts])
        await asyncio.sleep(0.1)

    _run(main)
    for name in range(4):
        assert [number for each, number in got if each == name] == list(range(500))
    assert len(woken) < 2000


def test_one_that_fails_takes_none_with_it():
    lighten()
    got = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: got.append(str(context["exception"])))
        session = _Session(loop)

        def fails() -> None:
            raise ValueError("this one")

        for callback in (lambda: got.append(1), fails, lambda: got.append(2), fails, lambda: got.append(3)):
            AppSession._call_soon_on_event_loop(session, callback)
        await asyncio.sleep(0.1)

    _run(main)
    assert got == [1, "this one", 2, "this one", 3]


@pytest.mark.parametrize("section", ["theme", "theme.light", "theme.dark", "theme.sidebar"])
def test_the_theme_is_told_as_it_is_even_when_it_changes(section: str):
    lighten()
    written_once = app_session._populate_theme_msg
    itself = written_once.__wrapped__

    def told(populate: Any) -> CustomThemeConfig:
        message = CustomThemeConfig()
        populate(message, section)
        return message

    assert told(written_once) == told(itself) == told(written_once)
    before = config._config_options
    try:
        config.get_config_options(force_reparse=True)
        assert told(written_once) == told(itself)
    finally:
        config._config_options = before


class _Runtime:
    """As much of a server as waking its loop needs."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.need_send_data, self.eventloop = asyncio.Event(), loop

    def _get_async_objs(self) -> "_Runtime":
        return self


def test_the_loop_hears_of_a_message_at_once_and_from_anywhere():
    lighten()

    async def main() -> None:
        runtime = _Runtime(asyncio.get_running_loop())
        Runtime._enqueued_some_message(runtime)
        assert runtime.need_send_data.is_set()
        runtime.need_send_data.clear()
        await asyncio.to_thread(Runtime._enqueued_some_message, runtime)
        await asyncio.wait_for(runtime.need_send_data.wait(), 1)

    _run(main)
