"""The barest page: it echoes a slider. What no Streamlit page can be faster than."""

import streamlit as st

value = st.select_slider("learning rate", [f"{index / 1000:g}" for index in range(1, 400)], "0.1")
st.text(f"echo {value}")
