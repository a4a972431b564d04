"""A link: a table of keys, by which a value becomes the texts of an address and comes back from them.

What a link says is a table, one row per key, declared where the value is (`experiment/keys.py`,
`page/keys.py`). Writing goes through the table and joins what every row has to say; reading goes through it
with a value that begins as the default and that every row may change. Nothing here raises: what cannot be
read is named in a sentence, a complaint, and the value stays as it was.

A link is read as kindly as it can be without a guess: keys in capitals or not, with spaces around, and with
a `+` that a browser took for a space.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from tunables import Tunable, shortened, tunables

T = TypeVar("T")

# Keys that others put into addresses: Streamlit's own, trackers', and whatever says where a reader comes
# from. None is ever one of ours, which are words without an underscore in front. The browser keeps them in
# the address by the same pattern (interface/live_chart/frontend/address.js).
FOREIGN = (
    r"_.*|embed.*|utm_.*|[a-z_]*cl(?:ick|k)?id|gclsrc|gad_.*|[gw]braid|li_fat_id|igshid|igsh|mc_.*|hs[a-z]*_.*|"
    r"hsctatracking|mkt_tok|pk_.*|mtm_.*|matomo_.*|piwik_.*|fb_.*|ref|ref_.*|refer.*|source|src|si|s_cid|"
    r"s_kwcid|ef_id|trk|trkcampaign|cmp|cmpid|campaign|campaign_?id|spm|srsltid|epik|rdt_cid|sccid|"
    r"vero_.*|oly_.*|wickedid|cjevent|mibextid|authuser|usp"
)
_FOREIGN = re.compile(FOREIGN, re.IGNORECASE | re.ASCII | re.DOTALL)
# Where a space stands between two parts of a formula or a number, as in 1e 3: there a + may have been.
_LOST_PLUS = re.compile(r"(?<=[\w.)]) +(?=[\w.(])")
_FORMULA = re.compile(r"[*/()]")


class Link:
    """A link while it is read.

    Attributes:
        left: the keys, as we write them, that no row has taken yet, and their texts.
        complaints: a sentence for everything that could not be read.
    """

    def __init__(self, query: Mapping[str, str]) -> None:
        self.left: dict[str, str] = {}
        self.complaints: list[str] = []
        for key, text in query.items():
            name = str(key).strip().lower()
            if _FOREIGN.fullmatch(name):
                continue
            if self.left.setdefault(name, str(text)) != str(text):
                self.complain(f"{shortened(name)} stands twice in the link, and only the first is used")

    def take(self, key: str) -> str | None:
        """The text of a key, which is then done with."""
        return self.left.pop(key, None)

    def complain(self, *sentences: str) -> None:
        """Say what could not be read."""
        self.complaints += sentences

    def read(self, key: str, read: Callable[[str], T], name: str = "") -> T | None:
        """What `read` makes of a key's text; None where there is none, or where it raises a ValueError.

        A + that was not written %2B arrives as a space. A text that only makes sense with it is read with it.
        """
        text = self.take(key)
        if text is None:
            return None
        with_plus = _LOST_PLUS.sub("+", text)
        try:
            return read(text)
        except ValueError as first:
            complaint = first
        if with_plus != text:
            try:
                return read(with_plus)
            except ValueError as second:
                # Where it only repeats a text that the reader never wrote, the first is the better one.
                complaint = complaint if shortened(with_plus) in str(second) else second
        advice = " (in a link, + is written %2B)" if with_plus != text and _FORMULA.search(text) else ""
        self.complain(f"{name}: {complaint}{advice}" if name else str(complaint))
        return None

    def fields(self, name: str, thing: Any) -> Any:
        """The thing with those of its tunables that the link has as `<name>.<field>`.

        Its constructor may refuse more than a tunable does, as a formula's does.
        """
        for field in tunables(type(thing)):
            thing = self.read(f"{name}.{field.name}", partial(_with_field, thing, field), name) or thing
        return thing


def _with_field(thing: Any, field: Tunable, text: str) -> Any:
    return replace(thing, **{field.name: field.read(text)})


@dataclass(frozen=True)
class Key(Generic[T]):
    """A row of the table.

    Attributes:
        name: the key, or a pattern of several: `steps`, `<run>.<field>`.
        write: what it has to say of a value: keys and texts, none where nothing differs from the default.
        read: the value with what the link says under this key.
    """

    name: str
    write: Callable[[T], Mapping[str, str]]
    read: Callable[[T, Link], T]


def to_link(table: Sequence[Key[T]], value: T) -> dict[str, str]:
    """The keys and texts of a value."""
    return {key: text for row in table for key, text in row.write(value).items()}


def from_link(table: Sequence[Key[T]], value: T, query: Mapping[str, str]) -> tuple[T, tuple[str, ...]]:
    """The value that a link makes of the default one, and the complaints."""
    link = Link(query)
    for row in table:
        value = row.read(value, link)
    link.complain(*map(_unknown, link.left))
    return value, tuple(link.complaints)


def _unknown(key: str) -> str:
    return f"nothing here is called {shortened(key)}"


def field_texts(name: str, thing: Any, default: Any) -> dict[str, str]:
    """`<name>.<field>` and its text for every tunable in which a thing differs from the default one."""
    return {
        f"{name}.{field.name}": field.write(getattr(thing, field.name))
        for field in tunables(type(thing))
        if getattr(thing, field.name) != getattr(default, field.name)
    }


def listed(text: str) -> list[str]:
    """The names in a list, `adam, SGD`."""
    return [name for name in re.split(r"[,\s]+", text.lower()) if name]
