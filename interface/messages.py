"""What the browser sends is read with care: only what its widget can be, and to the end.

Any program can speak to a Streamlit server. Streamlit itself hands on a number where a text is due, and a
slider that got one raises an error again in every later run of its session. It lets anybody empty the caches
of all readers, and takes as many messages as come. And where the next message comes while one is being read,
Streamlit 1.67 leaves the first as it is: a press of a button in it is never heard of, and neither is a turn
whose callback had not come to its end. A page cannot stand before that, so the three places where Streamlit
takes a message are wrapped.
"""

import time
from functools import wraps
from typing import Any, TypeGuard

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import Serialized, WStates

MOST = 2**53  # beyond, a browser's numbers are no longer whole
_MARK = "reads_with_care"
# What the page's browser part asks for, the last of them for a file that is made when it is taken home. Not
# among it: to empty the caches, to have the script run on saving, to upload.
_ASKED_FOR = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "load_git_info", "backend_operation_request"}
)
# Messages of one session: a key held down gives 30 a second, and some are written at once.
A_SECOND, AT_ONCE = 60, 240


def is_count(value: Any) -> TypeGuard[int]:
    """Whether a browser sent a number such as we count with."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST


def read_with_care() -> None:
    """From now on no message is read but so; calling this again is harmless."""
    if not hasattr(WStates.__getitem__, _MARK):
        WStates.__getitem__ = _only_what_fits(WStates.__getitem__)  # type: ignore[method-assign]
        SafeSessionState.on_script_will_rerun = _to_the_end(  # type: ignore[method-assign]
            SafeSessionState.on_script_will_rerun
        )
        AppSession.handle_backmsg = _only_so_many(AppSession.handle_backmsg)  # type: ignore[method-assign]


def _only_what_fits(read: Any) -> Any:
    """A value of another type than its widget's counts as not sent."""

    @wraps(read)
    def fitting(states: WStates, key: str) -> Any:
        sent, known = states.states.get(key), states.widget_metadata.get(key)
        if not isinstance(sent, Serialized) or known is None:
            return read(states, key)
        if sent.value.WhichOneof("value") not in (known.value_type, None):
            raise KeyError(key)
        try:
            return read(states, key)
        except (TypeError, ValueError, AttributeError, IndexError):
            raise KeyError(key) from None

    setattr(fitting, _MARK, True)
    return fitting


def _to_the_end(take: Any) -> Any:
    """While a message is taken and its callbacks are called, no other one interrupts that."""

    @wraps(take)
    def uninterrupted(state: SafeSessionState, *args: Any, **options: Any) -> None:
        interrupt = state._yield_callback
        object.__setattr__(state, "_yield_callback", lambda: None)
        try:
            take(state, *args, **options)
        finally:
            object.__setattr__(state, "_yield_callback", interrupt)

    return uninterrupted


class _Allowance:
    """How many messages a session may still send: so many at once, and every second some more."""

    def __init__(self) -> None:
        self.left, self.at = float(AT_ONCE), time.monotonic()

    def has_one(self) -> bool:
        """Whether one more is taken."""
        now = time.monotonic()
        self.left, self.at = min(self.left + A_SECOND * (now - self.at), AT_ONCE), now
        if self.left < 1:
            return False
        self.left -= 1
        return True


def _only_so_many(handle: Any) -> Any:
    """No message but those that a page's browser part sends, and of these no more than a reader can cause."""

    @wraps(handle)
    def handled(session: AppSession, message: BackMsg) -> None:
        allowance: _Allowance = session.__dict__.setdefault(_MARK, _Allowance())
        if message.WhichOneof("type") in _ASKED_FOR and allowance.has_one():
            handle(session, message)

    return handled
