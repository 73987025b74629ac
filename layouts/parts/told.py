"""What of a period can be told: which months, from when to when, and why there is nothing to say."""

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from datetime import date

from data_access.numbers import absent
from data_access.numbers.series import arrived
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Rows, records
from layouts.parts import arrivals, claims
from layouts.parts.claim import Of
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import span
from vocabulary.status import lack_words

# What the rows of a figure, or else of its source, are, of which some may not be told all of.
THINGS = {
    "telefoni": N_("opkald"), "sager": N_("sager"), "udredning": N_("forløb"), "response_time": N_("målinger"),
    "systems_within_sla": N_("systemer"), "uptime": N_("systemer"), "overvaagning": N_("målinger"),
}  # fmt: skip


# The word of a month in which the chosen hospital did not exist.
GONE = N_("Hospitalet fandtes ikke")


@dataclass(frozen=True)
class Told:
    """The months of a period that can be told of, and the one that is spoken of.

    `column` is what they have, and `shown` how many months the period has.
    """

    months: list[Row]
    named: Row
    column: str
    shown: int

    @property
    def first(self) -> Row:
        """Return the first of the months."""
        return self.months[0]

    @property
    def period(self) -> str:
        """Say from when to when the months go: `i april 2015`, `fra maj 2014 til april 2015`."""
        claims.period(self.months, self.column)
        claims.many(self.months, self.column, "whole")
        several = N_("i de {n} hele måneder fra {first} til {last}")
        return months_words([row["month"] for row in self.months], several)

    @property
    def is_gapless(self) -> bool:
        """Say that no month is missing between the first and the last."""
        return len(self.months) == len(span(self.months[0]["month"], self.months[-1]["month"]))

    @property
    def is_all(self) -> bool:
        """Say that every month of the period is one of them: then they need not be called whole."""
        return len({row["month"] for row in self.months}) == self.shown

    @property
    def is_one(self) -> bool:
        """Say that there is nothing to compare with: a single month."""
        return len(self.months) == 1


def told(rows: Rows, filters: Filters, *columns: str) -> Told | None:
    """Return the whole months that have a figure in the columns, in order; None when there is none to speak of.

    Spoken of is the month that was picked, else the newest; where the picked one is not whole, the newest before it.
    Without columns it is the one after the month that must have a figure.
    """
    names = columns or (str(list(rows)[1]),)
    months = [
        row
        for row in records(rows)
        if row["state"] == "whole" and not any(text.is_missing(row[name]) for name in names)
    ]
    until = [row for row in months if not filters.month or row["month"] <= filters.month]
    return Told(months, until[-1], names[-1], len(set(rows["month"]))) if until else None


def out_of(n: float, of: float) -> str:
    """Write how many of several, at least two: `5 af 12`, `ingen af de 12`, `alle 12`, `begge`."""
    said = {"n": text.number(n), "of": text.number(of)}
    if n == of:
        return _("begge") if of == 2 else _("alle {of}", **said)
    return _("{n} af {of}", **said) if n else _("ingen af de {of}", **said)


def some(n: float) -> str:
    """Write how many within a sentence: `5`, and `ingen` for none."""
    return text.number(n) if n else _("ingen")


def apiece(words: str, rows: Sized) -> str:
    """Write a figure that several share as that of each of them: `5 hver`; that of one as it is."""
    return _("{figure} hver", figure=words) if len(rows) > 1 else words


def in_each(words: str, rows: Sized) -> str:
    """Write a figure that several months share as that of each: `5 i hver`; that of one month as it is."""
    return _("{figure} i hver", figure=words) if len(rows) > 1 else words


def tied(names: Sequence[str], several: str) -> str:
    """Name what ties: a few, else how many there are in the words `several` (marked: `{n} måneder`)."""
    return text.listing(names) if len(names) <= claims.MOST_NAMED else _(several, n=text.number(len(names)))


def tied_months(rows: Sequence[Row]) -> str:
    """Name the months of rows that tie: `januar 2015 og marts 2015`, `5 måneder`."""
    return tied([text.month(row["month"]) for row in rows], N_("{n} måneder"))


def period_words(first: str, last: str) -> str:
    """Say from which month to which something is counted."""
    if first == last:
        return _("i {month}", month=text.month(first))
    return _("fra {first} til {last}", first=text.month(first), last=text.month(last))


def months_words(
    months: Iterable[str], several: str = N_("i de {n} måneder med tal fra {first} til {last}")
) -> str:
    """Say from when to when some months go; `several` (marked) says how many they are, where there are gaps."""
    known = sorted(set(months))
    if len(known) in (1, len(span(known[0], known[-1]))):
        return period_words(known[0], known[-1])
    return _(
        several,
        n=text.number(len(known)),
        first=text.month(known[0]),
        last=text.month(known[-1]),
    )


def counted(snapshot: Snapshot, filters: Filters, source: str, monthly: Of) -> str:
    """Say the months that are counted in what is counted over a period: those of the chosen that have figures.

    `monthly` is the numbers that tell how each month stands.
    """
    asked, hospital = filters.narrowed, filters.hospital
    come = arrived(snapshot, source, asked)
    if hospital and filters.organisation == "then":
        come = [month for month in come if snapshot.organisation.existed(hospital, month)]
    arrivals.come(come, monthly, asked)
    return months_words(come) if come else period_words(asked.first, asked.last)


def no_month(rows: Rows, month: str | None = None) -> str:
    """Say why none of the rows is a whole month to speak of, up to the picked one."""
    shown = _up_to(rows, month)
    first, last = (pick(row["month"] for row in shown) for pick in (min, max))
    claims.count(shown, "state", "whole", over="known", months=(first, last))
    if all(row["word"] == _(GONE) for row in shown):
        return _("Hospitalet fandtes ikke {period}.", period=period_words(first, last))
    if claims.count(shown, "state", "missing", over="known", months=(first, last)) == len(shown):
        return _("Der er ingen tal {period}.", period=period_words(first, last))
    if first != last:
        return _("Ingen af de viste måneder er hele, så der er intet at bedømme.")
    claims.count(shown, "state", "under_way", over="known", months=(first, last))
    if shown[0]["state"] != "under_way":
        return _("Tallene for {month} er ikke hele, så de bliver ikke bedømt.", month=text.month(last))
    if not shown[0]["completeness"]:
        return _("Tallene for {month} er ikke kommet endnu.", month=text.month(last))
    return _(
        "{month} er ikke slut, så tallene kan ikke bedømmes endnu.", month=text.capital(text.month(last))
    )


def days_words(snapshot: Snapshot, filters: Filters, metric: str, month: str) -> str:
    """Say of which days a month that is not whole has no figures; '' where it lacks something of every day."""
    days = absent.days(snapshot, metric, month)
    stretches = text.stretches([date.fromisoformat(each) for each in days])
    if not 0 < len(stretches) <= claims.MOST_NAMED:
        return ""
    arrivals.lacking({month: days}, absent.days_by_month(metric), filters)
    return _("Der mangler tal for {days}.", days=text.listing(stretches))


def _up_to(rows: Rows, month: str | None) -> list[Row]:
    """Return the rows up to a picked month; all of them where none is."""
    found = records(rows)
    return [row for row in found if not month or row["month"] <= month] or found


def nothing(rows: Rows, metric: str, untold: str = "", month: str | None = None) -> str:
    """Say why none of the rows has a figure: what is not told, or there is no limit or target for, or else the months.

    `untold` (marked) is what is said of what is not told, else the metric's own words are. Where a month was picked, it
    is the rows up to it that are spoken of.
    """
    shown = _up_to(rows, month if "month" in rows else None)
    lacks = {row["lacks"] for row in shown} if "lacks" in rows else set()
    if "limit" in lacks:
        return _("{lack}, så der er intet at tælle efter.", lack=lack_words(METRICS[metric], "limit"))
    if "target" in lacks:
        return _("Der er intet mål, så der er intet at bedømme.")
    if "told" in lacks:
        return _(untold or METRICS[metric].danish_untold) or _(
            "Kilden fortæller ikke det, som tallet kræver."
        )
    whole = [row["month"] for row in shown if row["state"] == "whole"]
    if whole:
        first, last = (pick(row["month"] for row in shown) for pick in (min, max))
        claims.months(shown, "state", "whole", among=(first, last))
        return _("Der er intet at tælle {period}.", period=months_words(whole))
    return no_month(rows, month)


def unjudged(rows: Rows, metric: str, untold: str = "", month: str | None = None) -> str:
    """Say why none of the figures is judged: there is no target in the whole months, or there is no figure."""
    whole = [row for row in records(rows) if row["state"] == "whole" and row["month"] <= (month or "9999")]
    until = ("", month or "9999")
    if claims.count(whole, "level", "none", over="whole", months=until):
        return _("Der er intet mål, så der er intet at bedømme.")
    if claims.count(whole, "few", True, over="whole", months=until):
        things = _(THINGS[METRICS[metric].source])
        return _("Der er for få {things} i de viste måneder til at bedømme.", things=things)
    return nothing(rows, metric, untold, month)
