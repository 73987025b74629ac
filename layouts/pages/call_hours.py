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

DECIMALS = 1
MOST = 3  # times that are named together, beyond which none stands out


def _period(content: Content) -> str:
    """Say the months that are counted: those that calls are told of one by one."""
    asked = content.filters.narrowed
    months = call_hours.months(content.snapshot, content.filters)
    return months_words(months) if months else period_words(asked.first, asked.last)


def _has_times(snapshot: Snapshot, filters: Filters) -> bool:
    return call_hours.has_times(snapshot, filters.desk)


def _hours(content: Content) -> str:
    if not content.rows["calls"].any():
        return _("Alle opkald {period} kom uden for åbningstiden.", period=_period(content))
    return text.prose(_busiest(content), opening.in_words(content.snapshot, content.filters.desk))


def _busiest(content: Content) -> str:
    """Say when most call, in calls a day; or that no time is before the others by more than chance."""
    found, period = (
        call_hours.peaks(content.rows, "calls_a_day", "calls", _enough(content)),
        _period(content),
    )
    if not found:
        return _(
            "Der er for få opkald i hver time {period} til at sige, hvornår der ringes mest.", period=period
        )
    if len(found) > MOST:
        return _(
            "Ingen time skiller sig ud {period}: der ringes omtrent lige meget i de {n} travleste.",
            period=period,
            n=text.number(len(found)),
        )
    first = found[0]
    calls = text.number(first["calls_a_day"], DECIMALS)
    if len(found) == 1:
        said = _("Der blev ringet mest {times}: {calls} opkald om dagen", times=_times(found), calls=calls)
    else:
        said = _(
            "Der blev ringet mest {times}: op til {calls} opkald om dagen", times=_times(found), calls=calls
        )
    return _(
        "{said} {period} ({days}, helligdage ikke talt med).", said=said, period=period, days=_days(found)
    )


def _days(rows: list[Row]) -> str:
    """Say over how many days the calls of each time were counted: `50 dage`, `3 til 4 dage`."""
    fewest, most = (pick(row["days"] for row in rows) for pick in (min, max))
    if fewest == most:
        return ngettext("{n} dag", "{n} dage", most, n=text.number(most))
    return _("{fewest} til {most} dage", fewest=text.number(fewest), most=text.number(most))


def _enough(content: Content) -> float:
    return call_hours.enough(content.snapshot, content.filters)


def _times(rows: list[Row]) -> str:
    return text.listing([f"{text.weekday(row['weekday_words'])} {row['hour_words']}" for row in rows])


def _waits(content: Content) -> str:
    known = content.rows[content.rows["average_wait"].notna()]
    if known.empty and not content.rows["waits"].any() and content.rows["answered"].any():
        return METRICS["average_wait"].untold
    if known.empty:
        return _("Der er for få besvarede opkald i hver time til at sige, hvornår ventetiden er længst.")
    least = text.number(_enough(content))
    return text.prose(
        _slowest(content),
        _("Tallene er sekunder; en streg betyder færre end {least} besvarede opkald", least=least),
    )


def _slowest(content: Content) -> str:
    """Say when the wait is longest; or that no time is before the others by more than chance."""
    found, period = (
        call_hours.peaks(content.rows, "average_wait", "waits", _enough(content)),
        _period(content),
    )
    if not found or len(found) > MOST:
        return _("Ingen time skiller sig ud {period}: forskellene kan være tilfældige.", period=period)
    wait, answered = text.duration(found[0]["average_wait"]), text.number(found[0]["waits"])
    if len(found) > 1:
        return _(
            "Ventetiden var {period} længst {times}: op til {wait} i gennemsnit.",
            period=period,
            times=_times(found),
            wait=wait,
        )
    return _(
        "Ventetiden var {period} længst {times}: {wait} i gennemsnit af {n} opkald.",
        period=period,
        times=_times(found),
        wait=wait,
        n=answered,
    )


def _heat(
    content: Content, value: str, caption: str, *, from_least: bool = False, decimals: int = 0
) -> Component:
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
            decimals=decimals,
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
        Column("calls_a_day", N_("Opkald om dagen"), "number", DECIMALS, unit=""),
        Column("days", N_("Dage"), "count"),
        Column("calls", N_("Opkald"), "count"),
        Column("outside", N_("Uden for åbningstiden"), "count"),
    ),
    sentence=_hours,
    metrics=("calls", "calls_outside"),
    body=lambda content: _heat(
        content,
        "calls_a_day",
        _("Opkald om dagen {period} efter tidspunkt og ugedag", period=_period(content)),
        decimals=DECIMALS,
    ),
    applies=_has_times,
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
    applies=_has_times,
)
