"""What a reader's own rule is found to be."""

from optimizers import Kin


def own_rule_is(found: Kin) -> str:
    """Which published rule it is, and how that was found out."""
    name = " without ".join([found.rule.name, *found.off])
    if found.exact:
        return f"This is {name}: on random gradients every step is the same, bit for bit."
    return f"This is {name}, but for rounding: on random gradients the steps differ in their last digits."
