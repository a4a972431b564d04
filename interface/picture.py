"""The picture of the page: figures, rows and words of what is chosen, handed to the live chart."""

from dataclasses import asdict

import streamlit as st

from figures import DrawnRun, Spec, curves_spec, loss_name, map_spec, online_specs
from interface.choices import Choices
from interface.describe import describe_curves, describe_map, describe_parameter
from interface.live_chart import live_chart
from interface.widgets import arriving, breathe
from optimizers import Optimizer

# Seconds in which the picture has the browser for itself before the rest of the page arrives. On a first
# visit it has yet to load the chart library; with less time the rest gets in its way, and both are late.
# Later, a slider's answer is on the screen a third sooner (benchmarks/latency.py).
FIRST_HEAD_START, HEAD_START = 0.9, 0.075


def head_start() -> None:
    """Wait until the server has sent the picture and the browser has drawn it, more or less."""
    first = "seen" not in st.session_state and not arriving()
    st.session_state["seen"] = True
    breathe(FIRST_HEAD_START if first else HEAD_START)


def picture(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer, str]]) -> None:
    """Draw the map and the curves, or an online problem's two figures, with the player and the rows."""
    experiment, problem = chosen.experiment, chosen.lesson.problem if chosen.lesson else None
    drawn = [run for run, _, _ in runs]
    # While a lesson waits for a guess, nothing says how the runs end.
    ends = ["" if chosen.predicting else end for _, _, end in runs]
    told = list(zip((run.label for run in drawn), ends, strict=True))
    figures: dict[str, Spec]
    if problem:
        figures = online_specs(drawn, problem.period)
        words = {"map": describe_parameter(told), "curves": describe_curves(told, "Mean loss of a period")}
        hint, quantity = "", "mean loss"
    else:
        surface = experiment.surface
        figures = {
            "map": map_spec(surface, drawn, ground=False),
            "curves": curves_spec(surface, drawn, "log" if experiment.loss_on_log else "linear"),
        }
        words = {"map": describe_map(experiment, told), "curves": describe_curves(told)}
        hint = "" if chosen.lesson else f"{surface.teaches} Drag the start, or click anywhere on the map."
        quantity = loss_name(surface)
    live_chart(
        surface=None if problem else experiment.surface,
        hint=hint,
        figures=figures,
        descriptions=words,
        rows=[
            {"name": run.name, "label": run.label, "sentence": end, "token": run.token, "dash": run.dash}
            for run, end in zip(drawn, ends, strict=True)
        ],
        quantity=quantity,
        steps=experiment.step_count,
        start=None if problem else experiment.start_point,
        seek=asdict(chosen.seek),
        acknowledged=chosen.acknowledged,
        address=chosen.address,
        lesson="predicting" if chosen.predicting else "revealed" if chosen.lesson else "",
        on_start=lambda message: chosen.set_clicked_start(
            (message["x"], message["y"]), int(message["sequence"])
        ),
        greeted=chosen.greeted,
        on_hello=chosen.greet,
    )
