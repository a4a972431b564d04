"""Lay out the files that never change, as nginx serves them: Plotly, the page's own, and Streamlit's.

    python deploy/lay_out.py /usr/share/adamscope

Each stands under the path at which a browser asks for it, with a compressed copy beside it. What is laid out
must come from the same versions as the replicas; what is missing nginx asks them for.
"""

import gzip
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from interface.files import OWN, OWN_NAME, PLOTLY, PLOTLY_PATH, SERVED_BY
from interface.server import STREAMLIT

_COMPRESSED = {".js", ".css", ".svg", ".json"}


def files() -> dict[str, Path]:
    """Every file, by its path in an address."""
    found = {PLOTLY_PATH: PLOTLY / "plotly.min.js"}
    for file in OWN.iterdir():
        if file.suffix in _COMPRESSED:
            found[f"component/{SERVED_BY}.{OWN_NAME}/{file.name}"] = file
    for file in (STREAMLIT / "static").rglob("*"):
        if file.is_file():
            found[file.relative_to(STREAMLIT).as_posix()] = file
    return found


def lay_out(folder: Path) -> int:
    """Put them there; how many they are."""
    found = files()
    for path, file in found.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
        if file.suffix in _COMPRESSED:
            place.with_name(f"{place.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    return len(found)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("say where to: python deploy/lay_out.py FOLDER")
    print(f"{lay_out(Path(sys.argv[1]))} files")
