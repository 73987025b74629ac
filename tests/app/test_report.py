"""Reports: editors write and publish, readers read what was frozen, and nothing of it ever changes."""

import hashlib
import json
import re
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from callbacks.report import drafting
from dashboard.settings import Settings
from data_access.editions import drafts
from data_access.editions.drafts import Draft
from data_access.editions.published import Which, publish
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import of_patients
from tests.app.access import GOES, form_of
from tests.app.reading import Read
from tests.app.report import (
    LEFT_OUT,
    Publisher,
    article,
    dropped,
    posted,
    publisher,
    with_one_edition,
)
from vocabulary.people import EDITOR

pytestmark = pytest.mark.takes(18)
NEXT, DRAFT = Which("status", 2), "/rapport/kladde/status/2"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def house(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Publisher:
    return with_one_edition(settings, snapshot, migrated_file, tmp_path_factory.mktemp("report"))


def test_an_edition_is_read_without_scripts(reader: FlaskClient) -> None:
    page = reader.get("/rapport/1", headers=GOES)
    assert page.status_code == 200
    found = Read(page.text)
    assert [each["src"] for each in found.all("script") if "src" in each]
    assert "<script>alert" not in page.text
    assert "=1+1 {x} %s" in page.text
    assert page.text.count("<svg") == 2 * sum(part["figure"] is not None for part in parts_of(reader))
    for told in ("Svar inden for 5 minutter", "71,3", "Vis det for hver måned", "Demonstrationsdata."):
        assert told in page.text
    assert all("scope" in each for each in found.all("th"))
    again = reader.get("/rapport/1", headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    english = reader.get("/rapport/1?sprog=en", headers=GOES).text
    assert 'lang="en"' in english
    assert "This edition was published in Danish." in english
    assert "Danish." in reader.get("/rapport/1/siden-sidst?sprog=en", headers=GOES).text
    assert "udgivet på" not in reader.get("/rapport/1?sprog=da", headers=GOES).text
    assert '<article lang="da" class="report">' in english
    reader.get("/rapport/1?sprog=da")


def parts_of(reader: FlaskClient) -> list[dict[str, Any]]:
    document = json.loads(reader.get("/rapport/1.json").data)
    return [part for chapter in document["chapters"] for part in chapter["parts"]]


def test_the_download_is_what_was_frozen(reader: FlaskClient) -> None:
    file = reader.get("/rapport/1.json")
    sum_ = hashlib.sha256(file.data).hexdigest()
    assert sum_ in reader.get("/rapport/1").text
    assert file.headers["ETag"] == f'"{sum_}"'
    assert reader.get("/rapport/1.json", headers={"If-None-Match": f'"{sum_}"'}).status_code == 304
    for suffix in ("xlsx", "docx"):
        copy = reader.get(f"/rapport/1.{suffix}")
        assert (copy.status_code, copy.data[:2]) == (200, b"PK")
        assert f"status-1.{suffix}" in copy.headers["Content-Disposition"]


def test_each_paint_of_a_drawing_has_its_dark_one_in_the_stylesheet(reader: FlaskClient) -> None:
    page, styles = (
        reader.get("/rapport/1").text,
        (Path(__file__).parents[2] / "assets/report.css").read_text(),
    )
    painted = set(re.findall(r'data-(fill|stroke)="([0-9a-f]{6})"', page))
    assert painted
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert not any(" class=" in each for each in drawings), "the page's own rules would draw them anew"
    for name, colour in painted:
        assert f'[data-{name}="{colour}"] {{ {name}: #{colour}; }}' in styles


def test_what_was_published_never_changes(house: Publisher, reader: FlaskClient) -> None:
    """Other figures, another clock and another owner's words change nothing of it, to the last byte of its article."""
    before = reader.get("/rapport/1")
    calls = house.store.held.frames["calls"]
    kept = house.store.held
    house.store.take(kept, {"calls": calls.iloc[:0]})
    try:
        after = reader.get("/rapport/1")
    finally:
        house.store.read()
    assert article(after.text) == article(before.text)
    assert reader.get("/rapport/1.json").data == reader.get("/rapport/1.json").data


def test_the_list_and_the_feeds_tell_of_it(reader: FlaskClient) -> None:
    listed = reader.get("/rapport", headers=GOES).text
    assert "2. afrapportering kommer 8. september 2015. Den er til: Udvalget, 22. september 2015." in listed
    assert reader.get("/rapport/patientrettigheder").headers["Location"] == "/rapport#patientrettigheder"

    answer = reader.get("/rapport/kalender.ics")
    assert answer.mimetype == "text/calendar"
    events = {str(each["uid"]): each for each in Calendar.from_ical(answer.data).walk("VEVENT")}
    assert events["status-2@localhost"]["dtstart"].dt == date(2015, 9, 8)
    assert "22. september 2015" in events["status-2@localhost"]["description"]
    assert str(events["status-1-0@localhost"]["url"]) == "http://localhost/rapport/1"

    feed = Xml.fromstring(reader.get("/rapport/feed.atom").data)  # noqa: S314 - it is our own
    assert all(
        feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author", "link")
    )
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == sorted(
        {entry.findtext(f"{ATOM}id") for entry in entries},
        key=[e.findtext(f"{ATOM}id") for e in entries].index,
    )
    assert all(entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("id", "title", "updated"))
    links = [str(link.get("href")) for link in feed.iter(f"{ATOM}link")]
    assert all(each.startswith("http://localhost/rapport") for each in links)
    found = reader.get("/soeg?q=afrapportering").text
    assert 'href="/rapport/1' in found


def test_whoever_may_not_is_told_so(house: Publisher, reader: FlaskClient) -> None:
    """Readers and owners read, editors alone write, a screen has neither, and where nobody signs in nobody writes."""
    owner, _number = house.signed_in("ejer", "owner", subject="servicedesk")
    for visitor, status in ((house.visitor(), 401), (reader, 403), (owner, 403)):
        for address in (
            "/rapport/redaktion",
            "/rapport/ny",
            DRAFT,
            f"{DRAFT}/udgiv",
            "/rapport/moede/status/1/0",
        ):
            assert visitor.get(address).status_code == status, address
    token = form_of(reader, "/rapport/kontrol")
    for address in ("/rapport/ny", DRAFT, f"{DRAFT}/udgiv", "/rapport/udgivelse/status/2"):
        assert posted(reader, address, {"formular": token}).status_code == 403
    assert drafts.versions(house.people.url, NEXT) == []


def test_a_form_of_another_place_is_refused(house: Publisher, editor: FlaskClient) -> None:
    for address in ("/rapport/ny", DRAFT, f"{DRAFT}/udgiv", "/rapport/moede/status/1/0", "/rapport/kontrol"):
        assert editor.post(address, data={"rapport": "status", "nummer": "2"}).status_code == 403, address
    assert drafts.versions(house.people.url, NEXT) == []


def test_a_dropped_file_is_told_of_in_a_sentence(house: Publisher, reader: FlaskClient) -> None:
    pdf = reader.get("/rapport/1.pdf")
    assert pdf.mimetype == "application/pdf"

    def drop(content: bytes) -> str:
        return dropped(reader, content)

    assert "Det er 1. afrapportering (Overordnet status på drift og udvikling), uændret." in drop(pdf.data)
    assert "Alle dens tal gælder stadig" in drop(pdf.data)
    for other in (b"hej", b"%PDF-1.7 hej", pdf.data[:5000], b"\0" * 100):
        assert "Filen kan ikke læses som en udgave" in drop(other)
    touched = drop(pdf.data + b"\n")
    assert "Udgaven inde i filen er 1. afrapportering, uændret." in touched
    assert "det, der står på dem, er ikke kontrolleret" in touched, "its pages may say anything"
    assert not [each for each in ("Det er 1.", "Det er ikke", "stadig:", "report-holds") if each in touched]
    assert "Vælg den PDF" in drop(b"")


def test_patients_figures_are_refused_with_all_that_is_made_of_them(
    settings: Settings, snapshot: Snapshot, migrated_file: Callable[[Path], str], tmp_path: Path
) -> None:
    house = publisher(settings, snapshot, migrated_file, tmp_path, patient_pages="owner")
    by: dict[str, Any] = {"account": None, "role": EDITOR}
    for report, number, left_out in (("status", 1, LEFT_OUT), ("patientrettigheder", 1, ())):
        document = drafting.as_made(Which(report, number), Draft("2015-03", left_out=left_out), snapshot)
        publish(house.people.url, document, **by)
    house.store.read()
    reader, _number = house.signed_in("laeser", "reader")
    owner, _number = house.signed_in("ejer", "owner", subject="omvisitering")
    of = "/rapport/patientrettigheder/1"
    for address in (of, f"{of}.json", f"{of}.pdf", f"{of}.xlsx", f"{of}/siden-sidst"):
        refused = reader.get(address)
        assert (refused.status_code, "patienters behandling" in refused.text) == (403, True), address
    assert reader.get("/rapport/1").status_code == 200
    frozen = json.loads(reader.get("/rapport/1.json").data)
    assert frozen["headlines"]
    assert not {row["metric"] for row in (*frozen["headlines"], *frozen["targets"])} & of_patients()
    assert owner.get(f"{of}.json").status_code == 200
    for address in ("/rapport/feed.atom", "/rapport/kalender.ics"):
        assert of not in reader.get(address).text
        assert of in owner.get(address).text
    assert "Kun for dem, der må se tal om patienters behandling." in reader.get("/rapport").text
    editor, _number = house.signed_in("redaktoer", "editor")
    assert editor.get("/rapport/kladde/patientrettigheder/2").status_code == 403
    assert "patienters behandling" in editor.get("/rapport/redaktion").text


ODD = (
    "",
    "\0",
    "x" * 5000,
    "' OR 1=1 --",
    "<b>",
    "٣",
    "-1",
    "9" * 40,
    "\u202e",
    "%2e%2e",
    "2015-13",
    "\udcff",
)


def test_nothing_typed_or_sent_breaks_it(editor: FlaskClient, reader: FlaskClient) -> None:
    paths = [
        "/rapport/{}", "/rapport/{}/R1", "/rapport/1/R{}", "/rapport/{}.json", "/rapport/1/{}", "/rapport/1.{}",
        "/rapport/patientrettigheder/{}", "/rapport/kladde/{}/1", "/rapport/kladde/status/{}",
        "/rapport/moede/status/1/{}", "/rapport/udgivelse/status/{}", "/rapport/ny?rapport={}", "/rapport?sprog={}",
    ]  # fmt: skip
    for odd in ODD:
        said = odd.encode("utf-8", "surrogateescape").decode("latin-1")
        for path in paths:
            assert editor.get(path.format(said.replace("?", ""))).status_code < 500, (path, odd)
    token = form_of(editor, "/rapport/ny")
    asked = {
        "/rapport/ny": ("rapport", "nummer", "revision", "maaned"),
        "/rapport/kladde/status/9": ("maaned", "set", "goer", "orden", "moededag", "svar:x"),
        "/rapport/moede/status/1/0": ("set", "slags", "dag", "sagt"),
        "/rapport/udgivelse/status/9": ("set", "udgives", "moededag"),
    }
    valid = {"formular": token, "rapport": "status", "nummer": "9", "maaned": "2015-04", "goer": "op:x"}
    for address, names in asked.items():
        for name in names:
            for odd in ODD[:-1:3] if "kladde" in address else ODD[:-1]:  # an edition is made each time
                assert posted(editor, address, valid | {name: odd}).status_code < 500, (address, name, odd)
    assert posted(editor, "/rapport/kladde/status/0", valid | {"goer": "gem"}).status_code == 404
    assert posted(editor, "/rapport/kladde/status/9/R1", valid | {"goer": "gem"}).status_code == 404
    # A revision is of the month of its edition, whatever is sent.
    for month in ("abcd", "2150-01"):
        sent = posted(editor, "/rapport/kladde/status/1/R2", valid | {"goer": "gem", "maaned": month})
        assert sent.status_code == 422, month
    longest = {"formular": token, "maaned": "2015-04", "forord": "x" * 10_001}
    said = posted(editor, "/rapport/kladde/status/9", longest)
    assert (said.status_code, "Forord er længere end 10.000 tegn." in said.text) == (422, True)


def test_where_nobody_signs_in_all_read_and_nobody_writes(visitor: Any) -> None:
    assert visitor.client.get("/rapport").status_code == 200
    assert visitor.client.get("/rapport/kontrol").status_code == 200
    for address in ("/rapport/redaktion", "/rapport/ny", DRAFT):
        refused = visitor.client.get(address, headers=GOES)
        assert (refused.status_code, "redaktører udgive rapporten" in refused.text) == (401, True)
