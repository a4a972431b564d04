"""A run's learning-rate schedule in its card: which one, its numbers, and its curve."""

from functools import partial

import streamlit as st

from interface.choices import Choices
from interface.controls import Called, control, fold, plain
from interface.widgets import button, widget
from schedules import CONSTANT, SCHEDULES, Schedule
from tunables import number, short, tunables

_KINDS: dict[str, type[Schedule]] = {kind.key: kind for kind in SCHEDULES}
_POINTS = 120  # of it, at most


def schedule_controls(chosen: Choices, index: int, key: str) -> None:
    """Draw them, folded away as long as the rate is constant; `key` is that of the run's card."""
    schedule = chosen.experiment.runs[index].schedule
    opened = fold("Schedule of α", f"{key} schedules", schedule != CONSTANT)
    if opened.open:
        with opened, st.container(gap="xsmall"):
            _opened(chosen, index, key)


def _opened(chosen: Choices, index: int, key: str) -> None:
    experiment = chosen.experiment
    schedule, card = experiment.runs[index].schedule, chosen.cards[index]

    def choose(name: str) -> None:
        if kind := _KINDS.get(name):
            chosen.set_schedule(card, kind)

    widget(
        partial(st.selectbox, "Schedule of α"),
        f"{key} schedule",
        schedule.key,
        choose,
        default="index",
        options=list(_KINDS),
        format_func=Called((name, kind.name) for name, kind in _KINDS.items()),
        label_visibility="collapsed",
        help="By what the learning rate is multiplied at each step.",
    )
    if schedule == CONSTANT:
        return
    st.html(curve(schedule, experiment.step_count))
    st.caption(plain(schedule.idea))
    for tunable in tunables(type(schedule)):
        control(
            tunable,
            f"{key} {schedule.key} {tunable.name}",
            getattr(schedule, tunable.name),
            partial(chosen.turn_schedule, card, type(schedule), tunable.name),
        )
    if len(experiment.runs) > 1:
        button("Use for all runs", partial(chosen.share_schedule, card), key=f"{key} share schedule")


def curve(schedule: Schedule, steps: int) -> str:
    """The factor against the step as HTML: an area from 0 to the factor, made of numbers of our own.

    Streamlit takes an SVG out of HTML, and leaves a shape in a style.
    """
    every = max(1, -(-steps // _POINTS))
    at = [*range(1, steps, every), steps]
    factors = [schedule.factor(t, steps) for t in at]
    corners = [
        f"{number(round(100 * (t - 1) / (steps - 1), 2))}% {number(round(100 * (1 - factor), 2))}%"
        for t, factor in zip(at, factors, strict=True)
    ]
    first, last = short(factors[0]), short(factors[-1])
    label = f"Factor on the learning rate: {first} at step 1, {last} at step {steps}."
    shape = ", ".join(["0% 100%", *corners, "100% 100%"])
    return (
        f'<div class="ads-schedule" role="img" aria-label="{label}">'
        f'<div style="clip-path: polygon({shape})"></div></div>'
    )
