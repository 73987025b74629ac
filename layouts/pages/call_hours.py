"""The servicedesk's panels of weekdays and hours: when they call, and when they wait."""

from data_access.numbers import call_hours
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import opening
from layouts.parts.declarations import Column, Content, Panel
from layouts.parts.heat import Heat, heat
from layouts.parts.html import Component
from layouts.parts.sentences import Row, months_words, period_words, records
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS

MOST_NAMED = 3


def _period(content: Content) -> str:
    """Say the months that are counted: those that calls are told of one by one."""
    asked = content.filters.narrowed
    months = call_hours.months(content.snapshot, content.filters)
    return months_words(months) if months else period_words(asked.first, asked.last)


def _times(snapshot: Snapshot, filters: Filters) -> bool:
    return call_hours.has_times(snapshot, filters.desk)


def _hours(content: Content) -> str:
    busiest = records(content.rows.sort_values("calls", ascending=False, kind="stable"))[0]
    if not busiest["calls"]:
        return _("Alle opkald {period} kom uden for åbningstiden.", period=_period(content))
    alike = [row for row in records(content.rows) if row["calls"] == busiest["calls"]]
    if len(alike) > 1:
        return text.prose(_busiest(content, alike), opening.in_words(content.snapshot, content.filters.desk))
    return text.prose(
        ngettext(
            "Der blev ringet mest {weekday} {hour}: {calls} opkald {period}.",
            "Der blev ringet mest {weekday} {hour}: {calls} opkald {period}.",
            busiest["calls"],
            period=_period(content),
            weekday=text.weekday(busiest["weekday_words"]),
            hour=busiest["hour_words"],
            calls=text.number(busiest["calls"]),
        ),
        opening.in_words(content.snapshot, content.filters.desk),
    )


def _busiest(content: Content, alike: list[Row]) -> str:
    """Say when most calls came, where several hours had as many."""
    said = {"calls": text.number(alike[0]["calls"]), "period": _period(content)}
    if len(alike) > MOST_NAMED:
        return _(
            "{n} timer af ugen havde flest opkald {period}: {calls} hver.", n=text.number(len(alike)), **said
        )
    hours = [f"{text.weekday(row['weekday_words'])} {row['hour_words']}" for row in alike]
    return ngettext(
        "Der blev ringet mest {hours}: {calls} opkald hver {period}.",
        "Der blev ringet mest {hours}: {calls} opkald hver {period}.",
        alike[0]["calls"],
        hours=text.listing(hours),
        **said,
    )


def _waits(content: Content) -> str:
    known = content.rows[content.rows["average_wait"].notna()]
    if known.empty and not content.rows["waits"].any() and content.rows["answered"].any():
        return METRICS["average_wait"].untold
    if known.empty:
        return _("Der er for få besvarede opkald i hver time til at sige, hvornår ventetiden er længst.")
    slowest = records(known.sort_values("average_wait", ascending=False, kind="stable"))[0]
    return text.prose(
        _(
            "Ventetiden var {period} længst {weekday} {hour}: {wait} i gennemsnit.",
            period=_period(content),
            weekday=text.weekday(slowest["weekday_words"]),
            hour=slowest["hour_words"],
            wait=text.duration(slowest["average_wait"]),
        ),
        _("Tallene er sekunder; en streg betyder for få besvarede opkald"),
    )


def _heat(content: Content, value: str, caption: str, *, from_least: bool = False) -> Component:
    return heat(
        records(content.rows),
        Heat(
            caption=caption,
            thing=_("Tidspunkt"),
            down="hour_words",
            across="weekday_words",
            value=value,
            absent=lambda row: "" if row["open"] else _("Lukket"),
            from_least=from_least,
        ),
    )


HOUR, WEEKDAY = Column("hour_words", N_("Tidspunkt"), "text"), Column("weekday_words", N_("Ugedag"), "text")
HOURS = Panel(
    key="ugedag-og-time",
    title=lambda _s, _f: _("Hvornår på ugen ringer de?"),
    numbers=call_hours.by_hour,
    columns=(
        HOUR,
        WEEKDAY,
        Column("calls", N_("Opkald"), "count"),
        Column("outside", N_("Uden for åbningstiden"), "count"),
    ),
    sentence=_hours,
    metrics=("calls", "calls_outside"),
    body=lambda content: _heat(
        content,
        "calls",
        _("Opkald {period} efter tidspunkt og ugedag", period=_period(content)),
    ),
    applies=_times,
)
WAITS = Panel(
    key="ventetid-ugedag-og-time",
    title=lambda _s, _f: _("Hvornår på ugen venter de længst?"),
    numbers=call_hours.waits_by_hour,
    columns=(
        HOUR,
        WEEKDAY,
        Column("average_wait", N_("Gennemsnitlig ventetid"), "seconds"),
        Column("service_level", METRICS["service_level"].danish_name, "percent", 1, metric="service_level"),
        Column("answered", N_("Besvarede opkald"), "count"),
    ),
    sentence=_waits,
    metrics=("average_wait", "service_level"),
    body=lambda content: _heat(
        content,
        "average_wait",
        _("Ventetid {period} efter tidspunkt og ugedag", period=_period(content)),
        from_least=True,
    ),
    applies=_times,
)
