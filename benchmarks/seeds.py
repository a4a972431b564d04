"""How long many seeds at once take, against one run after the other, in one run.

Compared are 128 seeds of three rules in one broadcast run each, with all that the view of seeds keeps of
them, and the same three rules with one seed. Every round has rates never seen before. Prints a table and
exits with 1 if a row falls short. Run it from anywhere: `python benchmarks/seeds.py`.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from browsing import Row, report

from optimizers import SGD, Adam, Optimizer, RMSprop
from problems import batches, posed
from surfaces import Line
from trajectories import ensemble, simulate

SEEDS, STEPS, ROUNDS = 128, 300, 15
RULES: tuple[type[Optimizer], ...] = (Adam, RMSprop, SGD)


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def main() -> int:
    """Measure, print the table, and say by the exit code whether every row holds."""
    surface = Line()
    seeds = np.arange(SEEDS)

    def one(rate: float) -> None:
        for rule in RULES:
            simulate(posed(surface, batch=8, seed=0), rule(rate), surface.start, STEPS)

    def many(rate: float) -> None:
        for rule in RULES:
            ensemble(posed(surface, batch=8, seed=seeds), rule(rate), surface.start, STEPS)

    one(0.1)
    batches._block.clear()
    first = seconds(lambda: many(0.1))
    single, together = [], []
    for number in range(ROUNDS):
        rate = 0.01 + 0.005 * number
        single.append(seconds(lambda rate=rate: one(rate)))  # type: ignore[misc]
        together.append(seconds(lambda rate=rate: many(rate)))  # type: ignore[misc]
    ratio = statistics.median(together) / statistics.median(single)
    return report(
        [
            Row(
                f"{SEEDS} seeds x {STEPS} steps x {len(RULES)} runs, batch 8, "
                f"{1000 * statistics.median(together):.0f} ms, against one seed, "
                f"{1000 * statistics.median(single):.0f} ms",
                f"{ratio:.1f} x",
                "< 10 x",
                ratio < 10,
            ),
            Row(
                f"the first time, when the batches are drawn, {1000 * first:.0f} ms, against one seed's",
                f"{first / statistics.median(single):.1f} x",
                "told",
                True,
            ),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
