"""What the page Svartider says: how many systems meet their target, and how each of them goes."""

from dataclasses import replace

from data_access.numbers import response_times, response_within
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.answers_run import at_month, rows_of
from layouts.parts.declarations import Content
from layouts.parts.hints import hint
from layouts.parts.sentences import share_sentence
from layouts.parts.told import GONE, no_month, nothing, told, unjudged
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

DECIMALS = 2


def percent(value: float | None) -> str:
    """Write a share as this page writes them all."""
    return text.quantity(value, "%", DECIMALS)


def system_name(snapshot: Snapshot, filters: Filters) -> str:
    """Name the system that is spoken of: the chosen one, else the one furthest from its target."""
    system = filters.system or response_times.worst(snapshot, filters)
    return snapshot.choices.systems.get(system, _("systemet"))


def furthest(snapshot: Snapshot, filters: Filters) -> str:
    """Name the system of the tile, and why it is that one."""
    name, month = system_name(snapshot, filters), filters.month or filters.last
    rows, everyone = (each.table(snapshot, filters) for each in (response_times.trend, response_times.matrix))
    last = [row for row in rows.records if row["month"] == month]
    pairs = zip(everyone["month"], everyone["value"], strict=True)
    others = [value for at, value in pairs if at == month and not text.is_missing(value)]
    if filters.system or not last or len(others) < 2:
        return name
    if text.is_missing(last[0]["target"]):
        return _("{system}, den laveste", system=name)
    if last[0]["level"] == "good":
        return _("{system}, nærmest sit mål", system=name)
    return _("{system}, længst fra sit mål", system=name)


def within(content: Content) -> str:
    """Say how many systems met their own target, and did at first."""
    found = told(content.table, content.filters, "denominator")
    if found is None:
        return nothing(content.table, "response_time", month=content.filters.month)
    last = _("Systemer, der nåede deres eget mål: {met} af {of} i {month}.", **_met(found.named))
    first = (
        _("I {month} var det {met} af {of}.", **_met(found.first)) if found.first is not found.named else ""
    )
    return text.prose(last, first)


def _met(row: Row) -> dict[str, str]:
    with claims.about(response_within.within_sla):
        met, of = (claims.value(row, column) for column in ("numerator", "denominator"))
    return {
        "met": text.number(met),
        "of": text.number(of),
        "month": text.month(row["month"]),
    }


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many systems met the target, and which lies furthest from it."""
    month = at_month(filters).last
    last = rows_of(response_within.within_sla, snapshot, at_month(filters)).part(-1)
    counts = last.records[0]
    if counts["lacks"]:
        with claims.about(response_within.within_sla, at_month(filters)):
            return nothing(last, "response_time")
    if counts["word"] == _(GONE):
        with claims.about(response_within.within_sla, at_month(filters)):
            return no_month(last)
    if counts["state"] == "missing" or text.is_missing(counts["denominator"]) or not counts["denominator"]:
        with claims.about(response_within.within_sla, at_month(filters)):
            claims.total([counts], "denominator", "known", (month, month))
        return _("Der er ingen målinger af svartider i {month}.", month=text.month(month))
    if counts["state"] != "whole":
        return _so_far(counts)
    if counts["denominator"] == 1:
        return _only(snapshot, filters, month, is_met=bool(counts["numerator"]))
    if counts["numerator"] == counts["denominator"]:
        if counts["denominator"] == 2:
            return _("Svartiden overholdt målet i begge systemer i {month}.", **_met(counts))
        return _("Svartiden overholdt målet i alle {of} systemer i {month}.", **_met(counts))
    return _not_all(snapshot, filters, month, counts)


def _so_far(counts: Row) -> str:
    """Sum up a month that is not over, or not whole."""
    if counts["state"] == "under_way":
        return ngettext(
            "{month} er ikke slut. Foreløbigt når {met} af {of} system målet.",
            "{month} er ikke slut. Foreløbigt når {met} af {of} systemer målet.",
            counts["denominator"],
            **_met(counts) | {"month": text.capital(text.month(counts["month"]))},
        )
    return ngettext(
        "Tallene for {month} er ikke hele. Med dem, der er, når {met} af {of} system målet.",
        "Tallene for {month} er ikke hele. Med dem, der er, når {met} af {of} systemer målet.",
        counts["denominator"],
        **_met(counts),
    )


def _not_all(snapshot: Snapshot, filters: Filters, month: str, counts: Row) -> str:
    """Sum up a month in which some systems did not meet the target: which lies furthest from it."""
    systems = records(response_times.matrix(snapshot, replace(filters, month=month)))
    rows = [row for row in systems if row["month"] == month]
    with claims.about(response_times.matrix):
        furthest = claims.change(rows, "value", "target", "least", places=DECIMALS, months=(month, month))
    names = text.listing([row["name"] for row in furthest])
    none = N_(
        "Svartiden overholdt ikke målet i noget af de {of} systemer i {month}; {worst} ligger længst fra målet."
    )
    some = N_(
        "Svartiden overholdt målet i {met} af {of} systemer i {month}; {worst} ligger længst fra målet."
    )
    words = some if counts["numerator"] else none
    return _(words, worst=names, **_met(counts))


def _only(snapshot: Snapshot, filters: Filters, month: str, *, is_met: bool) -> str:
    """Sum up the only system that has a target."""
    system = snapshot.choices.systems[response_times.worst(snapshot, replace(filters, month=month))]
    levels = ("good",) if is_met else ("near", "missed")
    with claims.about(response_times.matrix):
        rows = records(response_times.matrix(snapshot, filters))
        of_month = [row for row in rows if row["month"] == month]
        claims.those(of_month, "level", *levels, months=(month, month))
    if is_met:
        return _("Svartiden overholdt målet i {system} i {month}.", system=system, month=text.month(month))
    return _("Svartiden overholdt ikke målet i {system} i {month}.", system=system, month=text.month(month))


def matrix(content: Content) -> str:
    """Say how many of the judged figures reach their target, and what has none."""
    rows = [row for row in content.records if row["level"] in ("good", "near", "missed")]
    if not rows:
        return unjudged(content.table, "response_time")
    met, of = claims.count(rows, "level", "good"), claims.many(rows, "level", "judged")
    never = claims.those(content.records, "measured", False)
    unmeasured = list(dict.fromkeys(row["name"] for row in never))
    aside = _("Der er ingen målinger for {systems}.", systems=text.listing(unmeasured)) if unmeasured else ""
    return text.prose(
        _("Hvert tal er den andel af handlingerne, der var hurtige nok."),
        _reached(met, of),
        hint(_("Vælg et tal for at se, hvad der ligger bag.")),
        aside,
    )


def _reached(met: int, of: int) -> str:
    """Say how many of the judged figures reach their target."""
    if of == 1:
        return _("Det eneste bedømte tal når målet.") if met else _("Det eneste bedømte tal når ikke målet.")
    said = {"met": text.number(met), "of": text.number(of)}
    if met == of:
        return _("Alle de {of} bedømte tal når målet.", **said)
    if not met:
        return _("Ingen af de {of} bedømte tal når målet.", **said)
    return _("{met} af de {of} bedømte tal når målet.", **said)


def trend_title(snapshot: Snapshot, filters: Filters) -> str:
    """Ask how it goes with the system that is spoken of."""
    return _("Hvordan går det med {system}?", system=system_name(snapshot, filters))


def trend(content: Content) -> str:
    """Say the system's share of quick actions, its target, and how often it was met."""
    subject = _(
        "{system}: andelen af hurtige handlinger", system=system_name(content.snapshot, content.filters)
    )
    return share_sentence(content.table, "response_time", content.filters, subject)
