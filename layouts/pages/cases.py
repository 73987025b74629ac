"""The page Sager: what comes in and goes out, what is solved in time, and what is still open."""

from data_access.numbers import case_kinds, case_limits, cases, open_cases
from data_access.numbers.tabled import Numbers
from layouts.figures import bars, dots, lying, trend
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.matrix import matrix
from layouts.parts.sentences import share_sentence
from layouts.said import case_kinds as said_kinds
from layouts.said import cases as said
from layouts.said import open_cases as said_of_open
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")
GOAL = Column("target", N_("Mål"), "goal")
IN_TIME, LATER = N_("Antal løst inden for fristen"), N_("Løst senere end første kontakt")


def _priorities(content: Content) -> Component:
    return matrix(
        content.records,
        caption=_("Sager løst inden for fristen, kritikalitet for kritikalitet og måned for måned"),
        thing=_("Kritikalitet"),
        name="name",
        metric=content.panel.metrics[0],
    )


def _two(
    key: str, title: str, numbers: Numbers, names: tuple[str, str], shares: tuple[str, str], untold: str
) -> Panel:
    """Declare the panel of the cases opened, split in two; `untold` is said where a source does not tell them apart.

    `names` and `shares` are what the two are called, and their shares.
    """
    return Panel(
        key=key,
        title=lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            MONTH,
            Column("first", names[0], "count"),
            Column("second", names[1], "count"),
            Column("first_share", shares[0], "percent", 1),
            Column("second_share", shares[1], "percent", 1),
            STATE,
        ),
        sentence=lambda content: said_kinds.split(content, _(names[1])),
        metrics=("cases_opened",),
        figure=lambda content: dots.split(
            content.table, ("first_share", _(names[0])), ("second_share", _(names[1]))
        ),
        compared="first_share",
        untold=untold,
    )


FLOW = Panel(
    key="til-og-afgang",
    title=lambda _s, _f: _("Følger de løste sager med de oprettede?"),
    numbers=cases.flow,
    columns=(
        MONTH,
        Column("opened", N_("Oprettede"), "count"),
        Column("resolved", N_("Løste"), "count"),
        Column("backlog", N_("Åbne ved månedens udgang"), "count"),
        STATE,
    ),
    sentence=said.flow,
    metrics=("cases_opened", "cases_backlog"),
    figure=lambda content: bars.counts(content.table, (("opened", _("Oprettede")), ("resolved", _("Løste")))),
    varies="opened",
    compared="opened",
    wide=True,
)
WITHIN = Panel(
    key="inden-for-fristen",
    title=lambda _s, _f: _("Bliver sagerne løst inden for fristen?"),
    numbers=case_limits.within_limit,
    columns=(
        MONTH,
        Column("value", N_("Løst inden for fristen"), "judged"),
        GOAL,
        Column("numerator", IN_TIME, "count"),
        Column("denominator", LATER, "count"),
        STATE,
    ),
    sentence=lambda content: share_sentence(content.table, "cases_within_limit", content.filters),
    metrics=("cases_within_limit",),
    figure=lambda content: trend.draw(content.table, METRICS["cases_within_limit"].name),
    varies="value",
    compared="value",
    parts=case_kinds.within_limit_parts,
)
BACKLOG = Panel(
    key="aabne",
    title=lambda _s, _f: _("Hober sagerne sig op?"),
    numbers=cases.backlog,
    columns=(MONTH, Column("value", N_("Åbne sager"), "judged", unit=""), STATE),
    sentence=said_of_open.backlog,
    metrics=("cases_backlog",),
    figure=lambda content: bars.counts(content.table, (("value", METRICS["cases_backlog"].name),)),
    varies="value",
    compared="value",
)
PRIORITIES = Panel(
    key="kritikalitet",
    title=lambda _s, _f: _("Er det de kritiske sager, der trækker ud?"),
    numbers=case_limits.within_limit_by_priority,
    columns=(
        Column("name", N_("Kritikalitet"), "text"),
        Column("limit", N_("Frist"), "number", unit=N_("døgn")),
        MONTH,
        Column("value", N_("Løst inden for fristen"), "judged"),
        GOAL,
        Column("numerator", IN_TIME, "count"),
        Column("denominator", LATER, "count"),
        STATE,
    ),
    sentence=said.by_priority,
    metrics=("cases_within_limit",),
    body=_priorities,
    wide=True,
)
AGES = Panel(
    key="alder",
    title=lambda _s, _f: _("Hvor gamle er de åbne sager?"),
    numbers=open_cases.ages,
    columns=(
        Column("age", N_("Alder"), "text"),
        Column("open", N_("Åbne sager"), "count"),
        Column("late", N_("Heraf over fristen"), "count"),
        Column("share", N_("Andel af alle"), "percent", 1),
    ),
    sentence=said_of_open.ages,
    metrics=("cases_backlog", "cases_past_limit"),
    figure=lambda content: lying.overlaid(
        content.table, "age", (("open", _("Åbne sager")), ("late", _("Heraf over fristen")))
    ),
    applies=open_cases.is_there,
)
KINDS = _two(
    "slags",
    N_("Er noget i stykker, eller bliver der bedt om noget?"),
    cases.kinds,
    (N_("Fejl"), N_("Bestillinger")),
    (N_("Andel fejl"), N_("Andel bestillinger")),
    N_("Kilden fortæller ikke, om sagerne er fejl eller bestillinger."),
)
HANDLERS = _two(
    "loeses-af",
    N_("Hvem løser sagerne?"),
    cases.handlers,
    (N_("CIMT"), N_("Leverandør")),
    (N_("Andel hos CIMT"), N_("Andel hos leverandør")),
    N_("Kilden fortæller ikke, hvem der løser sagerne."),
)
CHANNELS = _two(
    "kanal",
    N_("Kommer sagerne fra telefonen eller portalen?"),
    cases.by_channel,
    (N_("Telefon"), N_("Selvbetjeningsportal")),
    (N_("Andel på telefon"), N_("Andel i portalen")),
    METRICS["telephone_share"].danish_untold,
)
BREAKDOWN = Panel(
    key="opdelt",
    title=lambda _s, _f: _("Sager fordelt på kritikalitet, type, kanal og løser"),
    numbers=case_kinds.breakdown,
    columns=(
        Column("dimension", N_("Opdelt efter"), "text"),
        Column("part", N_("Del"), "text"),
        Column("opened", N_("Oprettede"), "count"),
        Column("resolved", N_("Løste"), "count"),
        Column("first_share", N_("Løst ved første kontakt"), "percent", 1),
        Column("within_share", N_("Løst inden for fristen"), "percent", 1),
    ),
    sentence=said_kinds.breakdown,
    metrics=("cases_opened", "cases_within_limit"),
    wide=True,
)

PAGE = Page(
    key="sager",
    path="/sager",
    name=N_("Sager"),
    title=N_("Sager: løste, åbne og forsinkede"),
    summary=said.summary,
    filters=("fra", "til", "hospital", "organisation"),
    panels=(FLOW, WITHIN, BACKLOG, PRIORITIES, AGES, KINDS, HANDLERS, CHANNELS, BREAKDOWN),
    headlines=(
        Headline("inden-for-fristen", "cases_within_limit", case_limits.within_limit, by_day=True),
        Headline("aabne", "cases_backlog", cases.backlog),
    ),
    overview=(
        Headline("inden-for-fristen", "cases_within_limit", case_limits.within_limit, by_day=True),
        Headline("aabne", "cases_backlog", cases.backlog),
    ),
)
