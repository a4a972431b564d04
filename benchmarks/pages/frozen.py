"""Nothing but what our page does to the garbage collector: its start is taken out of its sight, once."""

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def _start() -> None:
    gc.collect()
    gc.freeze()


_start()
