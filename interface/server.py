"""What the server adds to Streamlit's: a page that is itself from its first bytes, and files kept for good.

Streamlit's own first answer is an empty page of its name. Ours says what it is, to readers and to those who
preview a link, reserves the places of what will come, and asks at once for the files that the first picture
waits for; Plotly, the largest, would hold these up and is asked for with that picture. `streamlit run` finds
both in app.py; where that file is run as a plain script, the page is the same, only later.
"""

import asyncio
import gzip
import re
from base64 import b64encode
from functools import lru_cache
from html import escape
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util

from interface.files import (
    OWN,
    OWN_NAME,
    PLOTLY,
    PLOTLY_NAME,
    SCRIPT_PATH,
    SERVED_BY,
    STYLE_PATH,
)

NAME = "Adamscope"
WHAT_IT_IS = "Optimizers walk down a loss surface, and every number inside a step can be seen."
DESCRIPTION = f"How does Adam work, and when does it not? {WHAT_IT_IS}"
HERE = Path(__file__).parent
STREAMLIT = Path(file_util.get_static_dir())
ICON, STYLE = HERE / "icon.svg", HERE / "page.css"
SIDEBAR = 340  # pixels

# What the sidebar will push aside stands aside until it is there.
_ASIDE = (
    "@media (min-width: 768px) { [data-testid=stSkipToContent] + :not([data-testid=stSidebar]) "
    f"{{ margin-left: {SIDEBAR}px; }} }}"
)
_FIRST = ("Html", "TextArea", "BidiComponent", "Button", "Selectbox")  # as Streamlit calls their scripts
_IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
_SECONDS = 365 * 24 * 3600
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_STREAMLITS = re.compile(r"/static/(\w[\w-]*/)*\w[\w.-]*\.(js|css)")
_OURS = re.compile(rf"/component/{re.escape(SERVED_BY)}\.(\w+)/(\w[\w.-]*\.(?:js|css))")


_routes: list[Route] = []


def first_page() -> Route:
    """Streamlit's page, with a head of its own, at the address of the app."""
    _routes.append(Route(f"{_base()}/", _first_page))
    return _routes[-1]


def serves_the_page() -> bool:
    """Whether this server hands out our first page, and not Streamlit's."""
    return bool(_routes)


def lasting_files() -> Middleware:
    """Have browsers keep what never changes under its name, and compress it once instead of each time."""
    return Middleware(_LastingFiles, base=_base())


def _base() -> str:
    """What the app's addresses begin with: nothing, or a path without the slash at its end."""
    base = config.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


async def _first_page(request: Request) -> Response:
    query = request.query_params
    presents, embedded = query.get("present") == "on", query.get("embed", "").lower() == "true"
    bare = "sidebar" in query.get("without", "").split(",")
    return HTMLResponse(_html(presents, embedded, bare), headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=8)
def _html(presents: bool, embedded: bool, bare: bool = False) -> str:
    """Streamlit's page with our head; before a class, inside of another page and on some worksheets it has no
    sidebar."""
    page = (STREAMLIT / "index.html").read_text(encoding="utf-8")
    marks = " data-adamscope-presents" * presents + " data-adamscope-embedded" * embedded
    page = page.replace('<html lang="en"', f'<html lang="en"{marks}', 1)
    # A script between the tags would need an exception from a policy that admits files alone.
    page = re.sub(
        r"<title>.*?</title>|<link rel=\"shortcut icon\"[^>]*>|<script>.*?</script>", "", page, flags=re.S
    )
    # What the page asks for by itself is not asked for twice.
    scripts = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">\n'
        for name in _first_scripts()
        if name not in page
    )
    page = page.replace("</head>", f"{_head()}{scripts}</head>", 1)
    # The style last: of two rules that weigh the same the later one holds, and Streamlit's are in the head.
    return page.replace("</body>", f"{_style(sidebar=not (presents or embedded or bare))}</body>", 1)


def _head() -> str:
    icon, description = b64encode(ICON.read_bytes()).decode(), escape(DESCRIPTION)
    lines = [
        f"<title>{NAME}</title>",
        f'<meta name="description" content="{description}">',
        '<meta property="og:type" content="website">',
        f'<meta property="og:title" content="{NAME}">',
        f'<meta property="og:description" content="{description}">',
        f'<link rel="shortcut icon" href="data:image/svg+xml;base64,{icon}">',
        f'<link rel="preload" as="style" href="./{STYLE_PATH}">',
        f'<link rel="modulepreload" href="./{SCRIPT_PATH}">',
    ]
    return "\n".join(lines) + "\n"


def _first_scripts() -> list[str]:
    """Streamlit's scripts for the elements that come first, and what these import: the browser would learn of
    each only when the one before it is there."""
    wanted = [path.name for element in _FIRST for path in STREAMLIT.glob(f"static/js/{element}.*.js")]
    for name in wanted:  # which grows
        source = (STREAMLIT / "static" / "js" / name).read_text(encoding="utf-8")
        wanted += [other for other in _IMPORTED.findall(source) if other not in wanted]
    return wanted


def _style(sidebar: bool) -> str:
    style = STYLE.read_text(encoding="utf-8") + (_ASIDE if sidebar else "")
    return f'<style>{style}</style>\n<link rel="stylesheet" href="./{STYLE_PATH}">\n'


class _LastingFiles:
    """Keeps the compressed files, each under its one name; there are so many as the packages have."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.base = base
        self.kept: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self.base)
        if path not in self.kept and scope["path"].startswith(self.base):
            # Ours from the disk: Streamlit has them only after the first reader's run has begun.
            if file := _our_file(path):
                self.kept[path] = await asyncio.to_thread(_lasting, file.read_bytes(), _KINDS[file.suffix])
            elif _STREAMLITS.fullmatch(path):
                await self._keep(path, scope, receive)
        response: ASGIApp = self.kept.get(path, self.app)
        await response(scope, receive, send)

    async def _keep(self, path: str, scope: Scope, receive: Receive) -> None:
        """Keep one of Streamlit's files, if there is one of that name."""
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        # The whole file, as it is, and whatever the browser has of it.
        await self.app({**scope, "headers": []}, receive, collect)
        start, *parts = messages
        kind = dict(start["headers"]).get(b"content-type", b"").decode("latin-1")
        # For what is not there Streamlit hands out its page.
        if start["status"] == 200 and "html" not in kind:
            body = b"".join(part.get("body", b"") for part in parts)
            self.kept[path] = await asyncio.to_thread(_lasting, body, kind)


def _takes_gzip(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(key == b"accept-encoding" and b"gzip" in value for key, value in scope["headers"])


def _our_file(path: str) -> Path | None:
    """The file of ours that is served there."""
    if not (match := _OURS.fullmatch(path)):
        return None
    folder = {PLOTLY_NAME: PLOTLY, OWN_NAME: OWN}.get(match[1])
    return folder / match[2] if folder and (folder / match[2]).is_file() else None


def _lasting(body: bytes, kind: str) -> Response:
    headers = {
        "Content-Type": kind,
        "Content-Encoding": "gzip",
        "Cache-Control": f"public, max-age={_SECONDS}, immutable",
        "Vary": "Accept-Encoding",
    }
    return Response(gzip.compress(body), headers=headers)
