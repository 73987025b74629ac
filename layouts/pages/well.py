"""What goes well, for the overview: the targets that were reached, and what is better than chance can make it."""

from data_access.numbers.tabled import Tabled
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages.headlines import goals, monthly, of_month, shown
from layouts.parts import behind, html
from layouts.parts.attributes import data
from layouts.parts.declarations import Content
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.tables import mark
from layouts.said.overview import IMPROVED, REACHED
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.status import BEHIND

COLUMNS = (
    "name", "about", "what", "what_words", "level", "word", "is_thing", "of_month", "figure", "reason", "href",
)  # fmt: skip
WORDS = {REACHED: N_("Målet er nået"), IMPROVED: N_("Bedre end sædvanligt")}


@Tabled
def figures(snapshot: Snapshot, filters: Filters) -> Table:
    """Return a row a target that was reached, and then one a figure that is better than chance can make it.

    What is better and still misses its target is told where that is, and is nothing to be glad of yet.

    Columns: name, about (the subject), what (`reached` or `improved`) and its words, level, word, is_thing (flag),
    of_month, figure (as it is written), reason (why it is more than chance) and href.
    """
    asked = of_month(filters)
    reached = [
        _told(row, REACHED) | {"reason": "", "href": "", "is_thing": row["is_thing"]}
        for row in goals.table(snapshot, asked).records
        if row["level"] == "good"
    ]
    pairs = zip(shown(snapshot, asked), monthly.table(snapshot, asked).records, strict=True)
    improved = [
        _told(row, IMPROVED)
        | {
            "reason": text.prose(row["sign_words"]),
            "href": behind.address(page, headline, "", row["month"], snapshot, asked),
            "is_thing": False,
        }
        for (page, headline), row in pairs
        if row["sign"] == "improving" and row["level"] not in BEHIND
    ]
    return Table.of_rows([*reached, *improved], COLUMNS)


def _told(row: Row, what: str) -> Row:
    return {
        "name": row["name"],
        "about": row["subject"],
        "what": what,
        "what_words": _(WORDS[what]),
        "level": row["level"],
        "word": row["word"],
        "of_month": row["month"],
        "figure": row["shown"],
    }


def improved(content: Content) -> Component:
    """List what is better than chance can make it, each with its sign, its figure and why; the whole table unfolds."""
    rows = [row for row in content.records if row["what"] == IMPROVED]
    whole = whole_table(content)
    return html.Div([html.Ul([html.Li(_line(row)) for row in rows], className="gains"), whole])


def _line(row: Row) -> list[Component | str]:
    light = [mark(row["level"], row["word"])] if row["level"] not in ("none", "unknown") else []
    return [
        html.Span(className="sign sign-improving"),
        html.Span(
            [
                html.A(row["name"], href=row["href"], **data(nav="page")),
                f", {row['about']}: ",
                html.Strong(row["figure"]),
                " ",
                *light,
                html.Span(row["reason"], className="gain-reason"),
            ]
        ),
    ]
