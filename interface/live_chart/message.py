"""What travels between Python and the browser. `message.d.ts` is written from this, for JavaScript's checker:
`python docs/make_message_types.py`. What is Plotly's own is declared in `types.d.ts`.
"""

from typing import Any, Literal, NewType, TypedDict

from figures.view import Kind
from interface.address import Address

# As `figures` makes them; `packed` in packing.py has them travel.
Figure = NewType("Figure", dict[str, Any])
Trace = NewType("Trace", dict[str, Any])
Palette = NewType("Palette", dict[str, Any])


class SentView(TypedDict):
    """A view, its figure ready to travel."""

    name: str
    kind: Kind
    figure: Figure
    words: str


class Row(TypedDict):
    """The line below the figures that says how one run ended, or that it is hidden; `meaning` explains it."""

    name: str
    label: str
    sentence: str
    meaning: str
    token: str
    dash: str
    hidden: bool


class Seek(TypedDict):
    """Where to send the player, once for every number; `play` from the start instead of jumping there."""

    number: int
    step: int
    play: bool


class Welcome(TypedDict):
    """For a reader who is new here: what this is, and the lesson to begin with."""

    words: str
    lesson: str
    title: str


class Line(TypedDict):
    """A path of a small picture: an SVG path in a square of 100 by 100, and its colour."""

    token: str
    path: str


class Card(TypedDict):
    """A lesson in the gallery: what it asks, how long it takes, and a small picture of its runs."""

    key: str
    title: str
    question: str
    minutes: int
    lines: list[Line]


class Code(TypedDict):
    """A link as a QR code: an SVG path of `size` by `size` units that are black."""

    link: str
    size: int
    path: str


class Saved(TypedDict):
    """For a picture of the chart: what its file is called, and the words above and below it."""

    name: str
    title: str
    caption: str


class ChartMessage(TypedDict):
    """All that the live chart shows.

    `ground` names the surface's heights, `hint` is the line above the figures, `steps` the last one that the
    player can show. `seek` sends it somewhere, once for every number. `start` can be moved within the
    `domain`; None where there is none. `acknowledged` is the number of the last start that is in these
    figures, `placed` that of the last examples, and `greeted` that of the last greeting, which makes the
    answer another than the one before. `lesson` says whether a lesson's text stands above, for which the
    chart makes room, and whether it waits for a prediction, which the chart does not give away; its question
    has so many `answers`. `welcome` is
    there where the link said nothing. `present` has everything large, for a class, and `code` and `gallery`
    are there when they were asked for. `saved` is said in a picture of it. `without` names what is left out
    of the chart's own controls: `player`, `copy`, `save`.
    """

    ground: str
    hint: str
    views: list[SentView]
    rows: list[Row]
    steps: int
    start: tuple[float, float] | None
    domain: tuple[tuple[float, float], tuple[float, float]] | None
    seek: Seek
    acknowledged: int
    placed: int
    address: Address
    lesson: Literal["", "predicting", "revealed"]
    answers: int
    welcome: Welcome | None
    present: bool
    code: Code | None
    gallery: list[Card] | None
    greeted: int
    saved: Saved
    without: list[str]


class GroundMessage(TypedDict):
    """A surface's heights in its view, under their name, and around it, and the colours of both themes."""

    id: str
    trace: Trace | None
    around: Trace | None
    palettes: dict[str, Palette]


class SentVector(TypedDict):
    """An arrow: the lines of a figure that are its coordinates, times a sign; without lines, the step."""

    label: str
    title: str
    token: str
    lines: list[str]
    sign: int


class AnatomyMessage(TypedDict):
    """Figures in the player's time, and a run's arrows on the map; `number` changes with them.

    Without a list of arrows they leave those alone that are there.
    """

    number: int
    run: str
    views: list[SentView]
    arrows: list[SentVector] | None


class ReportsMessage(TypedDict):
    """The step that the inspector shows, and the number of the last report that came."""

    step: int
    answered: int
    address: Address


class PreviewMessage(TypedDict):
    """The page as it would be with what is held where it is now; None while nothing is held.

    `answered` is the number of the last preview that was asked for. `ground` is the one that `chart` names,
    where the page itself shows another.
    """

    answered: int
    chart: ChartMessage | None
    ground: GroundMessage | None


class Preview(TypedDict):
    """From the browser: what is held, a slider by its class, `start` or `points`, and its text."""

    held: str
    text: str
    number: int


class Start(TypedDict):
    """From the browser: where the runs are to begin, and the message's number."""

    x: float
    y: float
    sequence: int


class Placing(TypedDict):
    """From the browser: the examples of the reader's own, as a text, and the message's number."""

    text: str
    sequence: int


class Hiding(TypedDict):
    """From the browser: the runs that are to be hidden, by their names; the others are shown."""

    hidden: list[str]


class Presenting(TypedDict):
    """From the browser: whether the page is shown to a class."""

    on: bool


class Opening(TypedDict):
    """From the browser: the lesson to be opened, by its key."""

    lesson: str


class Asking(TypedDict):
    """From the browser: the link whose code is wanted."""

    link: str


class Pressed(TypedDict):
    """From the browser: a point that the reader pressed, by its trace's uid and its place in that."""

    trace: str
    index: list[int]


class Hello(TypedDict):
    """From the browser, which asks for the whole page: the greeting's number and the address's query."""

    number: int
    query: dict[str, str]


class Report(TypedDict):
    """From the browser: where the player rests, in a run of `last` steps, and the report's number."""

    step: int
    last: int
    number: int
