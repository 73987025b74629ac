"""The page Sager: what comes in and goes out, what is solved in time, and what is still open."""

from datetime import timedelta

import pandas as pd

from data_access.numbers import cases, open_cases
from data_access.numbers.series import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, lying, trend
from layouts.parts import claims
from layouts.parts.answers import rows_of
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.matrix import matrix
from layouts.parts.sentences import (
    counted,
    few_words,
    months_words,
    no_month,
    nothing,
    part_words,
    records,
    share_sentence,
    told,
    unjudged,
    verdict,
)
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")
GOAL = Column("target", N_("Mål"), "goal")
IN_TIME, LATER = N_("Antal løst inden for fristen"), N_("Løst senere end første kontakt")


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    flow = rows_of(cases.flow, snapshot, filters)
    found = told(flow, filters)
    if found is None:
        return no_month(flow, filters.month)
    last, within = found.named, rows_of(cases.within_limit, snapshot, filters)
    share = verdict(within, "cases_within_limit", filters)
    said = {"opened": text.number(last["opened"]), "month": text.month(last["month"])}
    if text.is_missing(last["backlog"]):
        alone = ngettext(
            "Der blev oprettet {opened} sag i {month}.",
            "Der blev oprettet {opened} sager i {month}.",
            last["opened"],
            **said,
        )
        return text.prose(alone, share)
    moved = ngettext(
        "Der blev oprettet {opened} sag og løst {resolved} i {month}",
        "Der blev oprettet {opened} sager og løst {resolved} i {month}",
        last["opened"],
        resolved=text.number(last["resolved"]),
        **said,
    )
    left = ngettext(
        "{backlog} var åben ved månedens udgang",
        "{backlog} var åbne ved månedens udgang",
        last["backlog"],
        backlog=text.number(last["backlog"]),
    )
    return text.prose(f"{moved}; {left}", share)


def _flow(content: Content) -> str:
    found = told(content.rows, content.filters)
    if found is None:
        return no_month(content.rows, content.filters.month)
    first, last = found.first, found.months[-1]
    if any(text.is_missing(row["backlog"]) for row in (first, last)):
        opened = sum(row["opened"] for row in found.months)
        said = ngettext(
            "Der blev oprettet {opened} sag {period}.",
            "Der blev oprettet {opened} sager {period}.",
            opened,
            opened=text.number(opened),
            period=found.period,
        )
        return text.prose(said, METRICS["cases_backlog"].untold)
    # What is not whole between them has figures too, and the open cases went through it.
    between = content.rows[content.rows["month"].between(first["month"], last["month"])]
    between = between[between["opened"].notna()]
    moved = ngettext(
        "Der blev oprettet {opened} sag og løst {resolved} {period}.",
        "Der blev oprettet {opened} sager og løst {resolved} {period}.",
        between["opened"].sum(),
        opened=text.number(between["opened"].sum()),
        resolved=text.number(between["resolved"].sum()),
        period=months_words(between["month"]),
    )
    before = first["backlog"] - first["opened"] + first["resolved"]
    if text.number(before) == text.number(last["backlog"]):
        both = ngettext(
            "{n} sag var åben, både før og efter.",
            "{n} sager var åbne, både før og efter.",
            before,
            n=text.number(before),
        )
        return text.prose(moved, both)
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
        return nothing(content.rows, "cases_backlog", month=content.filters.month)
    last = found.named
    fewest, most = (claims.extreme(found.months, "value", what)[0] for what in claims.ENDS)
    now = ngettext(
        "{open} sag var åben ved udgangen af {month}.",
        "{open} sager var åbne ved udgangen af {month}.",
        last["value"],
        open=last["shown"],
        month=text.month(last["month"]),
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
        return unjudged(content.rows, "cases_within_limit", month=content.filters.month)
    newest = content.rows["month"][judged].max()
    rows = records(content.rows[judged & (content.rows["month"] == newest)])
    missed = [
        _("{name} ({shown})", name=row["priority"], shown=row["shown"])
        for row in rows
        if row["level"] != "good"
    ]
    month, limits = text.month(newest), _("Fristen står i parentes ved hver kritikalitet.")
    few = _too_few(content.rows[content.rows["month"] == newest])
    if not missed and few:
        return text.prose(_("Alle, der kan bedømmes, nåede målet i {month}", month=month), few, limits)
    if not missed:
        return text.prose(_("Alle nåede målet i {month}", month=month), limits)
    return text.prose(
        _("Under målet i {month}: {names}", month=month, names=text.listing(missed)), few, limits
    )


def _too_few(rows: pd.DataFrame) -> str:
    """Name the priorities of which there are too few cases to judge, with what they are made of."""
    found = [
        _("{name} ({shown})", name=row["priority"], shown=few_words(row))
        for row in records(rows[rows["few"].astype(bool)])
    ]
    return _("Der er for få til at bedømme: {names}.", names=text.listing(found)) if found else ""


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
        return nothing(content.rows, "cases_opened", content.panel.untold, content.filters.month)
    first, last = found.first, found.named
    if first is last:
        one = _(
            "{part}: {last} af sagerne i {month}.",
            part=second,
            last=text.quantity(last["second_share"], "%", 1),
            month=text.month(last["month"]),
        )
        return text.prose(one, part_words(last, "cases_opened"))
    now, before = (text.quantity(row["second_share"], "%", 1) for row in (last, first))
    if now == before:
        same = _(
            "{part}: {last} af sagerne i {month}, det samme som i {since}.",
            part=second,
            last=now,
            month=text.month(last["month"]),
            since=text.month(first["month"]),
        )
        return text.prose(same, part_words(last, "cases_opened"))
    said = _(
        "{part}: {last} af sagerne i {month} mod {first} i {since}.",
        part=second,
        last=now,
        month=text.month(last["month"]),
        first=before,
        since=text.month(first["month"]),
    )
    return text.prose(said, part_words(last, "cases_opened"))


def _ages(content: Content) -> str:
    rows = content.rows
    of, limited = int(rows["open"].sum()), int(rows["limited"].sum())
    opening = _open(content.snapshot, of)
    if not of:
        return opening
    late, days = text.number(rows["late"].sum()), open_cases.AGES[-1]
    oldest = text.number(records(rows)[-1]["open"])
    if limited == of:
        both = _("{late} har overskredet fristen, og {oldest} er ældre end {days} døgn.", late=late, oldest=oldest,
                 days=days)  # fmt: skip
        return text.prose(opening, both)
    older = _("{oldest} er ældre end {days} døgn.", oldest=oldest, days=days)
    if not limited:
        return text.prose(opening, older, _("Der er ingen frist, der kan siges at være overskredet."))
    some = ngettext(
        "{n} har en frist, og {late} har overskredet den.",
        "{n} har en frist, og {late} har overskredet den.",
        limited,
        n=text.number(limited),
        late=late,
    )
    return text.prose(opening, older, some)


def _open(snapshot: Snapshot, n: int) -> str:
    """Say how many cases are open now; of a source that has ended, how many it has not told to be solved."""
    until, now = open_cases.counted_until(snapshot), snapshot.moment()
    said = {
        "open": text.number(n),
        "day": text.day((until if until == now else until - timedelta(seconds=1)).date()),
    }
    if until == now:
        return ngettext(
            "{open} sag er åben {day}, uanset hvilken periode der er valgt.",
            "{open} sager er åbne {day}, uanset hvilken periode der er valgt.",
            n,
            **said,
        )
    return ngettext(
        "{open} sag er ikke meldt løst, uanset hvilken periode der er valgt. Kildens tal går til og med {day}.",
        "{open} sager er ikke meldt løst, uanset hvilken periode der er valgt. Kildens tal går til og med {day}.",
        n,
        **said,
    )


def _breakdown(content: Content) -> str:
    known, period = (
        content.rows[content.rows["within_share"].notna()],
        counted(content.snapshot, content.filters, "sager"),
    )
    if known.empty:
        within = cases.within_limit(content.snapshot, content.filters.narrowed)
        if (within["lacks"] != "").any():
            return nothing(within, "cases_within_limit")
        return _("Ingen sager blev løst senere end ved første kontakt {period}.", period=period)
    if known["within_share"].nunique() == 1:
        same = claims.extreme(records(known), "within_share", "least", "known", ("dimension", "part"))
        share = text.quantity(same[0]["within_share"], "%", 1)
        return _("Alle dele havde {share} inden for fristen {period}.", period=period, share=share)
    known = known.assign(stands_out=cases.below_the_rest(known))
    if not known["stands_out"][known["within_share"] == known["within_share"].min()].all():
        return _(
            "Ingen del skiller sig ud med en lav andel inden for fristen {period}: forskellene er små, eller de kan "
            "være tilfældige.",
            period=period,
        )
    lowest = claims.extreme(records(known), "within_share", "least", "known", ("dimension", "part"))
    parts = [
        _("„{part}“ ({dimension})", dimension=row["dimension"].lower(), part=row["part"]) for row in lowest
    ]
    return _(
        "Den laveste andel løst inden for fristen {period} var {share}, for {parts}.",
        period=period,
        parts=text.listing(parts),
        share=text.quantity(lowest[0]["within_share"], "%", 1),
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
