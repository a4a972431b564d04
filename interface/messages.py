"""What a client may send: of a widget's value only the type that the widget has.

Any program can speak to a Streamlit server. Streamlit itself hands on a number where a text is due, and a
slider that got one raises an error again in every later run of its session. There is no place of the page's
own before that, so the one place where Streamlit reads a message's value is wrapped.
"""

from functools import wraps
from typing import Any

from streamlit.runtime.state.session_state import Serialized, WStates

_MARK = "reads_only_what_fits"


def read_only_what_fits() -> None:
    """From now on a value of another type than its widget's counts as not sent; twice is as good as once."""
    read = WStates.__getitem__
    if hasattr(read, _MARK):
        return

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
    WStates.__getitem__ = fitting  # type: ignore[method-assign]
