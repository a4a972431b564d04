"""Write golden.json: what PyTorch's optimizers make of the same networks, with autograd, in float64.

    pip install torch
    python tests/problems/make_golden.py

First weights and batches are ours; the forward pass, the loss, the gradient and the step are PyTorch's. The
tests read the file and need no PyTorch.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[2]))

from problems import Digits, Moons, Network

FILE = Path(__file__).with_name("golden.json")
STEPS = 50
RULES = {
    "sgd": lambda theta, rate: torch.optim.SGD(theta, lr=rate),
    "momentum": lambda theta, rate: torch.optim.SGD(theta, lr=rate, momentum=0.9),
    "rmsprop": lambda theta, rate: torch.optim.RMSprop(theta, lr=rate, alpha=0.9, eps=1e-8),
    "adam": lambda theta, rate: torch.optim.Adam(theta, lr=rate),
    "adamw": lambda theta, rate: torch.optim.AdamW(theta, lr=rate, weight_decay=0.1),
}
RATES = {
    "digits": {"sgd": 0.3, "momentum": 0.05, "rmsprop": 0.01, "adam": 0.01, "adamw": 0.01},
    "moons": {"sgd": 1.0, "momentum": 0.1, "rmsprop": 0.03, "adam": 0.03, "adamw": 0.03},
}
NETWORKS = {
    "digits": Digits(),
    "digits, standardised": Digits(standardise=True, seed=3, hidden=20, batch=50, weight_scale=0.5),
    "moons": Moons(),
    "moons, relu": Moons(activation="relu", seed=2, hidden=9, batch=200),
}


def losses(network: Network, rule: str) -> tuple[list[float], list[float]]:
    """The loss of every step's batch before the step, and the last weights, every fifth of them."""
    inputs = torch.tensor(network.training.inputs)
    labels = torch.tensor(network.training.labels)
    w1, b1, w2, b2 = (
        torch.tensor(each.copy(), requires_grad=True) for each in network.weights(network.start)
    )
    optimizer = RULES[rule]([w1, b1, w2, b2], RATES[network.key][rule])
    found = []
    for t in range(1, STEPS + 1):
        rows = network.rows(t)
        a = inputs[rows] @ w1 + b1
        z = (torch.relu(a) if network.activation == "relu" else torch.tanh(a)) @ w2 + b2
        loss = (
            torch.nn.functional.cross_entropy(z, labels[rows])
            if network.shape[1] > 1
            else torch.nn.functional.binary_cross_entropy_with_logits(z[:, 0], labels[rows].double())
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        found.append(loss.item())
    theta = np.concatenate([each.detach().numpy().ravel() for each in (w1, b1, w2, b2)])
    return found, theta[::5].tolist()


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    golden = {
        name: {rule: dict(zip(("losses", "theta"), losses(network, rule), strict=True)) for rule in RULES}
        for name, network in NETWORKS.items()
    }
    FILE.write_text(json.dumps(golden, separators=(",", ":")) + "\n", encoding="utf-8")
