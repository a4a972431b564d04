"""What the browser holds and what was sent to it, so that an act of the reader's is told from an echo.

Two change what a widget shows: the reader, and this page when something else changed the number that the
widget stands for. What either does reaches the other later, and every message of the browser carries the
values of all widgets as they stood when it was sent. So a value that differs from the page's own is either
an act of the reader's, or an echo: the page wrote the widget a moment ago and the browser had not got that
yet. Streamlit cannot tell them apart, and would have an echo undo what the reader did.

Every run of the page has a number, and the browser's messages tell the last one that arrived there whole.
With that it is known, for every message, what each widget would show if nobody had touched it.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

_MOST_UNDER_WAY = 64  # writes to one widget that are remembered until they arrive; older ones are overtaken


@dataclass
class Ledger:
    """One session's widgets, by key.

    Attributes:
        run: the number of the run that is drawn now, or was drawn last.
        arrived: the newest run that reached the browser whole, as far as its messages told.
        held: what the browser's widgets showed when it last spoke of them.
        under_way: what was written since and has perhaps not arrived, as (run, value), in order.
    """

    run: int = 0
    arrived: int = 0
    held: dict[str, Any] = field(default_factory=dict)
    under_way: dict[str, deque[tuple[int, Any]]] = field(default_factory=dict)

    def begin(self) -> None:
        """A run begins."""
        self.run += 1

    def reached(self, run: int) -> None:
        """A message tells that everything up to this run had arrived before it was sent."""
        if not self.arrived < run <= self.run:
            return
        self.arrived = run
        for key in list(self.under_way):
            writes = self.under_way[key]
            while writes and writes[0][0] <= run:
                self.held[key] = writes.popleft()[1]
            if not writes:
                del self.under_way[key]

    def is_act(self, key: str, value: Any) -> bool:
        """Whether the reader put the widget to `value`, which a message brought.

        A value that is under way may have arrived without the rest of its run, so it is no act either. Nor
        is what a message says of a widget that has not arrived yet: it speaks of an earlier one.
        """
        return key in self.held and value not in self.may_show(key)

    def heard(self, key: str, value: Any) -> None:
        """The browser's widget showed this value when the newest message was sent."""
        self.held[key] = value

    def must_write(self, key: str, value: Any, current: Any) -> bool:
        """Whether the widget has to be told `value`, where Streamlit takes it to show `current`.

        What is under way may be lost, or overtake on the screen what the reader did meanwhile: until the
        browser is known to have got it, it is told again.
        """
        return current != value or key in self.under_way or key not in self.held

    def wrote(self, key: str, value: Any) -> None:
        """The run that is drawn now tells the widget `value`."""
        self.under_way.setdefault(key, deque(maxlen=_MOST_UNDER_WAY)).append((self.run, value))

    def forget(self, key: str) -> None:
        """The widget is not on the page any more."""
        self.held.pop(key, None)
        self.under_way.pop(key, None)

    def may_show(self, key: str) -> list[Any]:
        """The values that the browser's widget may show although nobody touched it."""
        held = [self.held[key]] if key in self.held else []
        return held + [value for _, value in self.under_way.get(key, ())]
