"""The wall's slides of today: what has been told so far, and what chance may have made of it."""

import time
from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from callbacks.wall_slides import Made, clock_of
from data_access.database import clock
from data_access.snapshot.live import Live
from layouts.wall import today


def live_at(snapshot: Any, **more: Any) -> Live:
    empty = pd.DataFrame()
    parts = dict.fromkeys(("calls", "last_hour", "usual", "open_cases", "samples"), empty)
    return Live(**({"now": snapshot.now, "opened": 0, "resolved": 0} | parts | more))


def measured(snapshot: Any, slow: int, tries: int = 13) -> Live:
    row = {"system": "orbit", "site": "herlev", "action_class": "standard", "limited": tries}
    return live_at(snapshot, samples=pd.DataFrame([row | {"within_limit": tries - slow}]))


def test_slides_are_made_once_and_those_of_today_with_each_reading(snapshot: Any) -> None:
    made, live = Made(), live_at(snapshot, samples=measured(snapshot, 4).samples)
    first = made.of(snapshot, live, ["i-dag", "sager"])[0]
    again = made.of(snapshot, replace(live), ["sager", "i-dag"])[0]
    assert [slide["key"] for slide in again] == ["sager", "i-dag-svartider"]
    assert again[0] is first[1]
    assert again[1] is not first[0]


def test_what_has_not_been_told_today_is_not_nought(snapshot: Any) -> None:
    filters = snapshot.choices.default()
    assert list(today.slides(snapshot, filters, None)) == []
    assert list(today.slides(snapshot, filters, live_at(snapshot))) == []
    samples = pd.DataFrame(
        [
            {
                "system": "opus-notat",
                "site": "herlev",
                "action_class": "standard",
                "limited": 10,
                "within_limit": 10,
            }
        ]
    )
    found = list(today.slides(snapshot, filters, live_at(snapshot, samples=samples)))
    assert [slide.key for slide in found] == [
        "i-dag-svartider"
    ]  # no calls, no cases: nothing is said of them


def test_cases_past_their_limit_have_a_light_only_where_there_is_a_target(snapshot: Any) -> None:
    targets = snapshot.frames["targets"]
    ours = targets[targets["metric"] == "cases_within_limit"].assign(metric="cases_past_limit", value=0.0)
    aimed = replace(snapshot, frames={**snapshot.frames, "targets": pd.concat([targets, ours])})

    def tile(limit: float | None, of: Any = snapshot) -> list[str]:
        cases = pd.DataFrame([{"priority": "high", "opened_at": "2015-05-01 08:00:00", "limit_days": limit}])
        return [each["level"] for each in today._late(of, live_at(of, open_cases=cases))]

    assert tile(1.0) == tile(100.0) == ["none", "none"]
    assert (tile(1.0, aimed), tile(100.0, aimed)) == (["near", "none"], ["good", "none"])
    assert tile(None) == []


def test_at_night_the_day_begins_with_nought(snapshot: Any) -> None:
    told = live_at(snapshot, is_told=True)
    told = replace(told, usual=pd.DataFrame(columns=["day", "hour", "desk", "offered"]))
    (slide,) = today.slides(snapshot, snapshot.choices.default(), told)
    assert (slide.key, slide.figure, slide.sentence) == ("i-dag", "0", "")
    assert slide.chart
    assert slide.chart["soFar"] == 0


@pytest.mark.parametrize(("many", "said"), [(1, "langsomme handlinger"), (2, "lavest: Hvidovre, 0,00 %")])
def test_a_site_is_not_the_lowest_where_chance_may_have_made_it_so(
    many: int, said: str, snapshot: Any
) -> None:
    rows = [
        (site, action, 0 if site == "hvidovre" else many)
        for site in ("herlev", "hvidovre")
        for action in ("standard", "heavy")
    ]
    samples = pd.DataFrame(
        [
            {"system": "orbit", "site": site, "action_class": action, "limited": many, "within_limit": met}
            for site, action, met in rows
        ]
    )
    (slide,) = today.slides(snapshot, snapshot.choices.default(), live_at(snapshot, samples=samples))
    assert [each["words"].replace("\u00a0", " ") for each in slide.rows] == [said]


def test_one_slow_action_of_thirteen_makes_no_system_red(snapshot: Any) -> None:
    def told(slow: int, of: int = 13) -> tuple[str, str, str, list[dict[str, str]]]:
        (slide,) = today.slides(snapshot, snapshot.choices.default(), measured(snapshot, slow, of))
        return slide.level, slide.figure, slide.word, slide.rows

    assert told(1) == ("none", "1 af 13", "målinger var langsom", [])
    assert told(0)[0::3] == ("none", [])
    (row,) = told(3)[3]
    assert (row["level"], row["words"], row["goal"]) == ("missed", "ens alle steder", "mål 99,80\u00a0%")
    assert told(0, 60) == ("good", "1 af 1", "system når sit mål", [])
    assert told(1, 60)[0::3] == ("none", [])  # one thing alone makes nothing bad
    assert told(2, 60)[0] == "missed"


def test_of_what_does_not_fail_one_line_is_said(snapshot: Any) -> None:
    counts = ((60, 60), (13, 12), (60, 30))
    samples = pd.DataFrame(
        [
            {
                "system": key,
                "site": "herlev",
                "action_class": "standard",
                "limited": tries,
                "within_limit": hits,
            }
            for key, (tries, hits) in zip(list(snapshot.names("systems"))[:3], counts, strict=True)
        ]
    )
    (slide,) = today.slides(snapshot, snapshot.choices.default(), live_at(snapshot, samples=samples))
    assert [each["level"] for each in slide.rows] == ["missed"]
    assert slide.others == "1 andet system når sit mål. 1 har for få målinger til at blive bedømt."


def test_the_clock_is_danish_or_the_demonstration_s(snapshot: Any, visitor: Any) -> None:
    """A demonstration's date stands, its time of day is the one on the wall; another's is what has been simulated."""

    def is_now() -> bool:
        before = clock.wall().replace(microsecond=0)
        told = clock_of(None, None), visitor.client.get("/vaeg/tavler").get_json()["now"]
        wall, shown = map(datetime.fromisoformat, told)
        after = clock.wall()
        assert shown.date() == snapshot.now.date()
        return before <= wall <= after and before.time() <= shown.time() <= after.time()

    deadline = time.monotonic() + 60
    while not is_now():  # a day, or summer time, may have begun or ended while it was asked
        assert time.monotonic() < deadline
        time.sleep(0.1)
    settings = snapshot.frames["settings"]
    simulated = replace(
        snapshot, frames={**snapshot.frames, "settings": settings[settings["key"] != clock.REPLAYED]}
    )
    assert clock_of(simulated, None) == "2015-05-11T07:30"
    later = live_at(snapshot, now=datetime.fromisoformat("2015-05-11T09:04:30"))
    assert clock_of(simulated, later) == "2015-05-11T09:04:30"
