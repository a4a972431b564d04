"""The picture of the page: figures, rows and words of what is chosen, handed to the live chart."""

from dataclasses import asdict

import streamlit as st

from figures import DrawnRun, Spec, curves_spec, loss_name, map_spec, parameter_specs
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
    """Draw the map and the curves, or the two figures of a single parameter, with the player and the rows."""
    experiment = chosen.experiment
    surface = experiment.plane
    drawn = [run for run, _, _ in runs]
    # While a lesson waits for a guess, nothing says how the runs end.
    ends = ["" if chosen.predicting else end for _, _, end in runs]
    told = list(zip((run.label for run in drawn), ends, strict=True))
    figures: dict[str, Spec]
    if surface is None:
        figures = parameter_specs(drawn, experiment.surface.period)
        words = {"map": describe_parameter(told), "curves": describe_curves(told, "Mean loss of a period")}
        hint, quantity = "", "mean loss"
    else:
        figures = {
            "map": map_spec(surface, drawn, ground=False),
            "curves": curves_spec(surface, drawn, "log" if experiment.loss_on_log else "linear"),
        }
        words = {"map": describe_map(surface, experiment, told), "curves": describe_curves(told)}
        hint = "" if chosen.lesson else f"{surface.teaches} Drag the start, or click anywhere on the map."
        quantity = loss_name(surface)
    live_chart(
        surface=surface,
        hint=hint,
        figures=figures,
        descriptions=words,
        rows=[
            {"name": run.name, "label": run.label, "sentence": end, "token": run.token, "dash": run.dash}
            for run, end in zip(drawn, ends, strict=True)
        ],
        quantity=quantity,
        steps=experiment.step_count,
        start=experiment.start_point if surface else None,
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
