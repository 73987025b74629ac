"""Taking the figures along: each panel's rows as CSV and JSON, under the page's own query."""

import csv
import io
from collections.abc import Callable, Collection, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import orjson
from flask import Flask, Response, abort, request

from callbacks.reading import Choice, chosen, of_language_alone
from callbacks.unmoved import Unmoved
from data_access.numbers import sources
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from data_access.snapshot.without import untold
from layouts.parts.answers import answer, panels_of, sentence
from layouts.parts.columns import FORMULA, Column
from layouts.parts.declarations import Content, Page, Panel
from layouts.parts.page import told_of
from layouts.parts.plain import Address, written
from vocabulary import language, text
from vocabulary.addresses import full
from vocabulary.asked import quote as quoted
from vocabulary.filters import NOTHING_CHOSEN, file_name, to_query
from vocabulary.language import _

DECIMALS = 6
NOTICES = (
    "Pejling-Notices"  # the header of a file whose address could not be used as it stands, percent-encoded
)


def register(
    server: Flask, pages: Callable[[], Sequence[Page]], store: Store, address: Address, moves: Unmoved
) -> None:
    """Register the addresses of all panels' data, and the list of them.

    `pages` are those that whoever asks may see; `address` is that of a file of ours.
    """

    @server.get("/data/")
    def data_list() -> Response:
        told = of_language_alone(request.query_string.decode("latin-1"))
        shown, snapshot = pages(), store.snapshot()
        kept = untold(snapshot) if snapshot else ()
        return moves.answer(
            None,
            lambda: Response(_listing(shown, told, address, kept), mimetype="text/html"),
            *(each.key for each in shown),
        )

    @server.get("/data/<page>/<panel>.<any(csv, json):form>")
    def data_of(page: str, panel: str, form: str) -> Response:
        snapshot = store.snapshot()
        if snapshot is None:
            abort(503, _("Der er ingen tal endnu. Prøv igen om lidt."))
        owner = next((each for each in pages() if each.key == page), None)
        found = _find(owner, panel)
        if owner is None or found is None:
            abort(404, _("Der er ingen data på den adresse. Se listen på {address}.", address=full("/data/")))
        spoken = snapshot.speaking(language.current())
        return moves.answer(spoken, lambda: _data(owner, found, form, spoken))


def _data(owner: Page, panel: Panel, form: str, snapshot: Snapshot) -> Response:
    """Return a panel's rows in a form, for what is chosen."""
    choice = chosen(owner, snapshot, request.query_string.decode("latin-1"))
    content = answer(panel, snapshot, choice.filters)
    if (numbers := request.args.get("tal", "punktum")) != "punktum":
        choice.idle.append(_("Tal kan skrives med „punktum“, men ikke med „{value}“.", value=quoted(numbers)))
    if form == "json":
        return _json(owner.key, content, choice.notices)
    return _csv(owner.key, content, choice, plain=request.args.get("tal") == "punktum")


def _find(page: Page | None, panel: str) -> Panel | None:
    return next((each for each in panels_of(page) if each.key == panel), None) if page else None


def _value(column: Column, row: Row) -> Any:
    value = row[column.key]
    if text.is_missing(value):
        return None
    if column.is_number:
        number = round(float(value), DECIMALS)
        return int(number) if number.is_integer() else number
    return str(value) or None


def _json(page: str, content: Content, notices: list[str]) -> Response:
    panel, snapshot = content.panel, content.snapshot
    document = {
        "page": page,
        "panel": panel.key,
        "title": panel.title(snapshot, content.filters),
        "sentence": sentence(content),
        "query": to_query(content.filters),
        "notices": [*notices, *sources.late(snapshot, content.sources)],
        "demonstration": snapshot.demonstration,
        "version": snapshot.version,
        "columns": [
            {"key": each.key, "name": each.heading, "label": each.label, "kind": each.kind}
            for each in content.columns
        ],
        "rows": [{each.key: _value(each, row) for each in content.columns} for row in content.records],
    }
    return Response(orjson.dumps(document), mimetype="application/json")


def _csv(page: str, content: Content, choice: Choice, *, plain: bool) -> Response:
    columns, file = content.columns, io.StringIO()
    danish = not plain and language.current() == "da"
    writer = csv.writer(file, delimiter=";" if danish else ",", lineterminator="\r\n")
    writer.writerow([_cell(each.key if plain else each.heading, danish=danish) for each in columns])
    for row in content.records:
        writer.writerow([_cell(_value(each, row), danish=danish) for each in columns])
    if choice.instead and not plain:
        # For people they stand below the rows; programs, which would read them as rows, find them in the header.
        note = _("Bemærk")
        said = [[_cell(f"{note}: {each}", danish=danish)] for each in choice.instead]
        writer.writerows([[], *said])
    # The mark tells Excel that the file is UTF-8.
    response = Response(file.getvalue().encode("utf-8" if plain else "utf-8-sig"), mimetype="text/csv")
    name = f"{file_name(page, content.panel.key, content.filters, content.snapshot.choices)}.csv"
    response.headers["Content-Disposition"] = f"attachment; filename={quote(name)}"
    if choice.notices:
        response.headers[NOTICES] = quote(" ".join(choice.notices))
    return response


def _cell(value: Any, *, danish: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip().startswith(FORMULA) or value.startswith(FORMULA) else value
    return str(value).replace(".", ",") if danish else str(value)


def _listing(pages: Sequence[Page], told: Sequence[str], address: Address, kept: Collection[str]) -> str:
    parts = [
        f"<h2>{_(page.name)}</h2><p>{_workbook(page)}</p>"
        f"<ul>{''.join(_line(page, panel, kept) for panel in panels_of(page))}</ul>"
        for page in pages
    ]
    what = _("Hver figurs rækker som CSV og JSON, og hver side som Excel-fil.")
    title, home = _("Alle data som filer"), _("Gå til overblikket")
    example = "<code>?fra=2014-09&amp;til=2015-04</code>"
    about = _(
        "Hver fil tager imod de samme valg som sin side, for eksempel {example}. Uden valg vises de seneste tolv "
        "hele måneder.",
        example=example,
    )
    return (
        f'<!doctype html><html lang="{language.current()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<script src="{address("early.js")}"></script>'
        f"<title>{title} – Pejling</title>"
        f'<meta name="description" content="{escape(what)}">'
        f'<link rel="icon" href="{address("icon.svg")}" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{address("pejling.css")}">'
        f'<link rel="stylesheet" href="{address("print.css")}" media="print"></head><body>'
        '<main class="main page data-list">'
        f"<h1>{title}</h1>{written(told_of(told))}<p>{about}</p>"
        f'{"".join(parts)}<p><a href="{full("/")}{_query()}">{home}</a></p></main></body></html>'
    )


def _workbook(page: Page) -> str:
    # The same words as on the page itself; the name tells the links apart for those who hear them.
    words, name = _("Hent siden til Excel"), _(page.name)
    return f'<a href="{full("/data/")}{page.key}.xlsx{_query()}" aria-label="{words}: {name}">{words}</a>'


def _line(page: Page, panel: Panel, kept: Collection[str]) -> str:
    base = full(f"/data/{page.key}/{panel.key}")
    columns = text.listing([each.heading for each in panel.columns if each.tells not in kept])
    as_csv, as_json = _("{name} som CSV", name=panel.key), _("{name} som JSON", name=panel.key)
    return (
        f"<li><code>{panel.key}</code>: {columns}. "
        f'<a href="{base}.csv{_query()}" aria-label="{as_csv}">CSV</a> · '
        f'<a href="{base}.json{_query()}" aria-label="{as_json}">JSON</a></li>'
    )


def _query() -> str:
    return to_query(NOTHING_CHOSEN)
