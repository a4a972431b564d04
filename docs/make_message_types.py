"""Write `interface/live_chart/message.d.ts`, what JavaScript's checker knows of the messages, from Python's.

python docs/make_message_types.py
"""

import sys
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from interface.live_chart import message  # noqa: E402

FILE = ROOT / "interface" / "live_chart" / "message.d.ts"
PLOTLYS = ("Figure", "Palette", "Trace")
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "unknown"}


def typescript(kind: Any) -> str:  # noqa: PLR0911  # one return per kind of type
    """The same type in TypeScript; ValueError where that is not known."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_typeddict(kind) or getattr(kind, "__name__", "") in PLOTLYS:
        return kind.__name__
    match get_origin(kind), get_args(kind):
        case origin, options if origin is Literal:
            return " | ".join(f'"{option}"' for option in options)
        case origin, options if origin in (Union, UnionType):
            return " | ".join(map(typescript, options))
        case origin, (item,) if origin is list:
            return f"{typescript(item)}[]"
        case origin, items if origin is tuple:
            return f"[{', '.join(map(typescript, items))}]"
        case origin, (key, value) if origin is dict:
            return f"Record<{typescript(key)}, {typescript(value)}>"
    raise ValueError(f"teach {__file__} what {kind} is in TypeScript")


def written() -> str:
    """The whole file."""
    kinds = [kind for kind in vars(message).values() if is_typeddict(kind)]  # Address is imported there
    interfaces = [
        "\n".join(
            [
                f"export interface {kind.__name__} {{",
                *(f"  {name}: {typescript(hint)};" for name, hint in get_type_hints(kind).items()),
                "}",
            ]
        )
        for kind in kinds
    ]
    head = "// Written by docs/make_message_types.py from interface/live_chart/message.py.\n\n"
    return (
        "\n\n".join(
            [
                f'{head}import type {{ {", ".join(PLOTLYS)} }} from "./types";',
                f"export type Kind = {typescript(message.Kind)};",
                *interfaces,
            ]
        )
        + "\n"
    )


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
