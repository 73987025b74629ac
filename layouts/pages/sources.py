"""The page Datakilder: which sources have delivered, which are late, and what each load brought."""

from datetime import date

from data_access.numbers import sources
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.days import strip
from layouts.parts.declarations import Column, Content, Page, Panel
from layouts.parts.html import Component
from layouts.parts.lights import lights
from layouts.parts.sentences import Row, records
from layouts.parts.tables import table
from vocabulary import text
from vocabulary.filters import Filters, to_query
from vocabulary.language import N_, _, ngettext

NAME = Column("name", N_("Kilde"), "text")


def _none_is_due() -> str:
    return _("Ingen kilde har en frist at levere efter, så det kan ikke siges, om noget mangler.")


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    rows = records(sources.now(snapshot, filters))
    late = [row["name"] for row in rows if row["state"] == "missing"]
    partial = [row["name"] for row in rows if row["state"] == "partial"]
    if not any(row["is_due"] for row in rows):
        return _none_is_due()
    if not late and not partial:
        one, several = (
            N_("Kilden har leveret det, den skulle."),
            N_("Alle {n} kilder har leveret det, de skulle."),
        )
        return _(one if len(rows) == 1 else several, n=len(rows))
    if not late:
        one = N_("Kilden har leveret; det seneste fra {names} er ikke helt.")
        several = N_("Alle {n} kilder har leveret; det seneste fra {names} er ikke helt.")
        return _(one if len(rows) == 1 else several, n=len(rows), names=text.listing(partial))
    return ngettext("{n} kilde mangler at levere: {names}.", "{n} kilder mangler at levere: {names}.",
                    len(late), n=len(late), names=text.listing(late))  # fmt: skip


def _now(content: Content) -> str:
    late = [
        f"{row['name']} ({text.small(row['word'])})"
        for row in records(content.rows)
        if row["state"] in ("missing", "partial")
    ]
    if not any(row["is_due"] for row in records(content.rows)):
        return _none_is_due()
    if not late:
        return _("Intet mangler lige nu.")
    return _("Lige nu mangler: {names}.", names=text.listing(late))


def _calendar(content: Content) -> str:
    rows = records(content.rows)
    odd = [row for row in rows if row["state"] in ("late", "missing", "partial")]
    if all(text.is_missing(row["due"]) for row in rows):
        return _none_is_due()
    if not odd:
        return _("Alt, hvad der skulle komme i de viste måneder, er kommet helt og til tiden.")
    kinds = dict.fromkeys((row["name"], row["value"]) for row in odd)
    parts = [
        _of_months(name, word, [row["month"] for row in odd if (row["name"], row["value"]) == (name, word)])
        for name, word in kinds
    ]
    return text.prose(_("Ikke helt eller ikke til tiden: {parts}", parts="; ".join(parts)))


def _of_months(name: str, word: str, months: list[str]) -> str:
    if len(months) < 3:
        listed = text.listing([text.month(month) for month in months])
        return _("{name} i {months}: {word}", name=name, months=listed, word=text.small(word))
    return _(
        "{name} i {n} måneder fra {first} til {last}: {word}",
        name=name,
        n=text.number(len(months)),
        first=text.month(months[0]),
        last=text.month(months[-1]),
        word=text.small(word),
    )


def _months(content: Content) -> Component:
    filters, choices = content.filters, content.snapshot.choices

    def picking(month: str) -> str:
        again = None if month == filters.month else month
        return to_query(filters.picking("maaned", again), choices) or "?"

    return lights(records(content.rows), _("Kilderne måned for måned"), _("Kilde"), picking)


def _days(content: Content) -> str:
    odd = [row for row in records(content.rows) if row["state"] not in ("arrived", "awaited")]
    if not odd:
        return _(
            "Alle nætters tal kom til tiden. Vælg en måned i tabellen ovenfor for at se den dag for dag."
        )
    names = dict.fromkeys((row["name"], row["value"]) for row in odd)
    parts = [_of_days(name, word, odd) for name, word in names]
    return text.prose(_("Ikke til tiden: {parts}", parts="; ".join(parts)))


def _of_days(name: str, word: str, odd: list[Row]) -> str:
    days = [date.fromisoformat(row["day"]) for row in odd if (row["name"], row["value"]) == (name, word)]
    if len(days) == 1:
        return _("{name}: {day} ({word})", name=name, day=text.day(days[0]), word=text.small(word))
    return ngettext(
        "{name}: {n} dag fra {first} til {last} ({word})",
        "{name}: {n} dage fra {first} til {last} ({word})",
        len(days),
        name=name,
        n=len(days),
        first=text.day(days[0]),
        last=text.day(days[-1]),
        word=text.small(word),
    )


def _strip(content: Content) -> Component:
    whole = html.Details([html.Summary(_("Vis tabellen")), table(content)], className="folded")
    return html.Div([strip(records(content.rows), _("Kilderne dag for dag"), _("Kilde")), whole])


def _loads(content: Content) -> str:
    rejected = int(content.rows["rejected"].sum())
    return ngettext(
        "{n} indlæsning af tal fra {month}. Afviste rækker: {rejected}.",
        "{n} indlæsninger af tal fra {month}. Afviste rækker: {rejected}.",
        len(content.rows),
        n=text.number(len(content.rows)),
        month=text.month(sources.month_shown(content.filters)),
        rejected=text.number(rejected),
    )


NOW = Panel(
    key="nu",
    title=lambda _s, _f: _("Har kilderne leveret?"),
    numbers=sources.now,
    columns=(
        NAME,
        Column("word", N_("Mangler"), "text"),
        Column("through", N_("Tal til og med"), "day"),
        Column("loaded", N_("Senest indlæst"), "moment"),
        Column("rejected", N_("Afviste rækker"), "count"),
        Column("rhythm", N_("Skal komme"), "text"),
        Column("owner", N_("Ejer"), "text"),
        Column("description", N_("Indhold"), "text"),
    ),
    sentence=_now,
    metrics=(),
    wide=True,
)
CALENDAR = Panel(
    key="kalender",
    title=lambda _s, _f: _("Kom tallene til tiden?"),
    numbers=sources.calendar,
    columns=(
        NAME,
        Column("month", N_("Måned"), "month"),
        Column("value", N_("Stand"), "word"),
        Column("due", N_("Frist"), "day"),
        Column("loaded", N_("Indlæst"), "moment"),
        Column("completeness", N_("Datakomplethed"), "percent"),
        Column("rows", N_("Rækker"), "count"),
        Column("rejected", N_("Afviste rækker"), "count"),
    ),
    sentence=_calendar,
    metrics=(),
    body=_months,
    wide=True,
)
DAYS = Panel(
    key="dage",
    title=lambda _s, filters: _(
        "Kom hver nats tal i {month}?", month=text.month(sources.month_shown(filters))
    ),
    numbers=sources.days,
    columns=(
        NAME,
        Column("day", N_("Dag"), "day"),
        Column("value", N_("Stand"), "word"),
        Column("loaded", N_("Indlæst"), "moment"),
    ),
    sentence=_days,
    metrics=(),
    body=_strip,
    wide=True,
    applies=lambda snapshot, filters: len(sources.days(snapshot, filters)) > 0,
)
LOADS = Panel(
    key="indlaesninger",
    title=lambda _s, _f: _("Hvad har hver indlæsning bragt?"),
    numbers=sources.loads,
    columns=(
        NAME,
        Column("number", N_("Nummer"), "text"),
        Column("file", N_("Fil"), "text"),
        Column("loaded", N_("Indlæst"), "moment"),
        Column("period", N_("Periode"), "text"),
        Column("rows", N_("Rækker"), "count"),
        Column("replaced", N_("Ændrede rækker"), "count"),
        Column("rejected", N_("Afviste rækker"), "count"),
        Column("completeness", N_("Datakomplethed"), "percent"),
        Column("note", N_("Note"), "text"),
    ),
    sentence=_loads,
    metrics=(),
    body=lambda content: html.Details([html.Summary(_("Vis tabellen")), table(content)], className="folded"),
    wide=True,
)

PAGE = Page(
    key="datakilder",
    path="/datakilder",
    name=N_("Datakilder"),
    title=N_("Datakilder"),
    summary=_summary,
    filters=("fra", "til"),
    panels=(NOW, CALENDAR, DAYS, LOADS),
    is_subject=False,
    in_foot=True,
)
