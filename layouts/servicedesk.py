"""The page Servicedesk: calls and waits, answers in time, solved at once, and the channels."""

from dataclasses import replace

from dashboard import text
from dashboard.figures import bars, trend
from dashboard.filters import Filters
from dashboard.metrics import METRICS
from data_access import calls, cases
from data_access.snapshot import Snapshot
from layouts.declarations import Column, Content, Headline, Page, Panel
from layouts.sentences import records, share_sentence, whole

MONTH = Column("month", "Måned", "month")
STATE = Column("word", "Bemærkning", "word")


def _share_columns(metric: str, numerator: str, denominator: str) -> tuple[Column, ...]:
    return (
        MONTH,
        Column("value", METRICS[metric].name, "judged", METRICS[metric].decimals),
        Column("target", "Mål", "percent"),
        Column("numerator", numerator, "count"),
        Column("denominator", denominator, "count"),
        STATE,
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


def _hospitals(content: Content) -> str:
    rows = records(content.rows)
    first = rows[0]
    others = text.listing([row["hospital"] for row in rows[1:3]])
    more = f" Derefter følger {others}." if others else ""
    return (
        f"Flest opkald kommer fra {first['hospital']}: {text.quantity(first['share'], '%', 1)} af alle.{more}"
    )


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
SERVICE_LEVEL = Panel(
    key="svar-inden-5-minutter",
    title=lambda _s, _f: "Bliver telefonen taget inden for 5 minutter?",
    numbers=calls.service_level,
    columns=_share_columns("service_level", "Besvaret i tide", "Besvarede opkald"),
    sentence=lambda content: share_sentence(content.rows, "service_level"),
    metrics=("service_level",),
    figure=lambda content: trend.draw(content.rows, "Svar inden for 5 minutter"),
)
FIRST_CONTACT = Panel(
    key="straksafklaring",
    title=lambda _s, _f: "Bliver sagen løst med det samme?",
    numbers=cases.first_contact_resolution,
    columns=_share_columns("first_contact_resolution", "Løst ved første kontakt", "Sager på telefon"),
    sentence=lambda content: share_sentence(content.rows, "first_contact_resolution"),
    metrics=("first_contact_resolution",),
    figure=lambda content: trend.draw(content.rows, "Straksafklaring"),
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
ANSWERED = Panel(
    key="besvarede",
    title=lambda _s, _f: "Hvor mange får svar?",
    numbers=calls.answered_share,
    columns=_share_columns("answered_share", "Besvarede opkald", "Alle opkald"),
    sentence=lambda content: share_sentence(content.rows, "answered_share"),
    metrics=("answered_share",),
    figure=lambda content: trend.draw(content.rows, "Besvarede opkald"),
)
HOSPITALS = Panel(
    key="hospitaler",
    title=lambda _s, _f: "Hvor ringer de fra?",
    numbers=calls.by_hospital,
    columns=(
        Column("hospital", "Hospital", "text"),
        Column("calls", "Opkald", "count"),
        Column("share", "Andel af alle", "percent", 1),
        Column("average_wait", "Gennemsnitlig ventetid", "seconds"),
        Column("service_level", "Svar inden for 5 minutter", "percent", 1),
    ),
    sentence=_hospitals,
    metrics=("calls", "average_wait", "service_level"),
    figure=lambda content: bars.ranked(content.rows, "hospital", "calls", "Opkald"),
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
    panels=(VOLUMES, SERVICE_LEVEL, FIRST_CONTACT, CHANNELS, ANSWERED, HOSPITALS),
    headlines=HEADLINES,
    overview=(
        *(_of_desk(headline, "cimt") for headline in HEADLINES),
        *(_of_desk(headline, "klinisk") for headline in CLINICAL),
    ),
)
