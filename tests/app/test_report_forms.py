"""What the report's forms do with what no form of ours sends: it is told of, no text is lost, and nothing breaks."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from callbacks.report import drafting
from dashboard.settings import Settings
from data_access.editions import drafts, meetings
from data_access.editions.drafts import Draft
from data_access.editions.published import Which, publish
from data_access.snapshot.snapshot import Snapshot
from layouts.report.paper import embedded
from layouts.words.fields import day_of
from tests.app.access import GOES
from tests.app.report import Publisher, fields, posted, publisher
from tests.app.test_words import FORM
from vocabulary.people import EDITOR

pytestmark = pytest.mark.takes(6)
DRAFT, MEETING, RELEASE = "/rapport/kladde/status/2", "/rapport/moede/status/1", "/rapport/udgivelse/status/2"
LEFT_OUT = ("strategi", "ressourcer", "udredning", "omvisitering", "klinisk")


@pytest.fixture(scope="module")
def house(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Publisher:
    """Return a house that has published one edition."""
    found = publisher(settings, snapshot, migrated_file, tmp_path_factory.mktemp("forms"))
    document = drafting.as_made(Which("status", 1), Draft("2015-04", left_out=LEFT_OUT), snapshot)
    publish(found.people.url, document, account=None, role=EDITOR, at=snapshot.stood_at())
    found.store.read()
    return found


def test_what_follows_something_that_is_not_there_is_told_so_and_begins_anew(
    house: Publisher, editor: FlaskClient
) -> None:
    """A form that was made up, or a database that is an older one by now: 409, the text stays, and can be saved."""
    form = fields(editor.get(f"{MEETING}/0").text)
    draft = {"formular": form["formular"], "maaned": "2015-04", "goer": "gem", "forord": "Bliver stående"}
    said = {"slags": "decision", "dag": "2015-05-11", "sagt": "Bliver stående"}
    words = fields(editor.get(FORM).text) | {"aarsag": "Bliver stående", "goer": "kladde"}
    for address, sent in (
        (DRAFT, draft),
        (f"{MEETING}/0", form | said),
        (f"{MEETING}/77", form | said),
        (RELEASE, {"formular": form["formular"], "moede": "Bliver stående"}),
        ("/ord", words),
    ):
        asked = posted(editor, address, sent | {"set": "5"})
        assert (asked.status_code, "Det, du rettede i, findes ikke mere." in asked.text) == (409, True), (
            address
        )
        anew = fields(asked.text)
        assert (anew["set"], "Bliver stående" in asked.text) == ("0", True), address
        then = f"{MEETING}/0" if address.startswith(MEETING) else address
        assert f'action="{then}"' in asked.text, address
        assert posted(editor, then, anew | {"goer": sent.get("goer", "gem")}).status_code == 303, address
    assert drafts.versions(house.people.url, Which("status", 2))[0].draft.foreword == "Bliver stående"
    assert posted(editor, f"{MEETING}/77", form | said | {"set": "0"}).status_code == 409, (
        "what is new is the next"
    )
    for address, sent in (
        (DRAFT, draft),
        (f"{MEETING}/1", form | said),
        (RELEASE, {"formular": form["formular"]}),
        ("/ord", words),
    ):
        for seen in ("5", "9" * 30, "x"):  # what is stored is an earlier one, or there is none of that name
            higher = sent | {"set": seen} | dict.fromkeys(("forord", "sagt", "moede", "aarsag"), "Det nye")
            told = posted(editor, address, higher)
            assert (told.status_code, "formularen passer ikke til det, der er gemt" in told.text) == (
                409,
                True,
            ), address
            assert ("Det nye" in told.text, "Mens du skrev" in told.text) == (True, False), address
            assert fields(told.text)["set"] not in ("0", "1"), "sent once more it takes the place of nothing"
    said_ = meetings.Said("status", 1, 0, "decision", date(2015, 5, 11), "Bliver stående")
    assert meetings.place_of(house.people.url, said_) == 1, "an answer that was lost doubles nothing"
    assert meetings.place_of(house.people.url, replace(said_, said="Andet")) == 2


ODD: tuple[Any, ...] = (
    "-1",
    "5",
    "999999999",
    "2147483648",
    "9" * 30,
    "1.5",
    "x",
    " 1 ",
    "",
    ["1", "2"],
    None,
)


def test_no_value_of_a_hidden_field_breaks_a_form(editor: FlaskClient) -> None:
    token = fields(editor.get(f"{MEETING}/0").text)["formular"]
    valid = {"formular": token, "slags": "decision", "dag": "2015-05-11", "sagt": "x", "maaned": "2015-04"}
    for address in (f"{DRAFT}/udgiv", f"{MEETING}/1", f"{MEETING}/77", RELEASE, "/rapport/ny", DRAFT):
        names = ("nummer", "revision") if address.endswith("ny") else ("set",)
        of = {"rapport": "status", "nummer": "1", "revision": "1"} if address.endswith("ny") else {}
        for name in names:
            for odd in ODD[1::5] if DRAFT in address else ODD:  # an edition is made each time
                sent = {
                    each: value for each, value in {**valid, **of, name: odd}.items() if value is not None
                }
                assert posted(editor, address, sent).status_code < 500, (address, name, odd)


def test_what_cannot_be_so_is_refused_with_what_can(editor: FlaskClient) -> None:
    """By the rule that tests/unit/layouts/report/test_allowed.py goes through."""
    token = fields(editor.get(f"{MEETING}/0").text)["formular"]
    said = {"slags": "decision", "dag": "2015-05-12", "sagt": "Bliver stående"}
    draft = {"maaned": "2015-04", "goer": "gem", "forord": "Bliver stående"}
    for address, sent, why in (
        (f"{MEETING}/0", said, "har ikke været endnu"),
        (RELEASE.replace("/2", "/2000"), {"moede": "Bliver stående"}, "Nummer 2.000 er for højt"),
        (RELEASE, {"moede": "Bliver stående", "udgives": "2051-05-11"}, "senest være 31. december 2018"),
        (DRAFT, draft | {"moededag": "2105-06-09"}, "senest være 31. december 2018"),
        (DRAFT.replace("/2", "/2000"), draft, "Det højeste, der kan begyndes"),
    ):
        refused = posted(editor, address, sent | {"formular": token})
        told = (refused.status_code, why in refused.text, "Bliver stående" in refused.text)
        assert told == (422, True, True), address


def test_a_form_is_not_shown_for_what_is_refused_when_it_is_sent(editor: FlaskClient) -> None:
    token = fields(editor.get(f"{MEETING}/0").text)["formular"]
    for address, sent, shown, refused, why in (
        (RELEASE.replace("/2", "/2000"), {}, 404, 422, "Nummer 2.000 er for højt"),
        (RELEASE.replace("/2", "/1"), {}, 409, 409, "1. afrapportering er udgivet allerede. Den står på "),
        (RELEASE.replace("status", "andet"), {}, 404, 404, "Der er ingen rapport af det navn"),
        ("/rapport/ny?rapport=andet", {"rapport": "andet"}, 404, 404, "Der er ingen rapport af det navn"),
        (MEETING.replace("/1", "/3") + "/0", {}, 404, 404, "Udgaven er ikke udgivet"),
        (
            DRAFT.replace("/2", "/1/R7"),
            {"maaned": "2015-04"},
            303,
            422,
            "Begynd den næste fra redaktørens side.",
        ),
    ):
        asked = editor.get(address, headers=GOES)
        assert (asked.status_code, shown == 303 or why in asked.text) == (shown, True), address
        assert shown == 303 or "Til redaktørens side" in asked.text
        answer = posted(editor, address.partition("?")[0], sent | {"formular": token})
        assert (answer.status_code, why in answer.text) == (refused, True), address


def test_a_file_that_nobody_had_time_to_read_is_asked_for_again(
    editor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_content: bytes) -> bytes:
        raise embedded.BusyError

    monkeypatch.setattr(embedded, "read", busy)
    token = fields(editor.get(f"{MEETING}/0").text)["formular"]
    told = posted(editor, "/rapport/kontrol", {"formular": token, "fil": (io.BytesIO(b"%PDF-"), "x.pdf")})
    assert (told.status_code, "Vælg den igen om lidt." in told.text) == (503, True)


def test_a_day_is_written_one_way() -> None:
    assert day_of("2015-06-09") == date(2015, 6, 9)
    odd = ("2015-W23-2", "20150609", "٢٠١٥-٠٦-٠٩", "2015-02-30", "2015-6-9", "")
    assert [each for each in odd if day_of(each) or drafting.day_of(each)] == []
