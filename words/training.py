"""What a network's training came to, in a sentence, from numbers that others worked out."""

from tunables import short


def trained(
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
    if not last < first:
        return f"did not learn: the training loss is {short(last)}, at the start {short(first)}"
    reached = f"{round(100 * share)} % {of} accuracy from step {since} on" if share else ""
    loss = f"training loss {short(last)}" + (", still improving" if improving else "")
    overfits = "" if overfits_since is None else f"overfits since step {overfits_since}"
    return "; ".join(filter(None, [reached, loss, overfits]))
