"""How much memory stays behind when readers have looked at many long runs.

    python benchmarks/memory.py

The runs are real ones of 10,000 steps, each carried out, judged and looked inside as the page does it. One
row after as many of them as fit, one after many more: what is kept must not grow between the two. Exits
with 1 where it does, or where it takes more than its share of a host of 1 GB.
"""

import gc
import os
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from experiment import MOST_STEPS, Experiment, Run
from figures import landscape
from interface.live_chart import _ground
from interface.live_chart.anatomy import _data
from interface.runs import shown_runs
from optimizers import NAdam
from surfaces import Rosenbrock

FEW, MANY = 128, 384
LARGEST = 150e6  # bytes: what is remembered, and what Python needs beside it
GROWTH = 15e6


def resident() -> float:
    """Bytes of this process that lie in memory now; where the system does not say, the most that ever did."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def look(number: int) -> None:
    """One page that no one has seen before: its own slider, its own surface."""
    surface = Rosenbrock(b=1 + number)
    rule = NAdam(learning_rate=1e-3 * (1 + number / 1000))  # the rule with the largest State
    for run, optimizer, _ in shown_runs(Experiment(surface, (Run(rule),), steps=MOST_STEPS)):
        _data(optimizer, run, ("x", "y"))
    landscape(surface)
    _ground(surface)


def main() -> int:
    """Print the table; 1 where a limit is passed."""
    gc.collect()
    before, kept = resident(), []
    for number in range(MANY):
        look(number)
        if number + 1 in (FEW, MANY):
            gc.collect()
            kept.append(resident() - before)
            print(f"after {number + 1:>3} runs of {MOST_STEPS:,} steps: {kept[-1] / 1e6:6.1f} MB more")
    few, many = kept
    return int(many > LARGEST or many - few > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
