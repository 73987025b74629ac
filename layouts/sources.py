"""The page Datakilder: which sources have delivered, which are late, and what each load brought."""

from dash import html

from dashboard import text
from dashboard.filters import Filters
from dashboard.language import N_, _, ngettext
from data_access import sources
from data_access.snapshot import Snapshot
from layouts.declarations import Column, Content, Page, Panel
from layouts.lights import lights
from layouts.sentences import records
from layouts.tables import table

NAME = Column("name", N_("Kilde"), "text")


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    rows = records(sources.now(snapshot, filters))
    late = [row["name"] for row in rows if row["state"] == "missing"]
    if not late:
        return _("Alle {n} kilder har leveret det, de skulle.", n=len(rows))
    return ngettext("{n} kilde mangler at levere: {names}.", "{n} kilder mangler at levere: {names}.",
                    len(late), n=len(late), names=text.listing(late))  # fmt: skip


def _now(content: Content) -> str:
    late = [
        f"{row['name']} ({text.small(row['word'])})"
        for row in records(content.rows)
        if row["state"] == "missing"
    ]
    if not late:
        return _("Intet mangler lige nu.")
    return _("Lige nu mangler: {names}.", names=text.listing(late))


def _calendar(content: Content) -> str:
    rows = records(content.rows)
    odd = [row for row in rows if row["state"] in ("late", "missing", "partial")]
    if not odd:
        return _("Alt, hvad der skulle komme i de viste måneder, er kommet helt og til tiden.")
    parts = [
        _(
            "{name} i {month}: {word}",
            name=row["name"],
            month=text.month(row["month"]),
            word=row["value"].lower(),
        )
        for row in odd[:4]
    ]
    more = ngettext("og {n} til", "og {n} til", len(odd) - 4, n=len(odd) - 4) if len(odd) > 4 else ""
    return text.prose(
        _("Ikke helt eller ikke til tiden: {parts} {more}", parts="; ".join(parts), more=more).strip()
    )


def _loads(content: Content) -> str:
    rejected = int(content.rows["rejected"].sum())
    return ngettext(
        "{n} indlæsning af tal fra de viste måneder; {rejected} rækker blev afvist.",
        "{n} indlæsninger af tal fra de viste måneder; {rejected} rækker blev afvist.",
        len(content.rows),
        n=text.number(len(content.rows)),
        rejected=text.number(rejected),
    )


NOW = Panel(
    key="nu",
    title=lambda _s, _f: _("Har kilderne leveret?"),
    numbers=sources.now,
    columns=(
        NAME,
        Column("word", N_("Mangler"), "text"),
        Column("through", N_("Tal til og med"), "text"),
        Column("loaded", N_("Senest indlæst"), "text"),
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
        Column("due", N_("Frist"), "text"),
        Column("loaded", N_("Indlæst"), "text"),
        Column("completeness", N_("Datakomplethed"), "percent"),
        Column("rows", N_("Rækker"), "count"),
        Column("rejected", N_("Afviste rækker"), "count"),
    ),
    sentence=_calendar,
    metrics=(),
    body=lambda content: lights(records(content.rows), _("Kilderne måned for måned"), _("Kilde")),
    wide=True,
)
LOADS = Panel(
    key="indlaesninger",
    title=lambda _s, _f: _("Hvad har hver indlæsning bragt?"),
    numbers=sources.loads,
    columns=(
        NAME,
        Column("loaded", N_("Indlæst"), "text"),
        Column("period", N_("Periode"), "text"),
        Column("rows", N_("Rækker"), "count"),
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
    panels=(NOW, CALENDAR, LOADS),
    is_subject=False,
    in_foot=True,
)
