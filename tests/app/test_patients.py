"""Whoever may not see patients' figures gets the same answers, to the byte, however the patients fared."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import select

from callbacks.access import limited
from callbacks.access.identity import SCREEN
from dashboard.settings import Settings
from data_access.database import clock
from data_access.database import schema as t
from data_access.numbers.naming import name_of
from data_access.people import wall_screens
from data_access.people.writing import writing
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import of_patients, without_patients
from layouts.pages.overview import PAGES as SHOWN
from layouts.wall.slides import SLIDES
from tests.app.access import GOES, Signing, form_of, signing_house
from tests.app.conftest import UPDATE, Held, question

pytestmark = pytest.mark.takes(12)
# Pages that are of all figures: whatever is told of one is told there too.
OF_ALL = ("overblik", "hospital", "hospitaler", "definitioner", "strategi", "datakilder", "tilgaengelighed")
MONTH = "2015-04"
OF_ITS_OWN = ("Last-Modified", "Set-Cookie", "X-Request-ID")  # of the program's start, and of each answer
OF_PROGRAM = re.compile(rb'"end_id":"[^"]*"|"age":[^,]*')  # of each start, and how long ago it was
NOON = datetime.fromisoformat("2015-05-11T12:00")


def otherwise(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot of a house whose patients fared otherwise, and that is told other things of it."""
    frames = dict(snapshot.frames)
    referrals = frames["referrals"].iloc[::2]
    frames["referrals"] = referrals.assign(treatments=referrals["treatments"] * 3 + 1).reset_index(drop=True)
    frames["pathways"] = frames["pathways"].assign(within_limit=0)
    for name in ("services", "providers"):
        frames[name] = frames[name].assign(name=frames[name]["name"] + " X")
    targets, limits, values = frames["targets"], frames["limits"], frames["indicator_values"]
    frames["targets"] = targets.assign(
        value=targets["value"].where(~targets["metric"].isin(of_patients()), 7.0)
    )
    frames["limits"] = limits.assign(amount=limits["amount"].where(limits["subject"] != "pathway", 11.0))
    frames["indicator_values"] = values.assign(
        value=values["value"].where(values["indicator"] != "readmissions_share", 99.0)
    )
    notes = frames["notes"].iloc[:1].assign(metric="diagnosed_somatic", month=MONTH, text="Om patienter.")
    frames["notes"] = pd.concat([frames["notes"], notes], ignore_index=True)
    said = frames["explanations"].iloc[:1].assign(metric="treatments", month=MONTH, desk="", system="")
    frames["explanations"] = pd.concat([frames["explanations"], said], ignore_index=True)
    loads = frames["loads"]
    of = loads["source"].isin(("henvisninger", "udredning"))
    frames["loads"] = loads.assign(
        rejected=loads["rejected"].where(~of, 12_345), note=loads["note"].where(~of, "X")
    )
    return replace(snapshot, frames=frames, versions={**snapshot.versions, "referrals": 1, "pathways": 2})


def asked(snapshot: Snapshot) -> Iterator[str]:
    """Return the addresses at which figures, or their names, could be told."""
    for page in SHOWN:
        things = list(page.things(snapshot))[:1] if page.things else [""]
        yield from (f"{page.path}/{key}" if key else page.path for key in things)
        if page.key in OF_ALL:
            yield from (f"/data/{page.key}/{panel.key}.json" for panel in page.panels)
    yield from ("/hospital/herlev?fra=2014-09&til=2014-12", "/?vis=fliser", f"/?maaned={MONTH}&sprog=en")
    yield from (
        "/data/overblik.xlsx",
        "/data/hospital.xlsx?hospital=herlev",
        "/data/strategi/medfinansiering.csv",
    )
    yield from (
        "/data/",
        "/tilstand",
        "/mangler",
        "/loefter",
        "/vaeg/tavler",
        "/soeg?q=patient",
        "/soeg?q=omvisitering",
    )
    yield f"/vaeg/tavler?sider={','.join(SLIDES)}"
    yield from (f"/soeg/forslag?q={name_of(snapshot, metric, MONTH)}" for metric in sorted(of_patients()))
    yield from (
        f"/{form}?tal={metric}&maaned={MONTH}" for form in ("ord", "note") for metric in sorted(of_patients())
    )


def told(client: Any, address: str) -> tuple[Any, ...]:
    """Return all that an answer tells: its status, headers and content."""
    answer = client.get(address, headers=GOES)
    body = OF_PROGRAM.sub(b"", answer.data)
    # A page's tag is that of all its bytes, the program's own among them; and an age may have a digit more.
    own = {*OF_ITS_OWN, *(("ETag", "Content-Length") if body != answer.data else ())}
    headers = [each for each in answer.headers if each[0] not in own]
    return answer.status_code, headers, body


def differing(one: tuple[Any, ...], other: tuple[Any, ...]) -> Any:
    """Return where two answers part, for whoever reads that they do."""
    if one[2] == other[2]:
        return one[0], other[0], [each for each in zip(one[1], other[1], strict=False) if each[0] != each[1]]
    at = next((n for n, (left, right) in enumerate(zip(one[2], other[2], strict=False)) if left != right), 0)
    return one[2][max(at - 80, 0) : at + 80], other[2][max(at - 80, 0) : at + 80]


def screen(house: Signing) -> Any:
    """Return a screen that was let in."""
    with writing(house.people.url) as connection:
        secret = wall_screens.make(connection, "Vagtrum", None)
    visitor = house.visitor()
    visitor.set_cookie(SCREEN, secret, domain="localhost")
    return visitor


@pytest.fixture(scope="module")
def houses(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Signing, Signing]:
    """Return two houses that keep patients' figures for managers: they differ in these alone."""
    people = migrated_file(tmp_path_factory.mktemp("patients") / "people.db")
    one, other = (
        signing_house(settings, each, people, patient_pages="manager")
        for each in (snapshot, otherwise(snapshot))
    )
    return one, other


def test_what_is_left_of_the_figures_is_the_same_however_patients_fared(snapshot: Snapshot) -> None:
    one, other = without_patients(snapshot), without_patients(otherwise(snapshot))
    assert one.version == other.version
    for name, frame in one.frames.items():
        pd.testing.assert_frame_equal(frame, other.frames[name], obj=name)


def test_nothing_that_is_answered_tells_how_patients_fared(
    houses: tuple[Signing, Signing], snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The day that the wall plays again goes on with the time of day: both houses are asked at one.
    monkeypatch.setattr(clock, "wall", lambda: NOON)
    # An editor answers for every page, and may still not see these figures.
    visitors = [house.signed_in(f"redaktoer-{n}", "editor")[0] for n, house in enumerate(houses)]
    bosses = [house.signed_in(f"leder-{n}", "manager")[0] for n, house in enumerate(houses)]
    screens = [screen(house) for house in houses]
    # What was laid out for those who may is in memory first.
    for address in ("/", "/hospital", "/strategi", "/vaeg/tavler", "/tilstand", "/data/overblik/tabel.json"):
        seen = [told(boss, address) for boss in bosses]
        assert seen[0] != seen[1] or address.startswith("/data"), address
    names = {name_of(snapshot, metric, MONTH) for metric in of_patients()}
    for address in asked(snapshot):
        one, other = (told(visitor, address) for visitor in visitors)
        assert one == other, (address, differing(one, other))
        if not address.startswith("/soeg"):
            assert not any(name.encode() in one[2] for name in names), address
    # A screen shows what it has to whoever walks by.
    one, other = (told(each, f"/vaeg/tavler?sider={','.join(SLIDES)}") for each in screens)
    assert one == other, differing(one, other)
    # Nor can he write of what he may not see.
    for house, visitor in zip(houses, visitors, strict=True):
        sent = {"formular": form_of(visitor, "/mig"), "tal": "treatments", "maaned": MONTH, "aarsag": "x"}
        assert [visitor.post(form, data=sent).status_code for form in ("/ord", "/note")] == [404, 404]
        with house.people.reading() as connection:
            assert connection.execute(select(t.explanations)).all() == []
    for page in SHOWN:
        answers = [visitor.post(UPDATE, json=question(page.path, "")).data for visitor in visitors]
        assert answers[0] == answers[1], page.key


def test_those_who_see_a_part_have_their_pages_laid_out_beforehand_too(snapshot: Snapshot) -> None:
    store = limited.Seen(Held(snapshot), lambda: False)  # type: ignore[arg-type]
    laid: list[tuple[str, Snapshot]] = []
    whole, part = (
        SimpleNamespace(bare=None, lay_out_ahead=lambda of, name=name: laid.append((name, of)))
        for name in ("whole", "part")
    )
    limited.Answers(whole, part, store.part, lambda: False).lay_out_ahead(snapshot)  # type: ignore[arg-type]
    shown = store.snapshot()
    assert [(name, of is each) for (name, of), each in zip(laid, (snapshot, shown), strict=True)] == [
        ("whole", True),
        ("part", True),
    ]
    # While new figures are laid out the old ones are asked for all the same.
    newer = replace(snapshot)
    assert store.part(newer) is store.part(newer)
    assert store.snapshot() is shown
