"""The picture of the page: figures, rows and words of what is chosen, handed to the live chart."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from experiment import Experiment
from figures import (
    Drawn,
    DrawnRun,
    Quantity,
    Scale,
    TrainedRun,
    View,
    curves_spec,
    examples_spec,
    landscape,
    map_spec,
    parameter_specs,
    run_styles,
)
from interface.choices import Choices
from interface.controls import plain
from interface.gallery import cards, minutes
from interface.learning import network_views, pick_weight, untold
from interface.live_chart import (
    Acts,
    ChartMessage,
    Opening,
    Row,
    Saved,
    Seek,
    Welcome,
    code_of,
    ground_name,
    live_chart,
    sent_views,
)
from interface.runs import Ending
from interface.server import WHAT_IT_IS
from interface.widgets import arriving, breathe
from lessons import LESSONS, Scene
from optimizers import Optimizer
from problems import Batches
from remembered import MB, remembered
from surfaces import DataSurface, Point
from trajectories.measures import path_lengths
from tunables import short
from words import (
    caption,
    chance_note,
    describe_curves,
    describe_examples,
    describe_map,
    describe_parameter,
    network_caption,
    scale_note,
)

_LESSONS = {lesson.key: lesson for lesson in LESSONS}

# Seconds in which the picture has the browser for itself before the rest of the page arrives. On a first
# visit it has yet to load the chart library; with less time the rest gets in its way, and both are late.
# Later, a slider's answer is on the screen a third sooner (benchmarks/visits.py and latency.py).
FIRST_HEAD_START, HEAD_START = 0.9, 0.075
SKETCH = 0.15  # before these, for the first picture
_MOST_MARKS = 100_000  # bytes that say which examples each step sees; for more, none is marked


def before_the_rest() -> None:
    """On a first visit, wait until the browser can draw what needs no chart library."""
    if _is_first():
        breathe(SKETCH)


def head_start() -> None:
    """Wait until the server has sent the picture and the browser has drawn it, more or less."""
    seconds = FIRST_HEAD_START if _is_first() else HEAD_START
    st.session_state["seen"] = True
    breathe(seconds)


def _is_first() -> bool:
    return "seen" not in st.session_state and not arriving()


def picture(chosen: Choices, runs: list[tuple[Drawn, Optimizer, Ending]]) -> None:
    """Draw the map and the curves, or what stands in their place, with the player and the rows."""
    message = chart_message(chosen, runs)
    chosen.link, chosen.browsing = "", False

    def open_lesson(opening: Opening) -> None:
        if lesson := _LESSONS.get(opening["lesson"]):
            chosen.open_lesson(lesson)

    acts = Acts(
        hello=chosen.greet,
        start=lambda start: chosen.set_clicked_start((start["x"], start["y"]), start["sequence"]),
        placing=lambda placing: chosen.place_points(placing["text"], placing["sequence"]),
        hiding=lambda hiding: chosen.hide(hiding["hidden"]),
        picking=lambda picked: pick_weight(chosen, picked),
        presenting=lambda presenting: chosen.present(presenting["on"]),
        asking=lambda asking: chosen.ask_for_code(asking["link"]),
        opening=open_lesson,
    )
    live_chart(chosen.experiment.plane, message, acts)


def chart_message(
    chosen: Choices,
    runs: list[tuple[Drawn, Optimizer, Ending]],
    experiment: Experiment | None = None,
    *,
    coarse: bool = False,
) -> ChartMessage:
    """What the chart shows of these runs; the experiment is the page's own, or another that is supposed."""
    experiment = experiment or chosen.experiment
    surface = experiment.plane
    drawn = [run for run, _, _ in runs if isinstance(run, DrawnRun)]
    # While a lesson waits for a guess, nothing says how the runs end.
    ends = [Ending("", "") if chosen.predicting else end for _, _, end in runs]
    said = [(run.label, end.sentence) for (run, _, _), end in zip(runs, ends, strict=True)]
    scale: Scale = "log" if experiment.loss_on_log else "linear"
    start: Point | None = None
    if network := experiment.network:
        trained = [run for run, _, _ in runs if isinstance(run, TrainedRun)]
        views = network_views(chosen, network, trained, said, scale)
        hint = "" if chosen.lesson else network.teaches
    elif surface is None:
        figures = parameter_specs(drawn, experiment.surface.period)
        views = [
            View("parameter", "steps", figures["parameter"], describe_parameter(said)),
            View("curves", "steps", figures["curves"], describe_curves(said, "Mean loss of a period")),
        ]
        hint = ""
    else:
        scene = chosen.page.showing
        # A part of the map, or a square around the start, would tell what is asked.
        told = scene if scene and chosen.guess is not None else None
        of_data = _examples(surface, experiment, drawn) if isinstance(surface, DataSurface) else []
        quantity: Quantity = scene.quantity if scene else "loss"
        curves = curves_spec(surface, drawn, scale, quantity, norms=not of_data)
        if chosen.predicting:
            untold(curves)
        views = [
            *_maps(experiment, drawn, said, scene, told, shaded=chosen.page.shading),
            *of_data,
            View("curves", "steps", curves, describe_curves(said)),
        ]
        x, y = experiment.start_point
        start = None if chosen.page.leaves_out("start") else (x, y)
        hint = f"{surface.teaches} Drag the start, or click anywhere on the map."
        hint = "" if chosen.lesson else hint if start else surface.teaches
    return ChartMessage(
        ground=ground_name(surface, coarse=coarse),
        hint=hint,
        views=sent_views(views),
        rows=_rows(experiment, dict(zip((run.name for run, _, _ in runs), ends, strict=True))),
        steps=experiment.step_count,
        start=start,
        domain=surface.domain if surface else None,
        seek=Seek(number=chosen.seek.number, step=chosen.seek.step, play=chosen.seek.play),
        acknowledged=chosen.acknowledged,
        placed=chosen.placed,
        address=chosen.address,
        lesson="predicting" if chosen.predicting else "revealed" if chosen.lesson else "",
        answers=len(chosen.lesson.answers) if chosen.lesson else 0,
        welcome=_welcome() if chosen.unaddressed else None,
        present=chosen.page.present,
        code=code_of(chosen.link) if chosen.link else None,
        gallery=cards() if chosen.browsing else None,
        greeted=chosen.greeted,
        saved=Saved(
            name=file_name(experiment),
            title=f"Adamscope · {experiment.surface.name}",
            caption=caption_of(experiment),
        ),
        without=[part for part in ("player", "copy", "save") if chosen.page.leaves_out(part)],
    )


def file_name(experiment: Experiment) -> str:
    """What files of it are called, without an ending."""
    return f"adamscope-{experiment.surface.key}"


def _maps(
    experiment: Experiment,
    drawn: list[DrawnRun],
    said: list[tuple[str, str]],
    scene: Scene | None,
    told: Scene | None,
    *,
    shaded: bool,
) -> list[View]:
    """The map or, in a scene that has the runs apart, one for each of them; `told` is it once it may tell."""
    surface = experiment.plane
    assert surface
    describe = partial(describe_map, surface, experiment.start_point, experiment.step_count)
    view, squares = (told.view, told.outlines) if told else (None, ())
    spec = partial(map_spec, surface, ground=False, view=view, squares=squares, shaded=shaded)
    exact = [] if experiment.plane is None or (scene and not told) else _exact(experiment, drawn)
    if not (scene and scene.apart and len(drawn) > 1):
        return [View("map", "plane", spec(drawn, exact=exact), describe(said))]
    maps = [
        (spec([run], title=_corner_of(run, told)), describe([its]))
        for run, its in zip(drawn, said, strict=True)
    ]
    names = ["map", *(f"map-{number}" for number in range(2, len(maps) + 1))]
    return [View(name, "plane", *each) for name, each in zip(names, maps, strict=True)]


def _exact(experiment: Experiment, drawn: list[DrawnRun]) -> list[DrawnRun]:
    """The runs as they go with exact gradients, where they are given others and both are to be seen."""
    if not (experiment.is_noisy and experiment.exact_paths):
        return []
    exact = experiment.with_exact_gradients
    runs = dict(zip(experiment.names, experiment.runs, strict=True))
    return [replace(run, trajectory=exact.went(runs[run.name])) for run in drawn]


def _examples(surface: DataSurface, experiment: Experiment, drawn: list[DrawnRun]) -> list[View]:
    """The examples with the runs' models among them."""
    batches, steps = experiment.batches, experiment.step_count
    marks = None
    if batches and steps * surface.examples <= 8 * _MOST_MARKS:
        marks = _marks(batches, steps)
    words = describe_examples(surface, [run.label for run in drawn], marks is not None)
    return [View("examples", "examples", examples_spec(surface, drawn, marks), words)]


@remembered(limit=MB, size=lambda marks: marks.nbytes)
def _marks(batches: Batches, steps: int) -> NDArray[np.uint8]:
    return batches.masks(steps)


def _corner_of(run: DrawnRun, told: Scene | None) -> str:
    """What one of several maps is called: its run and, once that is told, how long its path is."""
    length = f"<br>path {short(float(path_lengths(run.trajectory)[-1]))}" if told else ""
    return f"<b>{run.html}</b>{length}"


def _welcome() -> Welcome:
    """What this is, and the lesson to begin with."""
    first = LESSONS[0]
    time = f"{minutes(first)} minute{'s' if minutes(first) > 1 else ''}"
    return Welcome(
        words=WHAT_IT_IS,
        lesson=first.key,
        title=f"{first.told(first.title)}, {time}",
    )


def _rows(experiment: Experiment, ends: Mapping[str, Ending]) -> list[Row]:
    """A row for every run, also for a hidden one, which can be shown there; `ends` are the others’."""
    return [
        Row(
            name=name,
            label=label,
            sentence="hidden" if run.hidden else ends[name].sentence,
            meaning="" if run.hidden else ends[name].meaning,
            token=token,
            dash=dash,
            hidden=run.hidden,
        )
        for name, label, run, (token, dash) in zip(
            experiment.names,
            experiment.labels,
            experiment.runs,
            run_styles(experiment.names),
            strict=True,
        )
    ]


def how_to_read(experiment: Experiment) -> None:
    """The caption below the map."""
    if said := caption_of(experiment):
        st.caption(plain(said))


def caption_of(experiment: Experiment) -> str:
    """What the map's colours mean, and what flatters whom; empty where there is no map."""
    surface = experiment.plane
    if network := experiment.network:
        return network_caption(network)
    if surface is None:
        return ""
    ground = landscape(surface)
    rules = [run.optimizer for run in experiment.runs]
    chance = chance_note(
        experiment.noise, experiment.batch, experiment.examples, experiment.seed, experiment.sampling
    )
    return caption(surface, scale_note(ground.lowest, ground.shift, ground.saddle), rules, chance)
