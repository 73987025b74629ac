"""What the page Sager says of cases that are split: by channel, kind and handler, and where fewest are in time."""

from data_access.numbers import case_kinds, case_limits, cases
from data_access.snapshot.rows import Row
from layouts.parts import claims, orders
from layouts.parts.declarations import Content
from layouts.parts.sentences import part_words
from layouts.parts.told import counted, nothing, told
from layouts.said.cases import PART
from layouts.said.open_cases import solved_told
from vocabulary import text
from vocabulary.language import _


def split(content: Content, second: str) -> str:
    """Say how large a part `second` is of the cases opened, and was at first."""
    found = told(content.table, content.filters, "second_share")
    if found is None:
        return nothing(content.table, "cases_opened", content.panel.untold, content.filters.month)
    first, last = found.first, found.named
    for row in (first, last):
        claims.value(row, "second_share")
    if first is last:
        one = _(
            "{part}: {last} af sagerne i {month}.",
            part=second,
            last=text.quantity(last["second_share"], "%", 1),
            month=text.month(last["month"]),
        )
        return text.prose(one, part_words(last, "cases_opened"))
    now, before = (text.quantity(row["second_share"], "%", 1) for row in (last, first))
    if now == before:
        same = _(
            "{part}: {last} af sagerne i {month}, det samme som i {since}.",
            part=second,
            last=now,
            month=text.month(last["month"]),
            since=text.month(first["month"]),
        )
        return text.prose(same, part_words(last, "cases_opened"))
    said = _(
        "{part}: {last} af sagerne i {month} mod {first} i {since}.",
        part=second,
        last=now,
        month=text.month(last["month"]),
        first=before,
        since=text.month(first["month"]),
    )
    return text.prose(said, part_words(last, "cases_opened"))


def breakdown(content: Content) -> str:
    """Say which part has the lowest share within its limit, where one stands out from chance, and what is not told."""
    asked = content.filters.narrowed
    within = case_limits.within_limit.table(content.snapshot, asked).records
    with claims.about(case_limits.within_limit, asked):
        counted_over = {name: claims.total(within, name, "known") for name in ("told", "of")}
    part = part_words(counted_over, "cases_within_limit")
    solved = (_of_one(content, name) for name in ("tracked", "opened"))
    return text.prose(_lowest_part(content), part, solved_told(*solved))


def _of_one(content: Content, column: str) -> float:
    """Return the sum of a column over the parts of one dimension, each of which is of all cases."""
    rows = content.records
    return claims.totals(rows, "dimension", column)[rows[0]["dimension"]] if rows else 0.0


def _lowest_part(content: Content) -> str:
    known, period = (
        [row for row in content.records if not text.is_missing(row["within_share"])],
        counted(content.snapshot, content.filters, "sager", cases.flow),
    )
    if not known:
        within = case_limits.within_limit.table(content.snapshot, content.filters.narrowed)
        if any(within["lacks"]):
            return nothing(within, "cases_within_limit")
        claims.many([], "within_share")
        return _("Ingen sager blev løst senere end ved første kontakt {period}.", period=period)
    below = case_kinds.below_the_rest(known)
    parts = [row | {"stands_out": is_low} for row, is_low in zip(known, below, strict=True)]
    orders.apart([row for row in parts if row["stands_out"]], "within", "limited", PART)
    lowest, highest = (pick(claims.printed(row["within_share"], 1) for row in parts) for pick in (min, max))
    if lowest == highest:
        share = text.quantity(_lowest(parts)[0]["within_share"], "%", 1)
        return _("Alle dele havde {share} inden for fristen {period}.", period=period, share=share)
    apart = [row for row in parts if row["stands_out"]]
    if not apart:
        return _(
            "Ingen del skiller sig ud med en lav andel inden for fristen {period}: forskellene er ikke større, end "
            "tilfældige udsving kan gøre dem.",
            period=period,
        )
    worst = min(claims.printed(row["within_share"], 1) for row in apart)
    if worst == lowest:
        return _(
            "Den laveste andel løst inden for fristen {period} var {share}, for {parts}.",
            period=period,
            share=text.quantity(worst, "%", 1),
            parts=_parts(_lowest(parts)),
        )
    found = [row for row in apart if claims.printed(row["within_share"], 1) == worst]
    for row in found:
        claims.value(row, "within_share", PART)
    # What lies lower is of so few that chance may have set it there.
    return _(
        "Det, der skiller sig ud med en lav andel inden for fristen {period}, er {parts}: {share}.",
        period=period,
        share=text.quantity(worst, "%", 1),
        parts=_parts(found),
    )


def _lowest(parts: list[Row]) -> list[Row]:
    return claims.extreme(parts, "within_share", "least", "known", PART, places=1)


def _parts(rows: list[Row]) -> str:
    return text.listing(
        [_("„{part}“ ({dimension})", dimension=row["dimension"].lower(), part=row["part"]) for row in rows]
    )
