"""The sentences about the places that patients were examined at."""

from data_access.numbers import absent, pathway_places, pathways
from data_access.numbers.naming import within
from data_access.numbers.series import arrived
from data_access.snapshot.rows import Row
from layouts.parts import arrivals, claims, orders
from layouts.parts.declarations import Content
from layouts.parts.told import months_words, period_words, tied
from layouts.said.pathways import no_figures, reservation, rows_known, with_value
from vocabulary import text
from vocabulary.language import N_, _


def hospitals(content: Content) -> str:
    """Say where the share diagnosed in time is lowest and highest."""
    rows = rows_known(content)
    if not rows:
        return no_figures(content.table, content.panel.metrics[0])
    lowest, highest = (
        claims.extreme(rows, "value", end, "known", ("name",), places=1) for end in claims.ENDS
    )
    period = _months_of_places(content)
    low = {"period": period, "low": _names(lowest), "low_share": text.quantity(lowest[0]["value"], "%", 1)}
    high = {"high": _names(highest), "high_share": text.quantity(highest[0]["value"], "%", 1)}
    if len(rows) == 1:
        said = _("{low_share} af de indberettede forløb {period} blev udredt til tiden på {low}", **low)
    elif len(lowest) == len(rows):
        said = _(
            "{low_share} af de indberettede forløb {period} blev udredt til tiden på alle, der vises", **low
        )
    elif len(lowest) + len(highest) == len(rows):
        said = _(
            "Af de indberettede forløb {period} blev {low_share} udredt til tiden på {low} og {high_share} på {high}",
            **low,
            **high,
        )
    else:
        said = _(
            "Af de indberettede forløb {period} blev {low_share} udredt til tiden på {low} og {high_share} på "
            "{high}; de andre, der vises, ligger imellem",
            **low,
            **high,
        )
    chance = _("Ingen skiller sig ud: forskellene er ikke større, end tilfældige udsving kan gøre dem.")
    known = with_value(content.table)
    below = pathways.below_the_rest(known)
    orders.apart(
        [row for row, is_below in zip(rows, below, strict=True) if is_below], "within", "late", ("name",)
    )
    is_chance = len(lowest) < len(rows) and not any(below)
    return text.prose(said, chance if is_chance else "", reservation(rows))


def _months_of_places(content: Content) -> str:
    """Say the months that places are compared over."""
    asked = content.filters.narrowed
    come = pathway_places.months_of_places(content.snapshot, asked)
    of = arrived(content.snapshot, pathway_places.SOURCE, asked)
    if len(come) < len(of):
        arrivals.whole(come, of, absent.by_month(pathway_places.METRICS["somatic"]), asked)
    else:
        arrivals.come(come, pathways.somatic, asked)
    return months_words(come) if come else period_words(asked.first, asked.last)


def _names(rows: list[Row]) -> str:
    return tied([within(row["name"]) for row in rows], N_("{n} hospitaler"))
