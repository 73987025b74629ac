"""Which sheet of a workbook is read."""

from collections.abc import Callable, Mapping, Sequence

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm


def chosen_sheet(names: Sequence[str], tables: Mapping[str, bool], file: str, form: FileForm) -> str:
    """Return the sheet that is told, or the first that a reader of the workbook sees and that is a table.

    `names` are all of the workbook's sheets, and `tables` says of those with cells whether they can be seen.
    """
    if isinstance(form.sheet, int) and not 1 <= form.sheet <= len(names):
        raise ImportFault(f"{file} har ikke et ark {form.sheet}.", f"Den har: {', '.join(names)}.")
    wanted = names[form.sheet - 1] if isinstance(form.sheet, int) else form.sheet
    name = wanted or next((each for each, is_visible in tables.items() if is_visible), None)
    if name is None:
        raise ImportFault(
            f"{file} har ingen ark, der kan ses.",
            f"Skriv sheet under [file] i mappingen. Den har: {', '.join(names)}.",
        )
    if name not in names:
        raise ImportFault(f"{file} har ikke arket „{name}“.", f"Den har: {', '.join(names)}.")
    if name not in tables:
        raise ImportFault(
            f"arket „{name}“ i {file} er et diagram og ingen tabel.", f"Den har: {', '.join(tables)}."
        )
    return name


def without_empty(tables: Mapping[str, bool], is_empty: Callable[[str], bool]) -> dict[str, bool]:
    """Return which sheets can be seen, without the empty ones before the first that is not; if all are, with them."""
    found = dict(tables)
    for name in [each for each, is_visible in tables.items() if is_visible]:
        if not is_empty(name):
            return found
        found[name] = False
    return dict(tables)


def told_of_sheet(kind: str, name: str, names: Sequence[str], form: FileForm) -> str:
    """Return how a workbook was read (Danish): of several sheets, which."""
    other = f" af {len(names)}" if len(names) > 1 and form.sheet is None else ""
    return f"{kind}, arket „{name}“{other}"


def filled_row(cells: list[object], width: int) -> list[object]:
    """Return a row without what is empty at its end, as wide as the widest before it; [] for an empty one."""
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return [*cells, *[None] * (width - len(cells))] if cells else []
