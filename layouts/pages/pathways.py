"""The page Udredning: how many patients are diagnosed in time, and how far the figures can be trusted."""

from collections.abc import Callable

from data_access.numbers import pathway_places, pathways
from data_access.numbers.tabled import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, completeness, dots
from layouts.figures.base import Figure
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Headline, Page, Panel
from layouts.said import pathway_places as said_places
from layouts.said import pathways as said
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")
ARRIVED = Column("arrived_share", N_("Indberettet"), "percent", 1)
LATE = N_("Udredt senere")


def _treats(field: pathway_places.Field) -> Callable[[Snapshot, Filters], bool]:
    """Return what says whether patients of a field are diagnosed at the hospitals chosen."""
    return lambda snapshot, filters: pathways.is_relevant(snapshot, filters, field)


def _share(field: pathway_places.Field, key: str, numbers: Numbers) -> Panel:
    """Declare the panel of a field's share by month."""
    metric = pathway_places.METRICS[field]
    return Panel(
        key=key,
        title=said.share_title(field),
        numbers=numbers,
        columns=(
            MONTH,
            Column("value", METRICS[metric].danish_name, "judged", 1),
            Column("target", N_("Mål"), "goal"),
            Column("numerator", N_("Udredt til tiden"), "count"),
            Column("denominator", N_("Indberettede forløb"), "count"),
            ARRIVED,
            STATE,
        ),
        sentence=said.share,
        metrics=(metric,),
        figure=lambda content: completeness.draw(content.table, METRICS[metric].name),
        compared="value",
        varies="value",
        parts=pathways.somatic_parts if field == "somatic" else None,
        applies=_treats(field),
    )


def _counted(content: Content) -> Figure:
    """Draw those in time and those late, or all that are reported where no limit tells them apart."""
    if all(map(text.is_missing, content.table["late"])):
        return bars.counts(content.table, (("denominator", _("Indberettede forløb")),))
    return bars.counts(content.table, (("numerator", _("Udredt til tiden")), ("late", _(LATE))), "stack")


def _number(field: pathway_places.Field, key: str, title: str, numbers: Numbers) -> Panel:
    """Declare the panel of a field's numbers by month."""
    metric = pathway_places.METRICS[field]
    return Panel(
        key=key,
        title=lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            MONTH,
            Column("numerator", N_("Udredt til tiden"), "count"),
            Column("late", LATE, "count"),
            Column("denominator", N_("Indberettede forløb"), "count"),
            Column("expected", N_("Ventede forløb"), "count"),
            ARRIVED,
            STATE,
        ),
        sentence=said.counts,
        metrics=(metric,),
        figure=_counted,
        applies=_treats(field),
    )


SOMATIC = _share("somatic", "somatik", pathways.somatic)
PSYCHIATRY = _share("psychiatry", "psykiatri", pathways.psychiatry)
SOMATIC_COUNTS = _number(
    "somatic", "antal-somatik", N_("Hvor mange forløb drejer det sig om?"), pathways.somatic
)
PSYCHIATRY_COUNTS = _number(
    "psychiatry", "antal-psykiatri", N_("Hvor mange forløb er der i psykiatrien?"), pathways.psychiatry
)
HOSPITALS = Panel(
    key="hospitaler",
    title=lambda _s, _f: _("Hvor er andelen, der bliver udredt til tiden, lavest?"),
    numbers=pathways.by_hospital,
    columns=(
        Column("name", N_("Hospital"), "text"),
        Column("value", N_("Udredt til tiden"), "percent", 1),
        Column("within", N_("Udredt til tiden, antal"), "count"),
        Column("late", LATE, "count"),
        ARRIVED,
        Column("remark", N_("Bemærkning"), "word"),
    ),
    sentence=said_places.hospitals,
    metrics=("diagnosed_somatic",),
    figure=lambda content: dots.by_name(
        content.table, "name", (("value", METRICS["diagnosed_somatic"].name),)
    ),
    click="hospital",
    wide=True,
    applies=_treats("somatic"),
)
HEADLINES = (
    Headline("somatik", "diagnosed_somatic", pathways.somatic, applies=_treats("somatic")),
    Headline("psykiatri", "diagnosed_psychiatry", pathways.psychiatry, applies=_treats("psychiatry")),
)

PAGE = Page(
    key="udredning",
    path="/udredning",
    name=N_("Udredning"),
    title=N_("Retten til hurtig udredning"),
    summary=said.summary,
    filters=("fra", "til", "hospital", "organisation"),
    panels=(SOMATIC, PSYCHIATRY, SOMATIC_COUNTS, PSYCHIATRY_COUNTS, HOSPITALS),
    headlines=HEADLINES,
    overview=HEADLINES,
)
