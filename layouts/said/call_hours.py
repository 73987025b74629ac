"""What is said of weekdays and hours: when they call, and when they wait."""

from data_access.numbers import call_hours
from data_access.snapshot.rows import Row
from layouts.parts import claims, opening, orders
from layouts.parts.declarations import Content
from layouts.parts.sentences import waits_words
from layouts.parts.told import months_words, period_words
from vocabulary import text
from vocabulary.language import _, ngettext
from vocabulary.metrics import METRICS

DECIMALS = 1
TIME = ("weekday_words", "hour_words")
MOST = 3  # times that are named together, beyond which none stands out


def period_of(content: Content) -> str:
    """Say the months that are counted: those that calls are told of one by one."""
    asked = content.filters.narrowed
    months = call_hours.months(content.snapshot, content.filters)
    return months_words(months) if months else period_words(asked.first, asked.last)


def hours(content: Content) -> str:
    """Say when most call, and when the desk is open."""
    if not any(content.table["calls"]):
        claims.total(content.records, "calls", "known")
        return _("Alle opkald {period} kom uden for åbningstiden.", period=period_of(content))
    return text.prose(busiest(content), opening.in_words(content.snapshot, content.filters.desk))


def busiest(content: Content) -> str:
    """Say when most call, in calls a day; or that no time is before the others by more than chance."""
    found, period = (
        call_hours.peaks(content.table, "calls_a_day", "calls", _enough(content)),
        period_of(content),
    )
    orders.leading(found, "calls_a_day", "calls", _enough(content), TIME)
    if not found:
        return _(
            "Der er for få dage eller opkald i hver time {period} til at sige, hvornår der ringes mest.",
            period=period,
        )
    if len(found) > MOST:
        return _(
            "Ingen time skiller sig ud {period}: der ringes omtrent lige meget i de {n} travleste.",
            period=period,
            n=text.number(len(found)),
        )
    first = found[0]
    claims.value(first, "calls_a_day", TIME)
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
    days = [claims.value(row, "days", TIME) for row in rows]
    fewest, most = min(days), max(days)
    if fewest == most:
        return ngettext("{n} dag", "{n} dage", most, n=text.number(most))
    return _("{fewest} til {most} dage", fewest=text.number(fewest), most=text.number(most))


def _enough(content: Content) -> float:
    return call_hours.enough(content.snapshot, content.filters)


def _times(rows: list[Row]) -> str:
    return text.listing([f"{text.weekday(row['weekday_words'])} {row['hour_words']}" for row in rows])


def waits(content: Content) -> str:
    """Say when the wait is longest, and what the figures are."""
    known = [row for row in content.records if not text.is_missing(row["average_wait"])]
    waited = [each for each in content.table["waits"] if not text.is_missing(each)]
    if not known and not any(waited) and any(content.table["answered"]):
        return METRICS["average_wait"].untold
    if not claims.many(known, "average_wait"):
        orders.leading([], "average_wait", "waits", _enough(content), TIME)
        return _("Der er for få besvarede opkald i hver time til at sige, hvornår ventetiden er længst.")
    least = text.number(_enough(content))
    return text.prose(
        slowest(content),
        _("Tallene er sekunder; en streg betyder færre end {least} besvarede opkald", least=least),
        waits_words(content.table),
    )


def slowest(content: Content) -> str:
    """Say when the wait is longest; or that no time is before the others by more than chance."""
    found, period = (
        call_hours.peaks(content.table, "average_wait", "waits", _enough(content)),
        period_of(content),
    )
    orders.leading(found, "average_wait", "waits", _enough(content), TIME)
    if not found or len(found) > MOST:
        return _("Ingen time skiller sig ud {period}: forskellene kan være tilfældige.", period=period)
    wait = text.duration(claims.value(found[0], "average_wait", TIME))
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
        n=text.number(claims.value(found[0], "waits", TIME)),
    )
