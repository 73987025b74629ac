"""What is said of the cases that are open: how many, how old, and how many past their limit."""

from datetime import timedelta

from data_access.numbers import open_cases
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.declarations import Content
from layouts.parts.told import in_each, nothing, some, tied_months, told
from vocabulary import text
from vocabulary.language import N_, _, ngettext


def backlog(content: Content) -> str:
    """Say when fewest and most were open at the month's end, or how many where they are as many all the time."""
    found = told(content.table, content.filters, "value")
    if found is None:
        return nothing(content.table, "cases_backlog", month=content.filters.month)
    last = found.named
    fewest, most = (claims.extreme(found.months, "value", what) for what in claims.ENDS)
    if fewest == most:
        claims.value(last, "value")
        return open_words(last["value"], last["shown"], last["month"])
    # How many are open in the month is said by the tile and by the head of the page.
    return _(
        "Færrest var åbne ved udgangen af {low} ({fewest}) og flest ved udgangen af {high} ({most}).",
        low=tied_months(fewest),
        fewest=in_each(fewest[0]["shown"], fewest),
        high=tied_months(most),
        most=in_each(most[0]["shown"], most),
    )


def open_words(n: float, shown: str, month: str) -> str:
    """Say how many were open at a month's end."""
    if not n:
        return _("Ingen sager var åbne ved udgangen af {month}.", month=text.month(month))
    return ngettext(
        "{open} sag var åben ved udgangen af {month}.",
        "{open} sager var åbne ved udgangen af {month}.",
        n,
        open=shown,
        month=text.month(month),
    )


def solved_told(told: float, of: float) -> str:
    """Say of how many cases it is told whether they are solved, where that is of some and not of all; else ''."""
    if not 0 < told < of:
        return ""
    return _(
        "Det er oplyst for {told} af {of} sager, om de er løst.", told=text.number(told), of=text.number(of)
    )


def ages(content: Content) -> str:
    """Say how many are open now, how many of them past their limit, and how many very old."""
    with claims.about(open_cases.told):
        rows = open_cases.told.table(content.snapshot, content.filters).records
        told_words = solved_told(*(claims.total(rows, name, "known") for name in ("tracked", "opened")))
    return text.prose(_ages(content), told_words)


def old_words(n: float) -> str:
    """Say how many of the cases that are past their limit are very old; '' where that is not known."""
    if text.is_missing(n):
        return ""
    return ngettext(
        "{n} af dem er ældre end {days} døgn.",
        "{n} af dem er ældre end {days} døgn.",
        n,
        n=text.number(n) if n else _("Ingen"),
        days=open_cases.AGES[-1],
    )


def _ages(content: Content) -> str:
    rows = content.records
    of, limited, late = (int(claims.total(rows, name, "known")) for name in ("open", "limited", "late"))
    opening = open_now(content.snapshot, of)
    if not of:
        return opening
    days, old = open_cases.AGES[-1], claims.totals(rows[-1:], "age", "open")[rows[-1]["age"]]
    passed, oldest = text.capital(some(late)), some(old)
    if limited == of:
        both = _("{late} har overskredet fristen, og {oldest} er ældre end {days} døgn.", late=passed, oldest=oldest,
                 days=days)  # fmt: skip
        return text.prose(opening, both)
    older = _("{oldest} er ældre end {days} døgn.", oldest=text.capital(oldest), days=days)
    if not limited:
        return text.prose(opening, older, _("Der er ingen frist, der kan siges at være overskredet."))
    of_those = ngettext(
        "{n} har en frist, og {late} har overskredet den.",
        "{n} har en frist, og {late} har overskredet den.",
        limited,
        n=text.number(limited),
        late=some(late),
    )
    return text.prose(opening, older, of_those)


def open_now(snapshot: Snapshot, n: int) -> str:
    """Say how many cases are open now; of a source that has ended, how many it has not told to be solved."""
    until, now = open_cases.counted_until(snapshot), snapshot.moment()
    said = {
        "open": text.number(n),
        "day": text.day((until if until == now else until - timedelta(seconds=1)).date()),
    }
    if not n:
        going = N_("Ingen sager er åbne {day}, uanset hvilken periode der er valgt.")
        ended = N_(
            "Ingen sager var åbne ved udgangen af {day}, hvor kildens tal slutter, uanset hvilken periode der er "
            "valgt."
        )
        return _(going if until == now else ended, **said)
    if until == now:
        return ngettext(
            "{open} sag er åben {day}, uanset hvilken periode der er valgt.",
            "{open} sager er åbne {day}, uanset hvilken periode der er valgt.",
            n,
            **said,
        )
    return ngettext(
        "{open} sag er ikke meldt løst, uanset hvilken periode der er valgt. Kildens tal går til og med {day}.",
        "{open} sager er ikke meldt løst, uanset hvilken periode der er valgt. Kildens tal går til og med {day}.",
        n,
        **said,
    )
