"""Adamscope. Start it with `streamlit run app.py`; `interface/layout.py` is the page, top to bottom."""

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.starlette import App

if get_script_run_ctx(suppress_warning=True):
    from interface.layout import page  # here, because Streamlit knows only components made in its own runs

    page()
else:
    from interface.server import first_page, lasting_files
    from interface.throughput import lighten

    lighten()
    app = App(__file__, routes=[first_page()], middleware=[lasting_files()])
