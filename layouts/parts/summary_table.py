"""All headline figures in one compact table: light, figure, target, what chance tells of it, its year and its change.

The model is the summary table of *Making Data Count*: an icon says whether the newest change is real, another whether
the target can be relied upon.
"""

from collections.abc import Sequence

from data_access.snapshot.rows import Row
from layouts.figures.spark import OF_ROW
from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.html import Component
from layouts.parts.tables import mark, scrolling
from layouts.parts.tiles import picture
from layouts.parts.variations import OUTLOOKS, SIGNS
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import Level

Pictured = tuple[Sequence[Row], Level] | None


def summary_table(
    rows: Sequence[Row], pictured: Sequence[Pictured], hrefs: Sequence[str], caption: str
) -> Component:
    """Lay figures out, one a row.

    `rows` have name, group (what is of one thing stands together), about (what the figure is of, where its name does
    not say it) and is_of_group (flag: all of the group are of that), shown, level, word, late (its
    month, where it is another than the one that is spoken of), goal (its target in words), sign and assurance (keys,
    '' where they are not known) with sign_words and assurance_words, and the change of a month: short, worth (a marked
    word, or '') and since_month (the whole sentence). `pictured` are a figure's months and its light, None where it has
    none, and `hrefs` where each leads.
    """
    heads = [
        html.Th(_("Nøgletal"), scope="col"),
        html.Th(_("Tal"), scope="col", className="number"),
        html.Th(_("Mål"), scope="col", className="number goal"),
        html.Th(_("Udsving"), scope="col", className="icons", title=_("Er den seneste ændring reel?")),
        html.Th(
            _("Udsigt"), scope="col", className="icons assured", title=_("Bliver målet nået, som det går nu?")
        ),
        html.Th(_("Det seneste år"), scope="col", className="drawn"),
        html.Th(_("På en måned"), scope="col", className="change"),
    ]
    groups = [None, *(row["group"] for row in rows)]
    body = [
        _row(row, own, href, is_first=row["group"] != before)
        for row, own, href, before in zip(rows, pictured, hrefs, groups[:-1], strict=True)
    ]
    whole = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody(body),
        ],
        className="summary-table",
    )
    return html.Div([scrolling(whole, caption), *_legend(rows)])


def _legend(rows: Sequence[Row]) -> list[Component]:
    """Return what the signs of the table mean, those alone that stand in it."""
    told: list[tuple[str, str, dict[str, str], str]] = [
        (_("Udsving"), "sign", {sign: _(words) for sign, words in SIGNS.items()}, "legend"),
        (_("Udsigt"), "assurance", {key: _(words) for key, words in OUTLOOKS.items()}, "legend assured"),
    ]
    lines = []
    for name, column, words, classes in told:
        there = {row[column] for row in rows}
        signs = [
            html.Span([_sign(key), words[key].lower()], className="signed") for key in words if key in there
        ]
        if signs:
            lines.append(html.P([html.Strong(f"{name}:"), *signs], className=classes))
    return lines


def _row(row: Row, pictured: Pictured, href: str, *, is_first: bool) -> Component:
    light = mark(row["level"], row["word"]) if row["level"] != "none" else html.Span(className="mark-place")
    name: list[Component | str] = [light, html.A(row["name"], href=href, **data(nav="page"))]
    if row["about"]:
        # The first of a group says what all of it is of; who hears the table is told each time.
        classes = "summary-about" if is_first or not row["is_of_group"] else "visually-hidden"
        name += [" ", html.Span(row["about"], className=classes)]
    if row["late"]:
        name += [" ", html.Span(row["late"], className="summary-about summary-late")]
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(_figure(row), className="number summary-value"),
            html.Td(row["goal"] or _nothing(_("Uden mål")), className="number goal"),
            html.Td(_icon(row["sign"], row["sign_words"]), className="icons"),
            html.Td(_icon(row["assurance"], row["assurance_words"]), className="icons assured"),
            html.Td([picture(*pictured, OF_ROW)] if pictured else [], className="drawn"),
            _change(row["short"], row["worth"], row["since_month"]),
        ],
        className=f"summary-{row['level']}{' is-first' if is_first else ''}",
    )


def _figure(row: Row) -> Component | str:
    """Return the figure, or in a word why there is none."""
    if row["shown"] != text.NOTHING:
        return str(row["shown"])
    return html.Span(row["word"], className="summary-about")


def _nothing(said: str) -> Component:
    """Return a dash for those who see it, and what it means for those who hear it."""
    return html.Span([html.Span(said, className="visually-hidden")], className="none", title=said)


def _icon(key: str, words: str) -> Component | None:
    if not key:
        return None
    return _sign(key, html.Span(words, className="visually-hidden"), title=words)


def _sign(key: str, *inner: Component, **more: str) -> Component:
    return html.Span(list(inner), className=f"sign sign-{key}", **more)


def _change(short: str, worth: str, whole: str) -> Component:
    """Return a change in few words, the whole sentence for those who point at it or hear it."""
    if not short:
        return html.Td(_nothing(whole) if whole else [], className="change")
    words = [html.Span(short, className="change-size"), *([html.Span(_(worth))] if worth else [])]
    said = [html.Span(words, **aria(hidden=True)), html.Span(whole, className="visually-hidden")]
    return html.Td(html.Span(said, title=whole), className="change")
