"""The page Svartider: the matrix of systems and months, and the cause behind a cell."""

from collections import Counter
from dataclasses import replace

from data_access.numbers import response_times
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import lying, trend
from layouts.figures.base import Figure
from layouts.parts import claims
from layouts.parts.answers import at_month, rows_of
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.matrix import matrix
from layouts.parts.sentences import (
    GONE,
    Row,
    months_words,
    no_month,
    nothing,
    records,
    share_sentence,
    told,
    unjudged,
)
from vocabulary import text
from vocabulary.filters import Filters, to_query
from vocabulary.language import N_, _, ngettext

PATH = "/svartider"
DECIMALS = 2
MOST_NAMED = 4
FIGURE = Column("value", N_("Hurtige handlinger"), "judged", DECIMALS)
SLA = Column("target", N_("Mål"), "percent", DECIMALS)
MONTH = Column("month", N_("Måned"), "month")
WORD = Column("word", N_("Vurdering"), "word")
SAMPLES = Column("tries", N_("Målinger"), "count")


def _percent(value: float | None) -> str:
    return text.quantity(value, "%", DECIMALS)


def _name(snapshot: Snapshot, filters: Filters) -> str:
    system = filters.system or response_times.worst(snapshot, filters)
    return snapshot.choices.systems.get(system, _("systemet"))


def _furthest(snapshot: Snapshot, filters: Filters) -> str:
    name, rows = _name(snapshot, filters), response_times.trend(snapshot, filters)
    last = records(rows[rows["month"] == (filters.month or filters.last)])
    everyone = response_times.matrix(snapshot, filters)
    others = everyone[(everyone["month"] == (filters.month or filters.last)) & everyone["value"].notna()]
    if filters.system or not last or len(others) < 2:
        return name
    if text.is_missing(last[0]["target"]):
        return _("{system}, den laveste", system=name)
    if last[0]["level"] == "good":
        return _("{system}, nærmest sit mål", system=name)
    return _("{system}, længst fra sit mål", system=name)


def _within(content: Content) -> str:
    found = told(content.rows, content.filters, "denominator")
    if found is None:
        return nothing(content.rows, "response_time", month=content.filters.month)
    last = _("Systemer, der nåede deres eget mål: {met} af {of} i {month}.", **_met(found.named))
    first = (
        _("I {month} var det {met} af {of}.", **_met(found.first)) if found.first is not found.named else ""
    )
    return text.prose(last, first)


def _met(row: Row) -> dict[str, str]:
    return {
        "met": text.number(row["numerator"]),
        "of": text.number(row["denominator"]),
        "month": text.month(row["month"]),
    }


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    month = at_month(filters).last
    last = rows_of(response_times.within_sla, snapshot, at_month(filters)).tail(1)
    counts = records(last)[0]
    if counts["lacks"]:
        return nothing(last, "response_time")
    if counts["word"] == _(GONE):
        return no_month(last)
    if counts["state"] == "missing" or text.is_missing(counts["denominator"]) or not counts["denominator"]:
        return _("Der er ingen målinger af svartider i {month}.", month=text.month(month))
    if counts["state"] != "whole":
        return ngettext(
            "Tallene for {month} er ikke hele endnu. Foreløbigt når {met} af {of} system målet.",
            "Tallene for {month} er ikke hele endnu. Foreløbigt når {met} af {of} systemer målet.",
            counts["denominator"],
            **_met(counts),
        )
    if counts["denominator"] == 1:
        return _only(snapshot, filters, month, is_met=bool(counts["numerator"]))
    if counts["numerator"] == counts["denominator"]:
        return _("Svartiden overholdt målet i alle {of} systemer i {month}.", **_met(counts))
    furthest = response_times.furthest(snapshot, replace(filters, month=month))
    return _(
        "Svartiden overholdt målet i {met} af {of} systemer i {month}; {worst} ligger længst fra målet.",
        worst=text.listing([snapshot.choices.systems[each] for each in furthest]),
        **_met(counts),
    )


def _only(snapshot: Snapshot, filters: Filters, month: str, *, is_met: bool) -> str:
    """Sum up the only system that has a target."""
    system = snapshot.choices.systems[response_times.worst(snapshot, replace(filters, month=month))]
    if is_met:
        return _("Svartiden overholdt målet i {system} i {month}.", system=system, month=text.month(month))
    return _("Svartiden overholdt ikke målet i {system} i {month}.", system=system, month=text.month(month))


def _matrix_sentence(content: Content) -> str:
    rows = [row for row in records(content.rows) if row["level"] in ("good", "near", "missed")]
    if not rows:
        return unjudged(content.rows, "response_time")
    missed = [row for row in rows if row["level"] != "good"]
    claims.count(rows, "level", "good")
    unmeasured = content.rows[~content.rows["measured"]]["name"].unique().tolist()
    aside = _("Der er ingen målinger for {systems}.", systems=text.listing(unmeasured)) if unmeasured else ""
    said = ngettext(
        "Tallet er den andel af handlingerne, der var hurtige nok. {met} af {of} bedømt tal når målet. "
        "Vælg et tal for at se, hvad der ligger bag.",
        "Hvert tal er den andel af handlingerne, der var hurtige nok. {met} af de {of} bedømte tal når målet. "
        "Vælg et tal for at se, hvad der ligger bag.",
        len(rows),
        met=text.number(len(rows) - len(missed)),
        of=text.number(len(rows)),
    )
    return text.prose(said, aside)


def _matrix_body(content: Content) -> Component:
    snapshot, filters = content.snapshot, content.filters

    def link(row: Row) -> str:
        asked = replace(filters, system=row["system"], month=row["month"])
        return PATH + to_query(asked, snapshot.choices) + "#aarsag"

    chosen = (_name(snapshot, filters), filters.month) if filters.month else None
    caption = _("Svartider: andelen af hurtige handlinger i procent, system for system og måned for måned")
    return matrix(
        records(content.rows), caption=caption, thing=_("System"), name="name", link=link, chosen=chosen
    )


def _cause_title(snapshot: Snapshot, filters: Filters) -> str:
    month = text.month(filters.month or filters.last)
    return _("Hvad ligger bag tallet for {system} i {month}?", system=_name(snapshot, filters), month=month)


def _cause(content: Content) -> str:
    rows, name = records(content.rows), _name(content.snapshot, content.filters)
    first, below = rows[0], [row for row in rows if row["level"] in ("near", "missed")]
    if first["state"] != "whole":
        month = text.capital(text.month(first["month"]))
        return _("{month} bliver ikke bedømt: {word}.", month=month, word=first["word"].lower())
    if text.is_missing(first["target"]) and len(rows) == 1:
        return _(
            "{system} har intet mål i den måned. {site}: {figure}.",
            system=name,
            site=first["site"],
            figure=first["shown"],
        )
    if text.is_missing(first["target"]):
        none = _("{system} har intet mål i den måned.", system=name)
        return text.prose(none, _lowest(rows))
    goal = _percent(first["target"])
    if not below:
        return _none_below(rows, name, goal)
    if sum(row["cost"] for row in rows) <= 0:
        met = _("{system} nåede målet på {goal} i alt.", system=name, goal=goal)
        return text.prose(met, _lowest(rows), _others(rows, below))
    return _pulled(content, rows, below, goal)


def _none_below(rows: list[Row], system: str, goal: str) -> str:
    few = sum(row["few"] for row in rows)
    if few:
        said = ngettext(
            "{n} sted har for få målinger til at bedømme.",
            "{n} steder har for få målinger til at bedømme.",
            few,
            n=few,
        )
        return text.prose(said, _lowest(rows))
    if len(rows) == 1:
        return _("{site} nåede målet på {goal} for {system}: {figure}.", goal=goal, system=system,
                 site=rows[0]["site"], figure=rows[0]["shown"])  # fmt: skip
    return _(
        "Ingen steder trækker {system} ned: alle {n} nåede målet på {goal}.",
        system=system,
        n=text.number(len(rows)),
        goal=goal,
    )


def _lowest(rows: list[Row]) -> str:
    """Say which site lies lowest, or which do; '' where many do, or it is the only one."""
    least = text.rounded(
        float(claims.extreme(rows, "value", "least", "known", ("site",))[0]["value"]), DECIMALS
    )
    lowest = [row["site"] for row in rows if text.rounded(row["value"], DECIMALS) == least]
    if len(lowest) > MOST_NAMED or len(lowest) == len(rows) > 1:
        return ""
    return _("Lavest ligger {sites}: {figure}.", sites=text.listing(lowest), figure=_percent(least))


def _pulled(content: Content, rows: list[Row], below: list[Row], goal: str) -> str:
    """Say which sites stand out from the rest; or that none does, and how many are below the target."""
    found = records(response_times.standing_out(content.snapshot, content.filters))
    system, n = _name(content.snapshot, content.filters), text.number(len(rows))
    if found:
        parts = [
            _(
                "{site} ({figure} mod {rest} de andre steder)",
                site=row["part"],
                figure=_percent(row["value"]),
                rest=_percent(row["rest"]),
            )
            for row in found
        ]
        said = _(
            "Målet er {goal}. Det, der skiller sig ud, er {sites}.", goal=goal, sites=text.listing(parts)
        )
        alone = _without(content, found[0]["part"]) if len(found) == 1 else ""
        return text.prose(said, alone, _others(rows, below))
    claims.count(rows, "level", "near", "missed", over="known")
    if len(below) == len(rows) > 1:
        return _(
            "Alle {n} steder ligger under målet på {goal}, og intet sted skiller sig ud fra de andre: det er {system}, "
            "ikke ét sted.",
            n=n,
            goal=goal,
            system=system,
        )
    if len(rows) == 1:
        return _("{site} er det eneste sted, der er målt: {figure} mod et mål på {goal}.", goal=goal,
                 site=rows[0]["site"], figure=rows[0]["shown"])  # fmt: skip
    return _(
        "{below} af {n} steder ligger under målet på {goal}, men intet sted skiller sig ud: forskellene er små, eller "
        "de kan være tilfældige.",
        below=text.number(len(below)),
        n=n,
        goal=goal,
    )


def _without(content: Content, site: str) -> str:
    rest = response_times.without(content.snapshot, content.filters, site)
    if rest is None:
        return ""
    return _("Uden {site} havde tallet været {figure}.", site=site, figure=_percent(rest))


def _others(rows: list[Row], below: list[Row]) -> str:
    """Say which sites are below the target, or that all others reached it."""
    others = len(rows) - len(below)
    if len(below) == len(rows):
        return _("Alle {n} steder ligger under målet.", n=text.number(len(rows))) if len(rows) > 1 else ""
    if len(below) > MOST_NAMED or any(row["few"] for row in rows):
        return _(
            "{n} af {of} steder ligger under målet.", n=text.number(len(below)), of=text.number(len(rows))
        )
    names = text.listing([row["site"] for row in below])
    if others == 1:
        return _("Under målet: {sites}. Det andet sted nåede det.", sites=names)
    return _("Under målet: {sites}. Alle de andre {n} steder nåede det.", sites=names, n=text.number(others))


def _cause_figure(content: Content) -> Figure:
    goal = content.rows["target"].dropna()
    label = _("mål {goal}", goal=_percent(float(goal.iloc[0]))) if len(goal) else ""
    return lying.sites(content.rows, label)


def _sites_title(snapshot: Snapshot, filters: Filters) -> str:
    return _("{system} sted for sted, måned for måned", system=_name(snapshot, filters))


def _sites_sentence(content: Content) -> str:
    judged = [row for row in records(content.rows) if row["level"] in ("good", "near", "missed")]
    if not judged:
        return unjudged(content.rows, "response_time")
    rows = [row for row in judged if row["level"] != "good"]
    sites = list(dict.fromkeys(row["site"] for row in judged))
    if not rows:
        period = months_words(
            (row["month"] for row in judged), N_("i de {n} hele måneder fra {first} til {last}")
        )
        if len(sites) == 1:
            return _("{site} nåede målet {period}.", site=sites[0], period=period)
        return _("Alle steder nåede målet {period}.", period=period)
    order = _("Stederne står med det laveste i den valgte måned øverst.") if len(sites) > 1 else ""
    return text.prose(_most_often(rows), order)


def _most_often(missed: list[Row]) -> str:
    """Say which sites were most often below their target: all that were it equally often."""
    counts = Counter(row["site"] for row in missed)
    times = max(counts.values())
    sites = [site for site, n in counts.items() if n == times]
    said = {"n": text.number(times), "sites": text.listing(sites), "count": text.number(len(sites))}
    if len(sites) > MOST_NAMED:
        return ngettext(
            "{count} steder var lige ofte under målet: i {n} måned.",
            "{count} steder var lige ofte under målet: i {n} måneder.",
            times,
            **said,
        )
    return ngettext(
        "Oftest under målet: {sites}, i {n} måned.",
        "Oftest under målet: {sites}, i {n} måneder.",
        times,
        **said,
    )


def _sites_body(content: Content) -> Component:
    caption = _sites_title(content.snapshot, content.filters)
    return matrix(records(content.rows), caption=caption, thing=_("Sted"), name="site")


def _trend_title(snapshot: Snapshot, filters: Filters) -> str:
    return _("Hvordan går det med {system}?", system=_name(snapshot, filters))


def _trend_sentence(content: Content) -> str:
    subject = _("{system}: andelen af hurtige handlinger", system=_name(content.snapshot, content.filters))
    return share_sentence(content.rows, "response_time", content.filters, subject)


MATRIX = Panel(
    key="matrix",
    title=lambda _s, _f: _("Er systemerne hurtige nok?"),
    numbers=response_times.matrix,
    columns=(Column("name", N_("System"), "text"), MONTH, FIGURE, SLA, SAMPLES, WORD),
    sentence=_matrix_sentence,
    metrics=("response_time",),
    body=_matrix_body,
    wide=True,
)
CAUSE = Panel(
    key="aarsag",
    title=_cause_title,
    numbers=response_times.sites_by_class,
    columns=(
        Column("site", N_("Sted"), "text"),
        FIGURE,
        SLA,
        Column("cost", N_("Trækker ned"), "points", DECIMALS),
        Column("standard", N_("Almindelige handlinger"), "percent", DECIMALS),
        Column("heavy", N_("Tunge handlinger"), "percent", DECIMALS),
        SAMPLES,
        WORD,
    ),
    sentence=_cause,
    metrics=("response_time",),
    figure=_cause_figure,
    wide=True,
    when=lambda filters: filters.month is not None,
)
SITES = Panel(
    key="steder",
    title=_sites_title,
    numbers=response_times.months_by_site,
    columns=(Column("site", N_("Sted"), "text"), MONTH, FIGURE, SLA, SAMPLES, WORD),
    sentence=_sites_sentence,
    metrics=("response_time",),
    body=_sites_body,
    wide=True,
    when=lambda filters: filters.month is not None,
)
TREND = Panel(
    key="udvikling",
    title=_trend_title,
    numbers=response_times.trend,
    columns=(MONTH, FIGURE, SLA, SAMPLES, WORD),
    sentence=_trend_sentence,
    metrics=("response_time",),
    figure=lambda content: trend.draw(content.rows, _name(content.snapshot, content.filters), DECIMALS),
    varies="value",
    compared="value",
    parts=response_times.parts,
)
WITHIN = Panel(
    key="systemer-inden-for-maalet",
    title=lambda _s, _f: _("Hvor mange systemer når deres mål?"),
    numbers=response_times.within_sla,
    columns=(
        MONTH,
        Column("value", N_("Systemer inden for målet"), "judged"),
        Column("numerator", N_("Inden for målet"), "count"),
        Column("denominator", N_("Målte systemer"), "count"),
        WORD,
    ),
    sentence=_within,
    metrics=("systems_within_sla",),
    figure=lambda content: trend.draw(content.rows, _("Systemer inden for målet")),
    varies="value",
    compared="value",
    parts=response_times.systems,
)

PAGE = Page(
    key="svartider",
    path=PATH,
    name=N_("Svartider"),
    title=N_("Svartider i de kliniske systemer"),
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation", "system"),
    panels=(MATRIX, CAUSE, SITES, TREND, WITHIN),
    overview=(
        Headline(
            "systemer",
            "systems_within_sla",
            response_times.within_sla,
            counted=True,
            by_day=True,
            applies=response_times.is_measured,
            goals=response_times.matrix,
        ),
        Headline(
            "lavest",
            "response_time",
            response_times.trend,
            about=_furthest,
            by_day=True,
            applies=response_times.is_measured,
            counted_elsewhere=True,
        ),
    ),
)
