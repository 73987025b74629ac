"""The sites behind a system's response time: which of them pull it down, and by how much."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data_access.numbers.causes import Parts, decompose
from data_access.numbers.response_times import (
    METRIC,
    cells_with_limit,
    counted_over,
    judged_cells,
    means_by,
    samples_by,
    worst,
)
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_
from vocabulary.months import span


def months_by_site(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The chosen system's figure at each site in each month, the worst site of the chosen month first.

    Columns: key, site (name), month, value, hits and tries (samples), and those of `judge`, against the system's own
    target.
    """
    chosen = _chosen(snapshot, filters)
    cells = cells_with_limit(snapshot, chosen)
    cells = cells[cells["system"] == chosen.system]
    means, behind = means_by(cells, "site"), samples_by(cells, "site")
    worst_first = sorted(
        set(cells["site"]), key=lambda key: (means.get((key, chosen.month or ""), 101.0), key)
    )
    pairs = [(site, month) for site in worst_first for month in span(filters.first, filters.last)]
    rows = pd.DataFrame(
        {
            "key": [site for site, _ in pairs],
            "site": [snapshot.organisation.sites[site] for site, _ in pairs],
            "month": [month for _, month in pairs],
            "value": pd.Series([means.get(pair) for pair in pairs], dtype="float64"),
        }
    )
    return judged_cells(snapshot, chosen.system or "", counted_over(rows, "key", behind))


def sites_by_class(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The chosen cell taken apart: each site's figure, its action classes, and what it costs.

    Columns: site (name), standard and heavy (0-100), value (their mean), hits and tries (samples), cost (percentage
    points by which the site pulls the system below its target; the costs add up to target minus figure; negative: it
    lifts), level, word, target, shown, few; the costliest first.
    """
    chosen = _chosen(snapshot, filters)
    cells = cells_with_limit(snapshot, replace(chosen, first=chosen.month or "", last=chosen.month or ""))
    cells = cells[cells["system"] == chosen.system]
    if cells.empty:
        return _empty("site", "standard", "heavy", "value", "hits", "tries", "cost", "level", "word", "target", "shown",
                      "few")  # fmt: skip
    classes = cells.pivot(index="site", columns="action_class", values="share")
    means = cells.groupby("site").agg(
        mean=("share", "mean"), size=("share", "size"), hits=("within_limit", "sum"), tries=("limited", "sum")
    )
    rows = pd.DataFrame(
        {
            "month": chosen.month,
            "site": [snapshot.organisation.sites[str(key)] for key in means.index],
            "standard": classes.get("standard"),
            "heavy": classes.get("heavy"),
            "value": means["mean"],
            "hits": means["hits"].astype(float),
            "tries": means["tries"].astype(float),
        },
        index=means.index,
    )
    judged = judged_cells(snapshot, chosen.system or "", rows)
    cost = (judged["target"] - judged["value"]) * means["size"] / len(cells)
    return (
        judged.assign(cost=cost)
        .sort_values(["cost", "value"], ascending=[False, True])
        .reset_index(drop=True)
    )


def cells_of(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the cells of the chosen system in the chosen month: site, action_class, limited, within_limit, share."""
    chosen = _chosen(snapshot, filters)
    cells = cells_with_limit(snapshot, replace(chosen, first=chosen.month or "", last=chosen.month or ""))
    return cells[cells["system"] == chosen.system]


def parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The cells behind the chosen system's figure of the month, by site and by action class.

    A cell counts as one, and as the share of its samples that were fast enough; `hits` and `tries` are the samples.
    """
    cells = cells_of(snapshot, filters)
    names = {"site": snapshot.organisation.sites, "action_class": snapshot.names("action_classes")}
    return {
        N_("Sted"): _counted(cells, "site", names["site"]),
        N_("Handlingstype"): _counted(cells, "action_class", names["action_class"]),
    }


def standing_out(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the sites that pull the chosen cell down by more than chance, those that would give most first.

    Rows as `decompose` returns them.
    """
    rows = compared(snapshot, filters)
    return rows[rows["stands_out"].astype(bool)]


def compared(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the sites of the chosen cell, each held against the others, as `decompose` returns them."""
    cells, chosen = cells_of(snapshot, filters), _chosen(snapshot, filters)
    target = snapshot.target(METRIC, chosen.system or "", chosen.month or "")
    by_site = {N_("Sted"): _counted(cells, "site", snapshot.organisation.sites)}
    return decompose(by_site, target.value if target else None)


def _counted(cells: pd.DataFrame, by: str, names: Mapping[str, str]) -> pd.DataFrame:
    sums = (
        cells.assign(fast=cells["share"] / 100, cells=1.0)
        .groupby(by)[["fast", "cells", "within_limit", "limited"]]
        .sum()
        .reset_index()
    )
    return pd.DataFrame(
        {
            "part": sums[by].map(names),
            "numerator": sums["fast"],
            "denominator": sums["cells"],
            "hits": sums["within_limit"],
            "tries": sums["limited"],
        }
    )


def without(snapshot: Snapshot, filters: Filters, site: str) -> float | None:
    """Return what the chosen cell's figure would be without a site (its name); None when none is left."""
    chosen = _chosen(snapshot, filters)
    cells = cells_with_limit(snapshot, replace(chosen, first=chosen.month or "", last=chosen.month or ""))
    rest = cells[
        (cells["system"] == chosen.system) & (cells["site"].map(snapshot.organisation.sites) != site)
    ]
    return float(rest["share"].mean()) if len(rest) else None


def _chosen(snapshot: Snapshot, filters: Filters) -> Filters:
    """Return the filters with the cell in question filled in: the worst system, the last month."""
    month = filters.month or filters.last
    return replace(filters, month=month, system=filters.system or worst(snapshot, filters))


def _empty(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({column: [] for column in columns})
