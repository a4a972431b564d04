"""A session: the page that the reader has, and what only a browser makes necessary.

The Page is the truth. Widgets show it and call the functions here when the reader turns them, each of which
does to the page what `page.acts` says; the link is written from it. A link is read once, when a session
begins.
Beside the page stands what identifies widgets and messages: cards, numbers of what is under way.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from experiment import Experiment
from interface.address import Address, Addresses
from interface.live_chart.message import Preview
from interface.messages import is_count
from interface.widgets import arriving
from lessons import Lesson
from optimizers import Optimizer
from page import Page, acts, from_query, to_query
from problems import Network
from schedules import Schedule
from surfaces import Point, Points, Surface


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
        page: the truth.
        guess: the answer that the reader has given to the lesson's question; None while there is none.
        focus: the name of the run that the reader looks inside; where it is gone, the first one shown.
        seek: where the player was last sent.
        cards: a number per run that stays with it while others come and go, for its widgets.
        complaints: what could not be used of a link or of a start, in sentences.
        consequence: what is there instead, in one more.
        acknowledged: the number of the last start that came from the chart.
        placed: the number of the last examples that came from the chart.
        reported: the number of the last report of the player.
        greeted: the number of the browser's last greeting.
        unaddressed: whether the session began with a link that said nothing.
        browsing: whether the lessons' gallery is wanted, once.
        link: the link whose QR code is wanted, once; empty else.
        rates_before: the learning rates that runs had before they were given their best, by name.
        stopped: what long work the reader has stopped; None while none is.
        asked: what is held, a slider's thumb or the start, and where; None while nothing is.
        previewed: the number of the last such message.
        visited: the surfaces as the reader left them, by key.
        changes: how often the reader has changed what is walked, since the page or its challenge was set.
        met_after: after how many of them the challenge was met; None where it was not yet.
        drafting: whether the dialogue that makes a worksheet is wanted, once.
        opened: the card that was added last, which opens.
        on_page: what the last whole run of the page showed.
        addresses: those that the browser was told.
    """

    page: Page
    complaints: tuple[str, ...] = ()
    consequence: str = "Not everything in the link could be used; the defaults stand in."
    guess: int | None = None
    focus: str = ""
    seek: Seek = Seek(0, 0)
    cards: list[int] = field(default_factory=list)
    acknowledged: int = 0
    placed: int = 0
    reported: int = 0
    greeted: int = 0
    unaddressed: bool = False
    browsing: bool = False
    link: str = ""
    rates_before: dict[str, float] = field(default_factory=dict)
    stopped: Any = None
    asked: Preview | None = None
    previewed: int = 0
    visited: dict[str, Surface | Network] = field(default_factory=dict)
    changes: int = 0
    met_after: int | None = None
    drafting: bool = False
    opened: int | None = None
    on_page: Any = None
    addresses: Addresses = field(default_factory=Addresses)

    def __post_init__(self) -> None:
        self.cards = list(range(len(self.experiment.runs)))
        self.seek = Seek(1, self.page.resting_step)
        self.focus = self._own_focus()

    @property
    def experiment(self) -> Experiment:
        """The experiment on the page."""
        return self.page.experiment

    @property
    def lesson(self) -> Lesson | None:
        """The open lesson."""
        return self.page.lesson

    @property
    def predicting(self) -> bool:
        """Whether a lesson still waits for the reader's guess: then nothing gives the answer away."""
        return self.page.waits and self.guess is None

    @property
    def address(self) -> Address:
        """The link to this page."""
        return self.addresses.of(self.page)

    @property
    def whole(self) -> Any:
        """Everything that the page shows outside of the inspector, to be compared with `on_page`."""
        page = replace(self.page, step=None)
        # A network's pictures are those of the run that is looked into.
        focus = self.focus if self.experiment.network else ""
        numbers = self.seek, tuple(self.cards), self.acknowledged, self.placed
        return page, self.complaints, self.guess, focus, numbers

    @property
    def overtaken(self) -> bool:
        """Whether the reader has done something to the page that no whole run has drawn to its end.

        It came with a message for a part of the page, or the run that was to draw it was cut short.
        """
        return self.whole != self.on_page or self.browsing or self.drafting or self.link != ""

    def remember(self) -> dict[str, Any]:
        """What a new server must know: Streamlit tells it the address with which the page was opened."""
        return {
            "query": self.address["query"],
            "cards": self.cards,
            "guess": self.guess,
            "focus": self.focus,
            "seek": self.seek.number,
            "acknowledged": self.acknowledged,
            "placed": self.placed,
            "changes": self.changes,
            "met": self.met_after,
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
        if is_count(number := told.get("placed")):
            self.placed = number
        if is_count(number := told.get("changes")):
            self.changes = number
        if is_count(number := told.get("met")):
            self.met_after = number

    def open_lesson(self, lesson: Lesson | None) -> None:
        """Set the page for a lesson, its runs not begun; None closes it and leaves the page as it is."""
        self.guess = None
        if lesson is None:
            self.page = acts.leave_lesson(self.page)
        else:
            self._show(acts.open_lesson(self.page, lesson))

    def take_challenge(self) -> None:
        """Leave the open lesson for its challenge."""
        self.guess = None
        self._show(acts.take_challenge(self.page))

    def draft(self) -> None:
        """The dialogue that makes a worksheet is wanted."""
        self.drafting = True

    def turn_page(self, pages: int) -> None:
        """Go so many lessons further, or back; beyond the ends nothing happens."""
        turned = acts.turn_page(self.page, pages)
        if turned.lesson is not self.lesson:
            self.open_lesson(turned.lesson)

    def answer(self, index: int, lesson: Lesson | None = None) -> None:
        """Guess, and see: the runs play up to the step to watch. `lesson` is the one that asked."""
        if self.lesson and lesson in (None, self.lesson) and 0 <= index < len(self.lesson.answers):
            self.guess = index
            self.show_scene(self.lesson, self.page.scene)

    def show_scene(self, lesson: Lesson, scene: int) -> None:
        """Flip to another scene of the open lesson, or back to the settings that this one had."""
        if lesson is self.lesson and 0 <= scene < len(lesson.stages):
            self._show(acts.show_scene(self.page, scene, answered=self.guess is not None))

    def look_at(self, weight: int) -> None:
        """Look into another of a network's weights."""
        self.page = acts.look_at(self.page, weight)

    def show_view(self, view: str) -> None:
        """Have another view below the rows."""
        self.page = acts.show_view(self.page, view)

    def set_seeds(self, seeds: int) -> None:
        """Compare so many seeds."""
        self.page = acts.set_seeds(self.page, seeds)

    def set_sweep(self, run: str, across: str, up: str) -> None:
        """Sweep over two numbers of a run and its surface."""
        self.page = acts.set_sweep(self.page, run, across, up)

    def compare(self, *runs: str) -> None:
        """Compare one run or two."""
        self.page = acts.compare(self.page, *runs)

    def set_criterion(self, criterion: str) -> None:
        """Judge runs by something else."""
        self.page = acts.set_criterion(self.page, criterion)

    def set_order(self, order: str) -> None:
        """Sort the scoreboard by something else."""
        self.page = acts.set_order(self.page, order)

    def set_tolerance(self, tolerance: float) -> None:
        """Have runs count as settled below another f − f*."""
        self.page = acts.set_tolerance(self.page, tolerance)

    def set_heights(self, heights: str) -> None:
        """Have the surface in space as high as f is, or as the map's colours are spread."""
        self.page = acts.set_heights(self.page, heights)

    def set_shading(self, on: bool) -> None:
        """Shade the map's hills, or leave it even."""
        self.page = acts.set_shading(self.page, on)

    def set_strips(self, on: bool) -> None:
        """Have a curve under each slider of a learning rate, or none."""
        self.page = acts.set_strips(self.page, on)

    def load(self, run: str, settings: Mapping[str, float]) -> None:
        """Turn numbers of a run and its surface to where a sweep has them."""
        self._do(acts.load, run, settings)

    def set_best_rates(self, rates: Mapping[str, float]) -> None:
        """Give runs their best learning rates, and keep those that they had."""
        before = {
            name: run.optimizer.learning_rate
            for name, run in zip(self.experiment.names, self.experiment.runs, strict=True)
            if name in rates
        }
        self.rates_before = before | self.rates_before
        self._do(acts.set_rates, rates)

    def set_rates_back(self) -> None:
        """Give runs the learning rates back that they had before their best."""
        before, self.rates_before = self.rates_before, {}
        self._do(acts.set_rates, before)

    def stop(self, work: Any) -> None:
        """Have nothing more of some long work done; None has it done after all."""
        self.stopped = work

    def rest(self, step: int, last: int, report: int = 0) -> None:
        """The player rests there, in a run of `last` steps; `report` numbers the message that says so."""
        self.reported = report
        self.page = acts.rest(self.page, step, last)

    def greet(self, number: int, query: Any) -> None:
        """The browser asks for the whole page; a session that is new did not know its query."""
        self.greeted = number
        if arriving() and self._return_to(query):
            st.rerun()

    def _return_to(self, query: Any) -> bool:
        """Take over the page that a browser has; whether it is another than the one that is drawn."""
        if not isinstance(query, dict) or query == self.address["query"]:
            return False
        page, complaints = from_query(query)
        if page == self.page:
            return False
        self.page, self.complaints = page, complaints
        if len(self.cards) != len(self.experiment.runs):
            self._new_cards()
        self.seek = replace(self.seek, step=self.page.resting_step)
        return True

    def preview(self, asked: Preview) -> None:
        """Something is held there; the page is asked how it would be."""
        self.asked, self.previewed = asked, asked["number"]

    def supposing(self, turn: Callable[[], None]) -> Page:
        """The page after a turn that is not made."""
        before = self.page, self.complaints, self.consequence, self.changes
        try:
            turn()
            return self.page
        finally:
            self.page, self.complaints, self.consequence, self.changes = before

    def set_surface(self, kind: type[Surface] | type[Network]) -> None:
        """Go to another surface or network, as the reader last left it."""
        self.rates_before = {}
        if current := self.experiment.choice:
            self.visited[current.key] = current
            self._do(acts.set_surface, self.visited.get(kind.key) or kind())

    def turn_surface(self, kind: type[Surface] | type[Network], name: str, value: Any) -> None:
        """Change one of the surface's own numbers, or its formula; ValueError where it is none."""
        self._do(acts.turn_surface, kind, name, value)

    def turn(self, card: int, name: str, value: Any) -> None:
        """Change one number of a run's optimizer."""
        self._do_to(card, acts.turn, name, value)

    def write_rule(self, card: int, text: str) -> None:
        """Give a rule of the reader's own other equations; ValueError where these are none."""
        self._do_to(card, acts.write_rule, text)

    def edit(self, card: int) -> None:
        """Add a run of the reader's own that begins with the equations of this one."""
        self._do_to(card, acts.edit)
        self._open_new_card()

    def add(self, kind: type[Optimizer]) -> None:
        """Add a run with the rule's defaults; the same rule may be there already."""
        self._do(acts.add, kind)
        self._open_new_card()

    def _open_new_card(self) -> None:
        if len(self.experiment.runs) > len(self.cards):
            self.opened = max(self.cards, default=-1) + 1
            self.cards.append(self.opened)

    def duplicate(self, card: int) -> None:
        """Add a run like this one."""
        self._do_to(card, acts.duplicate)
        self._open_new_card()

    def rename(self, card: int, label: str) -> None:
        """Call a run something; ValueError where that cannot be drawn."""
        self._do_to(card, acts.rename, label)

    def hide(self, names: Collection[str]) -> None:
        """Hide just these runs, by their names in links, and show the others."""
        for card, name, run in zip(self.cards, self.experiment.names, self.experiment.runs, strict=True):
            if run.hidden != (name in names):
                self.toggle(card)

    def remove(self, card: int) -> None:
        """Take a run away."""
        self._do_to(card, acts.remove)
        if card in self.cards:
            self.cards.remove(card)

    def toggle(self, card: int) -> None:
        """Hide a run, or show it again."""
        self._do_to(card, acts.toggle)

    def reset(self, card: int) -> None:
        """Give a run its defaults back."""
        self._do_to(card, acts.reset)

    def reset_all(self) -> None:
        """Back to the untouched page, on the same surface and outside of any lesson."""
        self.guess = None
        self.visited.clear()
        self._show(acts.reset_all(self.page))

    def set_start(self, start: Point) -> None:
        """Begin elsewhere; a point outside the view changes nothing and is complained of."""
        self._place("start stays where it was", acts.set_start, start)

    def set_clicked_start(self, start: Point, sequence: int) -> None:
        """Begin where the reader clicked or dragged to, in as many decimals as the link has."""
        self.acknowledged = sequence
        self._place("start stays where it was", acts.set_clicked_start, start)

    def set_coordinate(self, axis: int, value: float) -> None:
        """Begin at another x (axis 0) or y (axis 1)."""
        self._place("start stays where it was", acts.set_coordinate, axis, value)

    def set_steps(self, steps: int) -> None:
        """Take more steps or fewer."""
        self._do(acts.set_steps, steps)

    def set_noise(self, noise: float) -> None:
        """Disturb every gradient so much, or not at all."""
        self._do(acts.set_noise, noise)

    def set_batch(self, batch: int) -> None:
        """Let every step see so many examples."""
        self._do(acts.set_batch, batch)

    def set_seed(self, seed: int) -> None:
        """Draw noise and batches from another seed."""
        self._do(acts.set_seed, seed)

    def set_sampling(self, sampling: str) -> None:
        """Draw batches anew at each step, or deal them in epochs."""
        self._do(acts.set_sampling, sampling)

    def set_exact_paths(self, on: bool) -> None:
        """Draw the paths with exact gradients under the others, or leave them out."""
        self._do(acts.set_exact_paths, on)

    def set_schedule(self, card: int, kind: type[Schedule]) -> None:
        """Give a run another learning-rate schedule."""
        self._do_to(card, acts.set_schedule, kind)

    def turn_schedule(self, card: int, kind: type[Schedule], name: str, value: Any) -> None:
        """Change one number of a run's schedule."""
        self._do_to(card, acts.turn_schedule, kind, name, value)

    def share_schedule(self, card: int) -> None:
        """Give all runs the schedule of this one."""
        self._do_to(card, acts.share_schedule)

    def browse(self) -> None:
        """The lessons' gallery is wanted."""
        self.browsing = True

    def ask_for_code(self, link: str) -> None:
        """A QR code of this link is wanted."""
        self.link = link

    def present(self, on: bool) -> None:
        """Show the page to a class, or leave that."""
        self.page = acts.present(self.page, on)

    def set_log_loss(self, log_loss: bool) -> None:
        """Draw the loss on a log axis or on a linear one."""
        self._do(acts.set_log_loss, log_loss)

    def _do(self, act: Callable[..., Page], *arguments: Any) -> None:
        """What a reader did to the page; where that changed it, what was complained of before is over."""
        page = act(self.page, *arguments)
        if page is not self.page:
            self.changes += page.experiment != self.page.experiment
            self.page, self.complaints = page, ()

    def _do_to(self, card: int, act: Callable[..., Page], *arguments: Any) -> None:
        """What a reader did to the run of a card, if it is still there."""
        if card in self.cards:
            self._do(act, self.cards.index(card), *arguments)

    def place_points(self, text: str, sequence: int) -> None:
        """The reader's own examples, as they were dragged, added or removed in the chart."""
        self.placed = sequence
        self._place("points stay where they were", acts.turn_surface, Points, "text", text)

    def _place(self, else_: str, act: Callable[..., Page], *arguments: Any) -> None:
        """Put something in its place, which may be refused: then the page says so, and that the `else_`."""
        try:
            self._do(act, *arguments)
        except ValueError as complaint:
            self.complaints = (str(complaint),)
            self.consequence = f"The {else_}."

    def _show(self, page: Page) -> None:
        """Another page altogether, or a lesson's scene: the player goes where that begins, or plays it."""
        self.page, self.complaints, self.rates_before = page, (), {}
        self.changes, self.met_after = 0, None
        self.focus = self._own_focus()
        self.seek = Seek(self.seek.number + 1, page.resting_step, play=self.guess is not None)
        self._new_cards()

    def _own_focus(self) -> str:
        """The run that the lesson's scene is about."""
        return self.lesson.stages[self.page.scene].focus if self.lesson else ""

    def _new_cards(self) -> None:
        first = max(self.cards, default=-1) + 1
        self.cards = list(range(first, first + len(self.experiment.runs)))


def choices() -> Choices:
    """This session's choices; the address is read when there are none yet."""
    if "choices" not in st.session_state:
        query: Mapping[str, str] = st.query_params.to_dict()
        page, complaints = from_query(query)
        st.session_state["choices"] = Choices(page, complaints, unaddressed=not to_query(page))
    return st.session_state["choices"]
