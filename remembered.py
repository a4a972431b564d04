"""Results that are kept for the next time they are asked for, so many bytes of them and no more.

All sessions of a server share one process, and small hosts give it 1 GB. A number of results would say
nothing of memory: a run of 10,000 steps takes a thousand times as much as one of ten.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import update_wrapper
from threading import Event, Lock, get_ident
from typing import Any, Generic, TypeVar, TypeVarTuple

MB = 1_000_000
ENTRY = 1_000  # bytes that keeping anything takes besides the thing itself: the key and its place

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


@dataclass
class _Work:
    """A result that a thread is working out."""

    by: int
    ended: Event = field(default_factory=Event)
    results: list[Any] = field(default_factory=list)  # the one, once it is there


class Remembered(Generic[*Arguments, Result]):
    """A function that keeps its results, those used longest ago being dropped for new ones.

    Threads may call it at once: what one of them is working out, the others wait for, so that a class that
    comes at once has it worked out once. Where that raises, the next one tries.

    Attributes:
        limit: how many bytes it keeps at most.
        taken: how many it keeps now.
    """

    def __init__(
        self,
        function: Callable[[*Arguments], Result],
        limit: int,
        size: Callable[[Result], int],
        key: Callable[..., Hashable] | None,
    ) -> None:
        update_wrapper(self, function)
        self.limit = limit
        self.taken = 0
        self._function, self._size, self._key = function, size, key
        self._kept: OrderedDict[Hashable, tuple[Result, int]] = OrderedDict()
        self._under_way: dict[Hashable, _Work] = {}
        self._lock = Lock()

    def __call__(self, *arguments: *Arguments) -> Result:
        """The function's result, worked out now or kept from before."""
        key = self._key(*arguments) if self._key else arguments
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key][0]
                work = self._under_way.get(key)
                if work is None or work.by == get_ident():
                    work = self._under_way[key] = _Work(get_ident())
                    break
            work.ended.wait()
            if work.results:
                result: Result = work.results[0]
                return result
        try:
            result = self._function(*arguments)
            self._keep(key, result)
            work.results.append(result)
            return result
        finally:
            with self._lock:
                self._under_way.pop(key, None)
            work.ended.set()

    def _keep(self, key: Hashable, result: Result) -> None:
        bytes_ = self._size(result) + ENTRY
        with self._lock:
            if bytes_ <= self.limit and key not in self._kept:
                self._kept[key] = result, bytes_
                self.taken += bytes_
            while self.taken > self.limit:
                _, (_, freed) = self._kept.popitem(last=False)
                self.taken -= freed

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.taken = 0


def remembered(
    *,
    limit: int,
    size: Callable[[Any], int],  # of a Result, which a type checker does not know yet
    key: Callable[..., Hashable] | None = None,
) -> Callable[[Callable[[*Arguments], Result]], Remembered[*Arguments, Result]]:
    """Decorate a function of positional, hashable arguments to keep its results.

    Args:
        limit: how many bytes all results together may take. One that alone takes more is given, not kept.
        size: how many bytes a result takes.
        key: what tells two calls apart, in place of the arguments. What a key holds, it keeps alive: of
            something large it should hold a `weakref.ref`.
    """
    return lambda function: Remembered(function, limit, size, key)
