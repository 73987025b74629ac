"""The headline figures of an edition and the targets that were judged, with what was said of those that were missed."""

from typing import Any

from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.html import Component
from layouts.parts.tables import mark, scrolling
from layouts.report.pages.parts import owner
from vocabulary import text
from vocabulary.language import _, ngettext
from vocabulary.status import BEHIND

Document = dict[str, Any]
RED = "red/"  # what the keys of answers to missed targets begin with


def no_explanation() -> str:
    """Return what is printed where nothing was said of what needed it."""
    return _("Der er ikke givet en forklaring.")


def section(document: Document) -> list[Component]:
    """Return the headline figures as a table, those that missed their target with why, and all targets in a fold."""
    found = [_headlines(document["headlines"])] if document["headlines"] else []
    return [*found, *_behind(document), *_all_targets(document["targets"])]


def _headlines(rows: list[Document]) -> Component:
    heads = (_("Nøgletal"), _("Tal"), _("Vurdering"), _("På en måned"), _("På et år"))
    body = []
    for row in rows:
        name = [row["name"], html.Span(row["subject"], className="report-of")]
        shown = [mark(row["level"], row["word"]), row["shown"]]
        body.append(
            html.Tr(
                [
                    html.Th(name, scope="row"),
                    html.Td(shown, className=f"number level-{row['level']}"),
                    html.Td(row["word"]),
                    html.Td(row["since_month"], **data(label=heads[3])),
                    html.Td(row["since_year"], **data(label=heads[4])),
                ]
            )
        )
    return _table(heads, body, _("Nøgletal"), "report-headlines")


def _behind(document: Document) -> list[Component]:
    """Return each target that was not reached, the worst first, with cause, action and when it is back."""
    answers = {each["key"]: each["answer"] for each in document["answers"]}
    late = [each for each in document["targets"] if each["level"] in BEHIND]
    if not late:
        return []
    said = ngettext("{n} mål er ikke nået", "{n} mål er ikke nået", len(late), n=text.number(len(late)))
    return [
        html.H3(said),
        html.Ul([html.Li(_late(each, answers)) for each in late], className="report-late"),
    ]


def _late(target: Document, answers: dict[str, str]) -> list[Component]:
    counts = f" ({target['counts']})" if target["counts"] else ""
    figure = _("{shown}{counts} mod målet {goal}", shown=target["shown"], counts=counts, goal=target["goal"])
    of = (target["subject"], text.month(target["month"]))
    head = html.P(
        [
            mark(target["level"], target["word"]),
            html.Strong(target["name"]),
            html.Span(", ".join(each for each in of if each != target["name"])),
        ],
        className="report-late-name",
    )
    return [head, html.P(f"{target['word']}: {figure}."), *_why(target, answers)]


def _why(target: Document, answers: dict[str, str]) -> list[Component]:
    """Return what was said of a target that was missed; that nothing was, where somebody had to."""
    if target["words"]:
        return [owner(target["words"])]
    known = [html.P(each) for each in (target["noted"], target["shown_cause"]) if each]
    key = f"{RED}{target['key']}"
    if answers.get(key):
        return [*known, html.P([html.Strong(_("Redaktøren:")), " ", answers[key]])]
    return [*known, *([html.P(no_explanation(), className="report-none")] if key in answers else [])]


def _all_targets(targets: list[Document]) -> list[Component]:
    if not targets:
        return []
    heads = (_("Nøgletal"), _("Tal"), _("Mål"), _("Antal"), _("Vurdering"))
    body = [
        html.Tr(
            [
                html.Th([each["name"], html.Span(each["subject"], className="report-of")], scope="row"),
                html.Td(each["shown"], className=f"number level-{each['level']}"),
                html.Td(each["goal"], className="number"),
                html.Td(each["counts"] or text.NOTHING),
                html.Td([mark(each["level"], each["word"]), each["word"]]),
            ]
        )
        for each in targets
    ]
    summary = html.Summary(_("Alle mål ({n})", n=text.number(len(targets))))
    inner = _table(heads, body, _("Alle mål"), "report-targets")
    return [html.Details([summary, inner], className="folded print-too")]


def _table(heads: tuple[str, ...], body: list[Component], caption: str, also: str) -> Component:
    head = [
        html.Th(each, scope="col", className="number" if place == 1 else "")
        for place, each in enumerate(heads)
    ]
    whole = html.Table(
        [html.Caption(caption, className="visually-hidden"), html.Thead(html.Tr(head)), html.Tbody(body)],
        className=f"table figures {also}",
    )
    return scrolling(whole, caption)
