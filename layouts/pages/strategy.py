"""The page Strategi: programmes and their milestones, digital tools, uptime, co-financing and key figures."""

from data_access.numbers import digital_tools, indicators, strategy, system_uptime
from layouts.figures import amounts, dots, lying, timeline, trend
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.matrix import matrix
from layouts.parts.sentences import share_sentence
from layouts.said import digital_tools as said_tools
from layouts.said import strategy as said
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

MONTH = Column("month", N_("Måned"), "month")
NOTE = Column("note", N_("Note"), "text")
PERIOD = Column("period", N_("Periode"), "text")


def _uptime_body(content: Content) -> Component:
    caption = _("Oppetid for fælles systemer i procent, måned for måned")
    return matrix(
        content.records, caption=caption, thing=_("System"), name="name", metric=content.panel.metrics[0]
    )


MILESTONES = Panel(
    key="milepaele",
    title=lambda _s, _f: _("Følger programmerne deres milepæle?"),
    numbers=strategy.milestones,
    applies=strategy.has_milestones,
    columns=(
        Column("name", N_("Program"), "text"),
        Column("what", N_("Milepæl"), "text"),
        Column("due_words", N_("Frist"), "text"),
        Column("state_word", N_("Status"), "word"),
    ),
    sentence=said.milestones,
    metrics=("milestones",),
    figure=lambda content: timeline.draw(content.table, content.snapshot.now.date()),
    wide=True,
    regional=True,
)
PEJLEMAERKER = Panel(
    key="pejlemaerker",
    title=lambda _s, _f: _("Hvor mange af regionernes fælles pejlemærker er nået?"),
    numbers=strategy.pejlemaerker,
    dated="of",
    indicators=("milestones_done",),
    untold=N_("Kilden fortæller ikke, hvor mange der er i alt."),
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("value", N_("Nået"), "count"),
        Column("aim", N_("I alt"), "count"),
        Column("share", N_("Andel"), "percent", 1),
        PERIOD,
        NOTE,
    ),
    sentence=said.pejlemaerker,
    metrics=("milestones",),
    figure=lambda content: amounts.progress(content.table, "name", "value", "aim"),
    wide=True,
    regional=True,
)
ADOPTION = Panel(
    key="digitale-vaerktoejer",
    title=lambda _s, _f: _("Bruger hospitalerne de digitale værktøjer?"),
    numbers=digital_tools.adoption,
    dated="of",
    indicators=tuple(digital_tools.TOOLS.values()),
    told_of=digital_tools.adoption_told,
    columns=(
        Column("name", N_("Hospital"), "text"),
        Column("breadth", N_("Afdelinger, der bruger dem"), "percent", 1),
        Column("depth", N_("Funktioner i brug"), "percent", 1),
        Column("departments", N_("Afdelinger"), "count"),
        Column("of_departments", N_("Afdelinger i alt"), "count"),
        PERIOD,
        NOTE,
    ),
    sentence=said_tools.adoption,
    metrics=("adoption_breadth", "adoption_depth"),
    figure=lambda content: dots.by_name(
        content.table,
        "name",
        (("breadth", _("Afdelinger, der bruger dem")), ("depth", _("Funktioner i brug"))),
    ),
    click="hospital",
)
OVER_TIME = Panel(
    key="udbredelse",
    title=lambda _s, _f: _("Breder værktøjerne sig?"),
    numbers=digital_tools.adoption_over_time,
    indicators=tuple(digital_tools.TOOLS.values()),
    columns=(
        MONTH,
        Column("breadth", N_("Afdelinger, der bruger dem"), "percent", 1),
        Column("depth", N_("Funktioner i brug"), "percent", 1),
    ),
    sentence=said_tools.over_time,
    metrics=("adoption_breadth", "adoption_depth"),
    figure=lambda content: dots.by_month(
        content.table, (("breadth", _("Afdelinger, der bruger dem")), ("depth", _("Funktioner i brug")))
    ),
)
UPTIME = Panel(
    key="oppetid",
    title=lambda _s, _f: _("Kører de fælles systemer?"),
    numbers=system_uptime.uptime,
    indicators=("uptime",),
    columns=(
        Column("name", N_("System"), "text"),
        MONTH,
        Column("value", N_("Oppetid"), "judged", 2),
        Column("word", N_("Bemærkning"), "word"),
    ),
    sentence=said.uptime,
    metrics=("uptime",),
    body=_uptime_body,
    wide=True,
    regional=True,
)
MEAN_UPTIME = Panel(
    key="oppetid-samlet",
    title=lambda _s, _f: _("Hvordan går det med oppetiden i alt?"),
    numbers=system_uptime.mean_uptime,
    indicators=("uptime",),
    columns=(
        MONTH,
        Column("value", N_("Oppetid"), "judged", 2),
        Column("word", N_("Bemærkning"), "word"),
    ),
    sentence=lambda content: share_sentence(content.table, "uptime", content.filters, _("Oppetiden")),
    metrics=("uptime",),
    figure=lambda content: trend.draw(content.table, METRICS["uptime"].name, 2),
    varies="value",
    compared="value",
    regional=True,
)
MUNICIPALITIES = Panel(
    key="medfinansiering",
    title=lambda _s, _f: _("Hvor meget betaler kommunerne?"),
    numbers=strategy.municipalities,
    dated="of",
    indicators=tuple(strategy.MUNICIPAL.values()),
    told_of=strategy.municipalities_told,
    columns=(
        Column("name", N_("Kommune"), "text"),
        Column("per_citizen", N_("Medfinansiering pr. borger"), "count", unit=N_("kr.")),
        Column("readmissions", N_("Genindlæggelser inden for 30 dage"), "percent", 1, tells="readmissions"),
        PERIOD,
        NOTE,
    ),
    sentence=said.municipalities,
    metrics=("cofinancing", "readmissions"),
    figure=lambda content: lying.ranked(content.table, "name", "per_citizen", "", unit="kr."),
    regional=True,
)
KEY_FIGURES = Panel(
    key="noegletal",
    title=lambda _s, _f: _("Hvor stor er regionen?"),
    numbers=indicators.key_figures,
    dated="of",
    applies=indicators.has_key_figures,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("value", N_("Tal"), "number"),
        PERIOD,
        NOTE,
    ),
    sentence=said.key_figures,
    metrics=("region",),
    wide=True,
    regional=True,
)
OTHER_FIGURES = Panel(
    key="andre-noegletal",
    title=lambda _s, _f: _("Hvad er der ellers tal for?"),
    numbers=indicators.other_figures,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("scope", N_("Handler om"), "text"),
        Column("value", N_("Tal"), "number"),
        Column("unit", N_("Enhed"), "text"),
        PERIOD,
        NOTE,
    ),
    sentence=said.other_figures,
    metrics=("indicators",),
    wide=True,
    applies=indicators.has_others,
    regional=True,
)


PAGE = Page(
    key="strategi",
    path="/strategi",
    name=N_("Strategi"),
    title=N_("Strategi og programmer"),
    summary=said.summary,
    filters=("fra", "til", "hospital"),
    panels=(
        MILESTONES,
        PEJLEMAERKER,
        ADOPTION,
        OVER_TIME,
        UPTIME,
        MEAN_UPTIME,
        MUNICIPALITIES,
        KEY_FIGURES,
        OTHER_FIGURES,
    ),
    overview=(
        Headline(
            "oppetid", "uptime", system_uptime.mean_uptime, regional=True, applies=system_uptime.has_uptime
        ),
    ),
    regional=True,
)
