"""An experiment as a notebook that imports this project."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from experiment import Experiment, to_query
from tunables import number

_FORMAT = (4, 5)  # of the notebook's file


def notebook(experiment: Experiment) -> str:
    """A Jupyter notebook, to be opened in the project's folder: runs, their ends and pictures."""
    cells = [
        {**kind, "id": f"cell{index}", "metadata": {}, "source": source.splitlines(keepends=True)}
        for index, (kind, source) in enumerate(_cells(experiment), start=1)
    ]
    major, minor = _FORMAT
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    document = {"cells": cells, "metadata": metadata, "nbformat": major, "nbformat_minor": minor}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


_WORDS: dict[str, Any] = {"cell_type": "markdown"}
_CODE: dict[str, Any] = {"cell_type": "code", "execution_count": None, "outputs": []}


def _cells(experiment: Experiment) -> Iterator[tuple[Mapping[str, Any], str]]:
    start = ", ".join(map(number, experiment.start_point))
    begun = f" from ({start})" if start else ""
    yield (
        _WORDS,
        f"# {experiment.surface.name}, {experiment.step_count} steps{begun}\n\n"
        "Open this file in the folder of Adamscope, where `pip install -r requirements.txt` was run.\n",
    )
    yield (
        _CODE,
        "from experiment import from_query\n\n"
        f"experiment, complaints = from_query({_dictionary(to_query(experiment))})\n"
        "runs = {\n"
        "    name: experiment.carried_out(run)\n"
        "    for name, run in zip(experiment.names, experiment.runs)\n"
        "}\n",
    )
    yield from _of_network(experiment) if experiment.network else _of_trajectories(experiment)


def _of_network(experiment: Experiment) -> Iterator[tuple[Mapping[str, Any], str]]:
    yield (
        _WORDS,
        "Each run is a `Training`: `batch_losses` and `gradient_norms`, one a step; `losses`, "
        "`validation_losses` and `accuracies` at the steps `looked_at`; and `theta`, the last weights.\n",
    )
    yield (
        _CODE,
        "from trajectories import learned\n\n"
        "for name, run in runs.items():\n    print(name, learned(run).sentence)\n",
    )
    yield (
        _CODE,
        "import plotly.graph_objects as go\n\n"
        "losses = go.Figure([\n"
        "    go.Scatter(x=run.looked_at, y=run.losses, name=name) for name, run in runs.items()\n"
        "])\n"
        f'losses.update_yaxes(title="training loss", type="{_scale(experiment)}")\n'
        'losses.update_xaxes(title="step")\n'
        "losses\n",
    )


def _scale(experiment: Experiment) -> str:
    return "log" if experiment.loss_on_log else "linear"


def _of_trajectories(experiment: Experiment) -> Iterator[tuple[Mapping[str, Any], str]]:
    yield (
        _WORDS,
        "Each run is a `Trajectory`: `positions`, `losses`, `gradients`, `states` and `learning_rates`, one "
        "row per step.\n",
    )
    yield (
        _CODE,
        "for name, run in runs.items():\n    print(name, run.positions[-1], run.losses[-1])\n",
    )
    yield (
        _CODE,
        "import plotly.graph_objects as go\n\n"
        "losses = go.Figure([go.Scatter(y=run.losses, name=name) for name, run in runs.items()])\n"
        f'losses.update_yaxes(title="f", type="{_scale(experiment)}")\n'
        'losses.update_xaxes(title="step")\n'
        "losses\n",
    )
    if not experiment.plane:
        return
    yield (
        _CODE,
        "import numpy as np\n\n"
        "(left, right), (low, high) = experiment.surface.domain\n"
        "x, y = np.linspace(left, right, 200), np.linspace(low, high, 200)\n"
        "heights = experiment.surface.value(*np.meshgrid(x, y))\n"
        'contours = go.Contour(x=x, y=y, z=heights, colorscale="Greys", reversescale=True)\n'
        "paths = [\n"
        '    go.Scatter(x=run.positions[:, 0], y=run.positions[:, 1], name=name, mode="lines+markers")\n'
        "    for name, run in runs.items()\n"
        "]\n"
        "go.Figure([contours, *paths])\n",
    )


def _dictionary(query: Mapping[str, str]) -> str:
    """A dictionary in Python, a line per key."""
    if not query:
        return "{}"
    return "{\n" + "".join(f"    {key!r}: {text!r},\n" for key, text in query.items()) + "}"
