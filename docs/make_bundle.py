"""Write `interface/live_chart/bundle/`, the two files that readers load, from those in frontend/.

npm ci && python docs/make_bundle.py
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from interface.files import BUNDLE, FRONTEND, version  # noqa: E402

ENTRIES = ("live_chart.js", "live_chart.css")


def main() -> None:
    """Bundle, and note of which sources."""
    entries = [str(FRONTEND / name) for name in ENTRIES]
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", f"--outdir={BUNDLE}"]
    subprocess.run(["npx", "--no-install", "esbuild", *entries, *options], cwd=ROOT, check=True)
    (BUNDLE / "version").write_text(f"{version()}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
