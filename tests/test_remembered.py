"""What is kept for the next time takes a bounded part of the memory, whatever readers do."""

import ast
import gc
import importlib
import sys
import threading
import time
import weakref
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import MOST_RUNS, MOST_STEPS, Experiment, Run, from_query, to_query
from figures import DrawnRun, anatomy_specs, arrows, run_styles
from interface import runs
from optimizers import OPTIMIZERS, Adam, NAdam, RAdam, digits_needed, plain, symbolic, with_numbers
from remembered import ENTRY, MB, Remembered, remembered
from surfaces import Bowl
from tests.test_imports import OURS, ROOT
from trajectories import Trajectory, outcome, quantities, remarks, simulate
from tunables import Numbers, tunables


def counted(limit, size=lambda result: 0, key=None):
    """A remembered identity, and the list of the calls that reached it."""
    calls = []

    @remembered(limit=limit, size=size, key=key)
    def same(x):
        """A doc."""
        calls.append(x)
        return x

    return same, calls


def test_what_was_asked_before_is_not_worked_out_again():
    same, calls = counted(MB)
    assert [same(x) for x in (1, 2, 1, 2, 1)] == [1, 2, 1, 2, 1]
    assert calls == [1, 2]
    assert (same.__name__, same.__doc__) == ("same", "A doc.")


def test_what_was_used_longest_ago_is_dropped_first():
    same, calls = counted(3 * ENTRY)
    for x in (1, 2, 3, 1, 4):  # 4 takes the place of 2
        same(x)
    for x in (1, 3, 4, 2):
        same(x)
    assert calls == [1, 2, 3, 4, 2]


def test_a_large_result_pushes_out_several_small_ones():
    same, calls = counted(10 * ENTRY, size=lambda x: x * ENTRY)
    for x in (0, 1, 2, 3, 5):
        same(x)
    assert len(same) == 1 + 1  # 3 and 5 take (3 + 1) + (5 + 1)
    assert same.taken == 10 * ENTRY
    same(3)
    assert calls == [0, 1, 2, 3, 5]


def test_what_is_too_large_is_given_and_pushes_nothing_out():
    same, calls = counted(5 * ENTRY, size=lambda x: x * ENTRY)
    same(1)
    assert [same(5), same(5)] == [5, 5]
    same(1)
    assert calls == [1, 5, 5]


@given(st.lists(st.integers(0, 30), max_size=60), st.integers(1, 20))
def test_never_more_than_the_limit_is_kept(asked, limit):
    same, _ = counted(limit * ENTRY, size=lambda x: x * ENTRY // 4)
    for x in asked:
        assert same(x) == x
        assert same.taken <= same.limit
        assert (same.taken == 0) == (len(same) == 0)
    same.clear()
    assert (same.taken, len(same)) == (0, 0)


def test_a_failure_is_not_kept():
    @remembered(limit=MB, size=lambda result: 0)
    def inverse(x):
        return 1 / x

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            inverse(0)
    assert len(inverse) == 0


class Large:
    pass


def test_a_weak_key_keeps_nothing_alive_and_is_taken_for_no_other():
    @remembered(limit=MB, size=lambda result: 0, key=weakref.ref)
    def name(large):
        return id(large)

    large = Large()
    assert name(large) == name(large) == id(large)
    assert len(name) == 1
    gone = weakref.ref(large)
    del large
    assert gone() is None
    other = Large()  # perhaps at the address of the first
    assert name(other) == id(other)
    assert len(name) == 2


@pytest.mark.parametrize("size", [0, 100 * ENTRY], ids=["kept", "too large to be kept"])
def test_a_class_that_comes_at_once_has_it_worked_out_once(size):
    together, calls = threading.Barrier(9), []

    @remembered(limit=50 * ENTRY, size=lambda result: size)
    def work(x):
        calls.append(x)
        together.wait(timeout=10)  # the others are there
        time.sleep(0.2)
        return [x]

    shared = []

    def session():
        if threading.current_thread() is not threads[0]:
            while not calls:
                time.sleep(0.001)
            together.wait(timeout=10)
        shared.append(work("same"))

    threads = [threading.Thread(target=session, daemon=True) for _ in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
        assert not thread.is_alive()
    assert calls == ["same"]
    assert len({id(result) for result in shared}) == 1
    assert len(shared) == 9


def test_where_it_raises_the_next_one_tries_and_other_work_goes_on():
    started, calls, got = threading.Event(), [], []

    @remembered(limit=MB, size=lambda result: 0)
    def work(x):
        calls.append(x)
        if x == "other":
            return x
        if calls.count(x) == 1:
            started.set()
            time.sleep(0.3)
            raise ValueError("interrupted")
        return x

    def first():
        with pytest.raises(ValueError, match="interrupted"):
            work("same")

    threads = [threading.Thread(target=first), threading.Thread(target=lambda: got.append(work("same")))]
    threads[0].start()
    started.wait(10)
    threads[1].start()
    begun = time.perf_counter()
    assert work("other") == "other"
    assert time.perf_counter() - begun < 0.2
    for thread in threads:
        thread.join(timeout=20)
    assert got == ["same"]
    assert calls.count("same") == 2


def test_threads_get_one_result_and_never_wait_for_ever():
    together = threading.Barrier(8)

    @remembered(limit=50 * ENTRY, size=lambda result: 0)
    def work(x):
        return [x]

    shared = []

    def session():
        shared.append(work("same"))
        together.wait(timeout=10)
        for x in range(300):
            assert work(x % 70) == [x % 70]

    threads = [threading.Thread(target=session, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
        assert not thread.is_alive()
    assert len(shared) == 8
    assert len({id(result) for result in shared}) == 1
    assert work.taken == len(work) * ENTRY <= work.limit


def test_one_may_ask_another_thread_and_even_itself():
    @remembered(limit=MB, size=lambda result: 0)
    def factorial(n):
        return n * factorial(n - 1) if n else 1

    assert factorial(10) == 3_628_800


# Everything that the project keeps

KEPT_AT_MOST = 100 * MB  # of a host of 1 GB, of which Streamlit, Plotly and sympy take about 200


def modules():
    return [
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for path in OURS
        if path.name not in ("__init__.py", "app.py")
    ]


def test_all_that_is_remembered_together_leaves_room_on_a_small_host():
    kept = {thing for module in modules() for thing in vars(module).values() if isinstance(thing, Remembered)}
    assert kept
    assert sum(one.limit for one in kept) <= KEPT_AT_MOST


def caches(tree):
    """Every cache of the standard library or of Streamlit, and whether it has a bound."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                call = decorator if isinstance(decorator, ast.Call) else None
                name = ast.unparse(call.func if call else decorator).rpartition(".")[2]
                given = {keyword.arg: keyword.value for keyword in call.keywords} if call else {}
                if name in ("cache", "lru_cache", "cache_data", "cache_resource"):
                    bound = given.get("maxsize") or given.get("max_entries")
                    number = isinstance(bound, ast.Constant) and isinstance(bound.value, int)
                    yield node.name, number or not node.args.args


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cache_grows_without_bound(path):
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    without = [name for name, bounded in caches(tree) if not bounded]
    assert not without, f"bound what {without} keep: lru_cache(maxsize=...), or remembered(limit=...)"


def test_a_cache_without_a_bound_would_be_found():
    decorators = ["@cache", "@lru_cache(maxsize=None)", "@lru_cache(maxsize=9)", "@st.cache_data", "@other"]
    source = "\n".join(f"{decorator}\ndef f(x): ..." for decorator in decorators)
    assert list(caches(ast.parse(source))) == [("f", False), ("f", False), ("f", True), ("f", False)]


# What turning a slider leaves behind

FRESH = 2000  # values that no one has used before
WARM = 200  # of them fill what Python itself keeps ready for the next object


def settings_never_seen(kind):
    """A rule with every one of its numbers at a value of its own, a new one each time."""
    fields = [field for field in tunables(kind) if isinstance(field.scale, Numbers)]
    for index in range(FRESH):
        share = (index + 0.5) / FRESH
        yield kind(
            **{field.name: field.scale.low + share * (field.scale.high - field.scale.low) for field in fields}
        )


def looked_at(optimizer, went, surface, step):
    """Everything that the page works out for one setting of a run, apart from the run itself."""
    run = DrawnRun("adam", "Adam", *run_styles(["adam"])[0], went)
    names = quantities(optimizer, went, step)
    one = {name: float(np.broadcast_to(value, (2,))[0]) for name, value in names.items()}
    digits = digits_needed(optimizer, names)
    for equation in optimizer.equations:
        symbolic(optimizer, equation)
        with_numbers(optimizer, equation, one, digits)
    plain(optimizer, optimizer.effective_rate)
    remarks(optimizer, went, step)
    outcome(surface, went)
    anatomy_specs(optimizer, run)
    arrows(optimizer, run)
    for field in tunables(type(optimizer)):
        value = getattr(optimizer, field.name)
        field.read(field.write(value))
        if not isinstance(value, bool):
            field.stops_with(value)
    page = Experiment(surface, (Run(optimizer),), steps=777)
    from_query(to_query(page))


@pytest.mark.parametrize("kind", [Adam, RAdam], ids=lambda kind: kind.key)
def test_a_slider_turned_through_thousands_of_values_leaves_nothing_behind(kind):
    surface, step, blocks = Bowl(), 3, []
    with np.errstate(all="ignore"):
        for index, optimizer in enumerate(settings_never_seen(kind)):
            looked_at(optimizer, simulate(surface, optimizer, (1.0, 2.0), 4), surface, step)
            if index in (WARM, FRESH - 1):
                gc.collect()
                blocks.append(sys.getallocatedblocks())
    before, after = blocks
    assert after - before < FRESH / 4, "a block of memory that stays for every value, or more than one"


# What runs leave behind

# The names in the packages are functions.
anatomy = importlib.import_module("interface.live_chart.anatomy")
recorded = importlib.import_module("trajectories.recorded")


def of_zeros(surface, optimizer, start, steps, schedule):
    """A run as large as the largest, in no time."""
    states = type(optimizer.init(np.zeros(2)))
    return Trajectory(
        positions=np.zeros((steps + 1, 2)),
        losses=np.zeros(steps + 1),
        gradients=np.zeros((steps + 1, 2)),
        states=states(*(np.zeros((steps + 1, 2)) for _ in states._fields)),
        learning_rates=np.zeros(steps + 1),
    )


@pytest.fixture
def largest_runs(monkeypatch):
    """The runs of pages with 10,000 steps, on an empty memory."""
    monkeypatch.setattr(recorded, "simulate", of_zeros)
    derived = (recorded.recorded, runs._ending, anatomy._data)
    for one in derived:
        one.clear()
    yield lambda page: [run for run, _, _ in runs.shown_runs(page)]
    for one in derived:
        one.clear()


def test_a_page_of_the_longest_and_widest_runs_is_kept_whole(largest_runs):
    widest = max(OPTIMIZERS, key=lambda kind: len(kind().init(np.zeros(2))))
    optimizers = [widest(learning_rate=0.1 + index / 100) for index in range(MOST_RUNS)]
    page = Experiment(Bowl(), tuple(map(Run, optimizers)), start=(1.0, 1.0), steps=MOST_STEPS)
    first = largest_runs(page)
    assert [run.trajectory for run in first] == [run.trajectory for run in largest_runs(page)]
    assert len({id(run.trajectory) for run in first}) == MOST_RUNS
    assert recorded.recorded.limit >= 2 * recorded.recorded.taken, "at least two such pages"


def test_what_is_dropped_is_gone_whatever_was_made_of_it(largest_runs):
    gone, optimizers = [], [NAdam(beta1=index / 100) for index in range(60)]
    for optimizer in optimizers:
        (run,) = largest_runs(Experiment(Bowl(), (Run(optimizer),), start=(1.0, 1.0), steps=MOST_STEPS))
        anatomy._data(optimizer, run, ("x", "y"), True)
        gone.append(weakref.ref(run.trajectory))
        del run
    gc.collect()
    alive = [went() for went in gone if went() is not None]
    assert len(alive) == len(recorded.recorded) < 60
    assert sum(went.nbytes for went in alive) <= recorded.recorded.limit
    assert anatomy._data.taken <= anatomy._data.limit
