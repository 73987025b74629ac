"""The sentences about where patients were sent: by service, hospital, private hospital, and each with each."""

from dataclasses import replace

from data_access.numbers import absent, referral_lists, referrals
from data_access.numbers.naming import within
from data_access.numbers.series import arrived
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import arrivals, claims, orders
from layouts.parts.claim import is_heard
from layouts.parts.declarations import Content
from layouts.parts.told import counted, months_words
from layouts.said.ranked import NO_CODE, moved, service_within, together
from vocabulary import text
from vocabulary.language import N_, _, ngettext


def services(content: Content) -> str:
    """Say which treatments are most of all, and which rose and fell most."""
    rows = [row for row in content.records if not text.is_missing(row["treatments"])]
    none = [row["key"] for row in rows] == [NO_CODE]
    only = N_("Ingen af behandlingerne har en kode.") if none else N_("Alle behandlinger gjaldt {name}.")
    months = len(arrived(content.snapshot, referrals.SOURCE, content.filters.narrowed))
    steps = moved(content.snapshot, rows, len(content.table), months)
    return _of_period(content, together(content, rows, "service", only), *steps)


def hospitals(content: Content) -> str:
    """Say which hospitals most are referred from."""
    rows = [row for row in content.records if not text.is_missing(row["treatments"])]
    said = together(content, rows, "hospital", N_("Alle behandlinger var fra {name}."))
    compared = _compared_over(content)
    return text.prose(said, compared) if compared else _of_period(content, said)


def _of_period(content: Content, *said: str) -> str:
    """Say from when to when it is that something is counted over, where any of it is told."""
    if all(text.is_missing(row["treatments"]) for row in content.records):
        return text.prose(*said)
    return text.prose(
        *said,
        _(
            "Talt {period}.",
            period=counted(content.snapshot, content.filters, referrals.SOURCE, referrals.monthly),
        ),
    )


def _compared_over(content: Content) -> str:
    """Say which months hospitals are compared over, where some have not told of all of the period."""
    asked = content.filters.narrowed
    months = referral_lists.months_of_places(content.snapshot, content.filters)
    come = arrived(content.snapshot, referrals.SOURCE, asked)
    if len(months) == len(come):
        return ""
    arrivals.come(come, referrals.monthly, asked)
    arrivals.whole(months, come, absent.by_month("treatments"), asked)
    return _("Hospitalerne er sammenlignet {period}.", period=months_words(months))


def providers(content: Content) -> str:
    """Say which private hospitals most are referred to."""
    rows = content.records
    others = rows[-1]
    if isinstance(others["key"], str) or text.is_missing(others["share"]):
        shown = [row for row in rows if not text.is_missing(row["treatments"])]
        only = N_("Alle behandlinger var hos {name}.")
        return _of_period(content, together(content, shown, "hospital", only))
    _most_of_region(content, [row["key"] for row in rows[:-1]])
    one = N_(
        "Det privathospital, som regionen bruger mest, fik {share} af behandlingerne; {others} fik {rest}."
    )
    several = N_(
        "De {n} privathospitaler, som regionen bruger mest, fik {share} af behandlingerne; {others} fik {rest}."
    )
    said = _(
        one if len(rows) == 2 else several,
        n=text.number(claims.things(rows[:-1], "key")),
        share=text.quantity(claims.rest(others, "share"), "%"),
        others=others["name"].lower(),
        rest=text.quantity(claims.value(others, "share", ("name",)), "%"),
    )
    return _of_period(content, said)


def _most_of_region(content: Content, named: list[str]) -> None:
    """Claim that no others get as many of the region's as those that are named, whichever hospital is chosen."""
    if not is_heard():
        return
    region = replace(content.filters, hospital=None, organisation="today").narrowed
    rows = referral_lists.by_provider.table(content.snapshot, region).records
    found = [row for row in rows if row["key"] in named and not text.is_missing(row["treatments"])]
    with claims.about(referral_lists.by_provider, region):
        orders.ranked(found, "treatments")


def matrix(content: Content) -> str:
    """Say which treatments from which hospital are most, and how many cells are hidden."""
    cells = [row for row in content.records if not row["total"] and not text.is_missing(row["treatments"])]
    if not cells:
        claims.many(cells, "treatments", "parts")
        if any(content.table["withheld"]):
            return _("Alle antal er skjult.")
        period = counted(content.snapshot, content.filters, referrals.SOURCE, referrals.monthly)
        return _("Ingen blev omvisiteret {period}.", period=period)
    most = claims.extreme(cells, "treatments", "most", "parts", ("hospital", "service"))
    hidden = claims.count(content.records, "withheld", True, over="known")
    pairs = [_("{service} fra {hospital}", **_pair(content.snapshot, row)) for row in most]
    n = most[0]["treatments"]
    found = {"count": text.number(n), "pairs": text.listing(pairs)}
    if len(most) > 1:
        shown = (
            N_("Flest af dem, der vises: {pairs}, {count} af hver.")
            if hidden
            else N_("Flest: {pairs}, {count} af hver.")
        )
        opening = _(shown, **found)
    elif hidden:
        opening = ngettext(
            "Flest af dem, der vises: {pairs}, {count} behandling.",
            "Flest af dem, der vises: {pairs}, {count} behandlinger.",
            n,
            **found,
        )
    elif len(cells) == 1:
        opening = ngettext(
            "Alt er {pairs}: {count} behandling.", "Alt er {pairs}: {count} behandlinger.", n, **found
        )
    else:
        opening = ngettext(
            "Flest: {pairs}, {count} behandling.", "Flest: {pairs}, {count} behandlinger.", n, **found
        )
    some = (
        ngettext("{n} af antallene er skjult.", "{n} af antallene er skjult.", hidden, n=hidden)
        if hidden
        else ""
    )
    compared = _compared_over(content)
    return text.prose(opening, some, compared) if compared else _of_period(content, opening, some)


def _pair(snapshot: Snapshot, row: Row) -> dict[str, str]:
    return {"hospital": within(row["hospital"]), "service": service_within(snapshot, row["service"])}
