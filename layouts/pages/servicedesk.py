"""The page Servicedesk: calls and waits, answers in time, solved at once, and the channels."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from data_access.numbers import call_parts, calls, case_kinds, cases
from data_access.numbers.call_hours import has_hours
from data_access.numbers.causes import Parts
from data_access.numbers.tabled import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, dots, lying, trend
from layouts.pages.call_hours import HOURS, WAITS
from layouts.parts.columns import Column
from layouts.parts.declarations import Headline, Page, Panel
from layouts.parts.sentences import share_sentence
from layouts.said import call_places
from layouts.said import servicedesk as said
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
            content.table, metric, content.filters, said.called(content, metric)
        ),
        metrics=(metric,),
        figure=lambda content: trend.draw(content.table, said.called(content, metric)),
        varies="value",
        compared="value",
        parts=parts,
    )


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
    sentence=said.volumes,
    metrics=("calls", "average_wait", "abandoned"),
    figure=lambda content: bars.calls_and_wait(content.table),
    varies="calls",
    compared="calls",
    wide=True,
)
SERVICE_LEVEL = _share(
    "svar-inden-5-minutter",
    said.answer_title,
    "service_level",
    calls.service_level,
    (N_("Besvaret i tide"), N_("Besvarede opkald")),
    call_parts.service_level_parts,
)
FIRST_CONTACT = _share(
    "straksafklaring",
    N_("Bliver sagen løst med det samme?"),
    "first_contact_resolution",
    cases.first_contact_resolution,
    (N_("Løst ved første kontakt"), N_("Sager på telefon")),
    case_kinds.first_contact_parts,
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
    sentence=said.channels,
    metrics=("telephone_share",),
    figure=lambda content: dots.split(
        content.table, ("telephone_share", _("Telefon")), ("portal_share", _("Selvbetjeningsportal"))
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
    call_parts.answered_parts,
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
    sentence=call_places.places,
    metrics=("calls", "average_wait", "service_level"),
    figure=lambda content: lying.ranked(content.table, "place", "calls", _("Opkald")),
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
    sentence=said.outside,
    metrics=("calls_outside",),
    figure=lambda content: bars.counts(content.table, (("outside", METRICS["calls_outside"].name),)),
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
    summary=said.summary,
    filters=("fra", "til", "hospital", "organisation", "desk"),
    panels=(VOLUMES, SERVICE_LEVEL, FIRST_CONTACT, CHANNELS, ANSWERED, OUTSIDE, PLACES, HOURS, WAITS),
    headlines=HEADLINES,
    overview=(*HEADLINES, *OTHERS),
    overview_of=_of_desks,
)
