"""Inside a run, in the player's time: its figures, its arrows, and the player's reports of the step."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, TypeGuard
from weakref import ref
from zlib import crc32

from figures import DrawnRun, View, anatomy_specs, arrows
from interface.address import Address
from interface.live_chart.browser import component, sent, sent_views
from interface.live_chart.message import AnatomyMessage, Pressed, Report, ReportsMessage, SentVector
from interface.live_chart.packing import packed
from interface.messages import is_count
from interface.widgets import arriving, once
from optimizers import Optimizer
from remembered import MB, remembered
from words import INSIDE

_ANATOMY = component("anatomy")
_REPORTS = component("reports")
_PICTURES = component("pictures")
_NUMBERS = count(1)


def anatomy(optimizer: Optimizer, run: DrawnRun, letters: tuple[str, ...], *, has_arrows: bool) -> None:
    """The figures of one run, which the live chart's player moves, and its arrows on the map."""
    _ANATOMY(key="anatomy", data=_data(optimizer, run, letters, has_arrows and len(letters) > 1))


def moving_figures(key: str, views: list[View], *, beside: bool = False) -> None:
    """Figures in the player's time; those that stand `beside` a run's own leave its arrows on the map."""
    _ANATOMY(key=key, data=_packed(views, None if beside else []))


def still_figures(key: str, views: list[View], on_pick: Callable[[Pressed], None]) -> None:
    """Figures that stand still; `on_pick` is called with a point that the reader presses."""

    def pick() -> None:
        message = sent(key, "pick")
        if is_pick(message):
            once(key, partial(on_pick, message))()

    _ANATOMY(key=key, data=_packed(views, []), on_pick_change=pick)
    if arriving():
        pick()


def pictures() -> None:
    """Buttons that save what the live chart shows as a PNG or an SVG."""
    _PICTURES(key="pictures", data=packed({}))


def _packed(views: list[View], arrows: list[SentVector] | None) -> bytes:
    """Figures that no run lends its arrows, numbered by what they are."""
    shown = sent_views(views)
    number = crc32(packed(shown))
    return packed(AnatomyMessage(number=number, run="", views=shown, arrows=arrows))


def is_pick(message: Any) -> TypeGuard[Pressed]:
    """Whether a browser sent what our own page sends; anything else is passed over."""
    if not isinstance(message, dict) or not isinstance(message.get("trace"), str):
        return False
    index = message.get("index")
    return isinstance(index, list) and len(index) in (1, 2) and all(map(is_count, index))


def step_reports(
    step: int, answered: int, address: Address, on_step: Callable[[int, int, int], None]
) -> None:
    """Have the player report where it rests; `on_step` is called before the fragment around this runs again.

    Args:
        step: the step that the page shows now.
        answered: the number of the last report that came.
        address: the link to this page.
        on_step: called with the reported step, the last one of the run that was drawn then, and the
            report's number.
    """

    def report() -> None:
        message = sent("reports", "step")
        if is_report(message):
            once("reports", partial(on_step, message["step"], message["last"], message["number"]))()

    data = ReportsMessage(step=step, answered=answered, address=address)
    _REPORTS(key="reports", data=packed(data), on_step_change=report, height=1)
    if arriving():
        report()


def is_report(message: Any) -> TypeGuard[Report]:
    """Whether a browser sent what our own page sends; anything else is passed over."""
    return isinstance(message, dict) and all(is_count(message.get(key)) for key in Report.__annotations__)


def _key(optimizer: Optimizer, run: DrawnRun, letters: tuple[str, ...], has_arrows: bool) -> Hashable:
    """Everything, but the trajectory weakly: these figures must not keep a run that is dropped."""
    return optimizer, replace(run, trajectory=ref(run.trajectory)), letters, has_arrows  # type: ignore[arg-type]


# 10 runs of 10,000 steps, of which each takes 0.9 MB, or a hundred of 1000.
@remembered(limit=9 * MB, size=len, key=_key)
def _data(optimizer: Optimizer, run: DrawnRun, letters: tuple[str, ...], has_arrows: bool) -> bytes:
    """What the browser gets of a run; the same, and with the same number, as long as nothing changes."""
    message = AnatomyMessage(
        number=next(_NUMBERS),
        run=run.name,
        views=sent_views(
            View(name, "steps", figure, f"{run.label}: {INSIDE[name]}")
            for name, figure in anatomy_specs(optimizer, run, letters).items()
        ),
        arrows=[SentVector(**arrow) for arrow in arrows(optimizer, run, letters)] if has_arrows else [],
    )
    return packed(message)
