"""Sentences that several panels share: how a share stands against its target, and how a count has moved."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data_access.numbers.series import arrived
from data_access.snapshot.rows import Row as Row
from data_access.snapshot.rows import records as records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
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
    """The months of a period that can be told of, and the one that is spoken of; `column` is what they have."""

    months: list[Row]
    named: Row
    column: str

    @property
    def first(self) -> Row:
        """Return the first of the months."""
        return self.months[0]

    @property
    def period(self) -> str:
        """Say from when to when the months go: `i april 2015`, `fra maj 2014 til april 2015`."""
        claims.period(self.months, self.column)
        several = N_("i de {n} hele måneder fra {first} til {last}")
        return months_words([row["month"] for row in self.months], several)

    @property
    def is_gapless(self) -> bool:
        """Say that no month is missing between the first and the last."""
        return len(self.months) == len(span(self.months[0]["month"], self.months[-1]["month"]))

    @property
    def is_one(self) -> bool:
        """Say that there is nothing to compare with: a single month."""
        return len(self.months) == 1


def told(rows: pd.DataFrame, filters: Filters, *columns: str) -> Told | None:
    """Return the whole months that have a figure in the columns, in order; None when there is none to speak of.

    Spoken of is the month that was picked, else the newest; where the picked one is not whole, the newest before it.
    Without columns it is the one after the month that must have a figure.
    """
    known = rows[list(columns) or [rows.columns[1]]].notna().all(axis=1)
    months = records(rows[(rows["state"] == "whole") & known])
    until = [row for row in months if not filters.month or row["month"] <= filters.month]
    return Told(months, until[-1], (columns or (rows.columns[1],))[-1]) if until else None


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


def counted(snapshot: Snapshot, filters: Filters, source: str) -> str:
    """Say the months that are counted in what is counted over a period: those of the chosen that have figures."""
    asked, hospital = filters.narrowed, filters.hospital
    come = arrived(snapshot, source, asked)
    if hospital and filters.organisation == "then":
        come = [month for month in come if snapshot.organisation.existed(hospital, month)]
    return months_words(come) if come else period_words(asked.first, asked.last)


def no_month(rows: pd.DataFrame, month: str | None = None) -> str:
    """Say why none of the rows is a whole month to speak of, up to the picked one."""
    until = rows[rows["month"] <= month] if month else rows
    shown = rows if until.empty else until
    first, last = shown["month"].min(), shown["month"].max()
    if (shown["word"] == _(GONE)).all():
        return _("Hospitalet fandtes ikke {period}.", period=period_words(first, last))
    if (shown["state"] == "missing").all():
        return _("Der er ingen tal {period}.", period=period_words(first, last))
    if first == last:
        return _(
            "Tallene for {month} er ikke hele, så der er intet at bedømme endnu.", month=text.month(last)
        )
    return _("Ingen af de viste måneder er hele, så der er intet at bedømme endnu.")


def nothing(rows: pd.DataFrame, metric: str, untold: str = "", month: str | None = None) -> str:
    """Say why none of the rows has a figure: what is not told, or there is no limit or target for, or else the months.

    `untold` (marked) is what is said of what is not told, else the metric's own words are. Where a month was picked, it
    is the rows up to it that are spoken of.
    """
    if month and "month" in rows and (rows["month"] <= month).any():
        rows = rows[rows["month"] <= month]
    lacks = set(rows["lacks"]) if "lacks" in rows else set()
    if "limit" in lacks:
        return _("{lack}, så der er intet at tælle efter.", lack=lack_words(METRICS[metric], "limit"))
    if "target" in lacks:
        return _("Der er intet mål, så der er intet at bedømme.")
    if "told" in lacks:
        return _(untold or METRICS[metric].danish_untold) or _(
            "Kilden fortæller ikke det, som tallet kræver."
        )
    whole = rows["month"][rows["state"] == "whole"]
    if len(whole):
        return _("Der er intet at tælle {period}.", period=months_words(whole))
    return no_month(rows)


def unjudged(rows: pd.DataFrame, metric: str, untold: str = "", month: str | None = None) -> str:
    """Say why none of the figures is judged: there is no target in the whole months, or there is no figure."""
    whole_rows = rows[(rows["state"] == "whole") & (rows["month"] <= (month or "9999"))]
    if (whole_rows["level"] == "none").any():
        return _("Der er intet mål, så der er intet at bedømme.")
    if whole_rows["few"].any():
        things = _(THINGS[METRICS[metric].source])
        return _("Der er for få {things} i de viste måneder til at bedømme.", things=things)
    return nothing(rows, metric, untold, month)


def next_words(coming: list[Row]) -> str:
    """Say which of the milestones ahead comes first, and what is due with it; rows of name, what, due and due_words."""
    due = min(str(row["due"]) for row in coming)
    first = [row for row in coming if str(row["due"]) == due]
    what = "; ".join(f"{row['name']}, {text.small(row['what'])}" for row in first)
    if len(first) == 1:
        return _("Det næste: {what} ({due}).", what=what, due=first[0]["due_words"])
    return _("Det næste ({due}): {what}.", what=what, due=first[0]["due_words"])


def few_words(row: Row) -> str:
    """Say what a figure of a few is made of, `12 af 13`; '' where it is of enough, or of nothing."""
    if not row.get("few"):
        return ""
    hits, tries = (row.get(name) for name in behind(row))
    return _("{met} af {of}", met=text.number(hits), of=text.number(tries))


def behind(row: Row) -> tuple[str, str]:
    """Return the columns of what a share is counted over: those that were good, and all."""
    return ("hits", "tries") if "tries" in row else ("numerator", "denominator")


def part_words(row: Row, metric: str) -> str:
    """Say how many a figure is counted over, and of how many, where that is not all; '' where it is."""
    told, of = row.get("told", 0), row.get("of", 0)
    things = THINGS.get(metric, THINGS.get(METRICS[metric].source))
    if things is None or not 0 < told < of:
        return ""
    return _(
        "Opgjort på {told} af {of} {things}.", told=text.number(told), of=text.number(of), things=_(things)
    )


def share_sentence(rows: pd.DataFrame, metric: str, filters: Filters, subject: str = "") -> str:
    """Say the share of the month that is spoken of, its target, and how often the target was met in the period.

    `rows` are as `judge` returns them; `subject` is what the sentence is about, else the metric by name.
    """
    found = told(rows, filters, "value")
    if found is None:
        return nothing(rows, metric, month=filters.month)
    judged, last = found.months, found.named
    part = part_words(last, metric)
    said = {
        "subject": subject or METRICS[metric].name,
        "figure": last["shown"],
        "month": text.month(last["month"]),
    }
    with_target = [row for row in judged if row["level"] in ("good", "near", "missed")]
    if last.get("few"):
        return text.prose(_few(last, said), part, _how_often_judged(with_target))
    if last["level"] == "none" or not with_target:
        return text.prose(_("{subject} var {figure} i {month}.", **said), part, _between(found, metric))
    goal = text.quantity(last["target"], METRICS[metric].unit, text.places(last["target"]))
    met = claims.count(with_target, "level", "good")
    claims.value(last, "value")
    if last["level"] == "good":
        opening = _("{subject} var {figure} i {month}; målet er nået (mål {goal}).", goal=goal, **said)
    else:
        opening = _("{subject} var {figure} i {month}; målet er ikke nået (mål {goal}).", goal=goal, **said)
    if len(with_target) < len(judged):
        return text.prose(opening, part, _how_often_judged(with_target))
    return text.prose(opening, part, _how_often(met, len(with_target), is_gapless=found.is_gapless))


def verdict(rows: pd.DataFrame, metric: str, filters: Filters, subject: str = "") -> str:
    """Say whether the target was met in the month that is spoken of; '' where none can be said.

    The figure stands in the tile, and with its history in the panel: the head of a page only weighs it. `rows` are as
    `judge` returns them; `subject` is what the target is of, else the metric by name.
    """
    found = told(rows, filters, "value")
    if found is None or found.named["level"] not in ("good", "near", "missed"):
        return ""
    said = {
        "subject": text.small(subject or METRICS[metric].name),
        "month": text.month(found.named["month"]),
    }
    if found.named["level"] == "good":
        return _("Målet for {subject} blev nået i {month}.", **said)
    return _("Målet for {subject} blev ikke nået i {month}.", **said)


def _few(last: Row, said: dict[str, str]) -> str:
    """Say a figure of a few with what it is made of, and that it is not judged."""
    return _(
        "{subject} var {figure} i {month}: {few}. Det er for få til at bedømme.", few=few_words(last), **said
    )


def _how_often_judged(judged: list[Row]) -> str:
    """Say how often the target was met, of the months that can be judged."""
    if not judged:
        return ""
    met, of = claims.count(judged, "level", "good"), len(judged)
    if of == 1:
        return ""
    return ngettext(
        "Målet blev nået i {met} af {of} måned, der kan bedømmes.",
        "Målet blev nået i {met} af de {of} måneder, der kan bedømmes.",
        of,
        met=text.number(met),
        of=text.number(of),
    )


def _how_often(met: int, months: int, *, is_gapless: bool) -> str:
    if months == 1:
        return ""
    if met == months == 2 and is_gapless:
        return _("Målet blev nået i begge måneder.")
    if met == months == 2:
        return _("Målet blev nået i begge de hele måneder.")
    if met == months and not is_gapless:
        return _("Målet blev nået i alle {n} hele måneder.", n=text.number(months))
    if met == months:
        return _("Målet blev nået i alle {n} måneder.", n=text.number(months))
    if not met:
        return _("Målet blev ikke nået i nogen af de {n} måneder.", n=text.number(months))
    return _("Målet blev nået i {met} af {n} måneder.", met=text.number(met), n=text.number(months))


def _between(found: Told, metric: str) -> str:
    if found.is_one:
        return ""
    lowest, highest = (claims.extreme(found.months, "value", what)[0] for what in claims.ENDS)
    unit, places = METRICS[metric].unit, METRICS[metric].decimals
    low, high = (text.quantity(row["value"], unit, places) for row in (lowest, highest))
    if low == high and found.is_gapless:
        return _("Det var {low} i alle månederne {period}.", low=low, period=found.period)
    if low == high and len(found.months) == 2:
        return _("Det var {low} i begge de hele måneder.", low=low)
    if low == high:
        n = text.number(len(found.months))
        return _("Det var {low} i alle {n} hele måneder.", low=low, n=n)
    return _(
        "Tallet lå {period} mellem {low} ({low_month}) og {high} ({high_month}).",
        low=low,
        period=found.period,
        low_month=text.month(lowest["month"]),
        high=high,
        high_month=text.month(highest["month"]),
    )
