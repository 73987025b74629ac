"""What Typst leaves undone in its PDF: the first cell of a row heads the row, and no stream ends ambiguously."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode

# A stream whose last byte is this looks, with the line's end that follows it, as if it were one byte shorter:
# validators take it so, and call its length wrong.
_AMBIGUOUS = b"\r"
_SEEN = b"\r\nendstream"
TRIES = 12


def tagged(made: bytes) -> bytes:
    """Return a PDF in which the first cell of each table's row is marked as what heads it; the same bytes each time."""
    with pikepdf.open(io.BytesIO(made)) as file:
        heads = list(_heads(file))
        for each in heads:
            each.S, each.A = Name.TH, Dictionary(O=Name.Table, Scope=Name.Row)
        _end_otherwise(file)
        written = _saved(file, ObjectStreamMode.generate)
        for each in heads[:TRIES]:
            if _SEEN not in written:
                return written
            # An object of its own more, and all after it lie differently in the streams that hold them.
            each.A = file.make_indirect(each.A)
            written = _saved(file, ObjectStreamMode.generate)
        return written if _SEEN not in written else _saved(file, ObjectStreamMode.disable)


def _heads(file: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Return the first cell of each row that has a name: a single row under heads of columns needs none."""
    for table in _elements(file.Root.StructTreeRoot, "/Table"):
        rows = [row for row in _elements(table, "/TR") if any(each.S == "/TD" for each in _children(row))]
        if len(rows) > 1 or any(len(_children(row)) == 2 for row in rows):
            yield from (cells[0] for cells in map(_children, rows) if cells[0].S == "/TD")


def _saved(file: pikepdf.Pdf, mode: ObjectStreamMode) -> bytes:
    written = io.BytesIO()
    file.save(written, deterministic_id=True, object_stream_mode=mode)
    return written.getvalue()


def _end_otherwise(file: pikepdf.Pdf) -> None:
    """Add an empty line to what is drawn, and to tables of letters, where they would end ambiguously."""
    for each in file.objects:
        if not isinstance(each, pikepdf.Stream) or not each.read_raw_bytes().endswith(_AMBIGUOUS):
            continue
        if "/Type" not in each or each.Type == "/XObject":
            each.write(each.read_bytes() + b"\n")


def _elements(within: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Return the elements of a kind within another, but not those within one of them."""
    for each in _children(within):
        if str(each.S) == kind:
            yield each
        else:
            yield from _elements(each, kind)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    held = element.get("/K")
    if held is None:
        return []
    several = list(held) if isinstance(held, Array) else [held]
    return [each for each in several if isinstance(each, Dictionary) and "/S" in each]
