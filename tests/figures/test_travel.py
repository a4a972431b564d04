"""Figures as they travel: what Plotly itself would send, only without its checks."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import curves_spec, map_spec, travelling
from tests.figures.drawings import untouched


def both_ways(spec):
    """A figure as our code and as Plotly's would send it; Plotly writes out what an empty template means."""
    ours, theirs = travelling(spec), go.Figure(spec).to_dict()
    del ours["layout"]["template"], theirs["layout"]["template"]
    return json.loads(json.dumps(ours)), json.loads(json.dumps(theirs))


@pytest.mark.parametrize("ground", [True, False])
def test_a_map_travels_as_plotly_would_send_it(ground):
    ours, theirs = both_ways(map_spec(*untouched(), ground=ground))
    assert ours == theirs


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_curves_travel_as_plotly_would_send_them(scale):
    ours, theirs = both_ways(curves_spec(*untouched(), scale))
    assert ours == theirs


def test_arrays_keep_their_type_and_shape():
    rows = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert travelling(rows)["shape"] == "2, 3"
    assert travelling(rows)["dtype"] == "f4"
    assert travelling(np.float64([1, 2]))["dtype"] == "f8"
    # Every other number is skipped, and the bytes are in the other order: neither may show.
    assert travelling(rows.astype(">f4")[:, ::2]) == travelling(np.ascontiguousarray(rows[:, ::2]))
