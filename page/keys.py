"""The page as a link: the keys of an experiment, and those that say what is open around it.

A link to a lesson carries `lesson` and, beyond its first scene, `scene`; the experiment's own keys follow
only where the reader has changed it. Where no lesson asks about what is walked, a link may carry `step`.
`view` names what stands below the rows, `seeds` how many the view of seeds compares, `sweep` what that of a
sweep goes over, `pair` which runs are compared, `criterion` and `tolerance` by what runs are judged, `order`
how they are sorted, `heights` how high the surface in space is, `strips` whether there are curves under the
rates, `shading` whether the map's hills are shaded; `present` says that the page is shown to a class.
`weight` is that of a network which is looked into.
Of a worksheet, `without` names what is left out of the page, and `challenge` is the goal to reach.
"""

from collections.abc import Mapping
from dataclasses import replace

import experiment as experiments
from experiment import KEYS as EXPERIMENT_KEYS
from experiment import (
    SETTLED,
    default_experiment,
    read_challenge,
    sweepable,
    weight_tunable,
    write_challenge,
)
from lessons import LESSONS
from link import Key, Link, from_link, listed, to_link
from page.page import CRITERION, HEIGHTS, ORDER, SEEDS, SHADING, STRIPS, Axes, Page
from page.worksheet import VIEWS, leavable
from tunables import Switch, Tunable, read_number, shortened

_LONGEST = 200  # characters of the names of what is swept
_MOST_LEFT_OUT = 4000  # characters of the names of what is left out
_PRESENT = Tunable("present", "", False, Switch(), "Whether the page is shown to a class.")


def to_query(page: Page) -> dict[str, str]:
    """The link's keys and values: what differs from the untouched page, nothing else."""
    return to_link(KEYS, page)


def from_query(query: Mapping[str, str]) -> tuple[Page, tuple[str, ...]]:
    """Where a link leads, and a sentence for everything in it that could not be read. It never raises."""
    return from_link(KEYS, Page(default_experiment()), query)


def _write_lesson(page: Page) -> dict[str, str]:
    return {"lesson": page.lesson.key} if page.lesson else {}


def _read_lesson(page: Page, link: Link) -> Page:
    text = link.take("lesson")
    lesson = {lesson.key: lesson for lesson in LESSONS}.get((text or "").strip().lower())
    if lesson is None:
        link.complain(*([] if text is None else [f"there is no lesson {shortened(text)}"]))
        return page
    return replace(page, experiment=lesson.stages[0].experiment, lesson=lesson)


def _write_scene(page: Page) -> dict[str, str]:
    return {"scene": str(page.scene + 1)} if page.lesson and page.scene else {}


def _read_scene(page: Page, link: Link) -> Page:
    text = link.take("scene")
    if text is None or page.lesson is None:
        return page
    numbers = [str(number) for number in range(1, len(page.lesson.stages) + 1)]
    if text.strip() not in numbers:
        link.complain(f"scene goes from 1 to {len(numbers)}, not {shortened(text)}")
        return page
    scene = numbers.index(text.strip())
    return replace(page, experiment=page.lesson.stages[scene].experiment, scene=scene)


def _write_view(page: Page) -> dict[str, str]:
    return {"view": page.view} if page.view != next(iter(VIEWS)) else {}


def _read_view(page: Page, link: Link) -> Page:
    text = link.take("view")
    if text is None:
        return page
    view = text.strip().lower()
    if view not in VIEWS:
        link.complain(f"there is no view {shortened(text)}")
        return page
    return replace(page, view=view)


def _write_seeds(page: Page) -> dict[str, str]:
    return {} if page.seeds == SEEDS.default else {"seeds": SEEDS.write(page.seeds)}


def _read_seeds(page: Page, link: Link) -> Page:
    return replace(page, seeds=link.read("seeds", SEEDS.read) or page.seeds)


def _write_sweep(page: Page) -> dict[str, str]:
    if page.sweep is None:
        return {}
    run, *names = page.sweep
    named = any(name.startswith(f"{run}.") for name in names)
    return {"sweep": ",".join(names if named else [*names, run])}


def _read_sweep(page: Page, link: Link) -> Page:
    """Two names, and that of a run where neither is one of its own."""

    def read(text: str) -> Axes:
        names = listed(text[:_LONGEST])
        runs = [run for run in page.experiment.names for name in names if name.startswith(f"{run}.")]
        # The longest, because "adam.2.beta1" begins with "adam.", too.
        run = max(runs, key=len) if runs else names[2] if len(names) > 2 else ""
        own = sweepable(page.experiment, run or next(iter(page.experiment.names), ""))
        if len(names) < 2 or names[0] == names[1] or not {*names[:2]} <= own.keys():
            raise ValueError(f"sweep names two numbers of a run or its surface, not {shortened(text)}")
        return Axes(run or page.experiment.names[0], *names[:2])

    return replace(page, sweep=link.read("sweep", read))


def _write_pair(page: Page) -> dict[str, str]:
    return {"pair": ",".join(page.pair)} if page.pair else {}


def _read_pair(page: Page, link: Link) -> Page:
    def read(text: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(listed(text[:_LONGEST])))
        if not 1 <= len(names) <= 2 or not {*names} <= {*page.experiment.names}:
            raise ValueError(f"pair names one run or two of those on the page, not {shortened(text)}")
        return names

    return replace(page, pair=link.read("pair", read) or ())


def _write_weight(page: Page) -> dict[str, str]:
    return {} if page.weight is None else {"weight": str(page.weight)}


def _read_weight(page: Page, link: Link) -> Page:
    network = page.experiment.network

    def read(text: str) -> int:
        if not network:
            raise ValueError(f"{page.experiment.surface.name} has no weights to look into")
        return int(weight_tunable(network).read(text))

    return replace(page, weight=link.read("weight", read))


def _write_judging(page: Page) -> dict[str, str]:
    written = {}
    if page.criterion != CRITERION.default:
        written["criterion"] = page.criterion
    if page.order != ORDER.default:
        written["order"] = page.order
    if page.tolerance != SETTLED.default:
        written["tolerance"] = SETTLED.write(page.tolerance)
    return written


def _read_judging(page: Page, link: Link) -> Page:
    return replace(
        page,
        criterion=link.read("criterion", CRITERION.read) or page.criterion,
        order=link.read("order", ORDER.read) or page.order,
        tolerance=link.read("tolerance", SETTLED.read) or page.tolerance,
    )


def _write_looks(page: Page) -> dict[str, str]:
    looks = {} if page.strips else {"strips": STRIPS.write(False)}
    looks |= {"shading": SHADING.write(True)} if page.shading else {}
    return looks if page.heights == HEIGHTS.default else looks | {"heights": page.heights}


def _read_looks(page: Page, link: Link) -> Page:
    strips = link.read("strips", STRIPS.read) is not False
    shading = link.read("shading", SHADING.read) is True
    return replace(
        page, strips=strips, shading=shading, heights=link.read("heights", HEIGHTS.read) or page.heights
    )


def _write_present(page: Page) -> dict[str, str]:
    return {"present": "on"} if page.present else {}


def _read_present(page: Page, link: Link) -> Page:
    return replace(page, present=bool(link.read("present", _PRESENT.read)))


def _write_experiment(page: Page) -> dict[str, str]:
    if page.lesson and not page.touched:
        return {}
    query = experiments.to_query(page.experiment)
    # In a lesson, an experiment without keys of its own would be read as the lesson's.
    return query if query or not page.lesson else {"surface": page.experiment.surface.key}


def _read_experiment(page: Page, link: Link) -> Page:
    own = page.stage
    if own and not link.left.keys() - {"step", "sweep", "pair", "weight", "without", "challenge"}:
        return page
    walked = own.surface if own and not own.choice else None
    given = link.left.get("surface")
    read = default_experiment(walked)
    for row in EXPERIMENT_KEYS:
        read = row.read(read, link)
    said = given is not None if walked else (given or "").strip().lower() == read.surface.key
    if own and not said and read == default_experiment(walked):
        # Of all these keys none could be used; the untouched page would have been called by its surface.
        read = own
    if walked is None and not read.choice:
        link.complain(f"{read.surface.name} is only walked in its lesson")
        read = default_experiment()
    return replace(page, experiment=read)


def _write_without(page: Page) -> dict[str, str]:
    return {"without": ",".join(page.without)} if page.without else {}


def _read_without(page: Page, link: Link) -> Page:
    """Parts of the page that there are; of every other one a complaint."""
    text = link.take("without")
    there = leavable(page.experiment)
    names = dict.fromkeys(listed((text or "")[:_MOST_LEFT_OUT]))
    unknown = [name for name in names if name not in there]
    if unknown:
        said = shortened(", ".join(unknown))
        link.complain(f"the link leaves out {said}, and no part of the page is called so")
    return replace(page, without=tuple(name for name in names if name in there))


def _write_challenge(page: Page) -> dict[str, str]:
    return {"challenge": write_challenge(page.challenge)} if page.challenge else {}


def _read_challenge(page: Page, link: Link) -> Page:
    return replace(page, challenge=link.read("challenge", read_challenge))


def _write_step(page: Page) -> dict[str, str]:
    if page.step is None or page.waits:
        return {}
    return {"step": str(page.step)}


def _read_step(page: Page, link: Link) -> Page:
    """Where no lesson waits; there the runs have not begun."""

    def read(text: str) -> int:
        step = read_number(text, "step")
        if not (step.is_integer() and 0 <= step <= page.experiment.step_count):
            raise ValueError(f"step goes from 0 to {page.experiment.step_count}, not {shortened(text)}")
        return int(step)

    if page.waits:
        link.take("step")
        return replace(page, step=0)
    return replace(page, step=link.read("step", read))


# The lesson comes first: it says what the others change. The step comes last: it ends with the steps.
KEYS: tuple[Key[Page], ...] = (
    Key("lesson", _write_lesson, _read_lesson),
    Key("scene", _write_scene, _read_scene),
    Key("view", _write_view, _read_view),
    Key("seeds", _write_seeds, _read_seeds),
    Key("how it looks", _write_looks, _read_looks),
    Key("present", _write_present, _read_present),
    Key("how runs are judged", _write_judging, _read_judging),
    Key("the experiment's", _write_experiment, _read_experiment),
    Key("sweep", _write_sweep, _read_sweep),
    Key("pair", _write_pair, _read_pair),
    Key("weight", _write_weight, _read_weight),
    Key("without", _write_without, _read_without),
    Key("challenge", _write_challenge, _read_challenge),
    Key("step", _write_step, _read_step),
)
