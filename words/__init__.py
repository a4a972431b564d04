"""Results in sentences: pure functions of numbers that others have worked out.

How a run ended and what its sentence is (`outcomes`), what the numbers of one step mean (`remarks`), what
the gradients are (`chance`), and what stands below and beside the pictures (`pictures`).
"""

from words.chance import chance_note, drawn_gradient, ravine_note
from words.outcomes import (
    TOLERANCE,
    Arriving,
    Broken,
    Converged,
    Descending,
    Flat,
    Hovering,
    InView,
    Left,
    Moving,
    Oscillating,
    Outcome,
    Overflowed,
    Rising,
    Settled,
    Stalled,
    Stopped,
    Wandering,
    mean_ending,
    why_ended,
)
from words.pictures import (
    INSIDE,
    caption,
    describe_curves,
    describe_examples,
    describe_map,
    describe_parameter,
    landmark,
    loss_name,
    scale_note,
)
from words.remarks import Remark, ended, step_remarks

__all__ = [
    "INSIDE",
    "TOLERANCE",
    "Arriving",
    "Broken",
    "Converged",
    "Descending",
    "Flat",
    "Hovering",
    "InView",
    "Left",
    "Moving",
    "Oscillating",
    "Outcome",
    "Overflowed",
    "Remark",
    "Rising",
    "Settled",
    "Stalled",
    "Stopped",
    "Wandering",
    "caption",
    "chance_note",
    "describe_curves",
    "describe_examples",
    "describe_map",
    "describe_parameter",
    "drawn_gradient",
    "ended",
    "landmark",
    "loss_name",
    "mean_ending",
    "ravine_note",
    "scale_note",
    "step_remarks",
    "why_ended",
]
