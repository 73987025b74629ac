"""A desk's opening hours in words: `Åbent mandag-torsdag kl. 8-16 og fredag kl. 8-15; lukket på helligdage.`"""

from itertools import groupby

from data_access.numbers.call_hours import WEEKDAYS
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.language import _


def in_words(snapshot: Snapshot, desk: str) -> str:
    """Say when the desk is open today; nothing for a desk that always is."""
    rows, today = snapshot.frames["opening_hours"], snapshot.now.date().isoformat()
    rows = rows[(rows["desk"] == desk) & (rows["valid_from"] <= today) & rows["opens"].notna()]
    rows = rows[rows["valid_to"].isna() | (rows["valid_to"] > today)].sort_values("weekday")
    if rows.empty:
        return ""
    days = list(zip(rows["weekday"], rows["opens"], rows["closes"], strict=True))
    parts = [
        _("{days} kl. {opens}-{closes}", days=_span(group), opens=int(hours[0]), closes=int(hours[1]))
        for hours, group in ((hours, list(each)) for hours, each in groupby(days, key=lambda day: day[1:]))
    ]
    return _("Åbent {hours}; lukket på helligdage.", hours=text.listing(parts))


def _span(days: list[tuple[int, int, int]]) -> str:
    first, last = (_(WEEKDAYS[int(day[0])]) for day in (days[0], days[-1]))
    if len(days) == 1:
        return text.weekday(first)
    return _("{first}-{last}", first=text.weekday(first), last=text.weekday(last))
