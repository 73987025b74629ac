"""The page Servicedesk: calls and waits, answers in time, solved at once, and the channels."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from data_access.numbers import calls, cases
from data_access.numbers.call_hours import has_hours
from data_access.numbers.causes import Parts
from data_access.numbers.naming import limit_in, name_of, within
from data_access.numbers.series import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, lying, trend
from layouts.pages.call_hours import HOURS, WAITS
from layouts.parts import claims, opening
from layouts.parts.answers import rows_of
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.sentences import (
    Told,
    months_words,
    no_month,
    nothing,
    part_words,
    period_words,
    records,
    share_sentence,
    told,
    verdict,
)
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS

Taken = Callable[[Snapshot, Filters], Parts]
Title = Callable[[Snapshot, Filters], str]

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")


def _share(
    key: str, title: str | Title, metric: str, numbers: Numbers, counted: tuple[str, str], parts: Taken
) -> Panel:
    """Declare the panel of a share by month against its target; `counted` names its numerator and denominator."""
    name, decimals = METRICS[metric].danish_name, METRICS[metric].decimals
    return Panel(
        key=key,
        title=title if callable(title) else lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            MONTH,
            Column("value", name, "judged", decimals, metric=metric),
            Column("target", N_("Mål"), "goal"),
            Column("numerator", counted[0], "count"),
            Column("denominator", counted[1], "count"),
            STATE,
        ),
        sentence=lambda content: share_sentence(
            content.rows, metric, content.filters, _called(content, metric)
        ),
        metrics=(metric,),
        figure=lambda content: trend.draw(content.rows, _called(content, metric)),
        varies="value",
        compared="value",
        parts=parts,
    )


def _called(content: Content, metric: str) -> str:
    return name_of(content.snapshot, metric, content.filters.last)


def _answer_title(snapshot: Snapshot, filters: Filters) -> str:
    limit = limit_in(snapshot, "service_level", filters.narrowed.last)
    if not limit:
        return _("Bliver telefonen taget i tide?")
    return _("Bliver telefonen taget inden for {limit}?", limit=limit)


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    desk = snapshot.choices.desks.get(filters.desk, _("Servicedesken"))
    if not snapshot.has_desk("telefoni", filters.desk):
        return text.prose(_("Der er ikke indlæst opkald til {desk}.", desk=desk), _solved(snapshot, filters))
    volumes = rows_of(calls.volumes, snapshot, filters)
    found = told(volumes, filters)
    if found is None:
        return no_month(volumes, filters.month)
    last, level = found.named, rows_of(calls.service_level, snapshot, filters)
    name = name_of(snapshot, "service_level", last["month"])
    share = verdict(level, "service_level", filters, name)
    said = {"desk": desk, "calls": text.number(last["calls"]), "month": text.month(last["month"])}
    if text.is_missing(last["average_wait"]):
        alone = ngettext(
            "{desk} fik {calls} opkald i {month}.",
            "{desk} fik {calls} opkald i {month}.",
            last["calls"],
            **said,
        )
        return text.prose(alone, share)
    waited = ngettext(
        "{desk} fik {calls} opkald i {month}; den, der fik svar, ventede i gennemsnit {wait}",
        "{desk} fik {calls} opkald i {month}; den, der fik svar, ventede i gennemsnit {wait}",
        last["calls"],
        wait=text.duration(last["average_wait"]),
        **said,
    )
    return text.prose(waited, share)


def _solved(snapshot: Snapshot, filters: Filters) -> str:
    """Say how many were solved at once, where that is known: of a desk whose calls are not."""
    rows = rows_of(cases.first_contact_resolution, snapshot, filters)
    known = rows["value"].notna().any()
    return share_sentence(rows, "first_contact_resolution", filters) if known else ""


def _volumes(content: Content) -> str:
    found = told(content.rows, content.filters, "calls", "average_wait") or told(
        content.rows, content.filters, "calls"
    )
    if found is None:
        return no_month(content.rows, content.filters.month)
    if not any(row["calls"] for row in found.months):
        return _("Ingen ringede {period}.", period=found.period)
    lost = claims.total(found.months, "abandoned") / claims.total(found.months, "calls")
    share = _(
        "{lost} af opkaldene {period} blev afbrudt, før de fik svar.",
        lost=text.quantity(100 * lost, "%", 1),
        period=found.period,
    )
    return text.prose(_most_calls(found), share)


def _most_calls(found: Told) -> str:
    """Say when most calls came, and when the wait was longest: of a single month, how many and how long."""
    waits = [row for row in found.months if not text.is_missing(row["average_wait"])]
    if found.is_one:
        calls = found.named["calls"]
        calls_in = ngettext(
            "Der kom {calls} opkald.", "Der kom {calls} opkald.", calls, calls=text.number(calls)
        )
        if not waits:
            return text.prose(calls_in, _without_waits(found))
        wait = text.duration(waits[0]["average_wait"])
        return text.prose(calls_in, _("Ventetiden var {wait} i gennemsnit.", wait=wait))
    first = claims.extreme(found.months, "calls", "most")
    most, busiest = first[0], [text.month(row["month"]) for row in first]
    calls_in = _(
        "Flest opkald kom i {busiest}: {calls}.",
        busiest=text.listing(busiest),
        calls=text.number(most["calls"]),
    )
    if len(busiest) == len(found.months) and not found.is_gapless:
        calls_in = ngettext(
            "Der kom {calls} opkald i hver hel måned.",
            "Der kom {calls} opkald i hver hel måned.",
            most["calls"],
            calls=text.number(most["calls"]),
        )
    elif len(busiest) == len(found.months):
        calls_in = ngettext(
            "Der kom {calls} opkald i hver måned.",
            "Der kom {calls} opkald i hver måned.",
            most["calls"],
            calls=text.number(most["calls"]),
        )
    if not waits:
        return text.prose(calls_in, _without_waits(found))
    slowest = claims.extreme(waits, "average_wait", "most")[0]
    if min(float(row["average_wait"]) for row in waits) == float(slowest["average_wait"]):
        wait = text.duration(slowest["average_wait"])
        return text.prose(calls_in, _("Ventetiden var {wait} i gennemsnit.", wait=wait))
    return text.prose(
        calls_in,
        _(
            "Ventetiden var længst i {slowest}: {wait} i gennemsnit.",
            slowest=text.month(slowest["month"]),
            wait=text.duration(slowest["average_wait"]),
        ),
    )


def _without_waits(found: Told) -> str:
    """Say why no wait is known: nobody was answered, or the source does not tell."""
    if not any(row["answered"] for row in found.months):
        return _("Ingen fik svar.")
    return METRICS["average_wait"].untold


def _channels(content: Content) -> str:
    found = told(content.rows, content.filters, "telephone_share")
    if found is None:
        return nothing(content.rows, "telephone_share", month=content.filters.month)
    part = part_words(found.named, "telephone_share")
    month = text.month(found.named["month"])
    last = _(
        "{last} af henvendelserne kom på telefon i {month}, resten gennem selvbetjeningsportalen.",
        last=text.quantity(found.named["telephone_share"], "%", 1),
        month=month,
    )
    if not found.named["portal"]:
        last = _("Alle henvendelser kom på telefon i {month}.", month=month)
    elif not found.named["telephone"]:
        last = _("Alle henvendelser kom gennem selvbetjeningsportalen i {month}.", month=month)
    if found.first is found.named:
        return text.prose(last, part)
    before = _(
        "I {since} var {first} på telefon.",
        since=text.month(found.first["month"]),
        first=text.quantity(found.first["telephone_share"], "%", 1),
    )
    return text.prose(last, before, part)


def _places(content: Content) -> str:
    rows, period = records(content.rows), _months_of_places(content)
    first = claims.extreme(rows, "calls", "most", "known", ("place",))[0]
    if not first["calls"]:
        return _("Ingen ringede {period}.", period=period)
    others = text.listing([within(row["place"]) for row in rows[1:3]])
    if not others:
        return _("Alle opkald {period} kom fra {place}.", place=within(first["place"]), period=period)
    most = _(
        "Flest opkald kom {period} fra {place}: {share} af alle.",
        period=period,
        place=within(first["place"]),
        share=text.quantity(first["share"], "%", 1),
    )
    alike = [within(row["place"]) for row in rows if row["calls"] == first["calls"]]
    if len(alike) > 1:
        share, names = text.quantity(first["share"], "%", 1), text.listing(alike)
        return _("Flest opkald kom {period} fra {places}: {share} fra hvert sted.", period=period, places=names,
                 share=share)  # fmt: skip
    if len(rows) == 2:
        return text.prose(most, _("Resten kom fra {other}.", other=others))
    return text.prose(most, _("Derefter følger {others}.", others=others))


def _months_of_places(content: Content) -> str:
    """Say the months that places are compared over."""
    asked, come = content.filters.narrowed, calls.months_of_places(content.snapshot, content.filters)
    return months_words(come) if come else period_words(asked.first, asked.last)


def _outside(content: Content) -> str:
    found = told(content.rows, content.filters)
    if found is None:
        return nothing(content.rows, "calls_outside", month=content.filters.month)
    if not has_hours(content.snapshot, content.filters.desk):
        return _("Der er ikke indlæst åbningstider for servicedesken.")
    last, hours = found.named, opening.in_words(content.snapshot, content.filters.desk)
    said = ngettext(
        "{calls} opkald kom uden for åbningstiden i {month}: {share} af alle. De tæller ikke med i andelen, der får "
        "svar. {hours}",
        "{calls} opkald kom uden for åbningstiden i {month}: {share} af alle. De tæller ikke med i andelen, der får "
        "svar. {hours}",
        last["outside"],
        calls=text.number(last["outside"]),
        month=text.month(last["month"]),
        share=text.quantity(last["share"], "%", 1),
        hours=hours,
    )
    return text.prose(said, part_words(last, "calls_outside"))


VOLUMES = Panel(
    key="opkald",
    title=lambda _s, _f: _("Hvor mange ringer, og hvor længe venter de?"),
    numbers=calls.volumes,
    columns=(
        MONTH,
        Column("calls", N_("Opkald"), "count"),
        Column("answered", N_("Besvarede"), "count"),
        Column("abandoned", N_("Afbrudte"), "count"),
        Column("average_wait", N_("Gennemsnitlig ventetid"), "seconds"),
        STATE,
    ),
    sentence=_volumes,
    metrics=("calls", "average_wait", "abandoned"),
    figure=lambda content: bars.calls_and_wait(content.rows),
    varies="calls",
    compared="calls",
    wide=True,
)
SERVICE_LEVEL = _share(
    "svar-inden-5-minutter",
    _answer_title,
    "service_level",
    calls.service_level,
    (N_("Besvaret i tide"), N_("Besvarede opkald")),
    calls.service_level_parts,
)
FIRST_CONTACT = _share(
    "straksafklaring",
    N_("Bliver sagen løst med det samme?"),
    "first_contact_resolution",
    cases.first_contact_resolution,
    (N_("Løst ved første kontakt"), N_("Sager på telefon")),
    cases.first_contact_parts,
)
CHANNELS = Panel(
    key="kanaler",
    title=lambda _s, _f: _("Ringer de, eller bruger de portalen?"),
    numbers=cases.channels,
    columns=(
        MONTH,
        Column("contacts", N_("Henvendelser"), "count"),
        Column("telephone", N_("På telefon"), "count"),
        Column("portal", N_("I portalen"), "count"),
        Column("telephone_share", N_("Andel på telefon"), "percent", 1),
        Column("portal_share", N_("Andel i portalen"), "percent", 1),
        STATE,
    ),
    sentence=_channels,
    metrics=("telephone_share",),
    figure=lambda content: bars.shares(
        content.rows, (("telephone_share", _("Telefon")), ("portal_share", _("Selvbetjeningsportal")))
    ),
    varies="telephone_share",
    compared="telephone_share",
)
ANSWERED = _share(
    "besvarede",
    N_("Hvor mange får svar?"),
    "answered_share",
    calls.answered_share,
    (N_("Antal besvarede"), N_("Alle opkald")),
    calls.answered_parts,
)
PLACES = Panel(
    key="steder",
    title=lambda _s, _f: _("Hvor ringer de fra?"),
    numbers=calls.by_place,
    columns=(
        Column("place", N_("Sted"), "text"),
        Column("calls", N_("Opkald"), "count"),
        Column("share", N_("Andel af alle"), "percent", 1),
        Column("average_wait", N_("Gennemsnitlig ventetid"), "seconds"),
        Column("service_level", METRICS["service_level"].danish_name, "percent", 1, metric="service_level"),
    ),
    sentence=_places,
    metrics=("calls", "average_wait", "service_level"),
    figure=lambda content: lying.ranked(content.rows, "place", "calls", _("Opkald")),
    click="hospital",
)
OUTSIDE = Panel(
    key="uden-for-aabningstid",
    title=lambda _s, _f: _("Hvor mange ringer, når der er lukket?"),
    numbers=calls.outside,
    columns=(
        MONTH,
        Column("outside", N_("Uden for åbningstiden"), "count"),
        Column("inside", N_("I åbningstiden"), "count"),
        Column("share", N_("Andel uden for"), "percent", 1),
        STATE,
    ),
    sentence=_outside,
    metrics=("calls_outside",),
    figure=lambda content: bars.counts(content.rows, (("outside", METRICS["calls_outside"].name),)),
    varies="outside",
    compared="outside",
    applies=lambda snapshot, filters: has_hours(snapshot, filters.desk),
)
HEADLINES = (
    Headline("opkald", "calls", calls.offered, by_desk=True, by_day=True),
    Headline("ventetid", "average_wait", calls.average_wait, by_desk=True, by_day=True),
    Headline("afbrudte", "abandoned", calls.abandoned, by_desk=True, by_day=True),
    Headline("svar", "service_level", calls.service_level, by_desk=True, by_day=True),
    Headline(
        "straksafklaring",
        "first_contact_resolution",
        cases.first_contact_resolution,
        by_desk=True,
        by_day=True,
    ),
    Headline("telefon", "telephone_share", cases.telephone_share, by_desk=True, by_day=True),
)
OTHERS = (
    Headline("opkald", "calls", calls.offered, by_desk=True, by_day=True),
    Headline("besvaret", "answered_share", calls.answered_share, by_desk=True, by_day=True),
)


@cache  # the same value for the same desk: what is counted of a headline is found again by it
def _of_desk(headline: Headline, desk: str) -> Headline:
    return replace(
        headline, desk=desk, about=lambda snapshot, _filters: snapshot.names("desks").get(desk, desk)
    )


def _of_desks(snapshot: Snapshot) -> tuple[Headline, ...]:
    """Return the headlines of every desk that there is: all of the first one, and the first few of the others."""
    first, *others = snapshot.choices.desks or {"": ""}
    short = [_of_desk(headline, desk) for desk in others for headline in OTHERS]
    return (*(_of_desk(headline, first) for headline in HEADLINES), *short)


PAGE = Page(
    key="servicedesk",
    path="/servicedesk",
    name=N_("Servicedesk"),
    title=N_("Servicedesk"),
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation", "desk"),
    panels=(VOLUMES, SERVICE_LEVEL, FIRST_CONTACT, CHANNELS, ANSWERED, OUTSIDE, PLACES, HOURS, WAITS),
    headlines=HEADLINES,
    overview=(*HEADLINES, *OTHERS),
    overview_of=_of_desks,
)
