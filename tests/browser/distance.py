"""A server that is far away: a proxy on this machine that hands on every byte a little later."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


@contextmanager
def far_from(address: str, seconds: float) -> Iterator[str]:
    """The address of a proxy before `address`; bytes travel `seconds` longer, there and back together."""
    started, ended = threading.Event(), threading.Event()
    port: list[int] = []

    async def serve() -> None:
        target = urlsplit(address)
        assert target.hostname
        assert target.port
        proxy = _Proxy(target.hostname, target.port, seconds / 2)
        async with await asyncio.start_server(proxy.meet, "127.0.0.1", 0) as server:
            port.append(server.sockets[0].getsockname()[1])
            started.set()
            while not ended.is_set():
                await asyncio.sleep(0.05)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield f"http://127.0.0.1:{port[0]}"
    finally:
        ended.set()
        thread.join(10)


class _Proxy:
    """Every connection becomes one to the target, with each piece as late as the distance asks."""

    def __init__(self, host: str, port: int, seconds: float) -> None:
        self.host, self.port, self.seconds = host, port, seconds

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(self.host, self.port)
        except OSError:
            writer.close()
            return
        with suppress(asyncio.CancelledError):  # the proxy is closed while readers are connected
            await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer))

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Hand on in order, each piece when its time has come, without waiting for the one before."""
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(under_way, sink))
        piece = b"begin"
        while piece:
            try:
                piece = await source.read(65536)
            except OSError:
                piece = b""
            under_way.put_nowait((asyncio.get_running_loop().time() + self.seconds, piece))
        with suppress(OSError):
            await arriving

    async def _arrive(
        self, under_way: "asyncio.Queue[tuple[float, bytes]]", sink: asyncio.StreamWriter
    ) -> None:
        while True:
            due, piece = await under_way.get()
            await asyncio.sleep(max(due - asyncio.get_running_loop().time(), 0))
            if not piece:
                sink.close()
                return
            sink.write(piece)
            await sink.drain()
