"""The sources' loads against their calendar: what was due, what arrived, what is late and what is missing."""

from collections.abc import Sequence
from datetime import date, datetime

from data_access.numbers import absent
from data_access.numbers.deliveries import (
    Delivery,
    Owed,
    State,
    deliveries,
    lacking,
    loads_of,
    sources_of,
    wall,
)
from data_access.numbers.tabled import Tabled, for_all_choices
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import last_day, month_of, shift, span
from vocabulary.status import Level

LEVELS: dict[State, Level] = {
    "arrived": "good",
    "partial": "near",
    "late": "near",
    "missing": "missed",
    "awaited": "unknown",
    "none": "none",
}
WORDS: dict[State, str] = {
    "arrived": N_("Kommet"),
    "partial": N_("Delvis"),
    "late": N_("Sent"),
    "missing": N_("Mangler"),
    "awaited": N_("Ventes"),
    "none": N_("–"),
}
RHYTHMS = {
    "daily": N_("Hver nat"),
    "monthly": N_("Hver måned, senest den {n}. arbejdsdag"),
    "quarterly": N_("Hvert kvartal, senest den {n}. arbejdsdag"),
    "yearly": N_("Hvert år, senest den {n}. arbejdsdag"),
    "on_change": N_("Når noget ændres"),
}

# The same where it is not told on which working day it is due.
WITHOUT_DUE = {
    "monthly": N_("Hver måned"),
    "quarterly": N_("Hvert kvartal"),
    "yearly": N_("Hvert år"),
}


def month_shown(filters: Filters) -> str:
    """Return the month that is shown day by day."""
    return filters.month or filters.last


@for_all_choices
def now(snapshot: Snapshot) -> Table:
    """Each source as it stands today.

    Columns: name, description, owner, rhythm (words), through (the last day with figures) and loaded (ISO text), state,
    level, word (what is due and has not come), is_due (flag: it delivers by a calendar), rejected (rows, of the newest
    load).
    """
    return Table.of_rows([_today(snapshot, source) for source in sources_of(snapshot)], _NOW)


_NOW = (
    "name", "description", "owner", "rhythm", "through", "loaded", "state", "level", "word", "is_due", "rejected",
)  # fmt: skip


def _today(snapshot: Snapshot, source: Row) -> Row:
    mine = loads_of(snapshot, source).sort_values("loaded_at", kind="stable")
    through, loaded = snapshot.coverage.through(source["key"]), snapshot.last_load(source["key"])
    state, lacks = standing(snapshot, source)
    return {
        "name": source["name"],
        "description": source["description"],
        "owner": source["owner"],
        "rhythm": rhythm_words(source),
        "through": through.isoformat() if through else None,
        "loaded": iso_time(loaded) if loaded else None,
        "state": state,
        "level": LEVELS[state],
        "word": lacks or _not_lacking(source, is_loaded=loaded is not None),
        "is_due": is_regular(source),
        "rejected": float(mine["rejected"].iloc[-1]) if len(mine) else float("nan"),
    }


def standing(snapshot: Snapshot, source: Row) -> tuple[State, str]:
    """Return how a source stands today, and in words what it lacks; '' where it lacks nothing that is due."""
    lacks = _lacks(source, lacking(snapshot, source))
    if lacks:
        return "missing", lacks
    newest = _newest(snapshot, source)
    if newest and newest.state == "partial":
        return "partial", _only(snapshot, source, newest)
    return ("arrived" if snapshot.last_load(source["key"]) else "awaited"), ""


def _only(snapshot: Snapshot, source: Row, found: Delivery) -> str:
    """Say how much has come of a period of which not all has, and whose figures have not."""
    share = text.quantity(100 * found.completeness, "%")
    period = period_words(found.owed.first, found.owed.last)
    names = text.listing(absent.of_source(snapshot, source["key"], found.owed.first, found.owed.last))
    if not names:
        return _("Kun {share} af {period} er kommet", share=share, period=period)
    return _(
        "Kun {share} af {period} er kommet; der mangler tal fra {names}",
        share=share,
        period=period,
        names=names,
    )


def _not_lacking(source: Row, *, is_loaded: bool) -> str:
    """Say that nothing of a source lacks, or why that cannot be said."""
    if not is_loaded:
        return _("Aldrig indlæst")
    if text.is_missing(source["rhythm"]):
        return _("Fristen er ikke oplyst")
    return _("Intet mangler") if is_regular(source) else _("Ingen frist")


def is_regular(source: Row) -> bool:
    """Say that a source delivers by a calendar, as far as is told."""
    return not text.is_missing(source["rhythm"]) and source["rhythm"] != "on_change"


def rhythm_words(source: Row) -> str:
    """Say how often a source delivers, and when: where that is told."""
    due, rhythm = source["due_working_day"], source["rhythm"]
    if text.is_missing(rhythm):
        return _("Ikke oplyst")
    if "{n}" in RHYTHMS[rhythm] and text.is_missing(due):
        return _("{rhythm}; fristen er ikke oplyst", rhythm=_(WITHOUT_DUE[rhythm]))
    return _(RHYTHMS[rhythm], n=0 if text.is_missing(due) else int(due))


def late(snapshot: Snapshot, keys: Sequence[str]) -> list[str]:
    """Say which of the sources owe figures that have not come: a sentence a source, none where all have."""
    said = []
    for source in sources_of(snapshot):
        lacks = _lacks(source, lacking(snapshot, source)) if source["key"] in keys else ""
        if lacks:
            said.append(_("{source} er forsinket: {lacks}.", source=source["name"], lacks=text.small(lacks)))
    return said


def _newest(snapshot: Snapshot, source: Row) -> Delivery | None:
    """Return how the newest period stands that has come at all; None where none has."""
    through = snapshot.coverage.through(source["key"])
    if through is None:
        return None
    until = month_of(min(through, snapshot.now.date()))
    found = deliveries(snapshot, source, span(shift(until, -12), until))
    return next((each for each in reversed(found) if each.state not in ("awaited", "missing")), None)


def _lacks(source: Row, owed: Sequence[Owed]) -> str:
    """Say what has not come that is due; '' where nothing is."""
    if not owed:
        return ""
    if source["rhythm"] == "daily":
        return _("Mangler fra {day}", day=text.day(owed[0].first))
    return _("Mangler {month}", month=period_words(owed[0].first, owed[-1].last))


@Tabled
def loads(snapshot: Snapshot, filters: Filters) -> Table:
    """The loads of figures of the picked month, else of the last one, the newest first.

    Columns: number (the load's, as `pejling unload` takes it), name (the source's), file, loaded (ISO text), period
    (words), rows, replaced and rejected (rows), completeness (0-100), note.
    """
    return _loads_of(snapshot, month_shown(filters))


@fact
def _loads_of(snapshot: Snapshot, month: str) -> Table:
    rows, names = snapshot.frames["loads"], snapshot.names("sources")
    rows = rows[(rows["period_to"] >= month) & (rows["period_from"] < shift(month, 1))]
    found = records(rows.sort_values("loaded_at", ascending=False, kind="stable"))
    return Table.of_rows(
        [
            {
                "number": str(row["load"]),
                "name": names[row["source"]],
                "file": row["file"],
                "loaded": iso_time(wall(row["loaded_at"])),
                "period": period_words(
                    *(date.fromisoformat(row[end]) for end in ("period_from", "period_to"))
                ),
                "rows": float(row["row_count"]),
                "replaced": float(row["replaced"]),
                "rejected": float(row["rejected"]),
                "completeness": 100 * row["completeness"],
                "note": row["note"],
            }
            for row in found
        ],
        _LOADS,
    )


_LOADS = (
    "number", "name", "file", "loaded", "period", "rows", "replaced", "rejected", "completeness", "note",
)  # fmt: skip


def period_words(first: date, last: date) -> str:
    """Write a period as briefly as it can be: a day, a month, from month to month, or from day to day."""
    if first == last:
        return text.day(first)
    if first.day > 1 or last != last_day(month_of(last)):
        return _("{first} til {last}", first=text.day(first), last=text.day(last))
    start, end = text.month(month_of(first)), text.month(month_of(last))
    return start if start == end else _("{first} til {last}", first=start, last=end)


def iso_time(time: datetime) -> str:
    """Write a time as ISO text, to the minute."""
    return time.isoformat(timespec="minutes")
