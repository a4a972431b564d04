"""What the reader has chosen: one Place per session, changed only by the functions here.

The Place is the truth: the experiment, the step at which the player rests, the open lesson. Widgets show
it and call these functions when the reader turns them; the link is written from it. A link is read once,
when a session begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from experiment import (
    MOST_RUNS,
    Experiment,
    Run,
    change_surface,
    default_experiment,
    default_optimizer,
    rounded_start,
    start_problem,
)
from interface.address import Address, Addresses
from interface.messages import is_count
from interface.widgets import arriving
from lessons import LESSONS, Lesson
from lessons.place import Place, from_query
from optimizers import Optimizer
from surfaces import Bowl, Point, Surface


@dataclass(frozen=True)
class Seek:
    """Where the player is to go, once for every number; `play` from the start instead of jumping there."""

    number: int
    step: int
    play: bool = False


@dataclass
class Choices:
    """A session's choices.

    A browser that has not drawn the newest page yet may still send what the widgets of the one before it
    held. Hence every change names the run, the surface or the lesson that it is for, and one for something
    that is no longer there is ignored.

    Attributes:
        place: the truth.
        guess: the answer that the reader has given to the lesson's question; None while there is none.
        focus: the name of the run that the reader looks inside; where it is gone, the first one shown.
        seek: where the player was last sent.
        cards: a number per run that stays with it while others come and go, for its widgets.
        problems: what could not be used of a link or of a start, in sentences.
        consequence: what is there instead, in one more.
        acknowledged: the number of the last start that came from the chart.
        reported: the number of the last report of the player.
        greeted: the number of the browser's last greeting.
        visited: the surfaces as the reader left them, by key.
        opened: the card that was added last, which opens.
        on_page: what the last whole run of the page showed.
        addresses: those that the browser was told.
    """

    place: Place
    problems: tuple[str, ...] = ()
    consequence: str = "Not everything in the link could be used; the defaults stand in."
    guess: int | None = None
    focus: str = ""
    seek: Seek = Seek(0, 0)
    cards: list[int] = field(default_factory=list)
    acknowledged: int = 0
    reported: int = 0
    greeted: int = 0
    visited: dict[str, Surface] = field(default_factory=dict)
    opened: int | None = None
    on_page: Any = None
    addresses: Addresses = field(default_factory=Addresses)

    def __post_init__(self) -> None:
        self.cards = list(range(len(self.experiment.runs)))
        self.seek = Seek(1, self.place.resting_step)
        self.focus = self.place.lesson.stages[self.place.scene].focus if self.place.lesson else ""

    @property
    def experiment(self) -> Experiment:
        """The experiment on the page."""
        return self.place.experiment

    @property
    def lesson(self) -> Lesson | None:
        """The open lesson."""
        return self.place.lesson

    @property
    def predicting(self) -> bool:
        """Whether a lesson still waits for the reader's guess: then nothing gives the answer away."""
        return self.place.waits and self.guess is None

    @property
    def address(self) -> Address:
        """The link to this page."""
        return self.addresses.of(self.place)

    @property
    def whole(self) -> Any:
        """Everything that the page shows outside of the inspector, to be compared with `on_page`."""
        place = replace(self.place, step=None)
        return place, self.problems, self.guess, self.seek, tuple(self.cards), self.acknowledged

    def remember(self) -> dict[str, Any]:
        """What a new server must know: Streamlit tells it the address with which the page was opened."""
        return {
            "query": self.address["query"],
            "cards": self.cards,
            "guess": self.guess,
            "focus": self.focus,
            "seek": self.seek.number,
            "acknowledged": self.acknowledged,
        }

    def recall(self, told: dict[str, Any]) -> None:
        """Take over what an earlier session remembered, as far as it can be used."""
        self._return_to(told.get("query"))
        cards, guess, focus = told.get("cards"), told.get("guess"), told.get("focus")
        if isinstance(cards, list) and len(set(map(str, cards))) == len(cards) == len(self.cards):
            self.cards = cards if all(is_count(card) for card in cards) else self.cards
        if self.lesson and is_count(guess) and guess < len(self.lesson.answers):
            self.guess = guess
        if focus in self.experiment.names:
            self.focus = focus
        if is_count(number := told.get("seek")):
            self.seek = replace(self.seek, number=number)
        if is_count(number := told.get("acknowledged")):
            self.acknowledged = number

    def open_lesson(self, lesson: Lesson | None) -> None:
        """Set the page for a lesson, its runs not begun; None closes it and leaves the page as it is."""
        self.guess = None
        if lesson is None:
            # What has no map is walked in its lesson only.
            experiment = self.experiment if self.experiment.plane else change_surface(self.experiment, Bowl())
            self.place = replace(self.place, experiment=experiment, lesson=None, scene=0)
        else:
            self._show_scene(lesson, 0)

    def turn_page(self, pages: int) -> None:
        """Go so many lessons further, or back; beyond the ends nothing happens."""
        index = LESSONS.index(self.lesson) + pages if self.lesson else 0
        if 0 <= index < len(LESSONS):
            self.open_lesson(LESSONS[index])

    def answer(self, index: int, lesson: Lesson | None = None) -> None:
        """Guess, and see: the runs play up to the step to watch. `lesson` is the one that asked."""
        if self.lesson and lesson in (None, self.lesson) and 0 <= index < len(self.lesson.answers):
            self.guess = index
            self._show_scene(self.lesson, self.place.scene)

    def show_scene(self, lesson: Lesson, scene: int) -> None:
        """Flip to another scene of the open lesson, or back to the settings that this one had."""
        if lesson is self.lesson and 0 <= scene < len(lesson.stages):
            self._show_scene(lesson, scene)

    def rest(self, step: int, last: int, report: int = 0) -> None:
        """The player rests there; `report` is the number of the message that says so.

        It speaks of a run of `last` steps. Where the reader has changed their number since, its end is not
        the step at which it was, but the end.
        """
        self.reported = report
        self.place = replace(self.place, step=None if step >= last else max(step, 0))

    def greet(self, number: int, query: Any) -> None:
        """The browser asks for the whole page; a session that is new did not know its query."""
        self.greeted = number
        if arriving() and self._return_to(query):
            st.rerun()

    def _return_to(self, query: Any) -> bool:
        """Take over the page that a browser has; whether it is another than the one that is drawn."""
        if not isinstance(query, dict) or query == self.address["query"]:
            return False
        place, problems = from_query(query)
        if place == self.place:
            return False
        self.place, self.problems = place, problems
        if len(self.cards) != len(self.experiment.runs):
            self._new_cards()
        self.seek = replace(self.seek, step=self.place.resting_step)
        return True

    def _show_scene(self, lesson: Lesson, scene: int) -> None:
        stage = lesson.stages[scene]
        last = stage.experiment.step_count
        step = 0 if self.guess is None else last if stage.step is None else stage.step
        self.place = Place(stage.experiment, step, lesson, scene)
        self.problems = ()
        self.focus = stage.focus
        self.seek = Seek(self.seek.number + 1, step, play=self.guess is not None)
        self._new_cards()

    def set_surface(self, kind: type[Surface]) -> None:
        """Go to another surface, as the reader last left it."""
        current = self.experiment.plane
        if current is None:
            return
        self.visited[current.key] = current
        self._change(change_surface(self.experiment, self.visited.get(kind.key) or kind()))

    def turn_surface(self, kind: type[Surface], name: str, value: Any) -> None:
        """Change one of the surface's own numbers, or its formula; ValueError where it is none."""
        current = self.experiment.plane
        if type(current) is kind:
            self._change(change_surface(self.experiment, replace(current, **{name: value})))

    def turn(self, card: int, name: str, value: Any) -> None:
        """Change one number of a run's optimizer."""
        if run := self._run(card):
            self._set_run(card, replace(run, optimizer=replace(run.optimizer, **{name: value})))

    def add(self, kind: type[Optimizer]) -> None:
        """Add a run with the rule's defaults; the same rule may be there already."""
        if len(self.experiment.runs) < MOST_RUNS:
            run = Run(default_optimizer(kind, self.experiment.surface))
            self._change(replace(self.experiment, runs=(*self.experiment.runs, run)))
            self.opened = max(self.cards, default=-1) + 1
            self.cards.append(self.opened)

    def remove(self, card: int) -> None:
        """Take a run away."""
        if self._run(card):
            self._set_run(card)
            self.cards.remove(card)

    def toggle(self, card: int) -> None:
        """Hide a run, or show it again."""
        if run := self._run(card):
            self._set_run(card, replace(run, hidden=not run.hidden))

    def reset(self, card: int) -> None:
        """Give a run its defaults back."""
        if run := self._run(card):
            optimizer = default_optimizer(type(run.optimizer), self.experiment.surface)
            self._set_run(card, replace(run, optimizer=optimizer))

    def reset_all(self) -> None:
        """Back to the untouched page, on the same surface and outside of any lesson."""
        plane = self.experiment.plane
        self.place = Place(default_experiment(plane and type(plane)()))
        self.problems = ()
        self.guess = None
        self.focus = ""
        self.seek = Seek(self.seek.number + 1, self.place.resting_step)
        self.visited.clear()
        self._new_cards()

    def set_start(self, start: Point) -> None:
        """Begin elsewhere; a point outside the view changes nothing and is named as a problem."""
        if self.experiment.plane is None:
            return
        if problem := start_problem(self.experiment.surface, start):
            self.problems = (problem,)
            self.consequence = "The start stays where it was."
        else:
            self._change(replace(self.experiment, start=start))

    def set_clicked_start(self, start: Point, sequence: int) -> None:
        """Begin where the reader clicked or dragged to, in as many decimals as the link has."""
        self.acknowledged = sequence
        if plane := self.experiment.plane:
            self.set_start(rounded_start(plane, start))

    def set_coordinate(self, axis: int, value: float) -> None:
        """Begin at another x (axis 0) or y (axis 1)."""
        if self.experiment.plane:
            x, y = self.experiment.start_point
            self.set_start((value, y) if axis == 0 else (x, value))

    def set_steps(self, steps: int) -> None:
        """Take more steps or fewer."""
        self._change(replace(self.experiment, steps=steps))

    def set_log_loss(self, log_loss: bool) -> None:
        """Draw the loss on a log axis or on a linear one."""
        self._change(replace(self.experiment, log_loss=log_loss))

    def _change(self, experiment: Experiment) -> None:
        self.place = replace(self.place, experiment=experiment)
        self.problems = ()

    def _new_cards(self) -> None:
        first = max(self.cards, default=-1) + 1
        self.cards = list(range(first, first + len(self.experiment.runs)))

    def _run(self, card: int) -> Run | None:
        """The run of a card; None where it is gone."""
        return dict(zip(self.cards, self.experiment.runs, strict=True)).get(card)

    def _set_run(self, card: int, *instead: Run) -> None:
        """Another run in the place of a card's, or none."""
        index, runs = self.cards.index(card), self.experiment.runs
        self._change(replace(self.experiment, runs=(*runs[:index], *instead, *runs[index + 1 :])))


def choices() -> Choices:
    """This session's choices; the address is read when there are none yet."""
    if "choices" not in st.session_state:
        query: Mapping[str, str] = st.query_params.to_dict()
        place, problems = from_query(query)
        st.session_state["choices"] = Choices(place, problems)
    return st.session_state["choices"]
