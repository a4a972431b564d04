"""The pages that the benchmarks compare with still run."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = sorted((Path(__file__).parents[1] / "benchmarks" / "pages").glob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_to_compare_with_runs(page):
    app = AppTest.from_file(page, default_timeout=30).run()
    assert not app.exception, app.exception[0].stack_trace
    for slider in app.select_slider:  # the empty ones have none
        slider.set_value(slider.options[0]).run()
    assert not app.exception, app.exception[0].stack_trace
