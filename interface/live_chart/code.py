"""A link as a QR code, for a class to open from the wall."""

import segno

from interface.live_chart.message import Code

LONGEST = 1500  # characters; more make squares that no phone tells apart
_QUIET = 4  # units of white around it, as the standard has it


def code_of(link: str) -> Code | None:
    """The code of a link, None where that is none or too long."""
    if not link.startswith(("http://", "https://")) or len(link) > LONGEST:
        return None
    rows = segno.make_qr(link, error="m", boost_error=False).matrix
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Code(link=link, size=len(rows) + 2 * _QUIET, path=path)
