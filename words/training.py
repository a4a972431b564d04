"""What a network's training came to, in a sentence, from numbers that others worked out."""

import math
from collections.abc import Sequence

import numpy as np

from problems import Network
from tunables import percent, short

# What a sentence of these says exactly.
MEANING = (
    "Accuracy counts from the first step looked at from which on it never falls below that share again; a "
    "run overfits from its lowest validation loss on, where that stays 5 % higher over the last tenth of the "
    "steps while the training loss falls."
)


def training_ending(
    *,
    overflowed_at: int | None,
    first: float,
    last: float,
    share: float,
    since: int,
    overfits_since: int | None,
    improving: bool,
    of: str,
) -> str:
    """A sentence without its full stop.

    Args:
        overflowed_at: the step after which a weight was not finite; None where all were.
        first, last: the training loss at the start and at the end.
        share: how large a share of the examples is put into its class to the end; 0 where none worth a word.
        since: from which step on.
        overfits_since: since when the validation loss rises while the training loss falls; None if never.
        improving: whether the training loss still falls.
        of: what the share is of, `validation` or `training`.
    """
    if overflowed_at is not None:
        return f"diverged: weights overflow at step {overflowed_at}"
    if not math.isfinite(last):
        return "diverged: the training loss is too large for a number"
    if not last < first:
        return f"did not learn: the training loss is {short(last)}, at the start {short(first)}"
    reached = f"{round(100 * share)} % {of} accuracy from step {since} on" if share else ""
    loss = f"training loss {short(last)}" + (", still improving" if improving else "")
    overfits = "" if overfits_since is None else f"overfits since step {overfits_since}"
    return "; ".join(filter(None, [reached, loss, overfits]))


def network_caption(network: Network) -> str:
    """What a network is trained on, and what its curves are of."""
    count = len(network.training.labels)
    step = (
        f"each step sees {network.batch} of them, drawn anew from seed {network.seed}, the same for every run"
        if network.batch < count
        else "each step sees all of them"
    )
    kept = network.validation
    told = f"{len(kept.labels)} others are held out for validation" if kept else "there are no others"
    return f"{network.architecture}: {network.size:,} weights, trained on {count:,} examples; {step}; {told}."


def weight_named(network: Network, weight: int) -> str:
    """Which of a network's weights that is, `weight 896 of 2,410, W₁: from input 28 to hidden unit 0`."""
    inputs, outputs = network.shape
    ends = np.cumsum([inputs * network.hidden, network.hidden, network.hidden * outputs, outputs])
    layer = int(np.searchsorted(ends, weight, side="right"))
    place = weight - int(ends[layer - 1] if layer else 0)
    told = (
        "W₁: from input {} to hidden unit {}".format(*divmod(place, network.hidden)),
        f"b₁: of hidden unit {place}",
        "W₂: from hidden unit {} to output {}".format(*divmod(place, outputs)),
        f"b₂: of output {place}",
    )[layer]
    return f"weight {weight:,} of {network.size:,}, {told}"


def long_steps(step: int, share: float, size: int) -> str:
    """How many weights a step moved by more than half of the learning rate."""
    return f"Step {step} moves {percent(share)} of the {size:,} weights by more than α/2."


def describe_spread(label: str) -> str:
    """What a figure of histograms shows."""
    return f"{label}: how a quantity is spread over the weights of both layers at the player’s step."


def describe_learning(network: Network, ends: Sequence[tuple[str, str]]) -> str:
    """What the curves of a network show."""
    labels = ", ".join(label for label, _ in ends) or "no runs"
    kept = "Training loss, validation loss and accuracy" if network.validation else "Training loss, accuracy"
    told = " ".join(f"{label}: {sentence}." for label, sentence in ends if sentence)
    return f"{kept} and gradient norm against the step, one line each for {labels}. {told}".strip()


def describe_regions(network: Network, label: str) -> str:
    """What the figure of a network's two classes shows."""
    count = len(network.training.labels)
    return f"The {count} examples, and the boundary of {label} between their classes at the player’s step."


def describe_images(label: str) -> str:
    """What the grid of images shows."""
    return (
        f"Images that are held out, the hardest first, and what {label} takes each for at the player’s step."
    )


def describe_filters(label: str) -> str:
    """What the pictures of the first layer show."""
    return (
        f"The weights of {label} from the image into the hidden units at the player’s step, a picture each."
    )
