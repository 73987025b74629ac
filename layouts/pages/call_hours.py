"""The servicedesk's panels of weekdays and hours: when they call, and when they wait."""

from data_access.numbers import call_hours
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Panel
from layouts.parts.heat import Heat, heat
from layouts.parts.html import Component
from layouts.said import call_hours as said
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS


def _has_times(snapshot: Snapshot, filters: Filters) -> bool:
    return call_hours.has_times(snapshot, filters.desk)


def _heat(
    content: Content, value: str, caption: str, *, from_least: bool = False, decimals: int = 0
) -> Component:
    return heat(
        content.records,
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
        Column("calls_a_day", N_("Opkald om dagen"), "number", said.DECIMALS, unit=""),
        Column("days", N_("Dage"), "count"),
        Column("calls", N_("Opkald"), "count"),
        Column("outside", N_("Uden for åbningstiden"), "count"),
    ),
    sentence=said.hours,
    metrics=("calls", "calls_outside"),
    body=lambda content: _heat(
        content,
        "calls_a_day",
        _("Opkald om dagen {period} efter tidspunkt og ugedag", period=said.period_of(content)),
        decimals=said.DECIMALS,
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
    sentence=said.waits,
    metrics=("average_wait", "service_level"),
    body=lambda content: _heat(
        content,
        "average_wait",
        _("Ventetid {period} efter tidspunkt og ugedag", period=said.period_of(content)),
        from_least=True,
    ),
    applies=_has_times,
)
