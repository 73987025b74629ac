"""The press: a process of its own, which lays out one edition within bounds of time and memory, and is gone.

Typst keeps what it has laid out for the next time, half a gigabyte after a long one, and does not give it back: a
server that prints would grow. What it is to print comes as JSON on its input, the file goes to its output; what Typst
says of what it cannot print goes to where errors go.
"""

import base64
import json
import sys
from pathlib import Path
from typing import Any

from layouts.report.paper.bounds import bound

SECONDS = 60  # of the processor, of which an edition of everything takes one or two
BYTES = 2 << 30  # of address space, most of which is never used
PIXELS = 144.0  # an inch of a picture
HERE = Path(__file__).parent
STANDARDS: list[Any] = ["a-3a", "ua-1"]


def main() -> None:
    """Print what is on the input."""
    bound(SECONDS, BYTES)
    import typst  # within the bounds, which hold for what it takes to load it too

    from layouts.report.paper.tagged import tagged

    asked = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
    told: dict[str, Any] = {
        "root": HERE / "typst",
        "font_paths": fonts,
        "ignore_system_fonts": True,
        "sys_inputs": asked["inputs"],
    }
    try:
        if asked["what"] == "pictures":
            made = typst.compile(HERE / "typst/pictures.typ", format="png", ppi=PIXELS, **told)
            pictures = made if isinstance(made, list) else [made]
            sys.stdout.write(json.dumps([base64.b64encode(each).decode("ascii") for each in pictures]))
            return
        stamp = asked["timestamp"]
        paper = typst.compile(HERE / "typst/main.typ", pdf_standards=STANDARDS, timestamp=stamp, **told)
    except typst.TypstError as error:
        sys.exit(f"{error.message}\n{error.diagnostic}\n{' '.join(error.hints)}")
    sys.stdout.buffer.write(tagged(paper))


if __name__ == "__main__":
    main()
