"""Two replicas of the page behind Debian's nginx with the committed configuration."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.browser.conftest import ROOT, Server, free_port

DEPLOY = ROOT / "deploy"
# What of the configuration belongs to a machine, and has to be another's where a test runs it.
_PLACES = (
    "listen 8080",
    "root /usr/share/adamscope",
    "pid /tmp/nginx.pid",
    "/dev/stdout",
    "/dev/stderr",
    "/tmp/nginx-",
)


def nginx() -> str:
    """The program; where it is missing, CI fails and others are told."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not found:
        how = "no nginx: `apt-get install nginx-light`, then run again"
        if os.environ.get("CI"):
            pytest.fail(how)
        pytest.skip(how)
    return found


class Replicas:
    """The replicas, nginx before them, and the address at which a reader finds them."""

    def __init__(self, folder: Path, count: int = 2, *, base: str = "", frames: str = "") -> None:
        self.folder, self.base = folder, base
        self.servers = []
        for number in range(count):
            (folder / str(number)).mkdir()
            self.servers.append(Server(folder / str(number), base=base))
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.address = self.origin + (f"/{base}" if base else "")
        self._write(frames)
        self.process: subprocess.Popen[bytes] | None = None

    def _write(self, frames: str) -> None:
        text = (DEPLOY / "nginx" / "nginx.conf").read_text()
        there = (
            f"listen 127.0.0.1:{self.port}",
            f"root {self.folder}/laid-out",
            f"pid {self.folder}/pid",
            f"{self.folder}/access",
            f"{self.folder}/errors",
            f"{self.folder}/nginx-",
        )
        for place, here in zip(_PLACES, there, strict=True):
            assert place in text
            text = text.replace(place, here)
        for types in ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types"):
            if Path(types).exists():
                text = text.replace("include mime.types", f"include {types}")
        self.configuration = self.folder / "nginx.conf"
        self.configuration.write_text(text)
        lines = [f"server 127.0.0.1:{each.port} max_fails=1 fail_timeout=5s;" for each in self.servers]
        (self.folder / "replicas.conf").write_text("\n".join(lines))
        if frames:
            (self.folder / "frames.conf").write_text(f'default "{frames}";')

    def start(self) -> None:
        laying = [sys.executable, str(DEPLOY / "lay_out.py"), str(self.folder / "laid-out")]
        subprocess.run(laying, check=True, stdout=subprocess.DEVNULL)
        for folder in (self.folder, *self.folder.parents):  # nginx's workers are nobody
            if folder.stat().st_uid == os.getuid() and folder != Path(gettempdir()):
                folder.chmod(folder.stat().st_mode | 0o055)
        for server in self.servers:
            server.start()
        self._start_nginx()

    def _start_nginx(self) -> None:
        assert not (wrong := self.complaints()), wrong
        command = [nginx(), "-c", str(self.configuration), "-g", "daemon off;"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"{self.origin}/nginx-health", timeout=1):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        pytest.fail(f"nginx did not start: {self.errors()}")

    def complaints(self) -> str:
        """What nginx itself finds wrong with the configuration."""
        command = [nginx(), "-t", "-q", "-c", str(self.configuration)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr

    def stop(self) -> None:
        self._stop_nginx()
        for server in self.servers:
            if server.is_up():
                server.stop()

    def _stop_nginx(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)

    def break_off(self) -> None:
        """Cut every connection; the replicas live on."""
        self._stop_nginx()
        self._start_nginx()

    def access(self) -> str:
        """What nginx wrote of the requests."""
        return (self.folder / "access").read_text()

    def lines(self, what: str, count: int = 1) -> list[str]:
        """The requests in which it is found, at least so many: nginx writes them when all has been sent."""
        for _ in range(50):
            found = [line for line in self.access().splitlines() if re.search(what, line)]
            if len(found) >= count:
                break
            time.sleep(0.05)
        return found

    def errors(self) -> str:
        """What nginx wrote of what went wrong."""
        return (self.folder / "errors").read_text()

    def used(self) -> Server:
        """The replica that has the one reader."""
        held = [each for each in self.servers if each.is_up() and each.sessions()]
        assert len(held) == 1, [each.port for each in held]
        return held[0]
