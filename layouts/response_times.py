"""The page Svartider: the matrix of systems and months, and the cause behind a cell."""

from dataclasses import replace

from dash.development.base_component import Component

from dashboard import text
from dashboard.figures import bars, trend
from dashboard.figures.base import Figure
from dashboard.filters import Filters, to_query
from data_access import response_times
from data_access.snapshot import Snapshot
from layouts.declarations import Column, Content, Headline, Page, Panel
from layouts.matrix import matrix
from layouts.sentences import Row, records, share_sentence

PATH = "/svartider"
DECIMALS = 2
FIGURE = Column("value", "Svartid", "judged", DECIMALS)
SLA = Column("target", "Mål", "percent", DECIMALS)
MONTH = Column("month", "Måned", "month")
WORD = Column("word", "Vurdering", "word")


def _percent(value: float | None) -> str:
    return text.quantity(value, "%", DECIMALS)


def _name(snapshot: Snapshot, filters: Filters) -> str:
    system = filters.system or response_times.worst(snapshot, filters)
    return snapshot.choices.systems.get(system, "systemet")


def _furthest(snapshot: Snapshot, filters: Filters) -> str:
    return f"{_name(snapshot, filters)}, længst fra sit mål"


def _within(content: Content) -> str:
    rows = records(content.rows[content.rows["state"] == "whole"])
    if not rows:
        return "Ingen af de viste måneder er hele endnu."
    first, last = (
        f"{row['numerator']} af {row['denominator']} i {text.month(row['month'])}"
        for row in (rows[0], rows[-1])
    )
    return f"Systemer, der nåede deres eget mål: {last}." + (f" Det var {first}." if len(rows) > 1 else "")


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    counts = records(response_times.within_sla(snapshot, filters))[-1]
    month = text.month(filters.last)
    if counts["state"] == "missing" or not counts["denominator"]:
        return f"Der er ingen målinger af svartider i {month}."
    met, of = int(counts["numerator"]), int(counts["denominator"])
    if counts["state"] != "whole":
        return f"Tallene for {month} er ikke hele endnu. Foreløbigt når {met} af {of} systemer målet."
    if met == of:
        return f"Svartiden overholdt målet i alle {of} systemer i {month}."
    worst = snapshot.choices.systems[response_times.worst(snapshot, replace(filters, month=filters.last))]
    return f"Svartiden overholdt målet i {met} af {of} systemer i {month}; {worst} ligger længst fra målet."


def _matrix_sentence(content: Content) -> str:
    rows = [row for row in records(content.rows) if row["level"] in ("good", "near", "missed")]
    if not rows:
        return "Ingen af de viste måneder er hele, så der er intet at bedømme endnu."
    missed = [row for row in rows if row["level"] != "good"]
    unmeasured = content.rows[~content.rows["measured"]]["name"].unique().tolist()
    aside = f" Der er ingen målinger for {text.listing(unmeasured)}." if unmeasured else ""
    return (
        f"Hvert tal er den andel af handlingerne, der var hurtige nok. {len(rows) - len(missed)} af de {len(rows)} "
        f"bedømte tal når målet. Vælg et tal for at se, hvad der ligger bag.{aside}"
    )


def _matrix_body(content: Content) -> Component:
    snapshot, filters = content.snapshot, content.filters

    def link(row: Row) -> str:
        asked = replace(filters, system=row["system"], month=row["month"])
        return PATH + to_query(asked, snapshot.choices) + "#aarsag"

    chosen = (_name(snapshot, filters), filters.month) if filters.month else None
    caption = "Svartider: andelen af hurtige handlinger i procent, system for system og måned for måned"
    return matrix(
        records(content.rows), caption=caption, thing="System", name="name", link=link, chosen=chosen
    )


def _cause_title(snapshot: Snapshot, filters: Filters) -> str:
    month = text.month(filters.month or filters.last)
    return f"Hvad trækker {_name(snapshot, filters)} i {month}?"


def _cause(content: Content) -> str:
    rows, name = records(content.rows), _name(content.snapshot, content.filters)
    first, below = rows[0], [row for row in rows if row["level"] in ("near", "missed")]
    if first["level"] == "unknown":
        return f"{text.capital(text.month(first['month']))} bliver ikke bedømt: {first['word'].lower()}."
    if text.is_missing(first["target"]):
        return f"{name} har intet mål i den måned. Lavest ligger {first['site']}: {first['shown']}."
    if not below:
        return (
            f"Ingen steder trækker {name} ned: alle {len(rows)} nåede målet på {_percent(first['target'])}."
        )
    against = f"({first['shown']} mod et mål på {_percent(first['target'])})"
    if sum(row["cost"] for row in rows) <= 0:
        return f"{name} nåede målet i alt. Lavest lå {first['site']} {against}. {_others(rows, below)}"
    rest = response_times.without(content.snapshot, content.filters, first["site"])
    without = f"Uden {first['site']} havde tallet været {_percent(rest)}. " if rest is not None else ""
    return (
        f"Det er især {first['site']}, der trækker {name} ned: stedet koster {_points(first['cost'])} {against}. "
        f"{without}{_others(rows, below)}"
    )


def _points(value: float) -> str:
    return f"{text.number(value, DECIMALS)} procentpoint"


def _others(rows: list[Row], below: list[Row]) -> str:
    if len(below) == 1:
        return f"Alle de andre {len(rows) - 1} steder nåede målet."
    others = [row["site"] for row in below[1:]]
    return f"Også under målet: {text.listing(others[:4])}" + (" og flere." if len(others) > 4 else ".")


def _cause_figure(content: Content) -> Figure:
    goal = content.rows["target"].dropna()
    return bars.sites(content.rows, f"mål {_percent(float(goal.iloc[0]))}" if len(goal) else "")


def _sites_title(snapshot: Snapshot, filters: Filters) -> str:
    return f"{_name(snapshot, filters)} sted for sted, måned for måned"


def _sites_sentence(content: Content) -> str:
    rows = [row for row in records(content.rows) if row["level"] in ("near", "missed")]
    if not rows:
        return "Alle steder nåede målet i alle de viste måneder, der er hele."
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["site"]] = counts.get(row["site"], 0) + 1
    site, times = max(counts.items(), key=lambda item: item[1])
    months = "måned" if times == 1 else "måneder"
    return f"Oftest under målet: {site}, i {times} {months}. Stederne står med det laveste i den valgte måned øverst."


def _sites_body(content: Content) -> Component:
    caption = _sites_title(content.snapshot, content.filters)
    return matrix(records(content.rows), caption=caption, thing="Sted", name="site")


def _trend_title(snapshot: Snapshot, filters: Filters) -> str:
    return f"Hvordan går det med {_name(snapshot, filters)}?"


MATRIX = Panel(
    key="matrix",
    title=lambda _s, _f: "Er systemerne hurtige nok?",
    numbers=response_times.matrix,
    columns=(Column("name", "System", "text"), MONTH, FIGURE, SLA, WORD),
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
        Column("site", "Sted", "text"),
        FIGURE,
        SLA,
        Column("cost", "Trækker ned", "points", DECIMALS),
        Column("standard", "Almindelige handlinger", "percent", DECIMALS),
        Column("heavy", "Tunge handlinger", "percent", DECIMALS),
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
    columns=(Column("site", "Sted", "text"), MONTH, FIGURE, SLA, WORD),
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
    columns=(MONTH, FIGURE, SLA, WORD),
    sentence=lambda content: share_sentence(
        content.rows, "response_time", f"Svartiden for {_name(content.snapshot, content.filters)}"
    ),
    metrics=("response_time",),
    figure=lambda content: trend.draw(content.rows, _name(content.snapshot, content.filters), DECIMALS),
    varies="value",
    compared="value",
    parts=response_times.parts,
)
WITHIN = Panel(
    key="systemer-inden-for-maalet",
    title=lambda _s, _f: "Hvor mange systemer når deres mål?",
    numbers=response_times.within_sla,
    columns=(
        MONTH,
        Column("value", "Systemer inden for målet", "judged"),
        Column("numerator", "Inden for målet", "count"),
        Column("denominator", "Målte systemer", "count"),
        WORD,
    ),
    sentence=_within,
    metrics=("systems_within_sla",),
    figure=lambda content: trend.draw(content.rows, "Systemer inden for målet"),
    varies="value",
    compared="value",
    parts=response_times.systems,
)

PAGE = Page(
    key="svartider",
    path=PATH,
    name="Svartider",
    title="Svartider i de kliniske systemer",
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation", "system"),
    panels=(MATRIX, CAUSE, SITES, TREND, WITHIN),
    overview=(
        Headline("systemer", "systems_within_sla", response_times.within_sla, counted=True),
        Headline("lavest", "response_time", response_times.trend, about=_furthest),
    ),
)
