"""Why a share about patients is low is told without the counts that are withheld, in either month of a change."""

from dataclasses import replace

import pandas as pd
import pytest

from data_access.numbers.causes import POOLED, alike, moved
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.withholding.pathways import hides
from data_access.withholding.rule import SETTING
from layouts.pages.pathways import PAGE
from layouts.parts import why
from layouts.parts.answers import answer
from vocabulary.months import shift, span

(PANEL,) = (panel for panel in PAGE.panels if panel.parts)


def parts(**counts: tuple[int, int]) -> Table:
    return Table(
        {
            "part": [POOLED if name == "pool" else name for name in counts],
            "numerator": [n for n, _ in counts.values()],
            "denominator": [d for _, d in counts.values()],
        }
    )


def test_what_is_pooled_in_one_month_is_pooled_in_the_other() -> None:
    now, before = parts(A=(60, 100), B=(6, 20), pool=(3, 10)), parts(A=(70, 100), pool=(8, 25))
    alike_now, alike_before = alike({"Sted": now}, {"Sted": before})
    assert alike_now["Sted"]["part"] == ["A", POOLED, POOLED]
    assert alike_before["Sted"]["part"] == ["A", POOLED]
    rows = moved({"Sted": now}, {"Sted": before})
    assert set(rows["part"]) == {"A", POOLED}
    assert sum(rows["rate"] + rows["weight"]) == pytest.approx(100 * 69 / 130 - 100 * 78 / 125)


def test_a_new_place_stays_itself_where_nothing_is_withheld() -> None:
    rows = moved({"Sted": parts(A=(60, 100), B=(6, 20))}, {"Sted": parts(A=(70, 100))})
    assert rows["part"] == ["A", "B"]


@pytest.fixture(scope="module")
def strict(demo_snapshot: Snapshot) -> Snapshot:
    """Return the demonstration with a limit by which some places are hidden in some of the months."""
    settings = demo_snapshot.frames["settings"]
    row = pd.DataFrame([{"key": SETTING, "value": "25"}])
    limits = demo_snapshot.frames["limits"]
    frames = dict(demo_snapshot.frames) | {
        # Months of which not all has been reported count as whole, so that there are changes.
        "limits": limits.assign(amount=limits["amount"].where(limits["subject"] != "source", 0.1)),
        "settings": pd.concat([settings[settings["key"] != SETTING], row]),
        "pathways_withheld": demo_snapshot.frames["pathways_withheld"].iloc[:0],
    }
    return Snapshot(frames, demo_snapshot.versions, demo_snapshot.now, demo_snapshot.demonstration)


def _places(snapshot: Snapshot, hospital: str | None, part: str) -> list[str]:
    """Return the sites that a part stands for: those of a hospital, or the one of that name."""
    organisation, counted = snapshot.organisation, set(snapshot.frames["pathways"]["site"])
    if hospital:
        return [key for key, name in organisation.sites.items() if name == part]
    of = {key for key, name in snapshot.choices.hospitals["today"].items() if name == part}
    return [key for key, place in organisation.site_today.items() if place in of and key in counted]


def test_no_count_and_no_change_is_told_of_what_is_withheld(strict: Snapshot) -> None:
    seen, pooled = False, False
    for hospital in (None, *strict.choices.hospitals["today"]):
        for month in span("2015-01", "2015-03"):
            asked = replace(strict.choices.default(), hospital=hospital, month=month, why=PANEL.key)
            rows = answer(why.panel(PANEL), strict, asked).rows
            pooled |= POOLED in set(rows["part"])
            for row in rows[rows["part"] != POOLED].to_dict("records"):
                places = _places(strict, hospital, row["part"])
                assert places
                assert not hides(strict, "somatic", [month], places)
                for name, back in why.BACK.items():
                    if pd.notna(row[f"rate_{name}"]) or pd.notna(row[f"weight_{name}"]):
                        seen = True
                        assert not hides(strict, "somatic", [shift(month, -back)], places)
    assert pooled
    assert seen
