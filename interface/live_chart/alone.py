"""The live chart in one HTML file that needs no server: what the page sends, and what draws it, inside of it.

Such a file plays, zooms and answers keys as the page does; it asks nobody anything, which its own policy
forbids it, too.
"""

import base64
import gzip
import html
import tomllib
from functools import lru_cache
from pathlib import Path

from figures import PALETTES
from interface.files import BUNDLE, PLOTLY
from interface.live_chart.message import ChartMessage, GroundMessage
from interface.live_chart.packing import packed

_CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
_LEVEL = 6  # of gzip: the last percent takes as long as all before

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' blob:; \
style-src 'unsafe-inline' blob:; img-src data: blob:">
<title>{title}</title>
<style>
{colours}
:root {{ --st-font: "Source Sans", "Source Sans Pro", system-ui, sans-serif; --st-base-radius: 4px; \
--st-button-radius: 4px; color-scheme: light dark; font-size: 15px; }}
body {{ margin: 0 auto; max-width: 80rem; padding: 0.8rem 1.2rem; color: var(--st-text-color); \
background: var(--st-background-color); font-family: var(--st-font); }}
h1 {{ margin: 0 0 0.4rem; font-size: 1.3rem; font-weight: 600; }}
p {{ opacity: 0.75; font-size: 0.93rem; }}
.ads .ads-copy {{ display: none; }}
.ads .ads-row, .ads .ads-row button.ads-label {{ cursor: default; }}
</style>
</head>
<body>
<h1>{title}</h1>
<main id="chart"></main>
<p>{caption}</p>
<noscript>This file draws with JavaScript, which is off here.</noscript>
<script type="text/plain" id="plotly">{plotly}</script>
<script type="text/plain" id="style">{style}</script>
<script type="text/plain" id="script">{script}</script>
<script type="text/plain" id="ground">{ground}</script>
<script type="text/plain" id="message">{message}</script>
<script type="module">
const unpacked = async (id) => {{
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}};
const address = async (id, type) => URL.createObjectURL(new Blob([await unpacked(id)], {{ type }}));
const page = await import(await address("script", "text/javascript"));
const plotly = await address("plotly", "text/javascript");
const style = await address("style", "text/css");
const component = {{ parentElement: document.getElementById("chart"), setTriggerValue() {{}} }};
page.ground({{ ...component, data: await unpacked("ground") }});
page.chart({{ ...component, data: await unpacked("message") }}, {{ plotly, style }});
</script>
</body>
</html>
"""


def alone(message: ChartMessage, ground: GroundMessage) -> str:
    """The file's text: what the chart shows, in which nothing can be moved but the player."""
    still = message | {
        "start": None,
        "address": {"query": {}, "edition": 0},
        "welcome": None,
        "gallery": None,
        "code": None,
        "present": False,
        "lesson": "",
        "hint": "",
    }
    return _PAGE.format(
        title=html.escape(message["saved"]["title"]),
        caption=html.escape(message["saved"]["caption"]),
        colours=_colours(),
        plotly=_file(PLOTLY / "plotly.min.js"),
        style=_file(BUNDLE / "live_chart.css"),
        script=_file(BUNDLE / "live_chart.js"),
        ground=_text(packed(ground)),
        message=_text(packed(still)),
    )


@lru_cache(maxsize=3)
def _file(path: Path) -> str:
    return _text(path.read_bytes())


def _text(data: bytes) -> str:
    """Bytes in letters that mean nothing in HTML."""
    return base64.b64encode(gzip.compress(data, _LEVEL, mtime=0)).decode("ascii")


@lru_cache(maxsize=1)
def _colours() -> str:
    """The page's own colours, light and dark, as the reader's device has it."""
    theme = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))["theme"]
    rules = {}
    for name in PALETTES:
        own = theme[name]
        colours = {
            "primary": own["primaryColor"],
            "background": own["backgroundColor"],
            "secondary-background": own["secondaryBackgroundColor"],
            "text": own["textColor"],
            "border": own["borderColor"],
        }
        rules[name] = "; ".join(f"--st-{part}-color: {colour}" for part, colour in colours.items())
    light = f":root {{ {rules['light']}; }}"
    return f"{light}\n@media (prefers-color-scheme: dark) {{ :root {{ {rules['dark']}; }} }}"
