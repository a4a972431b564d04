"""The sidebar: the surface, where the runs begin and how far they go, and one card per run."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from experiment import CHOICES, MOST_RUNS, read_label, start_tunables, steps_tunable
from figures import run_styles
from interface.chance import chance
from interface.choices import Choices
from interface.controls import Called, box, complaint_of, control, fold, plain
from interface.equations import equations
from interface.schedule import schedule_controls
from interface.strips import Places, has_strips, strips
from interface.widgets import button, widget
from optimizers import OPTIMIZERS, Optimizer, Own, own_rule, symbolic
from page import SHADING, STRIPS
from problems import Network
from surfaces import Surface
from tunables import EXACT, Tunable, short, tunables
from words import landmark

_MOST_UNFOLDED = 4  # of a surface's own numbers
_CHOICES = {kind.key: kind for kind in CHOICES}
_CALLED = Called((kind.key, f"{kind.group} · {kind.name}") for kind in CHOICES)


def sidebar(chosen: Choices) -> Callable[[], None]:
    """Draw all controls; what the reader turns changes `chosen` before the page runs again.

    What is returned draws the curves under the learning rates, which take some time.
    """
    leaves_out = chosen.page.leaves_out
    if choice := chosen.experiment.choice:
        _surface(chosen, choice)
    _start_and_steps(chosen)
    if chosen.experiment.plane and not leaves_out("noise"):
        chance(chosen)
    rates = Places()
    for index, name in enumerate(chosen.experiment.names):
        if not leaves_out(name):
            _card(chosen, index, rates)
    _add_and_reset(chosen)
    return partial(strips, chosen, rates)


def _surface(chosen: Choices, surface: Surface | Network) -> None:
    def choose(key: str) -> None:
        if kind := _CHOICES.get(key):
            chosen.set_surface(kind)

    if not chosen.page.leaves_out("surface"):
        widget(
            partial(st.selectbox, "Surface"),
            "surface",
            surface.key,
            choose,
            default="index",
            options=list(_CHOICES),
            format_func=_CALLED,
            help=surface.teaches,
        )
    own = [
        each for each in tunables(type(surface)) if not chosen.page.leaves_out(f"{surface.key}.{each.name}")
    ]
    if len(own) <= _MOST_UNFOLDED:
        return _numbers(chosen, surface, own)
    # So many of them would leave the first run's card out of sight.
    opened = fold(f"Numbers of {surface.name[0].lower()}{surface.name[1:]}", surface.key, False)
    if opened.open:
        with opened, st.container(gap="xsmall"):
            _numbers(chosen, surface, own)


def _numbers(chosen: Choices, surface: Surface | Network, own: list[Tunable]) -> None:
    for tunable in own:
        control(
            tunable,
            f"{surface.key} {tunable.name}",
            getattr(surface, tunable.name),
            partial(chosen.turn_surface, type(surface), tunable.name),
        )


def _start_and_steps(chosen: Choices) -> None:
    """The start's two boxes and the steps; what they stand for is looked up when the reader has written."""
    start = chosen.experiment.start_point
    plane = None if chosen.page.leaves_out("start") else chosen.experiment.plane
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        if plane:
            for axis, letter in enumerate(plane.letters):
                box(
                    f"Start {letter}",
                    f"start {letter}",
                    short(start[axis], EXACT),
                    partial(_read_coordinate, chosen, axis),
                    partial(chosen.set_coordinate, axis),
                )
    for letter in plane.letters if plane else ():
        complaint_of(f"start {letter}")
    if chosen.page.leaves_out("steps"):
        return
    steps = steps_tunable(chosen.experiment.surface)
    control(steps, "steps", chosen.experiment.step_count, chosen.set_steps)


def _read_coordinate(chosen: Choices, axis: int, text: str) -> float:
    value: float = start_tunables(chosen.experiment.surface)[axis].read(text)
    return value


def _card(chosen: Choices, index: int, rates: Places) -> None:
    """One run: its colour and name, its sliders, and the buttons that hide, reset and remove it.

    The place under the slider of its learning rate goes to `rates`.
    """
    experiment, leaves_out = chosen.experiment, chosen.page.leaves_out
    run, card = experiment.runs[index], chosen.cards[index]
    optimizer, key = run.optimizer, f"run {card}"
    colour, _ = run_styles(experiment.names)[index]
    title = f":{colour}[■] **{plain(experiment.labels[index])}**{' :gray[(hidden)]' if run.hidden else ''}"
    # A closed card is not filled: its controls would cost every answer of the page their time.
    expanded = index == 0 or card == chosen.opened
    opened = fold(title, key, expanded)
    if not opened.open:
        return
    with opened, st.container(gap="xsmall"):
        if isinstance(optimizer, Own) and not leaves_out("runs"):
            equations(chosen, index, key)
        for tunable in tunables(type(optimizer)):
            if leaves_out(f"{experiment.names[index]}.{tunable.name}"):
                continue
            control(
                tunable,
                f"{key} {tunable.name}",
                getattr(optimizer, tunable.name),
                partial(chosen.turn, card, tunable.name),
            )
            if tunable.name == "learning_rate" and has_strips(chosen):
                rates.append((experiment.names[index], st.container(key=f"{key} strip")))
            landmark = "" if chosen.predicting else _landmark(experiment.plane, optimizer, tunable)
            if landmark:
                st.caption(landmark)
        if not leaves_out("schedules"):
            schedule_controls(chosen, index, key)
        with st.container(horizontal=True, gap="xsmall"):
            if not leaves_out("cards"):
                label = "Show" if run.hidden else "Hide"
                button(label, partial(chosen.toggle, card), key=f"{key} hide")
                button("Reset", partial(chosen.reset, card), key=f"{key} reset")
            full = len(experiment.runs) >= MOST_RUNS
            if not leaves_out("runs"):
                button("Copy", partial(chosen.duplicate, card), key=f"{key} copy", disabled=full)
                button("Remove", partial(chosen.remove, card), key=f"{key} remove")
        if not leaves_out("cards"):
            box(
                "Name",
                f"{key} name",
                experiment.labels[index],
                read_label,
                partial(chosen.rename, card),
                help="What the run is called; empty, it is called by its rule and by what differs.",
            )
            complaint_of(f"{key} name")
        st.caption(_rule(type(optimizer)))
        if not isinstance(optimizer, Own) and not leaves_out("runs"):
            button(
                "Edit these equations",
                partial(chosen.edit, card),
                key=f"{key} edit",
                type="tertiary",
                disabled=full,
                help="Adds a run of your own that begins with them.",
            )


def _rule(kind: type[Optimizer]) -> str:
    """An optimizer for its card: its idea, its equations and where it was published."""
    lines = r" \\ ".join(symbolic(kind, equation).replace(" = ", " &= ", 1) for equation in kind.equations)
    written = f"$\\begin{{aligned}} {lines} \\end{{aligned}}$"
    return "\n\n".join(filter(None, [plain(kind.idea), written, plain(kind.source)]))


def _landmark(surface: Surface | None, optimizer: Optimizer, tunable: Tunable) -> str:
    """What is worth knowing of a slider's values here: of a learning rate, where it is too large."""
    if surface is None or tunable.name != "learning_rate":
        return ""
    return landmark(surface, optimizer)


def _add_and_reset(chosen: Choices) -> None:
    leaves_out = chosen.page.leaves_out
    if not leaves_out("runs"):
        _add(chosen)
    if not leaves_out("looks"):
        _looks(chosen)
    with st.container(horizontal=True, gap="small"):
        if not leaves_out("reset"):
            button("Reset everything", chosen.reset_all, key="reset all", type="tertiary")
        button(
            "Make a worksheet",
            chosen.draft,
            key="make a worksheet",
            type="tertiary",
            help="A link to this page that leaves out what you choose, with a challenge if you like.",
        )


def _add(chosen: Choices) -> None:
    kinds = {kind.key: kind for kind in (*OPTIMIZERS, own_rule())}

    def add(key: str | None) -> None:
        if key in kinds:
            chosen.add(kinds[key])

    full = len(chosen.experiment.runs) >= MOST_RUNS
    widget(
        partial(st.selectbox, "Add a run"),
        "add a run",
        None,  # whatever was chosen is added, and the choice is free again
        add,
        default="index",
        options=list(kinds),
        format_func=Called((key, f"{kind.family.shelf} · {kind.name}") for key, kind in kinds.items()),
        placeholder=f"{MOST_RUNS} runs are the most" if full else "Add a run",
        label_visibility="collapsed",
        disabled=full,
    )


def _looks(chosen: Choices) -> None:
    widget(
        partial(st.toggle, "Loss on a log axis"),
        "log loss",
        chosen.experiment.loss_on_log,
        chosen.set_log_loss,
    )
    if chosen.experiment.plane:
        control(SHADING, "shading", chosen.page.shading, chosen.set_shading)
        control(STRIPS, "strips", chosen.page.strips, chosen.set_strips)
