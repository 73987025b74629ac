"""An edition is made of the panels' own rows and of what its editor wrote, and of the same it is the same."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_access.editions.drafts import Draft
from data_access.editions.published import Which
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import of_patients
from layouts.parts.remarks import withheld_words
from layouts.report import patients
from layouts.report.corrected import corrections
from layouts.report.declared import REPORTS
from layouts.report.made import made
from layouts.report.missing import missing
from tests.unit.layouts.report.little import document as little_document
from tests.unit.layouts.report.little import part as little_part
from tests.unit.layouts.report.little import projects, target, words
from vocabulary.canonical import written

FACTS = Path(__file__).parents[4] / "data_access/demo/facts"
WHICH, DRAFT = Which("status", 11), Draft("2015-04", words={"sager": "Ord om sager."})
HOSTILE = '<script>alert(1)</script> #set page() \\ $x$ "q" =1+1 \u202e\x00'


@pytest.fixture(scope="module")
def document(demo_snapshot: Snapshot) -> dict[str, Any]:
    return made(WHICH, DRAFT, demo_snapshot, date(2015, 5, 11))


def parts(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (part for chapter in document["chapters"] for part in chapter["parts"])


def test_of_the_same_it_is_the_same_and_its_cells_are_its_values(
    document: dict[str, Any], demo_snapshot: Snapshot
) -> None:
    again = made(WHICH, DRAFT, demo_snapshot, date(2015, 5, 11))
    assert written(again) == written(document)
    for part in parts(document):
        widths = {len(row) for row in (*part["rows"], *part["cells"])}
        assert widths <= {len(part["columns"])}, part["key"]
        assert len(part["rows"]) == len(part["cells"]) == len(part["levels"])


def test_every_response_time_that_was_published_stands_in_it(document: dict[str, Any]) -> None:
    (matrix,) = (part for part in parts(document) if part["key"] == "svartider/matrix")
    names = [column["key"] for column in matrix["columns"]]
    at, shown = [names.index(name) for name in ("name", "month")], names.index("value")
    rows = zip(matrix["rows"], matrix["cells"], strict=True)
    found = {tuple(row[place] for place in at): cells[shown] for row, cells in rows}
    with (FACTS / "response_times.csv").open(encoding="utf-8") as file:
        published = list(csv.DictReader(file))
    cells = [(system, row["month"], row[system]) for row in published for system in row if system != "month"]
    assert len(cells) == 80
    for system, month, figure in cells:
        assert found[system, month].split("\xa0")[0].replace(",", ".") == f"{float(figure):.2f}"


def test_the_editor_orders_and_leaves_out(demo_snapshot: Snapshot) -> None:
    draft = replace(
        DRAFT,
        order=("sager", "sager/aabne/cimt"),
        left_out=("projekter", "sager/til-og-afgang/cimt"),
        answers={"red/cases_within_limit/2015-04/cimt": "Ferie."},
    )
    found = made(WHICH, draft, demo_snapshot, date(2015, 5, 11))
    keys = [chapter["key"] for chapter in found["chapters"]]
    assert keys[0] == "sager"
    assert "projekter" not in keys
    cases = [part["key"] for part in found["chapters"][0]["parts"]]
    assert cases == ["sager/aabne/cimt", "sager/inden-for-fristen/cimt"]
    assert found["chapters"][0]["words"] == "Ord om sager."
    answers = {each["key"]: each["answer"] for each in found["answers"]}
    assert answers["red/cases_within_limit/2015-04/cimt"] == "Ferie."
    assert "" in answers.values(), "what has no answer says so"


def test_an_edition_without_patients_chapters_has_none_of_their_figures(
    demo_snapshot: Snapshot, document: dict[str, Any]
) -> None:
    assert patients.tells(document)
    of = tuple(chapter.key for chapter in REPORTS["status"].chapters if chapter.of_patients)
    found = made(WHICH, replace(DRAFT, left_out=of), demo_snapshot, date(2015, 5, 11))
    assert not patients.tells(found)
    assert len(found["headlines"]) == len(patients.without(document)["headlines"]) > 0
    assert not of_patients() & set(re.findall(r'"metric":"(\w+)"', written(found).decode()))
    assert corrections(found, demo_snapshot) == [], "it is held against figures without them too"
    hidden = patients.without(document) | {"headlines": document["headlines"]}
    assert patients.tells(hidden), "whichever chapter they stand in"


def test_what_is_defined_is_what_is_printed(demo_snapshot: Snapshot, document: dict[str, Any]) -> None:
    printed = {metric for part in parts(document) for metric in part["metrics"]}
    defined = {each["key"] for each in document["definitions"]}
    assert defined == printed | {row["metric"] for row in (*document["targets"], *document["headlines"])}
    other = made(Which("patientrettigheder", 1), Draft("2015-04"), demo_snapshot, date(2015, 5, 11))
    told = {metric for part in parts(other) for metric in part["metrics"]}
    assert {each["key"] for each in other["definitions"]} == told
    assert {each["metric"] for each in (*other["targets"], *other["headlines"])} <= told


def test_what_people_write_stands_as_it_was_written(demo_snapshot: Snapshot) -> None:
    nothing = tuple(chapter.key for chapter in REPORTS["status"].chapters[1:])
    draft = Draft("2015-04", {"item": HOSTILE}, HOSTILE, HOSTILE, {"noegletal": HOSTILE}, left_out=nothing)
    found = made(replace(WHICH, revision=1), replace(draft, reason=HOSTILE), demo_snapshot, date(2015, 5, 11))
    assert [chapter["key"] for chapter in found["chapters"]] == ["noegletal"]
    assert found["foreword"] == found["chapters"][0]["words"] == found["agenda"]["item"] == HOSTILE
    assert found["called"] == "11. afrapportering, revision 1"


def test_an_edition_before_that_is_torn_tells_nothing(demo_snapshot: Snapshot) -> None:
    rows = demo_snapshot.frames["editions"]
    torn = rows.assign(
        content=[
            content if n != 10 else "e30=" for n, content in zip(rows["number"], rows["content"], strict=True)
        ]
    )
    found = made(
        WHICH,
        DRAFT,
        replace(demo_snapshot, frames={**demo_snapshot.frames, "editions": torn}),
        date(2015, 5, 11),
    )
    (new,) = (each["sentence"] for each in found["first"] if each["about"] == "new")
    assert "10. afrapportering" not in new


def test_a_part_of_a_desk_that_is_not_there_is_left_out(demo_snapshot: Snapshot) -> None:
    frames = {**demo_snapshot.frames}
    for name in ("calls", "cases"):
        frames[name] = frames[name][frames[name]["desk"] != "klinisk"]
    found = made(WHICH, DRAFT, replace(demo_snapshot, frames=frames), date(2015, 5, 11))
    assert "klinisk" not in [chapter["key"] for chapter in found["chapters"]]


def test_nothing_in_it_is_said_to_who_sits_at_a_screen(document: dict[str, Any]) -> None:
    told = [
        words
        for each in parts(document)
        for words in (each["title"], each["sentence"], each["variation"], *each["cautions"])
    ]
    screen = re.compile(r"\b(vælg|klik|nulstil|peg på|tryk på|en note kan)\b", re.IGNORECASE)
    assert [words for words in told if screen.search(words)] == []
    assert not any(
        each["variation"].startswith(":") or " : " in each["variation"] for each in parts(document)
    )


def test_what_lacks_is_asked_once_however_many_panels_say_it(
    document: dict[str, Any], demo_snapshot: Snapshot
) -> None:
    assert [each["key"] for each in document["answers"]] == [
        "red/cases_within_limit/2015-04/cimt",
        "red/response_time/2015-04//epm3",
        "partial/telefoni/juni-2014",
        "partial/henvisninger/april-2015",
        "partial/udredning/april-2015",
        "partial/udredning/15-af-de-viste-maaneder-er-ufuldstaendige",
    ]
    hidden = little_part("calls", {}) | {"key": "k", "cautions": [withheld_words(demo_snapshot)]}
    silent = projects(("P q", "Rød", "–"), ("Q", "Gul", "–"))
    silent["cells"][0][-1], silent["cautions"] = "–", []
    explained = target("a", "missed", 70, told=words("Sygdom."))
    red = little_document("2015-04", [explained, target("b", "missed", 70)], [hidden, silent])
    assert [each.key for each in missing(red, demo_snapshot)] == ["red/answered_share/2015-04", "project/p-q"]
