"""The sidebar: the surface, where the runs begin and how far they go, and one card per run."""

from functools import partial

import streamlit as st

from experiment import MOST_RUNS, read_coordinate, read_steps
from figures import run_styles
from interface.choices import Choices
from interface.controls import box, control, plain, problem_of, show
from interface.describe import rule
from optimizers import OPTIMIZERS, SGD, Optimizer
from surfaces import SURFACES, Surface
from tunables import Tunable, number, tunables

_SURFACES: dict[str, type[Surface]] = {kind.key: kind for kind in SURFACES}


def sidebar(chosen: Choices) -> None:
    """Draw all controls; what the reader turns changes `chosen` before the page runs again."""
    with st.sidebar, st.container(gap="xsmall"):
        if not chosen.online:
            _surface(chosen)
        _start_and_steps(chosen)
        for index in range(len(chosen.experiment.runs)):
            _card(chosen, index)
        _add_and_reset(chosen)


def _surface(chosen: Choices) -> None:
    surface = chosen.experiment.surface
    show("surface", surface.key)
    st.selectbox(
        "Surface",
        list(_SURFACES),
        key="surface",
        format_func=lambda key: f"{_SURFACES[key].group} · {_SURFACES[key].name}",
        on_change=lambda: chosen.set_surface(_SURFACES[st.session_state["surface"]]),
        help=surface.teaches,
    )
    for tunable in tunables(type(surface)):
        control(
            tunable,
            f"{surface.key} {tunable.name}",
            getattr(surface, tunable.name),
            partial(chosen.turn_surface, type(surface), tunable.name),
        )


def _start_and_steps(chosen: Choices) -> None:
    experiment = chosen.experiment
    x, y = experiment.start_point
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        if not chosen.online:
            box(
                "Start x",
                "start x",
                number(x),
                lambda text: read_coordinate(text, experiment.surface, 0),
                lambda value: chosen.set_start((value, y)),
            )
            box(
                "Start y",
                "start y",
                number(y),
                lambda text: read_coordinate(text, experiment.surface, 1),
                lambda value: chosen.set_start((x, value)),
            )
        box("Steps", "steps", str(experiment.step_count), read_steps, chosen.set_steps)
    for key in ("start x", "start y", "steps"):
        problem_of(key)


def _card(chosen: Choices, index: int) -> None:
    """One run: its colour and name, its sliders, and the buttons that hide, reset and remove it."""
    experiment = chosen.experiment
    run, card = experiment.runs[index], chosen.cards[index]
    optimizer, key = run.optimizer, f"run {card}"
    colour, _ = run_styles(experiment.names)[index]
    title = f":{colour}[■] **{plain(experiment.labels[index])}**{' :gray[(hidden)]' if run.hidden else ''}"
    # A closed card is not filled: its controls would cost every answer of the page their time.
    opened = st.expander(title, expanded=index == 0, key=key, on_change="rerun")
    if not opened.open:
        return
    with opened, st.container(gap="xsmall"):
        for tunable in tunables(type(optimizer)):
            control(
                tunable,
                f"{key} {tunable.name}",
                getattr(optimizer, tunable.name),
                partial(chosen.turn, card, tunable.name),
            )
            if landmark := _landmark(experiment.surface, optimizer, tunable):
                st.caption(landmark)
        with st.container(horizontal=True, gap="xsmall"):
            label = "Show" if run.hidden else "Hide"
            st.button(label, key=f"{key} hide", on_click=chosen.toggle, args=(card,))
            st.button("Reset", key=f"{key} reset", on_click=chosen.reset, args=(card,))
            st.button("Remove", key=f"{key} remove", on_click=chosen.remove, args=(card,))
        st.caption(rule(type(optimizer)))


def _landmark(surface: Surface, optimizer: Optimizer, tunable: Tunable) -> str:
    """Where gradient descent begins to diverge, for the slider on which one looks for it."""
    limit = surface.largest_curvature
    if not (isinstance(optimizer, SGD) and tunable.name == "learning_rate" and limit):
        return ""
    return f"On this surface SGD diverges above 2/λmax = {2 / limit:.3g}."


def _add_and_reset(chosen: Choices) -> None:
    kinds = {kind.key: kind for kind in OPTIMIZERS}

    def add() -> None:
        if kind := kinds.get(st.session_state["add a run"]):
            chosen.add(kind)
            st.session_state[f"run {chosen.cards[-1]}"] = True  # its card opens
        st.session_state["add a run"] = None

    full = len(chosen.experiment.runs) >= MOST_RUNS
    st.selectbox(
        "Add a run",
        list(kinds),
        index=None,
        key="add a run",
        format_func=lambda key: f"{kinds[key].family} · {kinds[key].name}",
        placeholder=f"{MOST_RUNS} runs are the most" if full else "Add a run",
        label_visibility="collapsed",
        disabled=full,
        on_change=add,
    )
    show("log loss", chosen.experiment.loss_on_log)
    st.toggle(
        "Loss on a log axis",
        key="log loss",
        on_change=lambda: chosen.set_log_loss(st.session_state["log loss"]),
    )
    st.button("Reset everything", key="reset all", on_click=chosen.reset_all, type="tertiary")
