"""Write golden.json: the learning rates of torch.optim.lr_scheduler, for a rate of 1.

    pip install torch
    python tests/schedules/make_golden.py

The tests read the file and need no torch. Torch's epoch is t − 1. It has no 1/√t and no warm-up, stable,
decay of its own: the first is written as a function here, the second made of three of its schedules.
"""

import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch.optim.lr_scheduler import (
    ConstantLR,
    CosineAnnealingLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    OneCycleLR,
    SequentialLR,
    StepLR,
)

sys.path.insert(0, str(Path(__file__).parents[2]))

FILE = Path(__file__).with_name("golden.json")


def wsd(optimizer: Any, warm_up: int, decay_share: float, steps: int) -> Any:
    decay = round(decay_share * steps)
    parts = [
        LinearLR(optimizer, 1 / warm_up, 1, max(warm_up - 1, 1)),
        ConstantLR(optimizer, 1, 1),
        LinearLR(optimizer, 1, 1 / (decay + 1), max(decay, 1)),
    ]
    return SequentialLR(optimizer, parts, [warm_up, steps - decay - 1])


LIKE: dict[str, Callable[..., Any]] = {
    "constant": lambda o, n: ConstantLR(o, 1, 1),
    "warm_up": lambda o, n, length: LinearLR(o, 1 / length, 1, max(length - 1, 1)),
    "step": lambda o, n, every, drop: StepLR(o, every, drop),
    "exponential": lambda o, n, rate: ExponentialLR(o, rate),
    "inverse_root": lambda o, n, tau: LambdaLR(o, lambda epoch: 1 / (1 + epoch / tau) ** 0.5),
    "cosine": CosineAnnealingLR,
    "one_cycle": lambda o, n, peak_at, first, last: OneCycleLR(
        o, 1.0, n, pct_start=peak_at, div_factor=first, final_div_factor=last, cycle_momentum=False
    ),
    "wsd": lambda o, n, warm_up, decay_share: wsd(o, warm_up, decay_share, n),
}
SETTINGS: list[tuple[str, dict[str, float]]] = [
    ("constant", {}),
    *[("warm_up", {"length": length}) for length in (2, 10, 50)],
    *[("step", {"every": every, "drop": drop}) for every, drop in ((8, 0.5), (1, 0.9), (50, 0.1))],
    *[("exponential", {"rate": rate}) for rate in (0.9, 0.5, 0.9999)],
    *[("inverse_root", {"tau": tau}) for tau in (1.0, 10.0)],
    *[("cosine", {"floor": floor}) for floor in (0.0, 0.1)],
    *[
        ("one_cycle", {"peak_at": peak_at, "first": first, "last": last})
        for peak_at, first, last in ((0.3, 25.0, 1e4), (0.5, 4.0, 1.0), (0.9, 1.0, 100.0))
    ],
    *[
        ("wsd", {"warm_up": warm_up, "decay_share": decay_share})
        for warm_up, decay_share in ((5, 0.2), (3, 0.5))
    ],
]


def rates(key: str, settings: dict[str, float], steps: int) -> list[float]:
    """The rate of each step, 1 to `steps`."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule = LIKE[key](optimizer, steps, **settings)
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    lines = [
        json.dumps({"key": key, "settings": settings, "rates": rates(key, settings, steps)})
        for key, settings in SETTINGS
        for steps in (30, 100)
    ]
    FILE.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
