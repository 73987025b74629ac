"""What was judged: every target with its light, and of each that is not reached why, and what is done about it."""

from collections.abc import Iterator, Sequence
from typing import Any

from layouts.report.paper.blocks import Block, Cell, Column, Facts, Heading, Table
from vocabulary import text
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import BEHIND

Document = dict[str, Any]


def not_explained() -> str:
    """Say that nobody has given an explanation."""
    return _("Der er ikke givet en forklaring")


def targets(
    judged: Sequence[Document], answers: Sequence[Document], number: str, sections: Iterator[int]
) -> Iterator[Block]:
    """Return the targets as a table, the worst first, and what is said of each that is behind its target."""
    if not judged:
        return
    yield Heading(2, _("Målene"), f"{number}.{next(sections)}")
    yield _table(judged)
    behind = [each for each in judged if each["level"] in BEHIND and (is_red(each) or _known(each, answers))]
    if behind:
        yield Heading(2, _("Hvor målet ikke er nået"), f"{number}.{next(sections)}")
        for each in behind:
            yield Facts(each["name"], said_of(each, answers), title=_title(each))


def is_red(target: Document) -> bool:
    """Say that the target was missed, so that it must be explained."""
    return bool(target["level"] == "missed")


def _known(target: Document, answers: Sequence[Document]) -> bool:
    return bool(target["words"] or target["shown_cause"] or target["noted"] or answer_to(target, answers))


def _title(target: Document) -> str:
    return _(
        "{name}: {shown}, målet er {goal}", name=target["name"], shown=target["shown"], goal=target["goal"]
    )


def _table(judged: Sequence[Document]) -> Table:
    has_counts = any(each["counts"] for each in judged)
    columns = [
        Column(_("Nøgletal")),
        Column(_("Område")),
        Column(_("Tal"), is_number=True),
        *([Column(_("Antal"), is_number=True)] if has_counts else []),
        Column(_("Mål"), is_number=True),
        Column(_("Vurdering")),
    ]
    rows = [
        [
            Cell(each["name"]),
            Cell(each["subject"]),
            Cell(each["shown"]),
            *([Cell(each["counts"])] if has_counts else []),
            Cell(each["goal"]),
            Cell(each["word"], each["level"]),
        ]
        for each in judged
    ]
    return Table(_("Målene, de værste først"), columns, rows)


def said_of(target: Document, answers: Sequence[Document]) -> list[tuple[str, Cell]]:
    """Return why a target is not reached, what is done, who does it, and when it is back; what is not said is told."""
    rows = owners(target["words"], target["metric"]) if target["words"] else []
    answer = answer_to(target, answers)
    if not rows and (answer or is_red(target)):
        rows = [(_("Forklaring"), Cell(answer or not_explained()))]
    rows = [(_("Vurdering"), Cell(target["word"], target["level"])), *rows]
    if target["shown_cause"]:
        rows.append((_("Tallene viser"), Cell(target["shown_cause"])))
    if target["noted"]:
        rows.append((_("Note"), Cell(target["noted"])))
    return rows


def answer_to(target: Document, answers: Sequence[Document]) -> str:
    """Return what the editor answers for a target that its owner says nothing of."""
    return next((each["answer"] for each in answers if each["key"] == f"red/{target['key']}"), "")


def owners(words: Document, metric: str) -> list[tuple[str, Cell]]:
    """Return an owner's words in parts: each of the three that a reader asks for, said or not."""
    rows = [
        (_("Årsag"), Cell(words["cause"] or not_explained())),
        (_("Handling"), Cell(words["action"] or _("Der er ikke skrevet, hvad der bliver gjort"))),
    ]
    if words["responsible"]:
        rows.append((_("Ansvar"), Cell(words["responsible"])))
    return [*rows, (_("Tilbage på målet"), Cell(_back(words, metric))), (_("Ejeren"), Cell(words["by"]))]


def _back(words: Document, metric: str) -> str:
    if not words["back_at"]:
        return _("Der er ikke skrevet hvornår")
    month = text.month(words["back_at"])
    known = METRICS.get(metric)
    if words["promised"] is None or known is None:
        return month
    figure = text.quantity(words["promised"], known.unit, text.places(words["promised"]))
    return _("{month}, lovet {figure}", month=month, figure=figure)
