"""The page Sager: what comes in and goes out, what is solved in time, and what is still open."""

import pandas as pd

from data_access.numbers import cases, open_cases
from data_access.numbers.series import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, lying, trend
from layouts.parts import claims
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.matrix import matrix
from layouts.parts.sentences import counted, nothing, part_words, records, share_sentence, told, unjudged
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")
GOAL = Column("target", N_("Mål"), "goal")
IN_TIME, LATER = N_("Løst inden for fristen"), N_("Løst senere end første kontakt")


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    found = told(cases.flow(snapshot, filters), filters)
    if found is None:
        return _("Der er ingen hele måneder at vise.")
    last, within = found.named, cases.within_limit(snapshot, filters)
    # What is not known is left out: the panel says why.
    known = within["value"].notna().any()
    share = share_sentence(within, "cases_within_limit", filters) if known else ""
    said = {"opened": text.number(last["opened"]), "month": text.month(last["month"])}
    if text.is_missing(last["backlog"]):
        return text.prose(_("Der blev oprettet {opened} sager i {month}.", **said), share)
    return text.prose(
        _(
            "Der blev oprettet {opened} sager og løst {resolved} i {month}; {backlog} var åbne ved månedens udgang",
            resolved=text.number(last["resolved"]),
            backlog=text.number(last["backlog"]),
            **said,
        ),
        share,
    )


def _flow(content: Content) -> str:
    found = told(content.rows, content.filters)
    if found is None:
        return _("Ingen af de viste måneder er hele endnu.")
    first, last = found.first, found.months[-1]
    if any(text.is_missing(row["backlog"]) for row in (first, last)):
        opened = text.number(sum(row["opened"] for row in found.months))
        said = _("Der blev oprettet {opened} sager {period}.", opened=opened, period=found.period)
        return text.prose(said, METRICS["cases_backlog"].untold)
    between = content.rows[content.rows["month"].between(first["month"], last["month"])]
    moved = _(
        "Der blev oprettet {opened} sager og løst {resolved} {period}.",
        opened=text.number(between["opened"].sum()),
        resolved=text.number(between["resolved"].sum()),
        period=found.period,
    )
    before = first["backlog"] - first["opened"] + first["resolved"]
    if text.number(before) == text.number(last["backlog"]):
        return text.prose(moved, _("{n} sager var åbne, både før og efter.", n=text.number(before)))
    return text.prose(
        moved,
        _(
            "Antallet af åbne sager gik fra {first} til {last}.",
            first=text.number(before),
            last=text.number(last["backlog"]),
        ),
    )


def _backlog(content: Content) -> str:
    found = told(content.rows, content.filters, "value")
    if found is None:
        return nothing(content.rows, "cases_backlog")
    last = found.named
    fewest, most = (claims.extreme(found.months, "value", what)[0] for what in claims.ENDS)
    now = _(
        "{open} sager var åbne ved udgangen af {month}.", open=last["shown"], month=text.month(last["month"])
    )
    if fewest["shown"] == most["shown"]:
        return now
    return text.prose(
        now,
        _(
            "Færrest var der i {low} ({fewest}) og flest i {high} ({most}).",
            low=text.month(fewest["month"]),
            fewest=fewest["shown"],
            high=text.month(most["month"]),
            most=most["shown"],
        ),
    )


def _by_priority(content: Content) -> str:
    judged = content.rows["level"].isin(("good", "near", "missed"))
    if content.filters.month:
        judged &= content.rows["month"] <= content.filters.month
    if not judged.any():
        return unjudged(content.rows, "cases_within_limit")
    newest = content.rows["month"][judged].max()
    rows = records(content.rows[judged & (content.rows["month"] == newest)])
    missed = [
        _("{name} ({shown})", name=row["priority"], shown=row["shown"])
        for row in rows
        if row["level"] != "good"
    ]
    month, limits = text.month(newest), _("Fristen står i parentes ved hver kritikalitet.")
    if not missed:
        return text.prose(_("Alle nåede målet i {month}", month=month), limits)
    return text.prose(
        _("Under målet i {month}: {names}", month=month, names=text.listing(missed)),
        limits,
    )


def _priorities(content: Content) -> Component:
    return matrix(
        records(content.rows),
        caption=_("Sager løst inden for fristen, kritikalitet for kritikalitet og måned for måned"),
        thing=_("Kritikalitet"),
        name="name",
    )


def _split(content: Content, second: str) -> str:
    found = told(content.rows, content.filters, "second_share")
    if found is None:
        return nothing(content.rows, "cases_opened", content.panel.untold)
    first, last = found.first, found.named
    if first is last:
        one = _(
            "{part}: {last} af sagerne i {month}.",
            part=second,
            last=text.quantity(last["second_share"], "%", 1),
            month=text.month(last["month"]),
        )
        return text.prose(one, part_words(last, "cases_opened"))
    said = _(
        "{part}: {last} af sagerne i {month} mod {first} i {since}.",
        part=second,
        last=text.quantity(last["second_share"], "%", 1),
        month=text.month(last["month"]),
        first=text.quantity(first["second_share"], "%", 1),
        since=text.month(first["month"]),
    )
    return text.prose(said, part_words(last, "cases_opened"))


def _ages(content: Content) -> str:
    rows = content.rows
    of, limited = int(rows["open"].sum()), int(rows["limited"].sum())
    oldest = records(rows)[-1]
    if not of:
        return _(
            "0 sager er åbne {day}, uanset hvilken periode der er valgt.",
            day=text.day(content.snapshot.moment().date()),
        )
    if limited < of:
        return _some_late(content, of, limited)
    late = int(rows["late"].sum())
    return _(
        "{open} sager er åbne {day}, uanset hvilken periode der er valgt. {late} af dem har overskredet deres frist, "
        "og {oldest} er mere end {days} døgn gamle.",
        day=text.day(content.snapshot.moment().date()),
        open=text.number(of),
        late=text.number(late),
        oldest=text.number(oldest["open"]),
        days=open_cases.AGES[-1],
    )


def _some_late(content: Content, of: int, limited: int) -> str:
    """Say how old the open cases are, where not all of them have a limit to be late by."""
    rows = content.rows
    said = _(
        "{open} sager er åbne {day}, uanset hvilken periode der er valgt, og {oldest} er mere end {days} døgn gamle.",
        day=text.day(content.snapshot.moment().date()),
        open=text.number(of),
        oldest=text.number(records(rows)[-1]["open"]),
        days=open_cases.AGES[-1],
    )
    if not limited:
        return text.prose(said, _("Ingen af dem har en frist, der kan siges at være overskredet."))
    late = _(
        "{n} har en frist, og {late} af dem har overskredet den.",
        n=text.number(limited),
        late=text.number(rows["late"].sum()),
    )
    return text.prose(said, late)


def _breakdown(content: Content) -> str:
    known, period = content.rows[content.rows["within_share"].notna()], counted(content.filters)
    if known.empty:
        within = cases.within_limit(content.snapshot, content.filters.narrowed)
        if (within["lacks"] != "").any():
            return nothing(within, "cases_within_limit")
        return _("Ingen sager blev løst senere end ved første kontakt {period}.", period=period)
    stands_out = pd.Series(cases.below_the_rest(known), index=known.index)
    if not stands_out[known["within_share"] == known["within_share"].min()].all():
        return _(
            "Ingen del skiller sig ud med en lav andel inden for fristen {period}: forskellene er små, eller de kan "
            "være tilfældige.",
            period=period,
        )
    lowest = claims.extreme(records(known), "within_share", "least", "known", ("dimension", "part"))
    parts = [
        _("{dimension} „{part}“", dimension=row["dimension"].lower(), part=row["part"]) for row in lowest
    ]
    return _(
        "Den laveste andel løst inden for fristen {period} har {parts}: {share}.",
        period=period,
        parts=text.listing(parts),
        share=text.quantity(lowest[0]["within_share"], "%", 1),
    )


def _two(key: str, title: str, numbers: Numbers, names: tuple[str, str], untold: str) -> Panel:
    """Declare the panel of the cases opened, split in two; `untold` is said where a source does not tell them apart."""
    return Panel(
        key=key,
        title=lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            MONTH,
            Column("first", names[0], "count"),
            Column("second", names[1], "count"),
            Column("first_share", names[0], "percent", 1),
            Column("second_share", names[1], "percent", 1),
            STATE,
        ),
        sentence=lambda content: _split(content, _(names[1])),
        metrics=("cases_opened",),
        figure=lambda content: bars.shares(
            content.rows, (("first_share", _(names[0])), ("second_share", _(names[1])))
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
    sentence=_flow,
    metrics=("cases_opened", "cases_backlog"),
    figure=lambda content: bars.counts(content.rows, (("opened", _("Oprettede")), ("resolved", _("Løste")))),
    varies="opened",
    compared="opened",
    wide=True,
)
WITHIN = Panel(
    key="inden-for-fristen",
    title=lambda _s, _f: _("Bliver sagerne løst inden for fristen?"),
    numbers=cases.within_limit,
    columns=(
        MONTH,
        Column("value", N_("Løst inden for fristen"), "judged"),
        GOAL,
        Column("numerator", IN_TIME, "count"),
        Column("denominator", LATER, "count"),
        STATE,
    ),
    sentence=lambda content: share_sentence(content.rows, "cases_within_limit", content.filters),
    metrics=("cases_within_limit",),
    figure=lambda content: trend.draw(content.rows, METRICS["cases_within_limit"].name),
    varies="value",
    compared="value",
    parts=cases.within_limit_parts,
)
BACKLOG = Panel(
    key="aabne",
    title=lambda _s, _f: _("Hober sagerne sig op?"),
    numbers=cases.backlog,
    columns=(MONTH, Column("value", N_("Åbne sager"), "judged", unit=""), STATE),
    sentence=_backlog,
    metrics=("cases_backlog",),
    figure=lambda content: bars.counts(content.rows, (("value", METRICS["cases_backlog"].name),)),
    varies="value",
    compared="value",
)
PRIORITIES = Panel(
    key="kritikalitet",
    title=lambda _s, _f: _("Er det de kritiske sager, der trækker ud?"),
    numbers=cases.within_limit_by_priority,
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
    sentence=_by_priority,
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
    sentence=_ages,
    metrics=("cases_backlog",),
    figure=lambda content: lying.overlaid(
        content.rows, "age", (("open", _("Åbne sager")), ("late", _("Heraf over fristen")))
    ),
)
KINDS = _two(
    "slags",
    N_("Er noget i stykker, eller bliver der bedt om noget?"),
    cases.kinds,
    (N_("Fejl"), N_("Bestillinger")),
    N_("Kilden fortæller ikke, om sagerne er fejl eller bestillinger."),
)
HANDLERS = _two(
    "loeses-af",
    N_("Hvem løser sagerne?"),
    cases.handlers,
    (N_("CIMT"), N_("Leverandør")),
    N_("Kilden fortæller ikke, hvem der løser sagerne."),
)
CHANNELS = _two(
    "kanal",
    N_("Kommer sagerne i begge servicedeske fra telefonen eller portalen?"),
    cases.by_channel,
    (N_("Telefon"), N_("Selvbetjeningsportal")),
    METRICS["telephone_share"].danish_untold,
)
BREAKDOWN = Panel(
    key="opdelt",
    title=lambda _s, _f: _("Sager fordelt på kritikalitet, type, kanal og løser"),
    numbers=cases.breakdown,
    columns=(
        Column("dimension", N_("Opdelt efter"), "text"),
        Column("part", N_("Del"), "text"),
        Column("opened", N_("Oprettede"), "count"),
        Column("resolved", N_("Løste"), "count"),
        Column("first_share", N_("Løst ved første kontakt"), "percent", 1),
        Column("within_share", N_("Løst inden for fristen"), "percent", 1),
    ),
    sentence=_breakdown,
    metrics=("cases_opened", "cases_within_limit"),
    wide=True,
)

PAGE = Page(
    key="sager",
    path="/sager",
    name=N_("Sager"),
    title=N_("Sager: løste, åbne og forsinkede"),
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation"),
    panels=(FLOW, WITHIN, BACKLOG, PRIORITIES, AGES, KINDS, HANDLERS, CHANNELS, BREAKDOWN),
    headlines=(
        Headline("inden-for-fristen", "cases_within_limit", cases.within_limit, by_day=True),
        Headline("aabne", "cases_backlog", cases.backlog),
    ),
    overview=(
        Headline("inden-for-fristen", "cases_within_limit", cases.within_limit, by_day=True),
        Headline("aabne", "cases_backlog", cases.backlog),
    ),
)
