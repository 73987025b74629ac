"""Sentences that several panels share: how a share stands against its target, and how a count has moved."""

from collections.abc import Sequence

from data_access.snapshot.table import Row, Rows, Table
from layouts.parts import claims
from layouts.parts.claim import Over
from layouts.parts.told import THINGS, Told, nothing, tied_months, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.status import goal_words


def next_words(coming: list[Row]) -> str:
    """Say which of the milestones ahead comes first, and what is due with it; rows of name, what, due and due_words."""
    due = min(str(row["due"]) for row in coming)
    first = [row for row in coming if str(row["due"]) == due]
    what = "; ".join(f"{_apart(row['name'])}, {text.small(row['what'])}" for row in first)
    if len(first) == 1:
        return _("Det næste: {what} ({due}).", what=what, due=first[0]["due_words"])
    return _("Det næste ({due}): {what}.", what=what, due=first[0]["due_words"])


def _apart(name: str) -> str:
    """Write a name that has a comma in quotation marks: what follows a comma is no part of it."""
    return text.quoted(name) if "," in name else name


def few_words(row: Row, by: tuple[str, ...] = ("month",), least: float = 0) -> str:
    """Say what a figure of a few is made of, `12 af 13`; '' where it is of enough, or of nothing.

    A few are those that are too few to judge, and those that are judged though they are fewer than `least`.
    """
    of = row.get(behind(row)[1], 0.0)
    if not row.get("few") and (text.is_missing(of) or not 0 < of < least):
        return ""
    hits, tries = (claims.value(row, name, by) for name in behind(row))
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
    if "month" in row:
        claims.values(row, "told", "of")
    return _(
        "Opgjort på {told} af {of} {things}.", told=text.number(told), of=text.number(of), things=_(things)
    )


def waits_words(rows: Table, told_of: Sequence[str] = ("waits", "limited"), over: Over = "known") -> str:
    """Say over how many answered calls waits, and answers in time, are counted, where that is some and not all.

    Rows of answered, waits (those whose wait is told) and, where answers in time are shown, limited (those that can be
    counted by a limit). `over` is which of the panel's rows they are.
    """
    names = [name for name in told_of if name in rows]
    answered, *counts = (claims.total(rows.records, name, over) for name in ("answered", *names))
    told = {name: count for name, count in zip(names, counts, strict=True) if 0 < count < answered}
    said = {
        "waits": N_("Ventetiden er opgjort på {told} af {of} besvarede opkald."),
        "limited": N_("Andelen med svar i tide er opgjort på {told} af {of} besvarede opkald."),
    }
    if len(told) == 2 and told["waits"] == told["limited"]:
        said["waits"] = N_("Ventetid og svar i tide er opgjort på {told} af {of} besvarede opkald.")
        del told["limited"]
    of = text.number(answered)
    return text.prose(*(_(said[name], told=text.number(count), of=of) for name, count in told.items()))


def share_sentence(rows: Rows, metric: str, filters: Filters, subject: str = "") -> str:
    """Say the share of the month that is spoken of, its target, and how often the target was met in the period.

    `rows` are as `judge` returns them; `subject` is what the sentence is about, else the metric by name.
    """
    found = told(rows, filters, "value")
    if found is None:
        return nothing(rows, metric, month=filters.month)
    judged, last = found.months, found.named
    part = part_words(last, metric)
    claims.values(last, "value", "target")
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
    goal = goal_words(METRICS[metric], last["target"])
    met, of = claims.count(with_target, "level", "good"), claims.many(with_target, "level", "judged")
    if last["level"] == "good":
        opening = _("{subject} var {figure} i {month}; målet er nået (mål {goal}).", goal=goal, **said)
    else:
        opening = _("{subject} var {figure} i {month}; målet er ikke nået (mål {goal}).", goal=goal, **said)
    if len(with_target) < len(judged):
        return text.prose(opening, part, _how_often_judged(with_target))
    return text.prose(opening, part, _how_often(met, of, is_all=found.is_all))


def verdict(rows: Rows, metric: str, filters: Filters, subject: str = "") -> str:
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
    if claims.word(found.named, "level") == "good":
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
    met, of = claims.count(judged, "level", "good"), claims.many(judged, "level", "judged")
    if of == 1:
        return ""
    said = {"met": text.number(met), "of": text.number(of)}
    if met == of == 2:
        return _("Målet blev nået i begge de måneder, der kan bedømmes.")
    if met == of:
        return _("Målet blev nået i alle de {of} måneder, der kan bedømmes.", **said)
    if not met:
        return _("Målet blev ikke nået i nogen af de {of} måneder, der kan bedømmes.", **said)
    return _("Målet blev nået i {met} af de {of} måneder, der kan bedømmes.", **said)


def _how_often(met: int, months: int, *, is_all: bool) -> str:
    if months == 1:
        return ""
    if met == months == 2 and is_all:
        return _("Målet blev nået i begge måneder.")
    if met == months == 2:
        return _("Målet blev nået i begge de hele måneder.")
    if met == months and not is_all:
        return _("Målet blev nået i alle {n} hele måneder.", n=text.number(months))
    if met == months:
        return _("Målet blev nået i alle {n} måneder.", n=text.number(months))
    said = {"met": text.number(met), "n": text.number(months)}
    if not met and not is_all:
        return _("Målet blev ikke nået i nogen af de {n} hele måneder.", **said)
    if not met:
        return _("Målet blev ikke nået i nogen af de {n} måneder.", **said)
    if not is_all:
        return _("Målet blev nået i {met} af de {n} hele måneder.", **said)
    return _("Målet blev nået i {met} af {n} måneder.", **said)


def _between(found: Told, metric: str) -> str:
    if found.is_one:
        return ""
    unit, places = METRICS[metric].unit, METRICS[metric].decimals
    lowest, highest = (claims.extreme(found.months, "value", what, places=places) for what in claims.ENDS)
    low, high = (text.quantity(rows[0]["value"], unit, places) for rows in (lowest, highest))
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
        low_month=tied_months(lowest),
        high=high,
        high_month=tied_months(highest),
    )
