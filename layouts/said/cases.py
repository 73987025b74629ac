"""What the page Sager says: what comes in and goes out, what is solved in time, and what is still open."""

from collections.abc import Sequence

from data_access.numbers import case_limits, cases
from data_access.numbers.few import least
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.changes import FEW
from layouts.parts.declarations import Content
from layouts.parts.sentences import few_words
from layouts.parts.summaries import spoken_of, verdict_of
from layouts.parts.told import months_words, no_month, out_of, some, told, unjudged
from layouts.said.open_cases import open_words, solved_told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, shift

PRIORITY, PART = ("priority", "month"), ("dimension", "part")


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many came in and went out, how many are open, and whether the target was met."""
    last, none = spoken_of(cases.flow, snapshot, filters, "cases_opened", "opened", "resolved", "backlog")
    if last is None:
        return none
    share = verdict_of(case_limits.within_limit, "cases_within_limit", snapshot, filters)
    month = text.month(last["month"])
    if text.is_missing(last["backlog"]):
        return text.prose(_opened(last["opened"], _("i {month}", month=month)), share)
    moved = _moved(last["opened"], last["resolved"], _("i {month}", month=month))
    left = ngettext(
        "{backlog} var åben ved månedens udgang",
        "{backlog} var åbne ved månedens udgang",
        last["backlog"] or 2,
        backlog=some(last["backlog"]),
    )
    untold = solved_told(last["told"], last["of"])
    if untold:
        with claims.about(cases.flow):
            claims.values(last, "told", "of")
    return text.prose(f"{moved}; {left}", untold, share)


def flow(content: Content) -> str:
    """Say how many came in and went out in the period, and what that did to the open ones."""
    found = told(content.table, content.filters)
    if found is None:
        return no_month(content.table, content.filters.month)
    first, last = found.first, found.months[-1]
    if any(text.is_missing(row["backlog"]) for row in (first, last)):
        opened = claims.total(found.months, "opened")
        said = _opened(opened, found.period)
        return text.prose(said, METRICS["cases_backlog"].untold)
    # What is not whole between them has figures too, and the open cases went through it.
    between = [
        row
        for row in content.records
        if first["month"] <= row["month"] <= last["month"] and not text.is_missing(row["opened"])
    ]
    claims.values(last, "backlog")
    opened, resolved = (
        claims.total(between, column, "known", (first["month"], last["month"]))
        for column in ("opened", "resolved")
    )
    moved = _moved(opened, resolved, months_words(row["month"] for row in between))
    return text.prose(moved, _left(first, last, content.snapshot.choices.first))


def _left(first: Row, last: Row, beginning: str) -> str:
    """Say how many cases were open before the first month and after the last; `beginning` is the first month of all."""
    # Of those opened, only the ones of which it is told whether they are solved are among the open ones.
    before = claims.balance(first, "backlog", "told", "resolved")
    if not before and last["backlog"] and first["month"] == beginning:
        # What was open before the first month of all nobody has told.
        return open_words(last["backlog"], text.number(last["backlog"]), last["month"])
    if not before and not last["backlog"]:
        return _("Ingen sager var åbne, hverken før eller efter.")
    if text.number(before) == text.number(last["backlog"]):
        return ngettext(
            "{n} sag var åben, både før og efter.",
            "{n} sager var åbne, både før og efter.",
            before,
            n=text.number(before),
        )
    return _(
        "Antallet af åbne sager gik fra {first} ved udgangen af {before} til {last} ved udgangen af {month}.",
        first=text.number(before),
        before=text.month(shift(first["month"], -1)),
        month=text.month(last["month"]),
        last=text.number(last["backlog"]),
    )


def _opened(opened: float, period: str) -> str:
    """Say how many cases were opened in a period."""
    said = {"opened": text.number(opened), "period": period}
    if not opened:
        return _("Der blev ikke oprettet nogen sager {period}", **said)
    return ngettext(
        "Der blev oprettet {opened} sag {period}", "Der blev oprettet {opened} sager {period}", opened, **said
    )


def _moved(opened: float, resolved: float, period: str) -> str:
    """Say how many cases were opened and how many solved in a period."""
    said = {"opened": text.number(opened), "resolved": some(resolved), "period": period}
    if not opened and not resolved:
        return _("Der blev hverken oprettet eller løst sager {period}", **said)
    if not opened:
        return _("Der blev ikke oprettet nogen sager {period}, men løst {resolved}", **said)
    return ngettext(
        "Der blev oprettet {opened} sag og løst {resolved} {period}",
        "Der blev oprettet {opened} sager og løst {resolved} {period}",
        opened,
        **said,
    )


def by_priority(content: Content) -> str:
    """Say which priorities are below the target in the newest month that can be judged."""
    judged = [
        row
        for row in content.records
        if row["level"] in ("good", "near", "missed")
        and row["month"] <= (content.filters.month or row["month"])
    ]
    if not judged:
        return unjudged(content.table, "cases_within_limit", month=content.filters.month)
    newest = max(row["month"] for row in judged)
    rows = [row for row in judged if row["month"] == newest]
    below = claims.those(rows, "level", "near", "missed", by=("priority",), months=(newest, newest))
    enough = max(least(content.snapshot, "cases_within_limit", first_day(newest)), FEW)
    missed = [
        _("{name} ({shown})", name=text.small(row["priority"]), shown=_below(row, enough)) for row in below
    ]
    month, limits = text.month(newest), _("Fristen står i parentes ved hver kritikalitet.")
    few = _too_few([row for row in content.records if row["month"] == newest])
    if not missed and few:
        return text.prose(_("Alle, der kan bedømmes, nåede målet i {month}", month=month), few, limits)
    if not missed:
        return text.prose(_("Alle nåede målet i {month}", month=month), limits)
    names = text.listing(missed)
    if len(below) == len(rows) > 1 and not few:
        all_ = text.capital(out_of(len(below), claims.many(rows, "value", "judged", (newest, newest))))
        opening = _("{all} er under målet i {month}: {names}.", all=all_, month=month, names=names)
    else:
        opening = _("Under målet i {month}: {names}", month=month, names=names)
    return text.prose(opening, few, limits)


def _below(row: Row, enough: float) -> str:
    """Say a share below its target; of a few what it is made of, which says more."""
    few = few_words(row, PRIORITY, enough)
    if not few:
        claims.value(row, "value", PRIORITY)
    return few or str(row["shown"])


def _too_few(rows: Sequence[Row]) -> str:
    """Name the priorities of which there are too few cases to judge, with what they are made of."""
    found = [
        _("{name} ({shown})", name=text.small(row["priority"]), shown=few_words(row, PRIORITY))
        for row in rows
        if row["few"]
    ]
    return _("Der er for få til at bedømme: {names}.", names=text.listing(found)) if found else ""
