"""The player's reports of the step at which it rests, where the view below the rows does not follow it."""

import streamlit as st

from interface.choices import Choices
from interface.live_chart import step_reports
from interface.widgets import part_of_page


@st.fragment
def reports(chosen: Choices) -> None:
    """Hear them without drawing anything else anew."""
    if part_of_page() and chosen.overtaken:
        st.rerun()
    step_reports(chosen.page.resting_step, chosen.reported, chosen.address, on_step=chosen.rest)
