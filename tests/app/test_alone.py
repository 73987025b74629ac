"""Every page, file and slide answers: whatever subjects there are, however far behind, with holes or closed places."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.snapshot.frames import SUBJECTS
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from tests.app.conftest import Held, Visitor
from vocabulary.months import shift

pytestmark = pytest.mark.takes(27)

# Each subject with the source that brings it; all of them have months but the last three.
SOURCES = {
    "calls": "telefoni",
    "cases": "sager",
    "samples": "overvaagning",
    "projects": "projekter",
    "referrals": "henvisninger",
    "pathways": "udredning",
    "indicators": "indikatorer",
    "staffing": "personale",
    "budget": "budget",
    "programmes": "programmer",
}
MONTHLY = tuple(SOURCES)[:7]
NEWEST, MONTHS = "2015-05", {"month", "period"}
SLIDES = "overblik,servicedesk,sager,svartider,projekter,omvisitering,noter"
PAGE_OF = {
    "calls": "/servicedesk", "cases": "/sager", "samples": "/svartider", "projects": "/projekter",
    "referrals": "/omvisitering", "pathways": "/udredning", "indicators": "/strategi",
}  # fmt: skip


@pytest.fixture(scope="module")
def held(snapshot: Snapshot) -> Held:
    return Held(snapshot)


@pytest.fixture(scope="module")
def asking(held: Held, settings: Settings) -> Visitor:
    return Visitor(create_app(settings, held).server.test_client())  # type: ignore[arg-type]


def without(whole: Snapshot, subjects: set[str]) -> dict[str, pd.DataFrame]:
    """Return the frames of a database that never had these subjects."""
    gone = {name: whole.frames[name].iloc[:0] for subject in subjects for name in SUBJECTS[subject]}
    loads = whole.frames["loads"]
    return gone | {"loads": loads[~loads["source"].isin([SOURCES[subject] for subject in subjects])]}


def cut(
    frames: Mapping[str, pd.DataFrame], subject: str, gone: Callable[[str], bool]
) -> dict[str, pd.DataFrame]:
    """Return a subject's frames and the loads without the months that are gone."""
    found = {}
    for name in SUBJECTS[subject]:
        column = next(iter(MONTHS & set(frames[name])), None)
        if column:
            found[name] = frames[name][~frames[name][column].astype(str).str[:7].map(gone).astype(bool)]
    loads = frames["loads"]
    mine = (loads["source"] == SOURCES[subject]) & loads["period_to"].str[:7].map(gone).astype(bool)
    return {**found, "loads": loads[~mine]}


def all_answer(visitor: Visitor, pages: tuple[str, ...], search: str = "") -> None:
    """Hold that pages, a file of each and the wall answer, and that no slide fails."""
    for page in (each for each in PAGES if each.path in pages):
        visitor.answer(page.path, search)
        assert visitor.client.get(f"/data/{page.key}/{page.panels[0].key}.csv{search}").status_code == 200
    wall = visitor.client.get(f"/vaeg/tavler?sider={SLIDES}")
    assert wall.status_code == 200
    assert "kan ikke vises" not in wall.get_data(as_text=True)


EVERYWHERE = tuple(page.path for page in PAGES)


@pytest.mark.parametrize("subject", SOURCES)
def test_a_subject_stands_alone(subject: str, snapshot: Snapshot, held: Held, asking: Visitor) -> None:
    held.take(snapshot, without(snapshot, set(SOURCES) - {subject}))
    all_answer(asking, EVERYWHERE)


# Each subject beside each other one that is behind, two of them at a time, by from one to twenty months.
PAIRS = [
    (subject, pair)
    for subject in MONTHLY
    for others in [[each for each in MONTHLY if each != subject]]
    for pair in zip(others[::2], others[1::2], strict=True)
]
BEHIND = [
    (subject, {one: 1 + number * 7 % 20, other: 1 + (number * 7 + 10) % 20})
    for number, (subject, (one, other)) in enumerate(PAIRS)
]


@pytest.mark.parametrize(
    ("subject", "behind"), BEHIND, ids=lambda each: each if isinstance(each, str) else "+".join(each)
)
def test_those_that_are_behind_stop_no_other(
    subject: str, behind: Mapping[str, int], snapshot: Snapshot, held: Held, asking: Visitor
) -> None:
    frames = without(snapshot, set(SOURCES) - {subject, *behind})
    for each, months in behind.items():
        last = shift(NEWEST, -months)
        frames |= cut({**snapshot.frames, **frames}, each, lambda month, last=last: month > last)
    held.take(snapshot, frames)
    all_answer(asking, ("/", *(PAGE_OF[each] for each in behind)))


@pytest.mark.parametrize("subject", MONTHLY)
def test_a_hole_stops_nothing(subject: str, snapshot: Snapshot, held: Held, asking: Visitor) -> None:
    """Neither within it nor after it."""
    held.take(snapshot, cut(snapshot.frames, subject, lambda month: "2014-04" <= month <= "2015-02"))
    for last in ("2015-01", "2015-04"):
        all_answer(asking, ("/", PAGE_OF[subject]), f"?til={last}")


@pytest.mark.parametrize(
    ("hospital", "until"),
    [
        ("gentofte-hospital", ""),
        ("herlev-hospital", "&til=2014-03"),
        ("glostrup-hospital", "&maaned=2014-12"),
    ],
)
def test_a_closed_place_stops_nothing(
    hospital: str, until: str, snapshot: Snapshot, held: Held, asking: Visitor
) -> None:
    rows = snapshot.frames["memberships"]
    closed = rows.assign(valid_to=rows["valid_to"].mask(rows["hospital"] == hospital, "2014-07-01"))
    held.take(snapshot, {"memberships": closed})
    all_answer(
        asking,
        ("/", "/servicedesk", "/sager", "/svartider"),
        f"?hospital={hospital}&organisation=datidens{until}",
    )


def test_the_newest_month_that_there_is_is_told_and_compared(
    snapshot: Snapshot, held: Held, asking: Any
) -> None:
    """Fourteen months of calls and a project report that is eight months old."""
    frames = without(snapshot, set(SOURCES) - {"calls", "projects"})
    held.take(
        snapshot, frames | cut({**snapshot.frames, **frames}, "projects", lambda month: month > "2014-09")
    )
    tile = asking.page("/", "?vis=fliser").one(id_="tile-projekter-0").text()
    assert "Seneste tal: september 2014" in tile
    assert "Kan ikke sammenlignes med september 2013" in tile
