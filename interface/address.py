"""The link to the page as the browser gets it: its query, and which of two such messages is the newer."""

import time
from typing import TypedDict

from page import Page, to_query


class Address(TypedDict):
    """What the browser makes the address of.

    The chart and the player's report both bring one, and the browser may come to the older of two messages
    last; the address never goes back to a lower edition.
    """

    query: dict[str, str]
    edition: int


class Addresses:
    """A session's: the same as long as the page is, and a higher edition with every change of it.

    The first edition is the time in milliseconds, so that a page that a restarted server takes over goes on
    from there.
    """

    def __init__(self) -> None:
        self._page: Page | None = None
        self._newest = Address(query={}, edition=0)

    def of(self, page: Page) -> Address:
        """The address of the page that this is."""
        if page is not self._page:
            query, before = to_query(page), self._newest
            if query != before["query"] or not before["edition"]:
                edition = max(before["edition"] + 1, time.time_ns() // 1_000_000)
                self._newest = Address(query=query, edition=edition)
            self._page = page
        return self._newest
