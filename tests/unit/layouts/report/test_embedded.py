"""The edition read out of a PDF: ours and none other, and nothing that a file does stops or fools whoever reads it."""

import io
import threading
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from layouts.report.paper import embedded
from layouts.report.paper.embedded import NoEditionError, read

pytestmark = pytest.mark.takes(12)


def holding(content: bytes, name: str = "a.json", **more: object) -> bytes:
    """Return a PDF with a file attached."""
    with pikepdf.new() as file:
        file.add_blank_page()
        stream = file.make_stream(content, Type=Name.EmbeddedFile, **more)
        spec = Dictionary(Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=stream))
        file.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([name, file.make_indirect(spec)])))
        return saved(file)


def saved(file: pikepdf.Pdf, **how: object) -> bytes:
    written = io.BytesIO()
    file.save(written, **how)  # type: ignore[arg-type]
    return written.getvalue()


def of_ours(paper: bytes, change: Callable[[pikepdf.Pdf], None], **how: object) -> bytes:
    """Return our paper with something changed about it."""
    with pikepdf.open(io.BytesIO(paper)) as file:
        change(file)
        return saved(file, **how)


def attached(file: pikepdf.Pdf) -> pikepdf.Object:
    return file.Root.Names.EmbeddedFiles


def twice(file: pikepdf.Pdf) -> None:
    names = attached(file).Names
    attached(file).Names = Array([*names, "b.json", names[1]])


def endless(file: pikepdf.Pdf) -> None:
    tree = file.make_indirect(Dictionary(Kids=Array([])))
    tree.Kids.append(tree)
    file.Root.Names.EmbeddedFiles = tree


def elsewhere(file: pikepdf.Pdf) -> None:
    spec = attached(file).Names[1]
    del spec["/EF"]
    spec.FS, spec.F = Name.URL, "http://localhost:1/"


def script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    file.Root.Names.JavaScript = Dictionary(
        Names=Array(["a", Dictionary(S=Name.JavaScript, JS="app.alert(1)")])
    )


BOMB = zlib.compress(b"{" + b" " * (embedded.MOST_INSIDE + 10))
DEEP = b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def test_ours_is_read_whatever_else_was_done_to_the_file(paper: bytes, canonical: bytes) -> None:
    assert read(of_ours(paper, script)) == canonical
    assert read(of_ours(paper, lambda _file: None, linearize=True)) == canonical
    changed = canonical.replace(b"11. afrapportering", b"12. afrapportering")
    assert read(holding(changed)) == changed, "what it says is for its sum to judge"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"%PDF-" + bytes(range(256)) * 40,
        holding(b"no json"),
        holding(b'["a list"]'),
        holding(b'{"cut": '),
        holding(DEEP),
        holding(BOMB, Filter=Name.FlateDecode),
        holding(zlib.compress(b"x" * 99)[:20], Filter=Name.FlateDecode),
        holding(b"{}", Filter=Array([Name.FlateDecode] * 40)),
        holding(b"{}", Filter=Name.JBIG2Decode),
    ],
    ids=[
        "nothing", "head", "zip", "noise", "words", "list", "cut", "deep", "bomb", "broken", "filters", "picture",
    ],
)  # fmt: skip
def test_another_file_is_no_edition(content: bytes) -> None:
    with pytest.raises(NoEditionError):
        read(content)


def test_a_spoilt_file_of_ours_is_no_edition(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = of_ours(paper, lambda _file: None, encryption=pikepdf.Encryption(owner="a", user="b", R=6))
    changed = [of_ours(paper, how) for how in (twice, endless, elsewhere)]
    for content in (paper[: len(paper) // 2], locked, *changed):
        with pytest.raises(NoEditionError):
            read(content)
    monkeypatch.setattr(embedded, "MOST_BYTES", 1000)
    with pytest.raises(NoEditionError):
        read(paper)


def test_who_comes_while_all_readers_are_at_work_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_READERS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(embedded, "WAIT_SECONDS", 0.01)
    with embedded._READERS, pytest.raises(embedded.BusyError):
        read(b"%PDF-1.7")
    with pytest.raises(NoEditionError):
        read(b"%PDF-1.7")  # and it is there again
