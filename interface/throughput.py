"""What Streamlit does anew for every element of every reader, done once: so one server bears a class.

With twenty readers that turn sliders, Streamlit 1.67 spends a large part of a server's time on five things
that this page does not need so often. Each is done here with the same result for less, and the tests hold the
one against the other; `benchmarks/classroom.py` measures what it is worth.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial, wraps
from typing import Any

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.safe_session_state import SafeSessionState

_WAITING = "waiting_for_the_loop"


@cache
def lighten() -> None:
    """From now on these are done so; calling this again does nothing. Before the server's first run."""
    for owner, name, done_for_less in (
        (SafeSessionState, "filtered_state", _looked_up),
        (AppSession, "_call_soon_on_event_loop", _in_one_go),
        (Runtime, "_enqueued_some_message", _told_at_once),
        (app_session, "_populate_theme_msg", _written_once),
        (config, "get_option", _without_waiting),
    ):
        if itself := getattr(owner, name, None):  # a later Streamlit may call it something else
            setattr(owner, name, done_for_less(itself))


class _View(Mapping[str, Any]):
    """The state of a session as Streamlit copies it for its own commands, looked up instead of copied."""

    def __init__(self, state: SafeSessionState, copied: Callable[[SafeSessionState], dict[str, Any]]) -> None:
        self._state = state
        self._copied = copied

    def __getitem__(self, key: str) -> Any:
        with self._state._lock:
            return self._state._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._copied(self._state))

    def __len__(self) -> int:
        return len(self._copied(self._state))

    def __repr__(self) -> str:
        return repr(self._copied(self._state))


def _looked_up(copied: Any) -> Any:
    """A text box and a list ask for one key, and Streamlit copies all that there are: eighty times eighty."""
    return property(lambda state: _View(state, copied.fget))


def _in_one_go(call_soon: Any) -> Any:
    """What a script hands to the server's loop while that is busy is taken in one go, in the same order.

    Streamlit wakes the loop for every element, through a socket.
    """
    lock = threading.Lock()

    def take_all(session: AppSession) -> None:
        with lock:
            waiting = session.__dict__.pop(_WAITING)
        for number, callback in enumerate(waiting, 1):
            try:
                callback()
            except BaseException:
                for left in waiting[number:]:
                    call_soon(session, left)
                raise

    @wraps(call_soon)
    def later(session: AppSession, callback: Callable[[], None]) -> None:
        with lock:
            waiting: list[Callable[[], None]] = session.__dict__.setdefault(_WAITING, [])
            waiting.append(callback)
            is_first = len(waiting) == 1
        if is_first:
            call_soon(session, partial(take_all, session))

    return later


def _told_at_once(tell: Any) -> Any:
    """The loop, which queues a script's messages itself, need not wake itself for every one of them."""

    @wraps(tell)
    def told(runtime: Runtime) -> None:
        objects = runtime._get_async_objs()
        if asyncio._get_running_loop() is objects.eventloop:
            objects.need_send_data.set()
        else:
            tell(runtime)

    return told


def _written_once(populate: Any) -> Any:
    """The theme, which is told at every run, is read from the options only when these are new."""
    written: dict[str, bytes] = {}
    read_from: list[Any] = [None]

    @wraps(populate)
    def populated(msg: CustomThemeConfig, section: str = "theme") -> None:
        if read_from[0] is not config._config_options:
            written.clear()
            read_from[0] = config._config_options
        if section not in written:
            blank = CustomThemeConfig()
            populate(blank, section)
            written[section] = blank.SerializeToString()
        msg.MergeFromString(written[section])

    return populated


def _without_waiting(get_option: Any) -> Any:
    """An option is looked up without the lock for changing them, at which all readers' scripts would meet.

    Options are never changed in place while the server runs: there are new ones, or not.
    """

    @wraps(get_option)
    def looked_up(key: str) -> Any:
        options = config._config_options
        option = options.get(key) if options else None
        return get_option(key) if option is None else option.value

    return looked_up
