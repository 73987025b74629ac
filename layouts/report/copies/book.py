"""An edition as an Excel workbook: a sheet a panel with its figures as figures, and what the panels do not hold."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from data_access.editions import forms
from layouts.parts.cells import plain, sheet_name, write_table, write_words
from layouts.parts.columns import Column
from layouts.report.paper.composed import demonstration
from layouts.report.paper.targets import not_explained
from vocabulary import canonical, dated, text
from vocabulary.language import N_, _

Document = dict[str, Any]
_HEADLINES = (
    Column("name", N_("Nøgletal"), "text"),
    Column("subject", N_("Område"), "text"),
    Column("month", N_("Måned"), "month"),
    Column("value", N_("Tal"), "number", 2),
    Column("unit", N_("Enhed"), "text"),
    Column("target", N_("Mål"), "number", 2),
    Column("word", N_("Vurdering"), "word"),
    Column("since_month", N_("På en måned"), "text"),
    Column("since_year", N_("På et år"), "text"),
    Column("sign_words", N_("Udsving"), "text"),
)
_TARGETS = (
    Column("name", N_("Nøgletal"), "text"),
    Column("subject", N_("Område"), "text"),
    Column("month", N_("Måned"), "month"),
    Column("shown", N_("Tal"), "text"),
    Column("goal", N_("Mål"), "text"),
    Column("counts", N_("Antal"), "text"),
    Column("word", N_("Vurdering"), "word"),
    Column("cause", N_("Årsag"), "text"),
    Column("action", N_("Handling"), "text"),
    Column("responsible", N_("Ansvar"), "text"),
    Column("back_at", N_("Tilbage på målet"), "month"),
    Column("shown_cause", N_("Tallene viser"), "text"),
)
_ANSWERS = (
    Column("about", N_("Om"), "text"),
    Column("said", N_("Mangler"), "text"),
    Column("answer", N_("Redaktørens svar"), "text"),
)
_DEFINITIONS = (Column("name", N_("Nøgletal"), "text"), Column("definition", N_("Definition"), "text"))
_SOURCES = (
    Column("words", N_("Kilde"), "text"),
    Column("through", N_("Tal til og med"), "day"),
    Column("loaded", N_("Indlæst"), "moment"),
)


def written(document: Document) -> bytes:
    """Return the workbook, as the bytes of its file, in the language spoken now."""
    told = canonical.told_by(
        canonical.written(document)
    )  # of what was published, whatever form it is read in
    document = forms.read(document)
    book = Workbook()
    about = book.active
    assert isinstance(about, Worksheet)  # noqa: S101 - a new workbook has one sheet
    about.title = _("Om")
    names = {about.title}
    _write_about(about, document, told)
    for title, sentence, columns, rows in _sheets(document):
        write_table(book.create_sheet(sheet_name(title, names)), title, sentence, columns, rows)
    book.properties.creator, book.properties.title = plain(document["region"]), plain(document["called"])
    # The file says when the edition was published, rather than when somebody fetched it.
    return dated.workbook(book, datetime.fromisoformat(document["published"]))


Sheet = tuple[str, str, Sequence[Column], list[Document]]


def _sheets(document: Document) -> Iterator[Sheet]:
    yield _("Nøgletal"), document["title"], _HEADLINES, [_unit(each) for each in document["headlines"]]
    yield _("Målene"), _("De værste først."), _TARGETS, [_target(each) for each in document["targets"]]
    apart = forms.apart(document)
    for part in forms.parts(document):
        yield _part(part, f"{part['title']}{apart[part['key']]}")
    answers = [each | {"answer": each["answer"] or not_explained()} for each in document["answers"]]
    yield _("Forbehold"), "", _ANSWERS, answers
    yield _("Definitioner"), "", _DEFINITIONS, document["definitions"]
    yield _("Kilder"), "", _SOURCES, [_dated(each) for each in document["sources"]]


def _part(part: Document, title: str) -> Sheet:
    columns = [_column(part, place) for place in range(len(part["columns"]))]
    keys = [each.key for each in columns]
    return (
        title,
        part["sentence"],
        columns,
        [dict(zip(keys, row, strict=True)) for row in part["rows"]],
    )


def _column(part: Document, place: int) -> Column:
    """Return a column as it was declared: a figure whose cells bear another unit than percent has that in its head."""
    told = part["columns"][place]
    is_share = all(row[place].endswith("%") or row[place] in ("", text.NOTHING) for row in part["cells"])
    unit = "" if told["kind"] == "judged" and not is_share else None
    return Column(
        told["key"], told["label"] if is_share else told["heading"], told["kind"], told["decimals"], unit
    )


def _unit(row: Document) -> Document:
    unit = row["unit"]
    return row | {"unit": _(unit) if unit else ""}


def _target(target: Document) -> Document:
    words = {name: target["words"].get(name, "") for name in ("cause", "action", "responsible")}
    if target["level"] == "missed" and not words["cause"]:
        words["cause"] = not_explained()
    return target | words | {"back_at": target["words"].get("back_at") or None}


def _dated(source: Document) -> Document:
    return source | {name: source[name] or None for name in ("through", "loaded")}


def _write_about(sheet: Worksheet, document: Document, told: str) -> None:
    for row, (name, words) in enumerate(_about(document, told), start=1):
        write_words(sheet.cell(row, 1), name).font = Font(bold=True)
        write_words(sheet.cell(row, 2), words).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100


def _about(document: Document, told: str) -> Iterator[tuple[str, str]]:
    yield _("Udgave"), f"{document['called']}: {document['title']}"
    yield _("Region"), document["region"]
    yield _("Tal til og med"), text.month(document["month"])
    yield _("Udgivet"), text.day(date.fromisoformat(document["published"]))
    yield _("Tallene læst"), text.moment(datetime.fromisoformat(document["read"]))
    if document["reason"]:
        yield _("Grund til revisionen"), document["reason"]
    if document["demonstration"]:
        yield _("Bemærk"), demonstration(document)
    yield (
        _("Bemærk"),
        _("Udgaven selv er PDF-filen og siden. Et regneark kan ændres, og det er ikke udgaven."),
    )
    yield _("Kontrolsum (SHA-256)"), told
    for title, words in ((_("Forord"), document["foreword"]), (_("Indstilling"), document["recommendation"])):
        if words.strip():
            yield title, words
    for chapter in document["chapters"]:
        if chapter["words"].strip():
            yield chapter["title"], chapter["words"]
