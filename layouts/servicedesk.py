"""The page Servicedesk: calls and waits, answers in time, solved at once, and the channels."""

from dataclasses import replace

from dashboard import text
from dashboard.figures import bars, trend
from dashboard.filters import Filters
from dashboard.metrics import METRICS
from data_access import calls, cases
from data_access.series import Numbers
from data_access.snapshot import Snapshot
from layouts.declarations import Column, Content, Headline, Page, Panel
from layouts.sentences import records, share_sentence, whole

MONTH = Column("month", "Måned", "month")
STATE = Column("word", "Bemærkning", "word")


def _share(key: str, title: str, metric: str, numbers: Numbers, counted: tuple[str, str]) -> Panel:
    """Declare the panel of a share by month against its target; `counted` names its numerator and denominator."""
    name, decimals = METRICS[metric].name, METRICS[metric].decimals
    return Panel(
        key=key,
        title=lambda _s, _f: title,
        numbers=numbers,
        columns=(
            MONTH,
            Column("value", name, "judged", decimals),
            Column("target", "Mål", "goal"),
            Column("numerator", counted[0], "count"),
            Column("denominator", counted[1], "count"),
            STATE,
        ),
        sentence=lambda content: share_sentence(content.rows, metric),
        metrics=(metric,),
        figure=lambda content: trend.draw(content.rows, name),
    )


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    desk = snapshot.choices.desks.get(filters.desk, "Servicedesken")
    rows = whole(calls.volumes(snapshot, filters))
    if not rows:
        return f"Der er ingen hele måneder at vise for {desk}."
    last = rows[-1]
    return text.prose(
        f"{desk} fik {text.number(last['calls'])} opkald i {text.month(last['month'])}; den, der fik svar, ventede i "
        f"gennemsnit {text.duration(last['average_wait'])}",
        share_sentence(calls.service_level(snapshot, filters), "service_level"),
    )


def _volumes(content: Content) -> str:
    rows = whole(content.rows)
    if not rows:
        return "Ingen af de viste måneder er hele endnu."
    most, slowest = (max(rows, key=lambda row: float(row[key])) for key in ("calls", "average_wait"))
    lost = sum(row["abandoned"] for row in rows) / sum(row["calls"] for row in rows)
    return (
        f"Flest opkald kom i {text.month(most['month'])}: {text.number(most['calls'])}. Ventetiden var længst i "
        f"{text.month(slowest['month'])}: {text.duration(slowest['average_wait'])} i gennemsnit. "
        f"{text.quantity(100 * lost, '%', 1)} af periodens opkald blev afbrudt, før de fik svar."
    )


def _channels(content: Content) -> str:
    rows = whole(content.rows)
    if not rows:
        return "Ingen af de viste måneder er hele endnu."
    first, last = rows[0], rows[-1]
    return (
        f"{text.quantity(last['telephone_share'], '%', 1)} af henvendelserne kom på telefon i "
        f"{text.month(last['month'])}, resten gennem selvbetjeningsportalen. I {text.month(first['month'])} var det "
        f"{text.quantity(first['telephone_share'], '%', 1)}."
    )


def _places(content: Content) -> str:
    rows = records(content.rows)
    first = rows[0]
    others = text.listing([row["place"] for row in rows[1:3]])
    if not others:
        return f"Alle opkald i perioden kom fra {first['place']}."
    share = text.quantity(first["share"], "%", 1)
    return f"Flest opkald kommer fra {first['place']}: {share} af alle. Derefter følger {others}."


VOLUMES = Panel(
    key="opkald",
    title=lambda _s, _f: "Hvor mange ringer, og hvor længe venter de?",
    numbers=calls.volumes,
    columns=(
        MONTH,
        Column("calls", "Opkald", "count"),
        Column("answered", "Besvarede", "count"),
        Column("abandoned", "Afbrudte", "count"),
        Column("average_wait", "Gennemsnitlig ventetid", "seconds"),
        STATE,
    ),
    sentence=_volumes,
    metrics=("calls", "average_wait", "abandoned"),
    figure=lambda content: bars.calls_and_wait(content.rows),
)
SERVICE_LEVEL = _share(
    "svar-inden-5-minutter",
    "Bliver telefonen taget inden for 5 minutter?",
    "service_level",
    calls.service_level,
    ("Besvaret i tide", "Besvarede opkald"),
)
FIRST_CONTACT = _share(
    "straksafklaring",
    "Bliver sagen løst med det samme?",
    "first_contact_resolution",
    cases.first_contact_resolution,
    ("Løst ved første kontakt", "Sager på telefon"),
)
CHANNELS = Panel(
    key="kanaler",
    title=lambda _s, _f: "Ringer de, eller bruger de portalen?",
    numbers=cases.channels,
    columns=(
        MONTH,
        Column("contacts", "Henvendelser", "count"),
        Column("telephone", "På telefon", "count"),
        Column("portal", "I portalen", "count"),
        Column("telephone_share", "Andel på telefon", "percent", 1),
        Column("portal_share", "Andel i portalen", "percent", 1),
        STATE,
    ),
    sentence=_channels,
    metrics=("telephone_share",),
    figure=lambda content: bars.channels(content.rows),
)
ANSWERED = _share(
    "besvarede",
    "Hvor mange får svar?",
    "answered_share",
    calls.answered_share,
    ("Besvarede opkald", "Alle opkald"),
)
PLACES = Panel(
    key="steder",
    title=lambda _s, _f: "Hvor ringer de fra?",
    numbers=calls.by_place,
    columns=(
        Column("place", "Sted", "text"),
        Column("calls", "Opkald", "count"),
        Column("share", "Andel af alle", "percent", 1),
        Column("average_wait", "Gennemsnitlig ventetid", "seconds"),
        Column("service_level", "Svar inden for 5 minutter", "percent", 1),
    ),
    sentence=_places,
    metrics=("calls", "average_wait", "service_level"),
    figure=lambda content: bars.ranked(content.rows, "place", "calls", "Opkald"),
)

HEADLINES = (
    Headline("opkald", "calls", calls.offered),
    Headline("ventetid", "average_wait", calls.average_wait),
    Headline("afbrudte", "abandoned", calls.abandoned),
    Headline("svar", "service_level", calls.service_level),
    Headline("straksafklaring", "first_contact_resolution", cases.first_contact_resolution),
    Headline("telefon", "telephone_share", cases.telephone_share),
)
CLINICAL = (
    Headline("opkald", "calls", calls.offered),
    Headline("besvaret", "answered_share", calls.answered_share),
)


def _of_desk(headline: Headline, desk: str) -> Headline:
    return replace(
        headline, desk=desk, about=lambda snapshot, _filters: snapshot.names("desks").get(desk, desk)
    )


PAGE = Page(
    key="servicedesk",
    path="/servicedesk",
    name="Servicedesk",
    title="Servicedesk",
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation", "desk"),
    panels=(VOLUMES, SERVICE_LEVEL, FIRST_CONTACT, CHANNELS, ANSWERED, PLACES),
    headlines=HEADLINES,
    overview=(
        *(_of_desk(headline, "cimt") for headline in HEADLINES),
        *(_of_desk(headline, "klinisk") for headline in CLINICAL),
    ),
)
