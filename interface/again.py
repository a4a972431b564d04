"""A widget that stands as it stood: what Streamlit made of it is sent once more instead of made anew.

Whenever it draws a slider, Streamlit writes down its hundred stops, what each is called, and what all of it
hashes to. One turn leaves some thirty widgets of the page as they were, and to make them all again is a tenth
of what the turn costs a server.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements.lib.utils import _register_element_id
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    ThreadState,
    enqueue_message,
)
from streamlit.runtime.state.widgets import register_widget_from_metadata


class Made(NamedTuple):
    """What came of a command: the one message, and what the session keeps of the widget."""

    command: tuple[Any, ...]
    message: ForwardMsg
    metadata: Any


def draw(
    last: Made | None,
    make: "partial[Any]",
    key: str,
    on_change: Callable[[], None],
    options: dict[str, Any],
    *,
    as_it_was: bool,
) -> Made | None:
    """Draw a widget, and tell what came of it; None where that is not to be sent again.

    Args:
        last: what came of it the last time.
        make: Streamlit's command.
        key: what the widget is called.
        on_change: what hears of its turns. It may be another with every run.
        options: for the command. What is equal has the same widget made.
        as_it_was: whether the session still has for it what the browser showed then.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        make(key=key, on_change=on_change, **options)
        return None
    command = (make.func, make.args, make.keywords, options, ThreadState.get().fragment_id)
    if as_it_was and last and last.command == command:
        _send(context, last, on_change)
        return last
    with _overheard(context) as messages:
        make(key=key, on_change=on_change, **options)
    return _made(context, command, messages)


@contextmanager
def _overheard(context: ScriptRunContext) -> Iterator[list[ForwardMsg]]:
    """The messages that a run sends meanwhile."""
    messages: list[ForwardMsg] = []
    send = context._enqueue

    def overheard(message: ForwardMsg) -> None:
        messages.append(message)
        send(message)

    context._enqueue = overheard
    try:
        yield messages
    finally:
        context._enqueue = send


def _made(context: ScriptRunContext, command: tuple[Any, ...], messages: list[ForwardMsg]) -> Made | None:
    """None for all but widgets, and for one that tells the browser a value, which is told once."""
    if len(messages) != 1 or messages[0].WhichOneof("type") != "delta":
        return None
    element = messages[0].delta.new_element
    widget = getattr(element, element.WhichOneof("type") or "empty")
    if getattr(widget, "set_value", True):
        return None
    metadata = context.session_state._state._get_widget_metadata(widget.id)
    return Made(command, messages[0], metadata) if metadata else None


def _send(context: ScriptRunContext, made: Made, on_change: Callable[[], None]) -> None:
    """As Streamlit does with what a cached function drew: at the place where the page is now."""
    widget_id = made.metadata.id
    _register_element_id(context, made.message.delta.new_element.WhichOneof("type") or "", widget_id)
    register_widget_from_metadata(replace(made.metadata, callback=on_change), context)
    place = get_dg_singleton_instance().main_dg._active_dg._cursor
    if place is None:
        return
    message = ForwardMsg()
    message.CopyFrom(made.message)
    message.metadata.delta_path[:] = place.delta_path
    enqueue_message(message)
    place.lock_element()
