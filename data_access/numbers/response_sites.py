"""The sites behind a system's response time: which of them pull it down, and by how much."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from data_access.numbers.causes import Parts, decompose
from data_access.numbers.response_times import (
    METRIC,
    cells_with_limit,
    judged_cells,
    means_by,
    worst,
)
from data_access.numbers.tabled import Tabled
from data_access.snapshot.cube import Cube
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import span


@Tabled
def months_by_site(snapshot: Snapshot, filters: Filters) -> Table:
    """The chosen system's figure at each site in each month, the worst site of the chosen month first.

    Columns: key, site (name), month, value, hits and tries (samples), and those of `judge`, against the system's own
    target.
    """
    chosen = cell(snapshot, filters)
    cells = cells_with_limit(snapshot, chosen).of("system", chosen.system)
    sites, month = cells.present("site"), chosen.month or ""
    figures = means_by(cells, "site", [(site, month) for site in sites])["value"]
    # In their order, where they are as bad; at the end those without a figure.
    worst_first = sorted(zip((101.0 if each != each else each for each in figures), sites, strict=True))
    pairs = [(site, each) for _figure, site in worst_first for each in span(filters.first, filters.last)]
    rows = Table(
        {
            "key": [site for site, _ in pairs],
            "site": [snapshot.organisation.sites[site] for site, _ in pairs],
            "month": [month for _, month in pairs],
            **means_by(cells, "site", pairs),
        }
    )
    return judged_cells(snapshot, chosen, chosen.system or "", rows, sites=rows["key"])


@Tabled
def sites_by_class(snapshot: Snapshot, filters: Filters) -> Table:
    """The chosen cell taken apart: each site's figure, its action classes, and what it costs.

    Columns: key, site (name), standard and heavy (0-100), value (their mean), hits and tries (samples), cost (percent
    points by which the site pulls the system below its target; the costs add up to target minus figure; negative: it
    lifts), level, word, target, shown, few; the costliest first.
    """
    chosen, cells = cell(snapshot, filters), cells_of(snapshot, filters)
    if not len(cells):
        return Table({name: [] for name in _BY_CLASS})
    month, sites = chosen.month or "", cells.present("site")
    of_class = {
        name: means_by(cells.of("action_class", name), "site", [(site, month) for site in sites])["value"]
        for name in ("standard", "heavy")
    }
    rows = Table(
        {
            "key": sites,
            "month": [month] * len(sites),
            "site": [snapshot.organisation.sites[site] for site in sites],
            **of_class,
            **means_by(cells, "site", [(site, month) for site in sites]),
        }
    )
    judged = judged_cells(snapshot, chosen, chosen.system or "", rows)
    sizes = cells.sums("site", sites, {"cells": cells["cells"]})["cells"].tolist()
    cost = [
        (target - value) * size / len(cells)
        for target, value, size in zip(judged["target"], judged["value"], sizes, strict=True)
    ]
    order = sorted(range(len(sites)), key=lambda at: (math.isnan(cost[at]), -cost[at], judged["value"][at]))
    return judged.adding(cost=cost).at(order)


# The actions of each class, as the subject of a sentence that says what pulls a share down.
ACTIONS = {"standard": N_("Almindelige handlinger"), "heavy": N_("Tunge handlinger")}
_BY_CLASS = (
    "key", "site", "standard", "heavy", "value", "hits", "tries", "cost", "level", "word", "target", "shown", "few",
)  # fmt: skip


def cells_of(snapshot: Snapshot, filters: Filters) -> Cube:
    """Return the cells of the chosen system in the chosen month: site, action_class, limited, within_limit, share."""
    chosen = cell(snapshot, filters)
    asked = replace(chosen, first=chosen.month or "", last=chosen.month or "")
    return cells_with_limit(snapshot, asked).of("system", chosen.system)


def parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The cells behind the chosen system's figure of the month, by site and by action class.

    A cell counts as one, and as the share of its samples that were fast enough; `hits` and `tries` are the samples.
    """
    cells = cells_of(snapshot, filters)
    actions = snapshot.names("action_classes") | {key: _(words) for key, words in ACTIONS.items()}
    return {
        N_("Sted"): _counted(cells, "site", snapshot.organisation.sites),
        N_("Handlingstype"): _counted(cells, "action_class", actions),
    }


def standing_out(snapshot: Snapshot, filters: Filters) -> list[Row]:
    """Return the sites that pull the chosen cell down by more than chance, those that would give most first.

    Rows as `decompose` returns them.
    """
    return [row for row in compared.table(snapshot, filters).records if row["stands_out"]]


@Tabled
def compared(snapshot: Snapshot, filters: Filters) -> Table:
    """Return the sites of the chosen cell, each held against the others, as `decompose` returns them."""
    cells, chosen = cells_of(snapshot, filters), cell(snapshot, filters)
    target = snapshot.target(METRIC, chosen.system or "", chosen.month or "")
    by_site = {N_("Sted"): _counted(cells, "site", snapshot.organisation.sites)}
    return decompose(by_site, target.value if target else None)


def _counted(cells: Cube, by: str, names: Mapping[str, str]) -> Table:
    keys = cells.present(by)
    counts = {
        "numerator": cells["share"] / 100,
        "denominator": cells["cells"],
        "hits": cells["within_limit"],
        "tries": cells["limited"],
    }
    sums = {name: each.tolist() for name, each in cells.sums(by, keys, counts).items()}
    return Table({"part": [names[key] for key in keys], **sums})


def without(snapshot: Snapshot, filters: Filters, site: str) -> float | None:
    """Return what the chosen cell's figure would be without a site (its name); None when none is left."""
    cells = cells_of(snapshot, filters)
    of_it = [key for key, name in snapshot.organisation.sites.items() if name == site]
    rest = cells.only(~np.logical_or.reduce([cells.is_of("site", key) for key in of_it]))
    return float(rest["share"].mean()) if len(rest) else None


def cell(snapshot: Snapshot, filters: Filters) -> Filters:
    """Return the filters with the cell in question filled in: the worst system, the last month."""
    month = filters.month or filters.last
    return replace(filters, month=month, system=filters.system or worst(snapshot, filters))
