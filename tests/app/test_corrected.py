"""What was printed and is told differently today: exactly what was changed, by how much, and by which load."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from data_access.database.engine import reader
from data_access.demo.back_then import as_known
from data_access.editions.drafts import Draft
from data_access.editions.packed import pack, unpack
from data_access.editions.published import Which
from data_access.imports.unload import unload
from data_access.numbers import editions, printed
from data_access.snapshot.once import fact
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.in_editions import in_editions
from layouts.report.corrected import corrected, corrections, is_substantial
from layouts.report.correction import Correction
from layouts.report.made import made
from layouts.report.pages import addresses
from tests.app.conftest import Tree
from tests.app.little import asked, page, referral
from tests.app.told import House
from vocabulary import language, text

pytestmark = pytest.mark.takes(12)

Frozen = dict[str, Any]


def frozen(snapshot: Snapshot, month: str = "2015-04", report: str = "status") -> Frozen:
    document = made(Which(report, 11), Draft(month), snapshot, snapshot.now.date())
    return unpack(*pack(document))


@pytest.fixture(scope="module")
def eleven(snapshot: Snapshot) -> Frozen:
    return frozen(snapshot)


@fact
def two_years_on(snapshot: Snapshot, name: str) -> pd.DataFrame:
    """Return the frame with the clock's time: one for all, as of what nothing moved a reading keeps the frame."""
    rows = snapshot.frames[name]
    return rows.assign(value=rows["value"].mask(rows["key"] == "clock", "2017-05-11T07:30"))


def later(snapshot: Snapshot, changed: Mapping[str, pd.DataFrame], *loads: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot two years on, with other frames, and with loads that came since."""
    frames = {**snapshot.frames, **changed}
    rows = frames["loads"]
    row = rows.iloc[-1].to_dict() | {"row_count": 1, "replaced": 1, "loaded_at": "2015-06-01T08:00:00"}
    more = [row | {"load": 9000 + n} | dict(each) for n, each in enumerate(loads)]
    frames["settings"] = two_years_on(snapshot, "settings")
    frames["loads"] = pd.concat([rows, pd.DataFrame(more)], ignore_index=True) if more else rows
    now = datetime.fromisoformat("2017-05-11T07:30")
    return replace(snapshot, frames=frames, now=now, versions={**snapshot.versions, "reference": 1})


def of(found: list[Correction], part: str) -> list[Correction]:
    return [each for each in found if each.part == part]


def test_two_years_alone_correct_nothing(eleven: Frozen, snapshot: Snapshot) -> None:
    assert corrections(eleven, later(snapshot, {})) == []


def test_what_came_later_is_no_correction(snapshot: Snapshot) -> None:
    ten = frozen(as_known(snapshot, date(2015, 2, 12)), "2015-01")
    assert corrections(ten, snapshot) == []
    assert [corrected(snapshot, each) for each in editions.editions(snapshot, "status")] == [[], []]


def test_a_corrected_month_is_told_with_what_turns_and_by_which_load(
    eleven: Frozen, snapshot: Snapshot
) -> None:
    calls = snapshot.frames["calls"]
    mine = (calls["month"] == "2015-03") & (calls["desk"] == "cimt")
    more = calls.assign(within_limit=calls["within_limit"].mask(mine, calls["limited"]))
    load = {"source": "telefoni", "file": "marts rettet.csv", "mapping": "cisco", "period_from": "2015-03-01",
            "period_to": "2015-03-31"}  # fmt: skip
    other = {**load, "file": "maj.csv", "period_from": "2015-05-01", "period_to": "2015-05-31"}
    found = corrections(eleven, later(snapshot, {"calls": more}, load, other))
    (share,) = [
        each for each in of(found, "servicedesk/svar-inden-5-minutter/cimt") if each.column.startswith("Svar")
    ]
    assert (share.about, share.printed, share.today) == ("marts 2015", "68,2\xa0%", "100,0\xa0%")
    assert share.by == "+31,8 procentpoint"
    assert share.turns == (
        "„Bliver telefonen taget inden for 5 minutter?“, marts 2015: lyset skifter fra „Målet er ikke nået“ til "
        "„Målet er nået“.",
    )
    assert [each.file for each in share.loads] == ["marts rettet.csv"]
    assert "„marts rettet.csv“" in share.cause
    assert is_substantial(found)
    assert {each.part for each in found} == {"servicedesk/svar-inden-5-minutter/cimt"}
    assert found == sorted(found, key=lambda each: not each.is_substantial)


def test_a_little_less_is_listed_and_turns_nothing(eleven: Frozen, snapshot: Snapshot) -> None:
    rows = snapshot.frames["cases"]
    first = rows.index[(rows["month"] == "2014-10") & (rows["desk"] == "cimt") & (rows["opened"] > 0)][0]
    opened = rows["opened"].copy()
    opened.loc[first] += 1
    found = corrections(eleven, later(snapshot, {"cases": rows.assign(opened=opened)}))
    assert not is_substantial(found)
    assert ("oktober 2014", "+1") in {(each.about, each.by) for each in of(found, "sager/til-og-afgang/cimt")}
    # No load came: the figures say so, and what only follows from them does not.
    assert {(each.follows, each.cause) for each in found} <= {
        (False, "Ingen indlæsning: mål, grænser, navne eller organisation er ændret."),
        (True, "Det følger af de andre rettelser."),
    }


def test_another_first_place_turns_the_order_and_what_the_sentence_says(
    eleven: Frozen, snapshot: Snapshot
) -> None:
    rows = snapshot.frames["referrals"]
    mine = (rows["month"] == "2015-03") & (rows["hospital"] == "herlev")
    more = rows.assign(treatments=rows["treatments"].mask(mine, rows["treatments"] * 3))
    found = corrections(eleven, later(snapshot, {"referrals": more}))
    told = of(found, "omvisitering/hospital")
    assert [each.kind for each in told if each.is_substantial] == ["rank", "sentence"]
    turn = "„Hvor kommer de fra?“: nr. 1 er Herlev Hospital og ikke Glostrup Hospital."
    assert [each.turns for each in told if each.kind == "rank"] == [(turn,)]
    assert {each.cause for each in told if each.is_substantial} == {"Det følger af de andre rettelser."}
    # Of the others no count is another, and their shares follow.
    assert [each.about for each in told if each.kind == "figure"] == ["Herlev Hospital", ""]
    (headline,) = (each for each in found if each.kind == "headline")
    assert headline.about == "Omvisiterede behandlinger (Omvisitering), marts 2015"
    with language.speaking("en"):
        said = {
            each.said for each in corrections(eleven, later(snapshot, {"referrals": more}).speaking("en"))
        }
    assert any(each.startswith("Herlev Hospital, behandlinger: printed 1.486, today") for each in said)


def test_what_is_there_no_more_is_said_in_words(eleven: Frozen, snapshot: Snapshot) -> None:
    calls = snapshot.frames["calls"]
    frames = {"calls": calls[calls["desk"] == "cimt"]}
    for name in ("cases", "staffing"):
        rows = snapshot.frames[name]
        frames[name] = rows[rows["desk"] == "cimt"] if "desk" in rows else rows.head(0)
    found = corrections(eleven, later(snapshot, frames))
    gone = {each.part: each.said for each in found if each.kind == "gone"}
    assert "Der er ingen servicedesk, der hedder „klinisk“." in gone["servicedesk/opkald/klinisk"]
    document = {**eleven, "chapters": [dict(each) for each in eleven["chapters"]]}
    part = dict(document["chapters"][1]["parts"][0], panel="nedlagt")
    document["chapters"][1]["parts"] = [part, dict(part, page="nedlagt")]
    found = corrections(document, later(snapshot, {}))
    assert [each.kind for each in found] == ["gone", "gone"]
    assert all(not each.is_substantial and not each.cause for each in found)
    systems = snapshot.frames["systems"]
    renamed = systems.assign(name=systems["name"].mask(systems["key"] == "orbit", "Orbit 2"))
    found = of(corrections(eleven, later(snapshot, {"systems": renamed})), "svartider/matrix")
    assert [each.said for each in found] == [
        "Orbit stod i listen og gør det ikke i dag.",
        "Orbit 2 står i listen i dag og gjorde det ikke.",
    ]


def test_a_project_that_was_reported_otherwise_turns_its_light(eleven: Frozen, snapshot: Snapshot) -> None:
    rows = snapshot.frames["project_reports"]
    mine = (rows["project"] == "exchange") & (rows["month"] == "2015-05")
    other = rows.assign(light=rows["light"].mask(mine, "red"))
    at = "/projektrapport?projekt=exchange&maaned=2015-05"
    wrote = {"source": "projekter", "kind": "written", "file": at, "mapping": "", "period_from": "2015-05-01",
             "period_to": "2015-05-31"}  # fmt: skip
    found = corrections(eleven, later(snapshot, {"project_reports": other}, wrote, wrote))
    (light,) = [each for each in of(found, "projekter/liste") if each.kind == "light"]
    assert (light.about, light.printed, light.today) == ("Exchange", "„Grøn“", "„Rød“")
    assert light.cause == "Siden er kommet: projektets egen rapport, skrevet 1. juni 2015."
    assert not [each for each in found if "Målet er" in each.said], "a project has a colour, and no target"
    assert "11 af 13" in {each.printed for each in found} or of(found, "projekter/antal")


def line(snapshot: Snapshot, place: str, desk: str = "cimt") -> str:
    return shown(snapshot, place, desk).text().replace("\xa0", " ")


def shown(snapshot: Snapshot, place: str, desk: str = "cimt") -> Tree:
    """Return what a panel says of the edition that printed it."""
    filters = replace(snapshot.choices.default(), first="2014-05", last="2015-04", desk=desk)
    content = asked(snapshot, place, filters)
    return Tree(in_editions(page(place.split("/")[0]), content))


def test_a_figure_says_which_edition_printed_it_and_what_it_is_today(snapshot: Snapshot) -> None:
    place = "servicedesk/svar-inden-5-minutter"
    none = snapshot.frames["editions"].head(0)
    assert line(replace(snapshot, frames={**snapshot.frames, "editions": none}), place) == ""
    assert line(snapshot, place) == "I 11. afrapportering: svar inden for 5 minutter var 71,3 % i april 2015."
    assert line(snapshot, place, "klinisk") == ""
    href = shown(snapshot, place).one("A").node["props"]["href"]
    assert href.endswith("#servicedesk-servicedesk-svar-inden-5-minutter-cimt")
    assert line(snapshot, "servicedesk/opkald") == "I 11. afrapportering: opkald var 17.292 i april 2015."
    calls = snapshot.frames["calls"]
    mine = (calls["month"] == "2015-04") & (calls["desk"] == "cimt")
    fewer = calls.assign(within_limit=calls["within_limit"].mask(mine, calls["within_limit"] - 4))
    assert line(later(snapshot, {"calls": fewer}), place).startswith(
        "I 11. afrapportering: svar inden for 5 minutter var 71,3 % i april 2015. I dag er tallet 70,"
    )
    (edition,) = editions.editions(snapshot, "status")[:1]
    for of in (edition, replace(edition, revision=2), replace(edition, report="patientrettigheder")):
        assert printed.address(of) == addresses.edition(Which(of.report, of.number, of.revision))


SITES = [
    {"site": site, "hospital": f"{site} Hospital", "valid_from": "1900-01-01"}
    for site in ("Herlev", "Gentofte", "Glostrup")
]


def test_loads_that_were_taken_out_and_places_that_were_merged_are_told(house: House) -> None:
    url = house.new()
    house.load(url, "sites", SITES)
    sent = [
        referral("2015-03", site=site, service=service, treatments=count)
        for site, count in (("Herlev", 40), ("Gentofte", 30), ("Glostrup", 20))
        for service in ("Ydelse A", "Ydelse B")
    ]
    house.load(url, "referrals", sent)
    house.load(url, "referrals", [{**sent[-1], "treatments": 25}])
    before = read_snapshot(reader(url))
    document = frozen(before, "2015-03", "patientrettigheder")
    number = int(before.frames["loads"]["load"].max())
    assert corrections(document, before) == []

    unload(url, number)
    after = read_snapshot(reader(url), before)
    found = corrections(document, after)
    monthly = of(found, "omvisitering/behandlinger")
    assert [(each.printed, each.today, each.by) for each in monthly] == [("185", "180", "−5")]
    assert monthly[0].loads[0].number == number
    assert monthly[0].loads[0].taken_out
    (own,) = (each["loaded"] for each in document["sources"] if each["key"] == "henvisninger")
    when = text.moment(datetime.fromisoformat(own))
    assert f"indlæsning {number} fra {when}, som er taget ud siden" in monthly[0].cause

    merged = [{"site": "Gentofte", "hospital": "Herlev og Gentofte Hospital", "valid_from": "2015-01-01"},
              {"site": "Herlev", "hospital": "Herlev og Gentofte Hospital", "valid_from": "2015-01-01"}]  # fmt: skip
    house.load(url, "sites", merged)
    found = of(corrections(document, read_snapshot(reader(url), after)), "omvisitering/hospital")
    assert {each.said for each in found if each.kind == "row"} == {
        "Herlev Hospital stod i listen og gør det ikke i dag.",
        "Gentofte Hospital stod i listen og gør det ikke i dag.",
        "Herlev og Gentofte Hospital står i listen i dag og gjorde det ikke.",
    }
