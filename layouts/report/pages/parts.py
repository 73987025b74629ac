"""A frozen part of a report as a section: its question, its sentence, its drawing, its words, and its table."""

from typing import Any

from data_access.numbers.printed import place
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.tables import mark
from layouts.report.pages.drawn import chart
from layouts.report.pages.tables import is_by_month, table
from vocabulary import text
from vocabulary.language import _
from vocabulary.months import is_month

Frozen = dict[str, Any]
MOST_OPEN = 20  # rows of a table that stands in the place of a drawing


def part(frozen: Frozen, chapter: str) -> Component:
    """Return the part."""
    name = place(chapter, frozen["key"])
    return html.Section(
        [
            html.H3(frozen["title"], id=name),
            html.P(frozen["sentence"], className="panel-sentence"),
            *_picture(frozen),
            *([html.P(frozen["variation"], className="variation")] if frozen["variation"] else []),
            *_notes(frozen["notes"]),
            *(owner(each) for each in frozen["words"]),
            *_cautions(frozen["cautions"]),
            *_table(frozen),
        ],
        className="report-part",
    )


def _picture(frozen: Frozen) -> list[Component]:
    if frozen["figure"]:
        return [chart(frozen["figure"], frozen["title"], frozen["sentence"])]
    if [each["key"] for each in frozen["columns"]][:3] == ["name", "word", "finding"]:
        return [_projects(frozen)]
    return [table(frozen)] if frozen["rows"] and not _is_long(frozen) else []


def _table(frozen: Frozen) -> list[Component]:
    if not frozen["rows"]:
        return []
    if not frozen["figure"] and not _is_long(frozen) and not _is_list(frozen):
        return []  # it stands in the place of a drawing
    summary = html.Summary(_("Tabel: {name}", name=frozen["title"]))
    # A list of projects says on paper what no sheet has room for as a table.
    printed = "" if _is_list(frozen) else " print-too"
    return [html.Details([summary, table(frozen)], className=f"folded{printed}")]


def _is_long(frozen: Frozen) -> bool:
    return len(frozen["rows"]) > MOST_OPEN and not is_by_month(frozen)


def _is_list(frozen: Frozen) -> bool:
    return any(each["key"] == "finding" for each in frozen["columns"])


def _projects(frozen: Frozen) -> Component:
    """Return projects as a list that is read like a newspaper: light, name, finding, end and delay."""
    keys = [each["key"] for each in frozen["columns"]]
    rows = [dict(zip(keys, cells, strict=True)) for cells in frozen["cells"]]
    return html.Ul(
        [_project(row, level) for row, level in zip(rows, frozen["levels"], strict=True)],
        className="report-projects",
    )


def _project(row: dict[str, str], level: Any) -> Component:
    late = row.get("delay_weeks", "")
    facts = [
        (_("Forventet slut"), row.get("end_words", "")),
        (_("Forsinkelse (uger)"), late),
        (_("Over budgettet"), row.get("overrun", "")),
    ]
    told = [html.Span(f"{label}: {words}") for label, words in facts if words and words != text.NOTHING]
    flag = [html.P(row["disagrees"], className="report-flag")] if row.get("disagrees") else []
    return html.Li(
        [
            html.Span([mark(level, row["word"]), row["word"]], className="project-light"),
            html.Strong(row["name"], className="report-project"),
            html.Div(
                [html.P(row["finding"]), *flag, html.P(told, className="report-facts")],
                className="report-finding",
            ),
        ],
        className=f"report-{level}",
    )


def _notes(notes: list[list[str]]) -> list[Component]:
    if not notes:
        return []
    return [
        html.Ul([html.Li([html.Strong(when), "".join(said)]) for when, *said in notes], className="notes")
    ]


def _cautions(cautions: list[str]) -> list[Component]:
    """Return what is provisional."""
    return [html.Div([html.P(each) for each in cautions], className="cautions")] if cautions else []


def owner(words: Frozen) -> Component:
    """Return what whoever answers for a figure said of it, as it was then."""
    of = text.month(words["month"]) if is_month(words["month"]) else words["month"]
    heading = (
        _("Ejeren om {thing}, {month}", thing=words["about"], month=of)
        if words["about"]
        else _("Ejeren om {month}", month=of)
    )
    back = text.month(words["back_at"]) if is_month(words["back_at"] or "") else ""
    parts = (
        (_("Årsag"), words["cause"]),
        (_("Handling"), words["action"]),
        (_("Ansvar"), words["responsible"]),
        (_("Tilbage på målet"), back),
    )
    return html.Div(
        [
            html.P(heading, className="owner-title"),
            html.Dl(
                [
                    html.Div([html.Dt(label), html.Dd(said)], className="owner-part")
                    for label, said in parts
                    if said
                ],
                className="owner-parts",
            ),
            html.P(words["by"], className="owner-by"),
        ],
        className="owner",
    )
