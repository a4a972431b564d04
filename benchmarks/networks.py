"""How fast a network is trained, side by side with PyTorch in float64 on one thread.

    pip install torch
    OMP_NUM_THREADS=1 python benchmarks/networks.py

Both sides take the same steps on the same batches, in turns; ratios count. Exits with 1 where a row misses
its limit.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from simulate import medians, torch

from figures import (
    DrawnRun,
    TrainedRun,
    anatomy_specs,
    filters_spec,
    images_spec,
    learning_spec,
    spread_specs,
)
from optimizers import Adam
from problems import Digits
from trajectories import train
from trajectories.walk import walk

NETWORK, STEPS, RATE = Digits(), 300, 0.01
MOST, MOST_SHOWN = 0.25, 2.5


def ours() -> None:
    """300 Adam steps."""
    for _ in walk(NETWORK, Adam(RATE), NETWORK.start, steps=STEPS):
        pass


def shown() -> None:
    """The same with all that is kept of a training, and all that the page draws of it."""
    training = train(NETWORK, Adam(RATE), STEPS)
    run = TrainedRun("adam", "Adam", "orange", "solid", training)
    learning_spec(NETWORK, [run], "log")
    images_spec(NETWORK, run)
    filters_spec(NETWORK, run, NETWORK.telling)
    spread_specs(Adam(RATE), run, training.watched)
    anatomy_specs(Adam(RATE), DrawnRun("adam", "Adam", "orange", "solid", training.watched.weight), ("w",))


def of_torch() -> None:
    """The loop that one writes with torch.optim.Adam and autograd."""
    inputs, labels = (torch.tensor(each) for each in NETWORK.training)
    layers = [torch.tensor(each.copy(), requires_grad=True) for each in NETWORK.weights(NETWORK.start)]
    w1, b1, w2, b2 = layers
    optimizer = torch.optim.Adam(layers, lr=RATE)
    for t in range(1, STEPS + 1):
        rows = NETWORK.rows(t)
        optimizer.zero_grad()
        z = torch.relu(inputs[rows] @ w1 + b1) @ w2 + b2
        torch.nn.functional.cross_entropy(z, labels[rows]).backward()
        optimizer.step()


def main() -> int:
    torch.set_num_threads(1)
    mine, kept, others = medians(ours, shown, of_torch, rounds=11)
    rows = [
        (
            f"digits, {STEPS} Adam steps, {mine * 1e3:.0f} ms, against torch, {others * 1e3:.0f} ms",
            mine / others,
            MOST,
        ),
        (
            f"with everything that the page shows of it, {kept * 1e3:.0f} ms, against without",
            kept / mine,
            MOST_SHOWN,
        ),
    ]
    print("| what | measured | must be | |\n|---|--:|--:|---|")
    for what, ratio, most in rows:
        print(f"| {what} | {ratio:.2f} x | <= {most} x | {'holds' if ratio <= most else 'MISSED'} |")
    return int(any(ratio > most for _, ratio, most in rows))


if __name__ == "__main__":
    sys.exit(main())
