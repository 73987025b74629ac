"""A site that has closed has no hospital today, but what happened there is in every total: so it is in the parts."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data_access.numbers import calls, pathways, referral_lists
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts import why
from layouts.parts.answers import answer

SHARES = [
    (page, panel)
    for page in PAGES
    for panel in page.panels
    if panel.parts and page.key in ("servicedesk", "sager", "udredning")
]
MONTH = "2015-02"


@pytest.fixture(scope="module")
def closed(demo_snapshot: Snapshot) -> Snapshot:
    """Return the demonstration as if Bornholm had closed on 1 April 2015."""
    rows = demo_snapshot.frames["memberships"]
    there = rows["site"] == "bornholm"
    assert there.any()
    ended = rows.assign(valid_to=rows["valid_to"].mask(there, "2015-04-01"))
    none = {"site": "bornholm", "hospital": None, "valid_from": "2015-04-01", "valid_to": None, "note": ""}
    frames = dict(demo_snapshot.frames) | {
        "memberships": pd.concat([ended, pd.DataFrame([none])], ignore_index=True)
    }
    return Snapshot(frames, demo_snapshot.versions, demo_snapshot.now, demo_snapshot.demonstration)


@pytest.mark.parametrize(("page", "panel"), SHARES, ids=[f"{p.key}/{q.key}" for p, q in SHARES])
def test_every_share_is_taken_apart_whole(page: object, panel: object, closed: Snapshot) -> None:
    asked = replace(closed.choices.default(), month=MONTH)
    own = panel.numbers(closed, replace(asked, first=MONTH, last=MONTH)).iloc[0]  # type: ignore[attr-defined]
    rows = answer(why.panel(panel), closed, asked).rows  # type: ignore[arg-type]
    for _name, parts in rows.groupby("dimension"):
        assert parts["denominator"].sum() == own["denominator"]
        if not np.isnan(own["target"]):
            assert parts["cost"].sum() == pytest.approx(own["target"] - own["value"], abs=1e-9)


def test_the_closed_site_stands_in_the_lists_and_cannot_be_chosen(closed: Snapshot) -> None:
    asked = closed.choices.default()
    rows = calls.by_place(closed, asked)
    assert rows["share"].sum() == pytest.approx(100)
    assert rows[rows["place"] == closed.organisation.name_of(NOWHERE)]["key"].isna().tolist() == [True]
    for numbers in (pathways.by_hospital, referral_lists.by_hospital):
        found = numbers(closed, asked)
        assert found[found["name"] == closed.organisation.name_of(NOWHERE)]["key"].isna().tolist() == [True]


def test_one_part_alone_is_never_what_the_whole_less_the_others_leaves(closed: Snapshot) -> None:
    frame = closed.frames["pathways"].copy()
    at = frame["month"].eq(MONTH) & frame["field"].eq("somatic")
    small = at & frame["site"].eq("bornholm")
    frame.loc[small, ["expected", "arrived", "within_limit"]] = (8, 8, 3)
    edited = Snapshot(
        dict(closed.frames) | {"pathways": frame}, closed.versions, closed.now, closed.demonstration
    )
    asked = replace(edited.choices.default(), month=MONTH, first=MONTH, last=MONTH)
    shown = pathways.by_hospital(edited, asked)
    assert shown["withheld"].sum() >= 2
    (parts,) = pathways.somatic_parts(edited, asked).values()
    hidden = set(shown[shown["withheld"]]["name"])
    assert not hidden & set(parts["part"])
