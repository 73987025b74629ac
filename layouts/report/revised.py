"""What a revision tells otherwise than the edition that it revises: both as they are frozen."""

from collections.abc import Iterator

from data_access.editions import forms
from layouts.report import revised_cells, since
from layouts.report.change import Change, Document, Kind
from layouts.report.since_promises import told_of
from vocabulary import text
from vocabulary.language import _

_PROMISES: tuple[Kind, ...] = ("broken", "kept", "unsettled")  # what was put off is told of


def changes(document: Document, revised: Document) -> list[Change]:
    """Return what changed, in the order of KINDS; of promises only what the revised edition did not tell of them.

    Raises UnknownFormError.
    """
    found = [each for each in since.changes(document, revised) if each.kind not in _PROMISES]
    told = [(each["key"], each["due"], each["said"], each["kept"]) for each in revised["promises"]]
    for each in document["promises"]:
        if (each["key"], each["due"], each["said"], each["kept"]) not in told:
            kind: Kind = {True: "kept", False: "broken", None: "unsettled"}[each["kept"]]  # type: ignore[assignment]
            found.append(told_of(kind, each))
    order = list(since.KINDS)
    return sorted(found, key=lambda each: order.index(each.kind))


def figures(document: Document, revised: Document) -> list[str]:
    """Say which headline figures, targets and cells of panels are printed otherwise, and how they were.

    Raises UnknownFormError.
    """
    now, was = forms.read(document), forms.read(revised)
    return list(dict.fromkeys([*_rows(now, was), *revised_cells.changed(now, was)]))


def _rows(now: Document, was: Document) -> Iterator[str]:
    for name in ("headlines", "targets"):
        printed = {_of(row): row["shown"] for row in forms.told(was, name)}
        for row in forms.told(now, name):
            before = printed.get(_of(row))
            if before is not None and before != row["shown"]:
                # An abbreviation has its own full stop.
                own = {"shown": row["shown"].rstrip("."), "before": before.rstrip(".")}
                # Two desks have figures of the same name.
                name = f"{row['name']} ({row['subject']})" if row["subject"] else row["name"]
                month = text.month(row["month"])
                yield _("{name} i {month}: {shown}. Før: {before}.", name=name, month=month, **own)


def _of(row: Document) -> tuple[str, ...]:
    return row["metric"], row["subject"], row["name"], row["month"]
