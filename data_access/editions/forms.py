"""Documents of older forms, read as the newest: what was published is read for ever, whatever the form has become.

What stands in a document of the newest form is found here too, so that one who changes the form meets all of it.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from data_access.editions.packed import Document

NEWEST = 1  # of what is made now (docs/afrapportering.md): another form is another number
# What makes a document of a form one of the next; nothing is taken away that it told.
_LIFTED: dict[int, Callable[[Document], Document]] = {}


class UnknownFormError(ValueError):
    """The document is of a form that this program does not know: it was made by a later one, or is no edition."""


def read(document: Document) -> Document:
    """Return a document as the newest form has it; raises UnknownFormError."""
    form = document.get("form")
    while form != NEWEST:
        if form not in _LIFTED:
            raise UnknownFormError(form)
        document = _LIFTED[form](document)
        form = document["form"]
    return document


def parts(document: Document) -> Iterator[Document]:
    """Return the parts of all chapters in order."""
    return (part for chapter in document["chapters"] for part in chapter["parts"])


def apart(document: Document) -> dict[str, str]:
    """Return what stands after each part's title, by its key: its chapter, where other parts have the same title."""
    found = [(part, chapter["title"]) for chapter in document["chapters"] for part in chapter["parts"]]
    shared = Counter(part["title"] for part, _chapter in found)
    return {part["key"]: f" ({chapter})" if shared[part["title"]] > 1 else "" for part, chapter in found}


def told(document: Document, name: str) -> list[Document]:
    """Return the rows of `headlines` or `targets` that the edition is about: those of its panels, if it has not all."""
    rows: list[Document] = document[name]
    if any(chapter["headlines"] for chapter in document["chapters"]):
        return rows
    metrics = {metric for part in parts(document) for metric in part["metrics"]}
    return [row for row in rows if row["metric"] in metrics]


def figure(target: Document) -> str:
    """Return what names a target's figure in every edition: its key without the month."""
    metric, _month, *of = f"{target['key']}/".split("/")
    return "/".join([metric, *of]).rstrip("/")


def by_figure(document: Document) -> dict[str, Document]:
    """Return the targets by what names their figures."""
    return {figure(each): each for each in told(document, "targets")}


def named(part: Document) -> list[Document]:
    """Return a part's rows by the keys of their columns, as they are printed; `level` is the row's own."""
    keys = [column["key"] for column in part["columns"]]
    return [
        {**dict(zip(keys, cells, strict=True)), "level": level}
        for cells, level in zip(part["cells"], part["levels"], strict=True)
    ]


def values(part: Document) -> list[Document]:
    """Return a part's rows by the keys of their columns, as values; `level` is the row's own."""
    keys = [column["key"] for column in part["columns"]]
    return [
        {**dict(zip(keys, row, strict=True)), "level": level}
        for row, level in zip(part["rows"], part["levels"], strict=True)
    ]
