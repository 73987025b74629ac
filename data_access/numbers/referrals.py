"""Referrals onward: treatments at private hospitals, by month and by every dimension they are counted in.

Small counts are withheld: their rows have no number and the flag `withheld`.
"""

import math
from dataclasses import replace

import numpy as np

from data_access.numbers.by_month import by_month
from data_access.numbers.series import judge, monthly_sums, without
from data_access.numbers.tabled import Tabled
from data_access.snapshot import streams
from data_access.snapshot.cube import Cube, cube
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.withholding import rule
from data_access.withholding.referrals import hides
from data_access.withholding.rule import HIDDEN
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import shift, span

AGREEMENTS = {"own": N_("Regionens egne aftaler"), "extended_choice": N_("Udvidet frit valg")}
SOURCE = "henvisninger"


def rows_of(snapshot: Snapshot, filters: Filters, *apart_by: str) -> Cube:
    """Return the counts of what is chosen; `hospital` keeps those apart that a place has belonged to."""
    rows = cube(snapshot, "referrals", filters, *(name for name in apart_by if name == "hospital"))
    return rows.of("service", filters.service) if filters.service else rows


@by_month
def treatments(snapshot: Snapshot, filters: Filters) -> Table:
    """Treatments referred a month, as `judge` returns them, with the flag `withheld`."""
    sums = monthly_sums(rows_of(snapshot, filters), filters, "treatments")
    months = span(filters.first, filters.last)
    values = Table({"month": months, "value": sums["treatments"].tolist()})
    rows = judge(snapshot, "treatments", "", values, covered=streams.covered(snapshot, SOURCE, filters))
    return rule.hide(rows, [hides(snapshot, filters, [month]) for month in months])


@Tabled
@once
def monthly(snapshot: Snapshot, filters: Filters) -> Table:
    """Treatments a month against the same month the year before.

    Columns: month, treatments, last_year, change (per cent of last year's), state, completeness, word, withheld.
    """
    rows = treatments.table(snapshot, filters)
    before = replace(filters, first=shift(filters.first, -12), last=shift(filters.last, -12))
    last_year = treatments.table(snapshot, before)
    both = list(zip(rows["value"], last_year["value"], strict=True))
    hidden = zip(rows["withheld"], last_year["withheld"], strict=True)
    return Table(
        {
            "month": rows["month"],
            "treatments": rows["value"],
            "last_year": last_year["value"],
            "change": [100 * (now - then) / then if then > 0 else math.nan for now, then in both],
            **{name: rows[name] for name in ("state", "completeness", "word")},
            "withheld": [now or then for now, then in hidden],
        }
    )


@by_month
def by_agreement(snapshot: Snapshot, filters: Filters) -> Table:
    """Treatments a month by agreement.

    Columns: month, own and extended (counts), own_share and extended_share (0-100), state, completeness, word,
    withheld. With two parts of a whole, neither is shown when one may not be.
    """
    rows = rows_of(snapshot, filters)
    of_each = {key: np.where(rows.is_of("agreement", key), rows["treatments"], 0) for key in AGREEMENTS}
    own, extended = (each.astype(float) for each in monthly_sums(rows, filters, **of_each).values())
    whole = treatments.table(snapshot, filters)
    mask = [
        any(hides(snapshot, filters, [month], agreement=key) for key in AGREEMENTS)
        for month in whole["month"]
    ]
    gone = [hidden or math.isnan(value) for hidden, value in zip(mask, whole["value"], strict=True)]
    total = np.where(own + extended > 0, own + extended, np.nan)
    columns = {
        "own": own,
        "extended": extended,
        "own_share": 100 * own / total,
        "extended_share": 100 * extended / total,
    }
    return Table(
        {
            "month": whole["month"],
            **{name: without(each.tolist(), gone) for name, each in columns.items()},
            "state": whole["state"],
            "completeness": whole["completeness"],
            "word": without(whole["word"], mask, _(HIDDEN)),
            "withheld": mask,
        }
    )
