"""What a reader does: functions from a page to the page after it.

A run is named by its index, from 0. An act on what is not there leaves the page as it is, because a browser
may still show what was there a moment ago. A value that cannot be used raises a ValueError with a sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from experiment import (
    MOST_RUNS,
    Experiment,
    Run,
    change_surface,
    default_experiment,
    default_optimizer,
    read_label,
    rounded_start,
    start_complaint,
    sweepable,
    turned,
)
from lessons import LESSONS, Lesson
from optimizers import Optimizer, Own, own_copy, own_moved, own_rule
from page.page import CRITERIA, HEIGHTS, ORDERS, Axes, Page
from page.worksheet import VIEWS
from problems import Network
from schedules import CONSTANT, Schedule
from surfaces import Bowl, Point, Surface


def open_lesson(page: Page, lesson: Lesson) -> Page:
    """Set the page for a lesson, its runs not begun; its question takes the place of a challenge."""
    return show_scene(replace(page, lesson=lesson, scene=0, challenge=None), 0, answered=False)


def leave_lesson(page: Page) -> Page:
    """Close the lesson; what is on the page stays, but for what is walked in its lesson only."""
    experiment = page.experiment if page.experiment.choice else change_surface(page.experiment, Bowl())
    return replace(page, experiment=experiment, lesson=None, scene=0)


def take_challenge(page: Page) -> Page:
    """Leave the open lesson for its challenge, with the settings of its first scene."""
    if not page.lesson or not page.lesson.challenge:
        return page
    begun = replace(page, experiment=page.lesson.scenes[0].experiment)
    return replace(leave_lesson(begun), challenge=page.lesson.challenge, step=None)


def turn_page(page: Page, lessons: int) -> Page:
    """Go so many lessons further, or back; beyond the ends nothing happens."""
    index = LESSONS.index(page.lesson) + lessons if page.lesson else 0
    return open_lesson(page, LESSONS[index]) if 0 <= index < len(LESSONS) else page


def show_scene(page: Page, scene: int, *, answered: bool) -> Page:
    """Flip to a scene of the open lesson: at its start, or, once answered, at the step to watch."""
    if not page.lesson or not 0 <= scene < len(page.lesson.stages):
        return page
    stage = page.lesson.stages[scene]
    return replace(page, experiment=stage.experiment, scene=scene, step=stage.step if answered else 0)


def look_at(page: Page, weight: int) -> Page:
    """Look into another of a network's weights."""
    return replace(page, weight=weight)


def show_view(page: Page, view: str) -> Page:
    """Have another view below the rows."""
    return replace(page, view=view) if view in VIEWS else page


def set_seeds(page: Page, seeds: int) -> Page:
    """Compare so many seeds."""
    return replace(page, seeds=seeds)


def set_sweep(page: Page, run: str, across: str, up: str) -> Page:
    """Sweep over two numbers of a run and its surface; for what that has not, over its first ones."""
    there = list(sweepable(page.experiment, run))
    across = across if across in there else next((name for name in there if name != up), "")
    up = up if up in there and up != across else next((name for name in there if name != across), "")
    return replace(page, sweep=Axes(run, across, up))


def compare(page: Page, *runs: str) -> Page:
    """Compare one run or two, by their names in links."""
    return replace(page, pair=tuple(dict.fromkeys(runs))[:2])


def set_criterion(page: Page, criterion: str) -> Page:
    """Judge runs by something else."""
    return replace(page, criterion=criterion) if criterion in CRITERIA else page


def set_order(page: Page, order: str) -> Page:
    """Sort the scoreboard by something else."""
    return replace(page, order=order) if order in ORDERS else page


def set_tolerance(page: Page, tolerance: float) -> Page:
    """Have runs count as settled below another f − f*."""
    return replace(page, tolerance=tolerance)


def set_heights(page: Page, heights: str) -> Page:
    """Have the surface in space as high as f is, or as the map's colours are spread."""
    return page if HEIGHTS.check(heights) else replace(page, heights=heights)


def set_shading(page: Page, on: bool) -> Page:
    """Shade the map's hills, or leave it even."""
    return replace(page, shading=on)


def set_strips(page: Page, on: bool) -> Page:
    """Have a curve under each slider of a learning rate, or none."""
    return replace(page, strips=on)


def load(page: Page, run: str, settings: Mapping[str, float]) -> Page:
    """Turn numbers of a run and its surface, by their names in links, to where a sweep has them."""
    there = sweepable(page.experiment, run)
    experiment = page.experiment
    for name, value in settings.items():
        if name not in there or there[name].check(value):
            return page
        experiment = turned(experiment, name, value)
    return _with(page, experiment)


def set_rates(page: Page, rates: Mapping[str, float]) -> Page:
    """Give runs, by their names in links, other learning rates, all at once."""
    experiment = page.experiment
    for name, rate in rates.items():
        if name in experiment.names and not sweepable(experiment, name)[f"{name}.learning_rate"].check(rate):
            experiment = turned(experiment, f"{name}.learning_rate", rate)
    return _with(page, experiment)


def rest(page: Page, step: int, last: int) -> Page:
    """The player rests at a step of a run of `last` steps.

    Where the reader has changed their number since, its end is not the step at which it was, but the end.
    """
    return replace(page, step=None if step >= last else max(step, 0))


def set_surface(page: Page, surface: Surface | Network) -> Page:
    """Walk on another surface or network; what is walked in its lesson only gives way to none."""
    return _with(page, change_surface(page.experiment, surface)) if page.experiment.choice else page


def turn_surface(page: Page, kind: type[Surface] | type[Network], name: str, value: Any) -> Page:
    """Change one of the surface's own numbers, or its formula; ValueError where it is none."""
    choice = page.experiment.choice
    return set_surface(page, replace(choice, **{name: value})) if choice and type(choice) is kind else page


def turn(page: Page, run: int, name: str, value: Any) -> Page:
    """Change one number of a run's optimizer."""
    return _with_optimizer(page, run, lambda old: replace(old, **{name: value}))


def write_rule(page: Page, run: int, text: str) -> Page:
    """Give a rule of the reader's own other equations; what the reader turned and it still has stays.

    ValueError where these are none.
    """
    kind, surface = own_rule(text), page.experiment.surface

    def written(old: Optimizer) -> Optimizer:
        if not isinstance(old, Own):
            return old
        before = vars(default_optimizer(type(old), surface))
        turned = {name: value for name, value in vars(old).items() if value != before[name]}
        return own_moved(default_optimizer(kind, surface), turned)

    return _with_optimizer(page, run, written)


def edit(page: Page, run: int) -> Page:
    """Add a run of the reader's own with the equations and the numbers of this one."""
    return _with_another_like(page, run, lambda old: Run(own_copy(old.optimizer), schedule=old.schedule))


def add(page: Page, kind: type[Optimizer]) -> Page:
    """Add a run with the rule's defaults; the same rule may be there already."""
    return _with_another(page, Run(default_optimizer(kind, page.experiment.surface)))


def duplicate(page: Page, run: int) -> Page:
    """Add a run like this one, without the name that a reader gave it."""
    return _with_another_like(page, run, lambda old: replace(old, label="", hidden=False))


def rename(page: Page, run: int, label: str) -> Page:
    """Call a run something; what it is called by itself needs no saying, and nothing gives that back.

    ValueError where it is too long to be drawn.
    """
    text = read_label(label.strip())
    unnamed = _run_changed(page, run, lambda old: replace(old, label=""))
    own = unnamed.experiment.labels[run] if 0 <= run < len(unnamed.experiment.runs) else ""
    return unnamed if text == own else _run_changed(page, run, lambda old: replace(old, label=text))


def remove(page: Page, run: int) -> Page:
    """Take a run away."""
    runs = page.experiment.runs
    if not 0 <= run < len(runs):
        return page
    return _with(page, replace(page.experiment, runs=(*runs[:run], *runs[run + 1 :])))


def toggle(page: Page, run: int) -> Page:
    """Hide a run, or show it again."""
    return _run_changed(page, run, lambda old: replace(old, hidden=not old.hidden))


def reset(page: Page, run: int) -> Page:
    """Give a run its defaults back."""
    surface = page.experiment.surface
    return _run_changed(
        page,
        run,
        lambda old: replace(
            old, optimizer=default_optimizer(type(old.optimizer), surface), schedule=CONSTANT
        ),
    )


def reset_all(page: Page) -> Page:
    """The untouched page, on the same kind of surface and outside of any lesson; a worksheet stays one."""
    choice = page.experiment.choice
    untouched = Page(default_experiment(choice and type(choice)()), present=page.present)
    return replace(untouched, without=page.without, challenge=page.challenge)


def present(page: Page, on: bool) -> Page:
    """Show the page to a class, or leave that."""
    return replace(page, present=on)


def set_start(page: Page, start: Point) -> Page:
    """Begin elsewhere; ValueError where that is outside the view."""
    if page.experiment.plane is None:
        return page
    if complaint := start_complaint(page.experiment.surface, start):
        raise ValueError(complaint)
    return _with(page, replace(page.experiment, start=start))


def set_clicked_start(page: Page, start: Point) -> Page:
    """Begin where the reader clicked or dragged to, in as many decimals as the link has."""
    plane = page.experiment.plane
    return set_start(page, rounded_start(plane, start)) if plane else page


def set_coordinate(page: Page, axis: int, value: float) -> Page:
    """Begin at another x (axis 0) or y (axis 1)."""
    if page.experiment.plane is None:
        return page
    x, y = page.experiment.start_point
    return set_start(page, (value, y) if axis == 0 else (x, value))


def set_steps(page: Page, steps: int) -> Page:
    """Take more steps or fewer."""
    return _with(page, replace(page.experiment, steps=steps))


def set_noise(page: Page, noise: float) -> Page:
    """Disturb every gradient so much, or not at all."""
    return _with(page, replace(page.experiment, noise=noise))


def set_batch(page: Page, batch: int) -> Page:
    """Let every step see so many examples; all is the full gradient."""
    return _with(page, replace(page.experiment, batch=batch))


def set_seed(page: Page, seed: int) -> Page:
    """Draw noise and batches from another seed."""
    return _with(page, replace(page.experiment, seed=seed))


def set_sampling(page: Page, sampling: str) -> Page:
    """Draw batches anew at each step, or deal them in epochs."""
    return _with(page, replace(page.experiment, sampling=sampling))


def set_exact_paths(page: Page, on: bool) -> Page:
    """Draw the paths with exact gradients under the others, or leave them out."""
    return _with(page, replace(page.experiment, exact_paths=on))


def set_schedule(page: Page, run: int, kind: type[Schedule]) -> Page:
    """Give a run another learning-rate schedule, as it comes."""
    return _run_changed(
        page, run, lambda old: old if type(old.schedule) is kind else replace(old, schedule=kind())
    )


def turn_schedule(page: Page, run: int, kind: type[Schedule], name: str, value: Any) -> Page:
    """Change one number of a run's schedule."""

    def turned(old: Run) -> Run:
        if type(old.schedule) is not kind:
            return old
        return replace(old, schedule=replace(old.schedule, **{name: value}))

    return _run_changed(page, run, turned)


def share_schedule(page: Page, run: int) -> Page:
    """Give all runs this one's schedule."""
    runs = page.experiment.runs
    if not 0 <= run < len(runs):
        return page
    shared = tuple(replace(each, schedule=runs[run].schedule) for each in runs)
    return _with(page, replace(page.experiment, runs=shared))


def set_log_loss(page: Page, log_loss: bool) -> Page:
    """Draw the loss on a log axis or on a linear one."""
    return _with(page, replace(page.experiment, log_loss=log_loss))


def _with(page: Page, experiment: Experiment) -> Page:
    return replace(page, experiment=experiment)


def _with_another(page: Page, run: Run) -> Page:
    """With one run more, as far as they fit."""
    runs = page.experiment.runs
    return page if len(runs) >= MOST_RUNS else _with(page, replace(page.experiment, runs=(*runs, run)))


def _with_another_like(page: Page, run: int, made: Callable[[Run], Run]) -> Page:
    runs = page.experiment.runs
    return _with_another(page, made(runs[run])) if 0 <= run < len(runs) else page


def _with_optimizer(page: Page, run: int, change: Callable[[Optimizer], Optimizer]) -> Page:
    return _run_changed(page, run, lambda old: replace(old, optimizer=change(old.optimizer)))


def _run_changed(page: Page, run: int, change: Callable[[Run], Run]) -> Page:
    runs = page.experiment.runs
    if not 0 <= run < len(runs):
        return page
    return _with(page, replace(page.experiment, runs=(*runs[:run], change(runs[run]), *runs[run + 1 :])))
