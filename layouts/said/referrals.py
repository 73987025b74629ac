"""What the page Omvisitering says: how many patients are referred on, for what, from where and to whom."""

from data_access.numbers import referrals
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.changes import FEW
from layouts.parts.claim import is_heard
from layouts.parts.declarations import Content
from layouts.parts.summaries import spoken_of
from layouts.parts.told import in_each, months_words, no_month, tied_months, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many were referred in the month, against the same month the year before."""
    last, none = spoken_of(referrals.monthly, snapshot, filters, "treatments", "treatments")
    if last is None:
        return none
    month = text.month(last["month"])
    with claims.about(referrals.monthly):
        if not last["treatments"]:
            none = _("Ingen behandlinger blev omvisiteret til privathospitaler i {month}.", month=month)
            return text.prose(none, _before_none(last))
        against = _direction(last)
    said = ngettext(
        "{count} behandling blev omvisiteret til privathospitaler i {month}",
        "{count} behandlinger blev omvisiteret til privathospitaler i {month}",
        last["treatments"],
        count=text.number(last["treatments"]),
        month=month,
    )
    return text.prose(f"{said}, {against}" if against else said)


def _direction(row: Row) -> str:
    """Say whether more were referred than the year before: by how much the tile says, and the panel."""
    if text.is_missing(row["change"]):
        return ""
    if _is_about_alike(row):
        return _("omtrent lige så mange som i samme måned året før")
    said = {
        1: N_("flere end i samme måned året før"),
        0: N_("lige så mange som i samme måned året før"),
        -1: N_("færre end i samme måned året før"),
    }
    return _(said[claims.which(row, "treatments", "last_year")])


def _is_about_alike(row: Row) -> bool:
    """Say that a month differs from the one a year before, by nothing that is left of it in per cent."""
    if row["treatments"] == row["last_year"] or row["last_year"] < FEW:
        return False
    return not text.rounded(claims.value(row, "change") if is_heard() else row["change"])


def _nothing(content: Content) -> str:
    """Say why there is no figure to speak of."""
    hidden = claims.count(content.records, "withheld", True, over="known")
    if hidden:
        return _("Alle antal er skjult.")
    if told(content.table, content.filters):
        months = claims.months(content.records, "state", "whole")
        return _("Ingen blev omvisiteret {period}.", period=months_words(months))
    return no_month(content.table, content.filters.month)


def _before_none(row: Row) -> str:
    """Say how many there were a year before a month in which there are none."""
    if text.is_missing(row["change"]):
        return ""
    before = text.number(claims.value(row, "last_year"))
    return _("I samme måned året før var der {before}.", before=before)


def _against(row: Row) -> str:
    """Say by how much a month's differ from those of the same month the year before: of a handful in numbers."""
    if text.is_missing(row["change"]):
        return ""
    said = {"month": text.month(row["month"]), "before": text.number(claims.value(row, "last_year"))}
    if row["treatments"] == row["last_year"]:
        return _("Lige så mange blev omvisiteret i {month} som i samme måned året før ({before}).", **said)
    if not row["treatments"]:
        return _("Ingen blev omvisiteret i {month}; i samme måned året før var der {before}.", **said)
    if row["last_year"] < FEW:
        said["size"] = text.number(abs(claims.less(row, "treatments", "last_year")))
    else:
        said["size"] = text.quantity(abs(claims.value(row, "change")), "%")
        if not text.rounded(row["change"]):
            return _(
                "Omtrent lige så mange blev omvisiteret i {month} som i samme måned året før ({before}).",
                **said,
            )
    if claims.which(row, "treatments", "last_year") > 0:
        return _("{size} flere blev omvisiteret i {month} end i samme måned året før ({before}).", **said)
    return _("{size} færre blev omvisiteret i {month} end i samme måned året før ({before}).", **said)


def monthly(content: Content) -> str:
    """Say whether more were referred than the year before, and in which month most were.

    How many were referred in the month is said by the tile and by the head of the page.
    """
    found = told(content.table, content.filters)
    if found is None:
        return _nothing(content)
    most, last = claims.extreme(found.months, "treatments", "most"), found.named
    if not most[0]["treatments"]:
        return text.prose(_nothing(content), _before_none(last))
    if found.is_one:
        return _against(last) or _last(last)
    if len(most) == len(found.months):
        same = _("Det var {count} i hver måned.", count=text.number(last["treatments"]))
        return text.prose(_against(last), same)
    return text.prose(_against(last), _most(most, last, content))


def _most(rows: list[Row], last: Row, content: Content) -> str:
    """Say in which month most were referred; and how many, where the tile does not say it."""
    said = {
        "months": tied_months(rows),
        "count": in_each(text.number(rows[0]["treatments"]), rows),
    }
    # A month that is hidden can have more.
    hidden, is_last = any(content.table["withheld"]), rows == [last]
    if is_last:
        words = (
            N_("Flest af de måneder, der vises, blev omvisiteret i {months}.")
            if hidden
            else N_("Flest blev omvisiteret i {months}.")
        )
        return _(words, **said)
    if hidden:
        return _("Flest af de måneder, der vises, blev omvisiteret i {months}: {count}.", **said)
    return _("Flest blev omvisiteret i {months}: {count}.", **said)


def _last(row: Row) -> str:
    claims.value(row, "treatments")
    return ngettext(
        "{count} blev omvisiteret i {month}.",
        "{count} blev omvisiteret i {month}.",
        row["treatments"],
        month=text.month(row["month"]),
        count=text.number(row["treatments"]),
    )


def agreements(content: Content) -> str:
    """Say how many came on the region's own agreements."""
    found = told(content.table, content.filters, "own_share")
    if found is None:
        return _nothing(content)
    last = found.named
    if not last["extended"] or not last["own"]:
        return _all_on_one(last)
    claims.value(last, "own_share")
    return _(
        "{share} kom på regionens egne aftaler med private samarbejdshospitaler i {month}; resten på det udvidede frie "
        "valg, som Danske Regioner har aftalt.",
        share=text.quantity(last["own_share"], "%", 1),
        month=text.month(last["month"]),
    )


def _all_on_one(row: Row) -> str:
    """Say on which agreement all of a month's were referred."""
    claims.total([row], "extended" if row["own"] else "own", "known", (row["month"], row["month"]))
    month = text.month(row["month"])
    if row["own"]:
        return _(
            "Alle kom på regionens egne aftaler med private samarbejdshospitaler i {month}.", month=month
        )
    return _(
        "Alle kom på det udvidede frie valg, som Danske Regioner har aftalt, i {month}.",
        month=month,
    )
