"""What stands as it stood: Streamlit's message of the last time is sent once more instead of made anew.

Whenever it draws a slider, Streamlit writes down its hundred stops, what each is called, and what all of it
hashes to. One turn leaves some forty widgets of the page as they were, and to make all of them again was a
sixth of what the turn costs a server. Streamlit's own caches send elements again in the same way.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

try:
    from streamlit.elements.lib.utils import _register_element_id
    from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, enqueue_message
    from streamlit.runtime.state.widgets import register_widget_from_metadata
except ImportError:  # a later Streamlit may call these something else: then all is made anew
    _KNOWN = False
else:
    _KNOWN = hasattr(get_dg_singleton_instance().main_dg, "_active_dg")


class Made(NamedTuple):
    """What came of a command: the one message, and what the session keeps of the widget."""

    command: tuple[Any, ...]
    message: ForwardMsg
    metadata: Any


@dataclass
class Standing:
    """What a session's widgets were drawn with, by key.

    Attributes:
        made: in this run of the page, and in parts that ran alone since.
        before: in the runs before it, until one has come to its end.
    """

    made: dict[str, Made | None] = field(default_factory=dict)
    before: dict[str, Made | None] = field(default_factory=dict)

    def begin(self) -> None:
        """A run of the whole page begins."""
        self.before, self.made = self.before | self.made, {}

    def end(self) -> None:
        """It has come to its end: what it did not draw is not on the page any more."""
        self.before = {}

    def forget(self, key: str) -> None:
        """This one is to be made anew."""
        self.made.pop(key, None)
        self.before.pop(key, None)

    def draw(
        self,
        make: "partial[Any]",
        key: str,
        options: dict[str, Any],
        event: str,
        hear: Callable[[], None],
        *,
        as_it_was: bool = True,
    ) -> None:
        """Draw a widget.

        Args:
            make: Streamlit's command.
            key: what the widget is called.
            options: for the command. Of what is equal the same widget is made.
            event: the command's option for what hears of a turn or a press, `on_change` or `on_click`.
            hear: what does; it may be another function in every run.
            as_it_was: whether the session still has for it what the browser was shown.
        """
        context = get_script_run_ctx(suppress_warning=True)
        if context is None or not _KNOWN or not hasattr(context, "_enqueue"):
            make(key=key, **{event: hear}, **options)
            return
        command = (make.func, make.args, make.keywords, options, ThreadState.get().fragment_id)
        made = self.made.get(key, self.before.get(key))
        if as_it_was and made and made.command == command:
            _send(context, made, hear)
        else:
            with _overheard(context) as messages:
                make(key=key, **{event: hear}, **options)
            made = _made(context, command, messages)
        self.made[key] = made


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
    kind = messages[0].delta.new_element.WhichOneof("type") or "empty"
    widget = getattr(messages[0].delta.new_element, kind)
    if getattr(widget, "set_value", kind != "button"):  # a button has no value
        return None
    state = getattr(context.session_state, "_state", None)
    metadata = getattr(state, "_get_widget_metadata", lambda _: None)(widget.id)
    return Made(command, messages[0], metadata) if metadata else None


def _send(context: ScriptRunContext, made: Made, hear: Callable[[], None]) -> None:
    """At the place where the page is now."""
    kind = made.message.delta.new_element.WhichOneof("type") or ""
    _register_element_id(context, kind, made.metadata.id)
    register_widget_from_metadata(replace(made.metadata, callback=hear), context)
    place = get_dg_singleton_instance().main_dg._active_dg._cursor
    if place is None:
        return
    message = ForwardMsg()
    message.CopyFrom(made.message)
    message.metadata.delta_path[:] = place.delta_path
    enqueue_message(message)
    place.lock_element()
