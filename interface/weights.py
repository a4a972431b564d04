"""Inside one step of a network's training: the equations of one weight, and how all weights fare in them.

It is a fragment, as the inspector of a map's runs is.
"""

import streamlit as st

from experiment import weight_tunable
from figures import DrawnRun, TrainedRun, View, spread_specs
from interface.choices import Choices
from interface.controls import box, complaint_of, plain
from interface.inspector import NOT_BEGUN, equations, sentences, title
from interface.live_chart import anatomy, moving_figures, step_reports
from interface.widgets import part_of_page
from optimizers import Optimizer
from problems import Network
from trajectories import quantities
from words import describe_spread, long_steps, weight_named

_LETTERS = ("w",)


@st.fragment
def weights_inspector(chosen: Choices, runs: list[tuple[TrainedRun, Optimizer]]) -> None:
    """Draw it for the runs that are shown."""
    if part_of_page() and chosen.overtaken:
        st.rerun()
    experiment, network = chosen.experiment, chosen.experiment.network
    if not runs or network is None:
        return
    by_name = {run.name: (run, optimizer) for run, optimizer in runs}
    if chosen.focus not in by_name:
        chosen.focus = next(iter(by_name))
    run, optimizer = by_name[chosen.focus]
    step, weight = chosen.page.resting_step, chosen.page.looked_into
    found = experiment.watched(experiment.runs[experiment.names.index(run.name)], weight)
    alone = DrawnRun(run.name, run.label, run.token, run.dash, found.weight)
    with st.container(key="inside", gap="small"):
        title(chosen, by_name, step)
        if step:
            st.markdown(f"- {plain(long_steps(step, float(found.long[step]), network.size))}")
        moving_figures(
            "spreads",
            [
                View(name, "spread", figure, describe_spread(run.label))
                for name, figure in spread_specs(optimizer, run, found).items()
            ],
            beside=True,
        )
        _weight(chosen, network, weight)
        names = quantities(optimizer, found.weight, max(step, 1))
        said = sentences(optimizer, found.weight, step, _LETTERS, names)
        st.markdown("\n".join(f"- {plain(text)}" for text in said) or NOT_BEGUN)
        st.markdown(equations(optimizer, names, _LETTERS, numbers=step > 0))
        anatomy(optimizer, alone, _LETTERS, has_arrows=False)
        step_reports(step, chosen.reported, chosen.address, on_step=chosen.rest)


def _weight(chosen: Choices, network: Network, weight: int) -> None:
    """Which weight the equations are of, and the way to another."""
    tunable = weight_tunable(network)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"#### Its {plain(weight_named(network, weight))}", width="content")
        box(
            "Weight",
            "weight",
            tunable.show(weight),
            tunable.read,
            lambda chosen_weight: chosen.look_at(int(chosen_weight)),
            width=90,
        )
        if network.validation is not None:
            st.caption("Another: by its number, or by pressing a pixel above.", width="content")
    complaint_of("weight")
