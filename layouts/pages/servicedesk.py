"""The page Servicedesk: calls and waits, answers in time, solved at once, and the channels."""

from collections.abc import Callable
from dataclasses import replace

from data_access.numbers import calls, cases
from data_access.numbers.call_hours import has_hours
from data_access.numbers.causes import Parts
from data_access.numbers.naming import limit_in, name_of
from data_access.numbers.series import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, lying, trend
from layouts.pages.call_hours import HOURS, WAITS
from layouts.parts import claims, opening
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.sentences import Told, counted, nothing, part_words, records, share_sentence, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
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
    found = told(calls.volumes(snapshot, filters), filters)
    if found is None:
        return _("Der er ingen hele måneder at vise for {desk}.", desk=desk)
    last, level = found.named, calls.service_level(snapshot, filters)
    name = name_of(snapshot, "service_level", last["month"])
    # What is not known is left out: the panel says why.
    share = share_sentence(level, "service_level", filters, name) if level["value"].notna().any() else ""
    said = {"desk": desk, "calls": text.number(last["calls"]), "month": text.month(last["month"])}
    if text.is_missing(last["average_wait"]):
        return text.prose(_("{desk} fik {calls} opkald i {month}.", **said), share)
    wait = text.duration(last["average_wait"])
    return text.prose(
        _(
            "{desk} fik {calls} opkald i {month}; den, der fik svar, ventede i gennemsnit {wait}",
            wait=wait,
            **said,
        ),
        share,
    )


def _volumes(content: Content) -> str:
    found = told(content.rows, content.filters, "calls", "average_wait") or told(
        content.rows, content.filters, "calls"
    )
    if found is None or not any(row["answered"] for row in found.months):
        return _("Ingen af de viste måneder er hele endnu, eller ingen har ringet og fået svar.")
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
        calls_in = _("Der kom {calls} opkald.", calls=text.number(found.named["calls"]))
        if not waits:
            return text.prose(calls_in, METRICS["average_wait"].untold)
        wait = text.duration(waits[0]["average_wait"])
        return text.prose(calls_in, _("Ventetiden var {wait} i gennemsnit.", wait=wait))
    most = claims.extreme(found.months, "calls", "most")[0]
    calls_in = _(
        "Flest opkald kom i {busiest}: {calls}.",
        busiest=text.month(most["month"]),
        calls=text.number(most["calls"]),
    )
    if not waits:
        return text.prose(calls_in, METRICS["average_wait"].untold)
    slowest = claims.extreme(waits, "average_wait", "most")[0]
    return text.prose(
        calls_in,
        _(
            "Ventetiden var længst i {slowest}: {wait} i gennemsnit.",
            slowest=text.month(slowest["month"]),
            wait=text.duration(slowest["average_wait"]),
        ),
    )


def _channels(content: Content) -> str:
    found = told(content.rows, content.filters, "telephone_share")
    if found is None:
        return nothing(content.rows, "telephone_share")
    part = part_words(found.named, "telephone_share")
    last = _(
        "{last} af henvendelserne kom på telefon i {month}, resten gennem selvbetjeningsportalen.",
        last=text.quantity(found.named["telephone_share"], "%", 1),
        month=text.month(found.named["month"]),
    )
    if found.first is found.named:
        return text.prose(last, part)
    before = _(
        "I {since} var det {first}.",
        since=text.month(found.first["month"]),
        first=text.quantity(found.first["telephone_share"], "%", 1),
    )
    return text.prose(last, before, part)


def _places(content: Content) -> str:
    rows, period = records(content.rows), counted(content.filters)
    first = claims.extreme(rows, "calls", "most", "known", ("place",))[0]
    others = text.listing([row["place"] for row in rows[1:3]])
    if not others:
        return _("Alle opkald {period} kom fra {place}.", place=first["place"], period=period)
    most = _(
        "Flest opkald kom {period} fra {place}: {share} af alle.",
        period=period,
        place=first["place"],
        share=text.quantity(first["share"], "%", 1),
    )
    if len(rows) == 2:
        return text.prose(most, _("Resten kom fra {other}.", other=others))
    return text.prose(most, _("Derefter følger {others}.", others=others))


def _outside(content: Content) -> str:
    found = told(content.rows, content.filters)
    if found is None:
        return nothing(content.rows, "calls_outside")
    if not has_hours(content.snapshot, content.filters.desk):
        return _("Servicedesken har ingen åbningstider: den er altid åben.")
    last, hours = found.named, opening.in_words(content.snapshot, content.filters.desk)
    said = _(
        "{calls} opkald kom uden for åbningstiden i {month}: {share} af alle. De tæller ikke med i andelen, der får "
        "svar. {hours}",
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
    (N_("Besvarede opkald"), N_("Alle opkald")),
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
CLINICAL = (
    Headline("opkald", "calls", calls.offered, by_desk=True, by_day=True),
    Headline("besvaret", "answered_share", calls.answered_share, by_desk=True, by_day=True),
)


def _of_desk(headline: Headline, desk: str) -> Headline:
    return replace(
        headline, desk=desk, about=lambda snapshot, _filters: snapshot.names("desks").get(desk, desk)
    )


PAGE = Page(
    key="servicedesk",
    path="/servicedesk",
    name=N_("Servicedesk"),
    title=N_("Servicedesk"),
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation", "desk"),
    panels=(VOLUMES, SERVICE_LEVEL, FIRST_CONTACT, CHANNELS, ANSWERED, OUTSIDE, PLACES, HOURS, WAITS),
    headlines=HEADLINES,
    overview=(
        *(_of_desk(headline, "cimt") for headline in HEADLINES),
        *(_of_desk(headline, "klinisk") for headline in CLINICAL),
    ),
)
