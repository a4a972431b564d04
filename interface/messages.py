"""What the browser sends is read with care: only what its widget can be, and to the end.

Any program can speak to a Streamlit server. Streamlit itself hands on a number where a text is due, and a
slider that got one raises an error again in every later run of its session. And where the next message comes
while one is being read, Streamlit 1.67 leaves the first as it is: a press of a button in it is never heard
of, and neither is a turn whose callback had not come to its end. A page cannot stand before that, so the two
places where Streamlit reads a message are wrapped.
"""

from functools import wraps
from typing import Any, TypeGuard

from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import Serialized, WStates

MOST = 2**53  # beyond, a browser's numbers are no longer whole
_MARK = "reads_with_care"


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
