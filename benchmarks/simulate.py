"""How fast runs and sweeps are, side by side with torch.optim.

    pip install torch
    python benchmarks/simulate.py

Only ratios are compared, and both sides of a row are timed in the same run: milliseconds differ between
machines. Exits with 1 where a row falls short of its limit.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from optimizers import Adam
from surfaces import Rosenbrock
from trajectories import final_positions, simulate

try:
    import torch
except ImportError:
    print("This benchmark compares with torch, which is not installed: pip install torch")
    sys.exit(2)

SURFACE = Rosenbrock()
SIDE = 64
SWEEP_STEPS = 300
TIMED_LANES = 3  # of the 64 x 64 lanes that torch would take one after the other


def torch_run(learning_rate: float, beta2: float, steps: int, record: bool) -> object:
    """The loop that one writes with torch.optim.Adam and autograd."""
    theta = torch.tensor(SURFACE.start, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([theta], lr=learning_rate, betas=(0.9, beta2), eps=1e-8)
    rows = []
    for _ in range(steps):
        optimizer.zero_grad()
        x, y = theta
        loss = SURFACE.value(x, y)
        loss.backward()
        optimizer.step()
        if record:
            state = optimizer.state[theta]
            moments = state["exp_avg"].clone(), state["exp_avg_sq"].clone()
            rows.append((theta.detach().clone(), loss.item(), theta.grad.clone(), *moments))
    return rows or theta.detach()


def medians(*contenders: Callable[[], object], rounds: int) -> list[float]:
    """The median seconds of each, taken in turns, so that a busy machine slows them all."""
    times: list[list[float]] = [[] for _ in contenders]
    for round_ in range(rounds + 1):
        for contender, own in zip(contenders, times, strict=True):
            begin = time.perf_counter()
            contender()
            if round_:  # the first is the warm-up
                own.append(time.perf_counter() - begin)
    return [median(own) for own in times]


def one_run() -> tuple[float, float]:
    """Seconds of ours and of torch's: Adam, 500 steps, everything recorded."""
    ours, theirs = medians(
        lambda: simulate(SURFACE, Adam(), SURFACE.start, 500),
        lambda: torch_run(0.1, 0.999, 500, record=True),
        rounds=9,
    )
    return ours, theirs


def sweep() -> tuple[float, float]:
    """Seconds of ours and of torch's: 64 x 64 settings of Adam, the last point of each."""
    rates = np.geomspace(1e-3, 1, SIDE)
    beta2s = 1 - np.geomspace(1e-1, 1e-4, SIDE)
    grid = Adam(learning_rate=rates[:, None], beta2=beta2s)

    def some_lanes() -> None:
        for lane in np.linspace(0, SIDE - 1, TIMED_LANES).astype(int):
            torch_run(float(rates[lane]), float(beta2s[lane]), SWEEP_STEPS, record=False)

    ours, some = medians(
        lambda: final_positions(SURFACE, grid, SURFACE.start, SWEEP_STEPS), some_lanes, rounds=7
    )
    return ours, some / TIMED_LANES * SIDE**2


def main() -> int:
    torch.set_num_threads(1)  # for two numbers per step, more threads only cost
    rows = [
        ("simulate, Adam, 500 steps, everything recorded", *one_run(), 10),
        (f"sweep {SIDE} x {SIDE}, Adam, {SWEEP_STEPS} steps, last point", *sweep(), 4000),
    ]
    print("| what | ours | torch.optim | faster | at least | |")
    print("|---|--:|--:|--:|--:|---|")
    missed = False
    for what, ours, theirs, least in rows:
        ratio = theirs / ours
        missed |= ratio < least
        verdict = "ok" if ratio >= least else "MISSED"
        print(f"| {what} | {ours:.4g} s | {theirs:.4g} s | {ratio:.1f} x | {least} x | {verdict} |")
    print(f"\nThe sweep in torch is the time of {TIMED_LANES} lanes, multiplied up to {SIDE**2}.")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
