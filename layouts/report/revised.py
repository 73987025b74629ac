"""What a revision tells otherwise than the edition that it revises: both as they are frozen."""

from collections.abc import Iterator

from data_access.editions import forms
from layouts.report import since
from layouts.report.change import Change, Document, Kind
from layouts.report.corrected_rows import DERIVED
from layouts.report.since_promises import told_of
from vocabulary import text
from vocabulary.language import _, ngettext

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
    """Say which headline figures and targets are printed otherwise, and in how many places each panel is.

    Raises UnknownFormError.
    """
    now, was = forms.read(document), forms.read(revised)
    return list(dict.fromkeys([*_rows(now, was), *_parts(now, was)]))


def _rows(now: Document, was: Document) -> Iterator[str]:
    for name in ("headlines", "targets"):
        printed = {_of(row): row["shown"] for row in forms.told(was, name)}
        for row in forms.told(now, name):
            before = printed.get(_of(row))
            if before is not None and before != row["shown"]:
                yield _(
                    "{name} i {month}: {shown}. Før: {before}.",
                    name=row["name"], month=text.month(row["month"]), shown=row["shown"], before=before,
                )  # fmt: skip


def _of(row: Document) -> tuple[str, ...]:
    return row["metric"], row["subject"], row["name"], row["month"]


def _parts(now: Document, was: Document) -> Iterator[str]:
    """Say of the panels of both in how many cells they differ; where the rows are others, that."""
    printed = {part["key"]: part for part in forms.parts(was)}
    for part in forms.parts(now):
        before = printed.get(part["key"])
        if before is None:
            continue
        new, old = _cells(part), _cells(before)
        if new == old:
            continue
        title = text.quoted(part["title"])
        if [len(row) for row in new] != [len(row) for row in old]:
            yield _("{title}: tabellen har andre rækker.", title=title)
            continue
        n = sum(a != b for pair in zip(new, old, strict=True) for a, b in zip(*pair, strict=True))
        yield ngettext(
            "{title}: {n} felt i tabellen er et andet.",
            "{title}: {n} felter i tabellen er andre.",
            n,
            n=text.number(n),
            title=title,
        )


def _cells(part: Document) -> list[list[str]]:
    """Return a part's cells without what is worked out of all of its months."""
    own = [place for place, column in enumerate(part["columns"]) if column["key"] not in DERIVED]
    return [[row[place] for place in own] for row in part["cells"]]
