"""What the page Servicedesk says: calls and waits, answers in time, solved at once, and the channels."""

from collections.abc import Sequence

from data_access.numbers import calls, cases
from data_access.numbers.call_hours import has_hours
from data_access.numbers.naming import limit_in, name_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, opening, orders
from layouts.parts.answers_run import rows_of
from layouts.parts.declarations import Content
from layouts.parts.sentences import part_words, share_sentence, waits_words
from layouts.parts.summaries import spoken_of, verdict_of
from layouts.parts.told import Told, in_each, no_month, nothing, tied_months, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _, ngettext
from vocabulary.metrics import METRICS


def called(content: Content, metric: str) -> str:
    """Return what a figure is called, with the limit in force in its name."""
    return name_of(content.snapshot, metric, content.filters.last)


def answer_title(snapshot: Snapshot, filters: Filters) -> str:
    """Ask whether calls are answered within the limit that is in force."""
    limit = limit_in(snapshot, "service_level", filters.narrowed.last)
    if not limit:
        return _("Bliver telefonen taget i tide?")
    return _("Bliver telefonen taget inden for {limit}?", limit=limit)


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many called, how long they waited, and whether the target was met."""
    desk = snapshot.choices.desks.get(filters.desk, _("Servicedesken"))
    if not snapshot.has_desk("telefoni", filters.desk):
        return text.prose(_("Der er ikke indlæst opkald til {desk}.", desk=desk), _solved(snapshot, filters))
    last, none = spoken_of(calls.volumes, snapshot, filters, "calls", "calls", "average_wait")
    if last is None:
        return none
    name = name_of(snapshot, "service_level", last["month"])
    share = verdict_of(calls.service_level, "service_level", snapshot, filters, name)
    if not last["calls"]:
        none_called = _("{desk} fik ingen opkald i {month}", desk=desk, month=text.month(last["month"]))
        return text.prose(none_called, share)
    came = ngettext(
        "{desk} fik {calls} opkald i {month}",
        "{desk} fik {calls} opkald i {month}",
        last["calls"],
        desk=desk,
        calls=text.number(last["calls"]),
        month=text.month(last["month"]),
    )
    if text.is_missing(last["average_wait"]):
        return text.prose(came, share)
    wait = text.duration(last["average_wait"])
    waited = _("de, der fik svar, ventede i gennemsnit {wait}", wait=wait)
    return text.prose(f"{came}; {waited}", share)


def _solved(snapshot: Snapshot, filters: Filters) -> str:
    """Say how many were solved at once, where that is known: of a desk whose calls are not."""
    rows = rows_of(cases.first_contact_resolution, snapshot, filters)
    known = not all(map(text.is_missing, rows["value"]))
    with claims.about(cases.first_contact_resolution):
        return share_sentence(rows, "first_contact_resolution", filters) if known else ""


def volumes(content: Content) -> str:
    """Say when most called, when they waited longest, and how many gave up."""
    found = told(content.table, content.filters, "calls", "average_wait") or told(
        content.table, content.filters, "calls"
    )
    if found is None:
        return no_month(content.table, content.filters.month)
    if not claims.total(found.months, "calls"):
        return _("Ingen ringede {period}.", period=found.period)
    lost = claims.share(found.months, "abandoned", "calls")
    share = _(
        "{lost} af opkaldene {period} blev afbrudt, før de fik svar.",
        lost=text.quantity(lost, "%", 1),
        period=found.period,
    )
    months = [row["month"] for row in found.months]
    waits = waits_words(
        content.table.only([month in months for month in content.table["month"]]), ("waits",), "whole"
    )
    return text.prose(_most_calls(found), share, waits)


def _most_calls(found: Told) -> str:
    """Say when most calls came, and when the wait was longest: of a single month, how many and how long."""
    waits = [row for row in found.months if not text.is_missing(row["average_wait"])]
    if found.is_one:
        calls = claims.value(found.named, "calls")
        calls_in = ngettext(
            "Der kom {calls} opkald.", "Der kom {calls} opkald.", calls, calls=text.number(calls)
        )
        if not waits:
            return text.prose(calls_in, _without_waits(found))
        wait = text.duration(claims.value(waits[0], "average_wait"))
        return text.prose(calls_in, _("Ventetiden var {wait} i gennemsnit.", wait=wait))
    calls_in = _busiest(found)
    return text.prose(calls_in, _slowest(waits) if waits else _without_waits(found))


def _busiest(found: Told) -> str:
    """Say in which months most calls came, or that it was the same in all."""
    first = claims.extreme(found.months, "calls", "most")
    most = first[0]["calls"]
    if len(first) < len(found.months):
        calls = in_each(text.number(most), first)
        return _("Flest opkald kom i {busiest}: {calls}.", busiest=tied_months(first), calls=calls)
    if found.is_all:
        return ngettext(
            "Der kom {calls} opkald i hver måned.", "Der kom {calls} opkald i hver måned.", most,
            calls=text.number(most),
        )  # fmt: skip
    return ngettext(
        "Der kom {calls} opkald i hver hel måned.", "Der kom {calls} opkald i hver hel måned.", most,
        calls=text.number(most),
    )  # fmt: skip


def _slowest(waits: Sequence[Row]) -> str:
    """Say in which months the wait was longest, or that it was the same in all."""
    slowest = claims.extreme(waits, "average_wait", "most", places=0)
    wait = text.duration(slowest[0]["average_wait"])
    if len(slowest) == len(waits):
        return _("Ventetiden var {wait} i gennemsnit.", wait=wait)
    months = tied_months(slowest)
    return _("Ventetiden var længst i {slowest}: {wait} i gennemsnit.", slowest=months, wait=wait)


def _without_waits(found: Told) -> str:
    """Say why no wait is known: nobody was answered, or the source does not tell."""
    if not any(row["answered"] for row in found.months):
        return _("Ingen fik svar.")
    return METRICS["average_wait"].untold


def channels(content: Content) -> str:
    """Say how many of the contacts came by telephone, and did at first."""
    found = told(content.table, content.filters, "telephone_share")
    if found is None:
        return nothing(content.table, "telephone_share", month=content.filters.month)
    part = part_words(found.named, "telephone_share")
    month = text.month(found.named["month"])
    last = _(
        "{last} af henvendelserne kom på telefon i {month}, resten gennem selvbetjeningsportalen.",
        last=text.quantity(found.named["telephone_share"], "%", 1),
        month=month,
    )
    of_one = (found.named["month"], found.named["month"])
    if not found.named["portal"]:
        claims.total([found.named], "portal", "known", of_one)
        last = _("Alle henvendelser kom på telefon i {month}.", month=month)
    elif not found.named["telephone"]:
        claims.total([found.named], "telephone", "known", of_one)
        last = _("Alle henvendelser kom gennem selvbetjeningsportalen i {month}.", month=month)
    else:
        claims.value(found.named, "telephone_share")
    if found.first is found.named:
        return text.prose(last, part)
    now, then = (text.quantity(row["telephone_share"], "%", 1) for row in (found.named, found.first))
    if now == then:
        orders.step(found.named, found.first, "telephone_share", 1)
        return text.prose(
            last, _("Det samme gjaldt i {since}.", since=text.month(found.first["month"])), part
        )
    claims.value(found.first, "telephone_share")
    before = _(
        "I {since} var {first} på telefon.",
        since=text.month(found.first["month"]),
        first=then,
    )
    return text.prose(last, before, part)


def outside(content: Content) -> str:
    """Say how many called while the desk was closed, and when it is open."""
    found = told(content.table, content.filters)
    if found is None:
        return nothing(content.table, "calls_outside", month=content.filters.month)
    if not has_hours(content.snapshot, content.filters.desk):
        return _("Der er ikke indlæst åbningstider for servicedesken.")
    last, hours = found.named, opening.in_words(content.snapshot, content.filters.desk)
    month = text.month(last["month"])
    if not last["outside"]:
        claims.total([last], "outside", "known", (last["month"], last["month"]))
        none = _("Ingen ringede uden for åbningstiden i {month}.", month=month)
        return text.prose(none, hours, part_words(last, "calls_outside"))
    claims.values(last, "outside", "share")
    said = ngettext(
        "{calls} opkald kom uden for åbningstiden i {month}: {share} af alle. De tæller ikke med i andelen, der får "
        "svar. {hours}",
        "{calls} opkald kom uden for åbningstiden i {month}: {share} af alle. De tæller ikke med i andelen, der får "
        "svar. {hours}",
        last["outside"],
        calls=text.number(last["outside"]),
        month=month,
        share=text.quantity(last["share"], "%", 1),
        hours=hours,
    )
    return text.prose(said, part_words(last, "calls_outside"))
