"""How far some work is."""

from collections.abc import Callable

Progress = Callable[[float], object]  # called now and then with the share that is done


def part_of(progress: Progress, index: int, count: int) -> Progress:
    """What one of so many equal parts of some work is to call."""
    return lambda share: progress((index + share) / count)
