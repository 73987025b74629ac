"""What lags behind its target, laid out: the figure, since when, its cause, and the way straight to the answer."""

from data_access.snapshot.rows import Row
from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.behind import note_words
from layouts.parts.declarations import Content
from layouts.parts.folds import folded, whole_table
from layouts.parts.html import Component
from layouts.parts.owners import lacking
from layouts.parts.tables import mark
from layouts.parts.writing import can_be_written
from vocabulary import text
from vocabulary.language import _


def behind_targets(content: Content, most: int | None = None) -> Component:
    """List what did not reach its target, in the order of the rows; what is more than `most` unfolds.

    Rows: called, level, word, shown (or `figure`, where it is written otherwise), goal (its target in words; '' where
    it has none), since_words, cause (what its owner says, else what the figures show), noted (what is written) and why
    (address of the answer; '' where there is none); where they have them also about (what the figure is of), link (what
    the link is called, where it is no answer to why) and form (address of where its owner's words are written, where it
    has none).
    """
    items = [html.Li(_lag(row), className=f"lag lag-{row['level']}") for row in content.records]
    shown, rest = items[:most], items[most:] if most else []
    more = _("Vis {n} mere", n=text.number(len(rest)))
    others = (
        [folded(more, _("Vis færre"), html.Ul(rest, className="lags"), "folded print-too")] if rest else []
    )
    whole = whole_table(content)
    return html.Div([html.Ul(shown, className="lags"), *others, whole])


def _lag(row: Row) -> list[Component]:
    about = [" ", html.Span(row["about"], className="lag-about")] if row.get("about") else []
    goal = [" ", html.Span(_("mål {goal}", goal=row["goal"]), className="lag-goal")] if row["goal"] else []
    light = mark(row["level"], row["word"])
    head = [
        html.Span([light, html.Span([row["called"], *about], className="lag-called")], className="lag-name"),
        html.Span([html.Strong(row.get("figure", row["shown"])), *goal], className="lag-figure"),
    ]
    behind = text.prose(row["cause"], note_words(row["noted"]))
    told = [
        html.Span(row["since_words"], className="lag-since"),
        " ",
        html.Span(behind, className="lag-cause", title=behind),
    ]
    more = [
        html.Span(told, className="lag-told"),
        *([_link(row)] if row["why"] else []),
        *([lacking(row["form"], row["called"])] if _lacks_words(row) else []),
    ]
    return [html.Div(head, className="lag-head"), html.Div(more, className="lag-more")]


def _lacks_words(row: Row) -> bool:
    """Say that a figure misses its target and its owner has not said why, where he could."""
    return row["level"] == "missed" and bool(row.get("form")) and can_be_written()


def _link(row: Row) -> Component:
    if row.get("link"):
        return html.A(row["link"], href=row["why"], className="lag-why", **data(nav="page"))
    named = aria(label=_("Hvorfor nåede {name} ikke målet?", name=row["called"]))
    return html.A(_("Hvorfor?"), href=row["why"], className="lag-why", **data(nav="page"), **named)
