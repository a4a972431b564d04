"""How many readers one server bears: real sessions over WebSockets, side by side with an empty page.

    python benchmarks/classroom.py

Every session speaks Streamlit's own protocol and turns a slider of Adam's to where it was not before. The
readers run on this machine, too, so all numbers are those of a server that shares its processors with them.
Pages are measured in turns in one run, and ratios count. Takes about six minutes. Exits with 1 where a row
misses its limit.
"""

import asyncio
import os
import random
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from browsing import PAGES, ROOT, Row, report, running
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

BUSY, AT_ONCE, CLASS = 20, 60, 200  # sessions
BUSY_FOR = 12.0  # seconds
THINKING, CLASS_FOR = 10.0, 40.0  # seconds between two turns of a reader, and of all of it
CLASSES = 4  # Streamlit keeps up to 128 sessions for two minutes after they have left
TURNS, ANSWERING = 2_000, 8  # turns of one after the other, by so many sessions
PATIENCE = 60.0  # seconds until an answer counts as failed
TURNED = ("learning rate", "decay of m", "decay of v")  # sliders, by the end of their labels

Answer = tuple[float, float]  # seconds until the picture, and until the script has ended


class Session:
    """One reader's connection."""

    def __init__(self, socket: ClientConnection, seed: int) -> None:
        self.socket = socket
        self.random = random.Random(seed)
        self.sliders: dict[str, tuple[str, int]] = {}  # label -> id, number of stops

    async def open(self) -> Answer:
        """Come to the page."""
        return await self._ask(BackMsg())

    async def turn(self) -> Answer:
        """Turn one of the sliders; of a page without any, have it run again."""
        message = BackMsg()
        if known := [each for each in self.sliders if each.endswith(TURNED)]:
            widget, stops = self.sliders[self.random.choice(known)]
            state = message.rerun_script.widget_states.widgets.add(id=widget)
            state.double_array_value.data.append(self.random.randrange(stops))
        return await self._ask(message)

    async def _ask(self, message: BackMsg) -> Answer:
        message.rerun_script.query_string = ""
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        picture = None
        while True:
            answer = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), PATIENCE))
            now = time.perf_counter() - begun
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError("the script failed")
                return picture or now, now
            if answer.WhichOneof("type") != "delta":
                continue
            element = answer.delta.new_element
            if element.WhichOneof("type") == "slider":
                self.sliders[element.slider.label] = element.slider.id, len(element.slider.options)
            elif element.WhichOneof("type") == "bidi_component":
                picture = picture or now  # the first is the chart
            elif element.WhichOneof("type") == "exception":
                raise RuntimeError(element.exception.message)


class Readers:
    """Some sessions at one server, closed together."""

    def __init__(self, address: str) -> None:
        self.address = address.replace("http", "ws") + "/_stcore/stream"
        self.stack = AsyncExitStack()

    async def __aenter__(self) -> "Readers":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stack.aclose()

    async def come(self, count: int, seed: int = 0) -> list[Session]:
        """So many more, not yet at the page."""
        return [
            Session(
                await self.stack.enter_async_context(
                    connect(self.address, subprotocols=["streamlit"], max_size=None, compression=None)
                ),
                seed + number,
            )
            for number in range(count)
        ]


class Tally:
    """Answers, and failures, which count as answers that took as long as one waits."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.failed = 0

    async def take(self, asked: Awaitable[Answer]) -> None:
        """Wait for an answer."""
        try:
            self.answers.append(await asked)
        except Exception as problem:  # whatever it is, a reader has no answer
            self.failed += 1
            self.answers.append((PATIENCE, PATIENCE))
            print(f"failed: {problem!r}", file=sys.stderr)

    @property
    def pictures(self) -> list[float]:
        """Seconds until each picture."""
        return [picture for picture, _ in self.answers]

    @property
    def ends(self) -> list[float]:
        """Seconds until each script had ended."""
        return [end for _, end in self.answers]


def _percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


async def _together(todo: Iterable[Awaitable[object]]) -> None:
    await asyncio.gather(*todo)


async def busy(address: str) -> tuple[float, Tally]:
    """Sessions that turn a slider as soon as the last answer is there: reruns a second."""
    tally = Tally()
    async with Readers(address) as readers:
        sessions = await readers.come(BUSY)
        await _together(each.open() for each in sessions)
        until = time.perf_counter() + BUSY_FOR

        async def hurry(session: Session) -> None:
            while time.perf_counter() < until:
                await tally.take(session.turn())

        begun = time.perf_counter()
        await _together(hurry(each) for each in sessions)
        return len(tally.answers) / (time.perf_counter() - begun), tally


async def at_once(address: str) -> tuple[float, float, Tally]:
    """Sessions opened at once: until all have their picture, the longest answer of who is there, all."""
    opened, there = Tally(), Tally()
    async with Readers(address) as readers:
        (first,) = await readers.come(1, seed=1000)
        await first.open()
        sessions = await readers.come(AT_ONCE)
        opening = asyncio.ensure_future(_together(opened.take(each.open()) for each in sessions))
        while not opening.done():
            await there.take(first.turn())
            await asyncio.sleep(0.2)
        await opening
    return max(opened.pictures), max(there.pictures), opened


async def thinking(address: str, memory: Callable[[], float]) -> tuple[Tally, float]:
    """A class that thinks between turns, and the memory that each of it takes."""
    tally = Tally()
    async with Readers(address) as readers:
        (one,) = await readers.come(1, seed=2000)
        await one.open()
        before = memory()
        sessions = await _seated(readers, seed=0)
        until = time.perf_counter() + CLASS_FOR

        async def think(session: Session) -> None:
            await asyncio.sleep(session.random.uniform(0, THINKING))
            while time.perf_counter() < until:
                begun = time.perf_counter()
                await tally.take(session.turn())
                await asyncio.sleep(max(THINKING + begun - time.perf_counter(), 0))

        await _together(think(each) for each in sessions)
        return tally, (memory() - before) / CLASS


async def coming_and_going(address: str, memory: Callable[[], float]) -> list[float]:
    """Memory after each of some classes has come, turned once and left."""
    found = []
    for number in range(CLASSES):
        async with Readers(address) as readers:
            sessions = await _seated(readers, seed=4000 + CLASS * number)
            for each in sessions:
                await each.turn()
        await asyncio.sleep(1)
        found.append(memory())
    return found


async def _seated(readers: Readers, seed: int) -> list[Session]:
    """A class at the page; they come ten at a time."""
    sessions = await readers.come(CLASS, seed)
    for first in range(0, CLASS, 10):
        await _together(each.open() for each in sessions[first : first + 10])
    return sessions


async def turns(address: str, memory: Callable[[], float]) -> list[float]:
    """Memory after each half of many turns."""
    found, tally = [], Tally()
    async with Readers(address) as readers:
        sessions = await readers.come(ANSWERING, seed=3000)
        await _together(each.open() for each in sessions)
        for _ in range(2):

            async def turn(session: Session) -> None:
                for _ in range(TURNS // 2 // ANSWERING):
                    await tally.take(session.turn())

            await _together(turn(each) for each in sessions)
            found.append(memory())
    if tally.failed:
        raise SystemExit(f"{tally.failed} turns failed")
    return found


def _memory_of(process: int) -> Callable[[], float]:
    """MB of a process that lie in memory."""
    page = os.sysconf("SC_PAGE_SIZE") / 1e6
    return lambda: int(Path(f"/proc/{process}/statm").read_text().split()[1]) * page


async def measure() -> int:
    pages = {
        "page": (ROOT / "app.py",),
        "empty": (PAGES / "empty.py",),
        "frozen": (PAGES / "frozen.py", "--runner.postScriptGC=false"),
    }
    rates: dict[str, list[float]] = {name: [] for name in pages}
    opened: dict[str, list[float]] = {name: [] for name in pages}
    answers, longest, failed = [], 0.0, 0
    for _ in range(2):  # in turns
        for name, served in pages.items():
            with running(*served) as (address, _):
                rate, tally = await busy(address)
                rates[name].append(rate)
                failed += tally.failed
                if name == "page":
                    answers += tally.ends
            with running(*served) as (address, _):  # a server that nobody has seen yet
                until, answered, tally = await at_once(address)
                opened[name].append(until)
                failed += tally.failed
                if name == "page":
                    longest = max(longest, answered)
    with running(*pages["page"]) as (address, process):
        memory = _memory_of(process)
        flat = await turns(address, memory)
        tally, each = await thinking(address, memory)
        left = await coming_and_going(address, memory)
        failed += tally.failed
    rate = {name: statistics.median(each) for name, each in rates.items()}
    until = {name: statistics.median(each) for name, each in opened.items()}
    ratio, frozen = rate["page"] / rate["empty"], rate["page"] / rate["frozen"]
    late = _percentile(tally.ends, 0.95)
    print(
        f"{BUSY} busy sessions: {rate['page']:.1f} reruns/s, median {statistics.median(answers):.2f} s, "
        f"95th percentile {_percentile(answers, 0.95):.2f} s; the empty page {rate['empty']:.1f}, "
        f"with the same garbage collection {rate['frozen']:.1f}\n"
    )
    return report(
        [
            Row(
                f"reruns/s, {BUSY} busy sessions, against the empty page",
                f"{ratio:.2f} x",
                ">= 2 x",
                ratio >= 2,
            ),
            Row("the same with the same garbage collection", f"{frozen:.2f} x", ">= 0.5 x", frozen >= 0.5),
            Row(
                f"{CLASS} sessions, a turn every {THINKING:g} s: 95th percentile of an answer",
                f"{late:.2f} s (median {statistics.median(tally.ends):.2f})",
                "< 1 s",
                late < 1,
            ),
            Row(
                f"{AT_ONCE} sessions opened at once: until all have their picture",
                f"{until['page']:.1f} s against {until['empty']:.1f} s",
                "<= 1 x",
                until["page"] <= until["empty"],
            ),
            Row("meanwhile the longest answer of one that is there", f"{longest:.1f} s", "", True),
            Row("memory of one session more", f"{each:.2f} MB", "< 2 MB", each < 2),
            Row(
                f"memory after {TURNS} turns against after half of them",
                f"{flat[1] - flat[0]:+.1f} MB of {flat[1]:.0f}",
                "<= 5 MB",
                flat[1] - flat[0] <= 5,
            ),
            Row(
                f"memory after {CLASSES} classes of {CLASS} have come and left, against after the first two",
                f"{left[-1] - left[1]:+.1f} MB of {left[-1]:.0f}",
                "<= 10 MB",
                left[-1] - left[1] <= 10,
            ),
            Row("answers that failed", f"{failed}", "0", not failed),
        ]
    )


if __name__ == "__main__":
    sys.exit(asyncio.run(measure()))
