"""What the page Servicedesk says of where they call from."""

from data_access.numbers import absent, calls
from data_access.numbers.naming import within
from data_access.snapshot.rows import Row
from layouts.parts import arrivals, claims, orders
from layouts.parts.claim import is_heard
from layouts.parts.declarations import Content
from layouts.parts.sentences import waits_words
from layouts.parts.told import months_words, period_words
from vocabulary import text
from vocabulary.language import N_, _


def places(content: Content) -> str:
    """Say where most called from, who follows, and over how many calls the waits are counted where not over all."""
    return text.prose(_most_from(content), waits_words(content.table))


def _most_from(content: Content) -> str:
    rows, period = content.records, _months_of_places(content)
    first = claims.extreme(rows, "calls", "most", "known", ("place",))[0]
    if not first["calls"]:
        return _("Ingen ringede {period}.", period=period)
    if len(rows) == 1:
        every = N_("Alle opkald {period} kom fra {place}.")
        known = N_("Alle opkald, der er oplyst {period}, kom fra {place}.")
        return _(known if _lacks_places(content) else every, place=within(first["place"]), period=period)
    others = _following(rows)
    claims.value(first, "share", ("place",))
    most = _(
        "Flest opkald {period} kom fra {place}: {share} af alle.",
        period=period,
        place=within(first["place"]),
        share=text.quantity(first["share"], "%", 1),
    )
    alike = [within(row["place"]) for row in rows if row["calls"] == first["calls"]]
    if len(alike) > 1:
        share, names = text.quantity(first["share"], "%", 1), text.listing(alike)
        return _("Flest opkald {period} kom fra {places}: {share} fra hvert sted.", period=period, places=names,
                 share=share)  # fmt: skip
    if len(rows) == 2:
        return text.prose(most, _("Resten kom fra {other}.", other=within(rows[1]["place"])))
    return text.prose(most, _("Derefter følger {others}.", others=text.listing(others)) if others else "")


def _following(rows: list[Row]) -> list[str]:
    """Name the two places that follow the first; none that another, not named, is equal to."""
    beyond = rows[3]["calls"] if len(rows) > 3 else None
    named = [row for row in rows[1:3] if row["calls"] != beyond]
    if rows[0]["calls"] != beyond:
        orders.ranked([rows[0], *named], "calls", ("place",))
    return [within(row["place"]) for row in named]


def _lacks_places(content: Content) -> bool:
    """Say that places are missing in the months that they are compared over."""
    snapshot, filters = content.snapshot, content.filters
    months = calls.months_of_places(snapshot, filters)
    return any(absent.places(snapshot, filters, "calls", month) for month in months)


def _months_of_places(content: Content) -> str:
    """Say the months that places are compared over."""
    asked, come = content.filters.narrowed, calls.months_of_places(content.snapshot, content.filters)
    if is_heard():
        of = [
            row["month"]
            for row in calls.volumes.table(content.snapshot, asked).records
            if row["state"] != "missing"
        ]
        arrivals.whole(come, of, absent.by_month("calls"), asked)
    return months_words(come) if come else period_words(asked.first, asked.last)
