"""However late, partial or lost the messages are: at rest all widgets show the number chosen last."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from interface.ledger import Ledger

KEYS = ("slider", "box", "other")  # three widgets that stand for one number


def test_a_value_written_a_moment_ago_is_no_act_and_neither_is_the_one_before_it():
    ledger = Ledger()
    ledger.begin()
    ledger.heard("box", 1)
    ledger.begin()
    ledger.wrote("box", 2)
    assert not ledger.is_act("box", 1), "the browser has not got it yet"
    assert not ledger.is_act("box", 2), "or it has"
    assert ledger.is_act("box", 3)
    ledger.reached(2)
    assert ledger.is_act("box", 1), "it had got it, so someone put it back"


def test_what_is_under_way_is_told_again_until_it_has_arrived():
    ledger = Ledger()
    ledger.begin()
    ledger.wrote("box", 2)
    assert ledger.must_write("box", 2, current=2)
    ledger.reached(1)
    assert not ledger.must_write("box", 2, current=2)
    assert ledger.must_write("box", 3, current=2)


def test_no_browser_can_claim_a_run_that_was_not():
    ledger = Ledger()
    ledger.begin()
    ledger.wrote("box", 2)
    for run in (-1, 0, 2, 10**9):
        ledger.reached(run)
        assert ledger.arrived == 0
    ledger.reached(1)
    ledger.reached(0)
    assert ledger.arrived == 1


@dataclass
class World:
    """A browser, a server and the messages between them."""

    ledger: Ledger = field(default_factory=Ledger)
    number: int = 0
    session: dict[str, int] = field(default_factory=dict)  # what Streamlit takes the widgets to show
    shown: dict[str, int] = field(default_factory=dict)  # what they show
    seen: int = 0  # the last run that arrived in the browser whole
    to_server: list[tuple[dict[str, int], int]] = field(default_factory=list)
    to_browser: list[list[tuple[str, int]]] = field(default_factory=list)

    def __post_init__(self):
        self.ledger.begin()
        for key in KEYS:
            self.ledger.heard(key, 0)
            self.session[key] = self.shown[key] = 0
        self.seen = 1

    def turn(self, key, value):
        self.shown[key] = value
        self.to_server.append((dict(self.shown), self.seen))

    def answer(self, count, sent):
        """The server takes some messages as one, and sends the first parts of its answer."""
        taken, self.to_server = self.to_server[:count], self.to_server[count:]
        if not taken:
            return
        values, seen = taken[-1]
        self.ledger.reached(seen)
        for key, value in values.items():
            if value != self.session[key]:
                self.session[key] = value
                if self.ledger.is_act(key, value):
                    self.number = value
                self.ledger.heard(key, value)
        self.ledger.begin()
        parts = []
        for key in KEYS:
            if self.ledger.must_write(key, self.number, self.session[key]):
                self.session[key] = self.number
                self.ledger.wrote(key, self.number)
                parts.append((key, self.number))
        parts.append(("run", self.ledger.run))
        self.to_browser.append(parts[: sent if self.to_server else len(parts)])

    def arrive(self):
        for key, value in self.to_browser.pop(0) if self.to_browser else []:
            if key == "run":
                self.seen = value
            else:
                self.shown[key] = value

    def rest(self):
        while self.to_server or self.to_browser:
            self.answer(1, 0)
            self.arrive()


events = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), st.sampled_from(KEYS)),
        st.tuples(st.just("answer"), st.integers(1, 3), st.integers(0, 4)),
        st.tuples(st.just("arrive")),
    ),
    max_size=60,
)


@settings(max_examples=400)
@given(events)
def test_at_rest_all_widgets_show_the_number(does):
    world = World()
    for value, (what, *details) in enumerate(does, start=1):
        if what == "turn":
            world.turn(details[0], value)
        else:
            getattr(world, what)(*details)
    world.rest()
    assert set(world.shown.values()) == {world.number}
    world.turn("slider", 1000)
    world.rest()
    assert set(world.shown.values()) == {world.number} == {1000}, "the next turn counts, too"


@settings(max_examples=400)
@given(events)
def test_turns_of_one_widget_are_never_lost(does):
    """The others are written all the while, and their echoes must not undo what this one chose."""
    world, last = World(), 0
    for value, (what, *details) in enumerate(does, start=1):
        if what == "turn":
            last = value
            world.turn("slider", value)
        else:
            getattr(world, what)(*details)
    world.rest()
    assert world.number == last
    assert set(world.shown.values()) == {last}
