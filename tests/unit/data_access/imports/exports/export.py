"""What a system exports, how it is written as a file, and the edits that a draft of it needs."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

SITES = ("Herlev", "Gentofte")
DESK = {"desk": "cimt"}


@dataclass(frozen=True)
class Export:
    """An export as a system gives it: its rows, what an edit must say, and lines that the draft must have."""

    kind: str
    rows: list[list[Any]]
    edits: dict[str, str]
    says: tuple[str, ...] = ()
    mark: str = ","
    is_workbook: bool = False
    loaded: int = 0


def write(folder: Any, name: str, export: Export) -> Any:
    path = folder / f"{name.replace(' ', '-')}.{'xlsx' if export.is_workbook else 'csv'}"
    if export.is_workbook:
        book: Any = Workbook()
        for row in export.rows:
            book.active.append(row)
        book.save(path)
        return path
    file = io.StringIO()
    csv.writer(file, delimiter=export.mark).writerows(export.rows)
    path.write_text(file.getvalue(), "utf-8", newline="")
    return path


def edited(said: str, edits: dict[str, str]) -> str:
    """Return the draft with what only a person knows, each an edit of one line."""
    for field, value in edits.items():
        head, found, rest = said.partition(f"[fields.{field}]")
        assert found, f"{field} is not asked for"
        before, at, after = rest.partition("\n# value = ")
        assert at, f"{field} is not asked for"
        said = f'{head}{found}{before}\nvalue = "{value}"\n# {after}'
    return said
