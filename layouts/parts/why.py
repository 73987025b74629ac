"""The panel that answers why a share is below its target: what stands out, what it would have taken, what moved."""

import math
from dataclasses import replace
from functools import cache

from data_access.numbers.causes import COLUMNS, Parts, decompose, is_list, moved
from data_access.numbers.few import least
from data_access.numbers.naming import name_of
from data_access.numbers.tabled import Tabled, table_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.figures import costs
from layouts.parts import claims
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Panel
from layouts.parts.needed import needed_words, reached_words
from layouts.parts.why_causes import NONE_STANDS_OUT, alike, causes_words, listed_below
from layouts.parts.why_moved import BACK, split_words, worse_by_weight
from layouts.parts.why_moved import COLUMNS as MOVED
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, shift
from vocabulary.status import goal_words

PREFIX = "hvorfor-"
MOST = 6  # parts of a dimension that are drawn; the table has them all
LEAST_SHOWN = 0.005  # percentage points: what is printed as nothing is no bar
ALL_COLUMNS = (*COLUMNS, *MOVED)


@cache
def panel(of: Panel) -> Panel:
    """Return the panel that takes a panel's share of the picked month apart; it shows when it is asked for."""
    return Panel(
        key=PREFIX + of.key,
        title=lambda snapshot, filters: _title(of, snapshot, filters),
        numbers=Tabled(lambda snapshot, filters: _numbers(of, snapshot, filters)),
        columns=(
            Column("dimension", N_("Opdelt efter"), "text"),
            Column("part", N_("Del"), "text"),
            Column("value", N_("Andel"), "percent", METRICS[of.metrics[0]].decimals or 1),
            Column("rest", N_("Resten"), "percent", METRICS[of.metrics[0]].decimals or 1),
            Column("gives", N_("Hvis delen var som resten"), "points", 2),
            Column("hits", N_("Opfylder kravet"), "count"),
            Column("tries", N_("I alt"), "count"),
            Column("cost", N_("Del af det, der mangler"), "points", 2),
            Column("rate_month", N_("Siden måneden før: delens egen andel"), "points", 2),
            Column("weight_month", N_("Siden måneden før: delens størrelse"), "points", 2),
            Column("rate_year", N_("Siden året før: delens egen andel"), "points", 2),
            Column("weight_year", N_("Siden året før: delens størrelse"), "points", 2),
        ),
        sentence=lambda content: _sentence(of, content),
        metrics=of.metrics,
        figure=lambda content: costs.draw(_drawn(content.table)),
        wide=True,
        when=lambda filters: filters.why == of.key and filters.month is not None,
        opened_by="hvorfor",
    )


def _month(filters: Filters) -> str:
    return filters.month or filters.last


def _asked(filters: Filters) -> Filters:
    """Return the filters with the month as all of their period."""
    month = _month(filters)
    return replace(filters, first=month, last=month)


def _own(of: Panel, snapshot: Snapshot, filters: Filters) -> Row:
    """Return the share's own row of the month."""
    return table_of(of.numbers, snapshot, _asked(filters)).records[0]


def _drawn(rows: Table) -> Table:
    """Return the parts to draw: those that would give or take anything, the first of each dimension."""
    column = "cost" if any(is_list(rows)) else "gives"
    shown: dict[str, list[Row]] = {}
    for row in rows.records:
        parts = shown.setdefault(row["dimension"], [])
        if abs(row[column]) >= LEAST_SHOWN and len(parts) < MOST:
            parts.append(row | {"cost": row[column]})
    return Table.of_rows([row for parts in shown.values() for row in parts], list(rows))


def _numbers(of: Panel, snapshot: Snapshot, filters: Filters) -> Table:
    own = _own(of, snapshot, filters)
    if of.parts is None or text.is_missing(own["value"]):
        return Table({name: [] for name in ALL_COLUMNS})
    now = _parts(of, snapshot, filters, _month(filters))
    rows = decompose(now, None if text.is_missing(own["target"]) else float(own["target"]))
    more: dict[str, list[float]] = {}
    for name, back in BACK.items():
        split = {(row["dimension"], row["part"]): row for row in _moved(of, snapshot, filters, back).records}
        found = [split.get(key, {}) for key in zip(rows["dimension"], rows["part"], strict=True)]
        more |= {
            f"{column}_{name}": [row.get(column, math.nan) for row in found] for column in ("rate", "weight")
        }
    return rows.adding(**more)


def _parts(of: Panel, snapshot: Snapshot, filters: Filters, month: str) -> Parts:
    asked = replace(filters, month=month, first=month, last=month)
    return {_(name): rows for name, rows in of.parts(snapshot, asked).items()} if of.parts else {}


def _moved(of: Panel, snapshot: Snapshot, filters: Filters, back: int) -> Table:
    """Split the change since so many months before over the parts; no rows where that month cannot be compared with."""
    month, before = _month(filters), shift(_month(filters), -back)
    same = replace(filters, system=_system(of, snapshot, filters))
    compared = table_of(of.numbers, snapshot, replace(same, first=before, last=month, month=month)).records
    old = next((row for row in compared if row["month"] == before), None)
    if old is None or old["state"] != "whole" or text.is_missing(old["value"]):
        return moved({}, {})
    return moved(_parts(of, snapshot, same, month), _parts(of, snapshot, same, before))


def _system(of: Panel, snapshot: Snapshot, filters: Filters) -> str | None:
    """Return the system that the month is asked about: the chosen one, else the one that the panel names itself."""
    return filters.system or str(_own(of, snapshot, filters).get("system") or "") or None


def _title(of: Panel, snapshot: Snapshot, filters: Filters) -> str:
    system = snapshot.names("systems").get(_system(of, snapshot, filters) or "")
    return _(
        "{name} i {month}: hvad trækker ned?",
        name=system or name_of(snapshot, of.metrics[0], _month(filters)),
        month=text.month(_month(filters)),
    )


def _sentence(of: Panel, content: Content) -> str:
    own = _own(of, content.snapshot, content.filters)
    with claims.about(of.numbers, _asked(content.filters)):
        return _said(of, content, own)


def _said(of: Panel, content: Content, own: Row) -> str:
    if text.is_missing(own["target"]):
        claims.many([], "target")
        return _("Der er intet mål i den måned, så ingen del kan siges at trække ned.")
    goal = goal_words(METRICS[of.metrics[0]], own["target"])
    if claims.word(own, "level") == "unknown":
        return _("Måneden bliver ikke bedømt: {reason}.", reason=str(own["word"]).lower())
    if own["level"] == "good":
        claims.values(own, "value", "target")
        return _("Tallet var {shown} og nåede målet på {goal}. Figuren viser, hvad der trak op og ned.",
                 shown=own["shown"], goal=goal)  # fmt: skip
    places = max(METRICS[of.metrics[0]].decimals, 1)
    if any(is_list(content.table)):
        opening = _counted(own)
    else:
        claims.values(own, "value", "target")
        opening = _("Tallet var {shown}; der mangler {missing} procentpoint op til målet på {goal}.",
                    shown=text.quantity(own["value"], "%", places), goal=goal,
                    missing=text.number(claims.less(own, "target", "value"), places))  # fmt: skip
    asked = replace(content.filters, month=_month(content.filters))
    return text.prose(
        opening,
        needed_words(of.metrics[0], content.snapshot, asked, own),
        reached_words(
            of.numbers, content.snapshot, replace(asked, system=_system(of, content.snapshot, asked))
        ),
        _causes_words(
            content.table, float(own["target"]), places, _enough(of, content.snapshot, content.filters)
        ),
        split_words(content.table, _month(content.filters), places),
        worse_by_weight(_moved(of, content.snapshot, content.filters, 1), _month(content.filters)),
    )


def _counted(own: Row) -> str:
    """Say a figure of things that are counted as its tile does: so many of all."""
    met, of = (claims.value(own, column) for column in ("numerator", "denominator"))
    goal = text.number(of * own["target"] / 100)
    return _(
        "Tallet var {met} af {of}; målet er {goal}.", met=text.number(met), of=text.number(of), goal=goal
    )


def _enough(of: Panel, snapshot: Snapshot, filters: Filters) -> float:
    return least(snapshot, of.metrics[0], first_day(_month(filters)))


def _causes_words(rows: Table, target: float, places: int, enough: float) -> str:
    with claims.about(None):
        return causes_words(rows, target, places, enough)


def first_words(of: Panel, snapshot: Snapshot, filters: Filters, target: float) -> str:
    """Say in a few words what stands out behind a panel's share of the picked month, or that it is low everywhere.

    Where it is neither, that no part is the reason (`NONE_STANDS_OUT`).
    """
    rows = decompose(_parts(of, snapshot, filters, _month(filters)), target)
    if listed := listed_below(rows, target):
        return _("Målet blev ikke nået for {names}.", names=text.listing(listed))
    first = next((row for row in rows.records if row["stands_out"]), None)
    if first is None:
        by = text.listing([each.lower() for each in alike(rows, target, _enough(of, snapshot, filters))])
        return _("Under målet uanset {by}.", by=by) if by else _(NONE_STANDS_OUT)
    places = max(METRICS[of.metrics[0]].decimals, 1)  # as the tile has
    return _(
        "{part} skiller sig ud: {value} mod {rest} for resten.",
        part=text.capital(first["part"]),
        value=text.quantity(first["value"], "%", places),
        rest=text.quantity(first["rest"], "%", places),
    )
