"""What the gradients of a page are, in words: exact, of mini-batches, or with noise."""

from tunables import short

_SAMPLED = {"draws": "drawn anew at each step", "epochs": "dealt in shuffled epochs"}


def chance_note(noise: float, batch: int | None, examples: int, seed: int, sampling: str) -> str:
    """What every step is given instead of the exact gradient; empty where it is given that."""
    given = []
    if batch is not None:
        given.append(
            f"Each step sees {batch} of the {examples} examples, {_SAMPLED[sampling]}; "
            f"the loss drawn is that of all {examples}."
        )
    if noise:
        given.append(f"Noise of σ = {short(noise)} is added to each gradient.")
    if given:
        given.append(f"All runs get the same (seed {seed}).")
    return " ".join(given)


def ravine_note(condition: float, angle: float, letter: str) -> str:
    """How narrow the ravine around a minimum is, and which way it lies."""
    if condition < 1 + 1e-9:
        return "At the minimum κ = 1: f is equally steep in all directions."
    return f"At the minimum κ = {short(condition)}, steepest at {short(angle)}° to the {letter} axis."
