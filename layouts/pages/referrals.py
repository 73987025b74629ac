"""The page Omvisitering: how many patients are referred to private hospitals, for what, from where and to whom."""

from data_access.numbers import referral_lists, referral_matrix, referrals
from data_access.numbers.tabled import Numbers
from layouts.figures import bars, lying
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Headline, Page, Panel
from layouts.parts.heat import Heat, heat
from layouts.parts.html import Component
from layouts.said import referral_lists as said_lists
from layouts.said import referrals as said
from vocabulary.language import N_, _

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")
REMARK = Column("remark", N_("Bemærkning"), "word")


def _heat(content: Content) -> Component:
    return heat(
        content.records,
        Heat(
            caption=_("Behandlinger efter henvisende hospital og forventet ydelse"),
            thing=_("Hospital"),
            down="hospital",
            across="service",
            value="treatments",
            absent=lambda row: _("skjult") if row["withheld"] else "",
            is_total=lambda row: bool(row["total"]),
        ),
    )


def _ranked(
    key: str, title: str, numbers: Numbers, thing: str, sentence: object, click: str | None = None
) -> Panel:
    """Declare the panel of the treatments by a dimension, the largest first."""
    return Panel(
        key=key,
        title=lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            Column("name", thing, "text"),
            Column("treatments", N_("Behandlinger"), "count"),
            Column("share", N_("Andel af alle"), "percent", 1),
            Column("cumulative", N_("Andel, lagt sammen hertil"), "percent", 1),
            Column("last_year", N_("Samme måneder året før"), "count"),
            Column("change", N_("Ændring"), "percent", 1),
            REMARK,
        ),
        sentence=sentence,  # type: ignore[arg-type]
        metrics=("treatments",),
        figure=lambda content: lying.ranked(content.table, "name", "treatments", _("Behandlinger")),
        click=click,
    )


MONTHLY = Panel(
    key="behandlinger",
    title=lambda _s, _f: _("Bliver flere sendt videre end året før?"),
    numbers=referrals.monthly,
    columns=(
        MONTH,
        Column("treatments", N_("Behandlinger"), "count"),
        Column("last_year", N_("Samme måned året før"), "count"),
        Column("change", N_("Ændring"), "percent", 1),
        STATE,
    ),
    sentence=said.monthly,
    metrics=("treatments",),
    figure=lambda content: bars.counts(
        content.table, (("treatments", _("Behandlinger")), ("last_year", _("Samme måned året før")))
    ),
    varies="treatments",
    wide=True,
)
AGREEMENT = Panel(
    key="aftale",
    title=lambda _s, _f: _("Hvilken aftale bliver de sendt på?"),
    numbers=referrals.by_agreement,
    columns=(
        MONTH,
        Column("own", N_("Regionens egne aftaler"), "count"),
        Column("extended", N_("Udvidet frit valg"), "count"),
        Column("own_share", N_("Andel på egne aftaler"), "percent", 1),
        Column("extended_share", N_("Andel på udvidet frit valg"), "percent", 1),
        STATE,
    ),
    sentence=said.agreements,
    metrics=("treatments",),
    figure=lambda content: bars.counts(
        content.table, (("own", _("Regionens egne aftaler")), ("extended", _("Udvidet frit valg"))), "stack"
    ),
)
SERVICE = _ranked(
    "ydelse",
    N_("Hvad skal de have lavet?"),
    referral_lists.by_service,
    N_("Forventet ydelse"),
    said_lists.services,
    "ydelse",
)
HOSPITAL = _ranked(
    "hospital",
    N_("Hvor kommer de fra?"),
    referral_lists.by_hospital,
    N_("Henvisende hospital"),
    said_lists.hospitals,
    "hospital",
)
PROVIDER = _ranked(
    "privathospital",
    N_("Hvem modtager dem?"),
    referral_lists.by_provider,
    N_("Privathospital"),
    said_lists.providers,
)
MATRIX = Panel(
    key="hospital-og-ydelse",
    title=lambda _s, _f: _("Hvem sender hvad videre?"),
    numbers=referral_matrix.matrix,
    columns=(
        Column("hospital", N_("Henvisende hospital"), "text"),
        Column("service", N_("Forventet ydelse"), "text"),
        Column("treatments", N_("Behandlinger"), "count"),
        REMARK,
    ),
    sentence=said_lists.matrix,
    metrics=("treatments",),
    body=_heat,
    wide=True,
)

PAGE = Page(
    key="omvisitering",
    path="/omvisitering",
    name=N_("Omvisitering"),
    title=N_("Omvisitering til privathospitaler"),
    summary=said.summary,
    filters=("fra", "til", "hospital", "organisation", "ydelse"),
    panels=(MONTHLY, AGREEMENT, SERVICE, HOSPITAL, PROVIDER, MATRIX),
    headlines=(Headline("behandlinger", "treatments", referrals.treatments),),
    overview=(Headline("behandlinger", "treatments", referrals.treatments),),
)
