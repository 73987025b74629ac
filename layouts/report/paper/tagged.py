"""What Typst leaves unmarked in the tags of its tables: that the first cell of a row heads the row."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name


def tagged(made: bytes) -> bytes:
    """Return a PDF in which the first cell of each table's row is marked as what heads it; the same bytes each time."""
    with pikepdf.open(io.BytesIO(made)) as file:
        for table in _elements(file.Root.StructTreeRoot, "/Table"):
            for row in _elements(table, "/TR"):
                _mark(row)
        written = io.BytesIO()
        file.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return written.getvalue()


def _mark(row: pikepdf.Object) -> None:
    cells = [each for each in _children(row) if each.get("/S") in ("/TD", "/TH")]
    if cells and cells[0].S == "/TD":
        cells[0].S = Name.TH
        cells[0].A = Dictionary(O=Name.Table, Scope=Name.Row)


def _elements(within: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Return the elements of a kind within another, but not those within one of them."""
    for each in _children(within):
        if each.get("/S") == kind:
            yield each
        else:
            yield from _elements(each, kind)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    held = element.get("/K")
    if held is None:
        return []
    several = list(held) if isinstance(held, Array) else [held]
    return [each for each in several if isinstance(each, Dictionary) and "/S" in each]
