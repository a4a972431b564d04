"""The page one would write without a live chart: the same controls, the same figures in st.plotly_chart."""

import streamlit as st

from experiment import to_query
from figures import curves_figure, map_figure, paint
from interface.choices import choices
from interface.runs import shown_runs
from interface.sidebar import sidebar
from interface.widgets import whole_page

st.set_page_config("Adamscope", layout="wide", initial_sidebar_state=340)
chosen = choices()
with whole_page(chosen):
    sidebar(chosen)
    experiment = chosen.experiment
    drawn = [run for run, *_ in shown_runs(experiment)]
    left, right = st.columns([58, 42])
    left.plotly_chart(paint(map_figure(experiment.surface, drawn)), key="map", theme=None, height=420)
    right.plotly_chart(
        paint(curves_figure(experiment.surface, drawn, "log")), key="curves", theme=None, height=420
    )
    st.query_params.from_dict(to_query(experiment))
