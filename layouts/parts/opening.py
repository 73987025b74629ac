"""A desk's opening hours in words: `Åbent mandag-torsdag kl. 8-16 og fredag kl. 8-15; lukket på helligdage.`"""

from itertools import groupby

from data_access.numbers.call_hours import WEEKDAYS, hours_today
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.language import _


def in_words(snapshot: Snapshot, desk: str) -> str:
    """Say when the desk is open today; nothing for a desk that always is."""
    days = [(weekday, hours) for weekday, hours in sorted(hours_today(snapshot, desk).items()) if hours]
    if not days:
        return ""
    parts = [
        _(
            "{days} kl. {opens}-{closes}",
            days=_span([day for day, _hours in each]),
            opens=hours[0],
            closes=hours[1],
        )
        for hours, each in groupby(days, key=lambda day: day[1])
    ]
    if snapshot.frames["public_holidays"].empty:
        return _("Åbent {hours}.", hours=text.listing(parts))
    return _("Åbent {hours}; lukket på helligdage.", hours=text.listing(parts))


def _span(days: list[int]) -> str:
    first, last = (_(WEEKDAYS[day]) for day in (days[0], days[-1]))
    if len(days) == 1:
        return text.weekday(first)
    return _("{first}-{last}", first=text.weekday(first), last=text.weekday(last))
