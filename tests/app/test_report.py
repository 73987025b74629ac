"""Reports: editors write and publish, readers read what was frozen, and nothing of it ever changes."""

import hashlib
import io
import json
import re
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from callbacks.report import drafting, publishing
from dashboard.settings import Settings
from data_access.editions import drafts, meetings, releases
from data_access.editions.drafts import Draft
from data_access.editions.published import Which, publish
from data_access.people.versioned import CannotReadError
from data_access.people.writing import CannotWriteError
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import of_patients
from layouts.report.pages.drafted import UNEXPLAINED
from tests.app.access import GOES, form_of
from tests.app.reading import Read
from tests.app.report import Publisher, fields, posted, publisher
from vocabulary.people import EDITOR

pytestmark = pytest.mark.takes(12)
NEXT, DRAFT = Which("status", 2), "/rapport/kladde/status/2"
HOSTILE = "<script>alert(1)</script> \"' =1+1 {x} %s \u202e\0 Æ"
ATOM = "{http://www.w3.org/2005/Atom}"
LEFT_OUT = ("strategi", "ressourcer", "udredning", "omvisitering", "klinisk")


@pytest.fixture(scope="module")
def house(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Publisher:
    """Return a house that has published one edition, told of the next, and heard what a meeting said."""
    found = publisher(settings, snapshot, migrated_file, tmp_path_factory.mktemp("report"))
    url = found.people.url
    draft = Draft("2015-04", agenda={"meeting": "Udvalget"}, foreword=HOSTILE, left_out=LEFT_OUT)
    document = drafting.as_made(Which("status", 1), draft, snapshot)
    by: dict[str, Any] = {"account": None, "role": EDITOR, "at": snapshot.stood_at()}
    publish(url, document, **by)
    releases.write(
        url, releases.Release("status", 2, date(2015, 9, 8), "Udvalget", date(2015, 9, 22)), seen=0, **by
    )
    said = meetings.Said("status", 1, 1, "request", date(2015, 5, 11), "Vis det for hver måned")
    meetings.write(url, said, seen=0, **by)
    found.store.read()
    return found


@pytest.fixture(scope="module")
def reader(house: Publisher) -> FlaskClient:
    return house.signed_in("laeser", "reader")[0]


@pytest.fixture(scope="module")
def editor(house: Publisher) -> FlaskClient:
    return house.signed_in("redaktoer", "editor")[0]


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


def article(page: str) -> str:
    return page.partition("<article")[2].partition("</article>")[0]


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


def test_an_edition_is_begun_written_and_published(
    house: Publisher, editor: FlaskClient, reader: FlaskClient
) -> None:
    url = house.people.url
    for odd, said in (
        ("9" * 22, "et tal fra 1 og op"),
        ("9999", "kan begyndes, er 2."),
        ("3", "er 2."),
        ("1", "er 2."),
    ):
        refused = house.send(editor, "/rapport/ny", rapport="status", nummer=odd, maaned="2015-03")
        assert (refused.status_code in (409, 422), said in refused.text) == (True, True), odd
    assert (
        posted(editor, "/rapport/kladde/status/9", fields(refused.text) | {"goer": "gem"}).status_code == 422
    )
    begun = house.send(editor, "/rapport/ny", rapport="status", nummer="2", maaned="2015-03")
    asked = editor.get("/rapport/ny").text
    assert 'id="nummer-status" name="nummer"' in asked
    assert fields(asked)["nummer"] == "3", "the next that is free"
    assert "Der er allerede en kladde:" in asked
    assert "april 2015 (1. afrapportering)" in asked
    assert "marts 2015 (2. afrapportering er en kladde)" in asked
    assert begun.headers["Location"] == f"{DRAFT}?gjort=ny"
    page = editor.get(DRAFT, headers=GOES).text
    assert 'value="2015-09-22"' in page, "the meeting that it is known to be for"

    moved = house.send(editor, DRAFT, "ned:servicedesk", forord="Før\r\n\r\n\r\nefter\0")
    assert "Rækkefølgen er ændret her." in moved.text
    assert "Gemt 11. maj 2015" in moved.text
    assert "; ændringer herunder er ikke gemt." in moved.text
    focused = re.findall(r"<button[^>]*autofocus[^>]*>", moved.text, re.IGNORECASE)
    assert [re.search('value="([^"]*)"', each)[1] for each in focused] == ["ned:servicedesk"]  # type: ignore[index]
    sent = fields(moved.text)
    assert sent["orden"].index("sager") < sent["orden"].index("servicedesk")
    assert sent["forord"] == "Før\n\nefter"
    sent["med"] = [each for each in sent["med"] if each not in LEFT_OUT]
    saved = posted(editor, DRAFT, sent | {"goer": "gem"})
    assert saved.headers["Location"] == f"{DRAFT}?gjort=gem"
    newest = drafts.versions(url, NEXT)[0].draft
    assert (newest.foreword, set(LEFT_OUT) <= set(newest.left_out)) == ("Før\n\nefter", True)

    asked = editor.get(f"{DRAFT}/udgiv").text
    assert "Det skal være på plads først" in asked
    assert "Udgiv nu" not in asked
    places = set(re.findall(rf'href="{DRAFT}#([^"]+)"', asked))
    assert places
    assert places <= {quote(each) for each in re.findall(r'id="([^"]+)"', editor.get(DRAFT).text)}
    lacks = [
        each.removeprefix("svar:") for each in fields(editor.get(DRAFT).text) if each.startswith("svar:")
    ]
    words = {f"svar:{lacks[0]}": HOSTILE}
    answered = house.send(editor, DRAFT, "udgiv", **words, **{UNEXPLAINED: lacks[1:]})
    assert answered.headers["Location"] == f"{DRAFT}/udgiv"
    shown = editor.get(f"{DRAFT}/som-den-bliver").text
    assert "KLADDE" in shown
    assert "Det er en kladde og ikke udgivet." in dropped(reader, editor.get(f"{DRAFT}/kladde.pdf").data)
    assert reader.get("/rapport/2").status_code == 404
    for address in ("/rapport/2", "/rapport/2/siden-sidst"):
        refused = reader.get(address, headers=GOES)
        assert (refused.status_code, "Udgaven er ikke udgivet." in refused.text) == (404, True)
        assert '<a href="/rapport">' in refused.text, "a page that leads on"
        assert "<header" in refused.text

    confirmed = fields(editor.get(f"{DRAFT}/udgiv").text)
    done = posted(editor, f"{DRAFT}/udgiv", confirmed).headers["Location"]
    assert done == "/rapport/redaktion?gjort=udgivet&rapport=status&nummer=2&revision=0"
    desk = editor.get(done).text
    assert 'href="/rapport/2"' in desk.partition("</h1>")[2].partition("Kladder")[0], (
        "though it is not read yet"
    )
    assert "hvornår 2. afrapportering kommer" not in desk
    assert "hvornår 3. afrapportering kommer" in desk
    assert posted(editor, f"{DRAFT}/udgiv", confirmed).status_code in (303, 409), "an answer that was lost"
    house.store.read()
    page = reader.get("/rapport/2").text
    assert article(page).index("2. Sager") < article(page).index("3. CIMT Servicedesk")
    frozen = house.store.read().frames["editions"]
    written = {str(each)[:10] for each in frozen["written_at"]} | {
        str(drafts.versions(url, NEXT)[0].at.date())
    }
    assert written == {"2015-05-11"}, "where the clock stands, what is written is written by it"
    assert "Der er ikke givet en forklaring." in page
    assert "Vis det for hver måned" in article(page), "what a meeting asked for stands until it is answered"
    assert "tal til og med marts 2015" in page.lower()
    assert "er udgivet allerede" in editor.get(f"{DRAFT}/udgiv").text
    since = reader.get("/rapport/2/siden-sidst", headers=GOES)
    assert (since.status_code, "1. afrapportering" in since.text) == (200, True)


def test_a_mistake_becomes_a_revision_and_both_stay(
    house: Publisher, editor: FlaskClient, reader: FlaskClient
) -> None:
    first = reader.get("/rapport/1.json").data
    at = "/rapport/kladde/status/1/R1"
    begun = house.send(editor, "/rapport/ny", rapport="status", nummer="1", revision="1")
    assert begun.headers["Location"] == f"{at}?gjort=ny"
    asked = editor.get(f"{at}/udgiv").text
    assert "Skriv, hvorfor der er en revision." in asked
    assert "ikke besvaret" not in asked, "what was answered then is"
    house.send(editor, at, begrundelse="Et forkert ord")
    confirmed = fields(editor.get(f"{at}/udgiv").text)
    assert posted(editor, f"{at}/udgiv", confirmed).status_code == 303
    house.store.read()
    assert reader.get("/rapport/1.json").data == first
    assert "Udgaven er revideret" in reader.get("/rapport/1").text
    assert "Et forkert ord" in reader.get("/rapport/1/R1").text
    since = reader.get("/rapport/1/R1/siden-sidst").text
    assert "Det, der er rettet i forhold til 1. afrapportering" in since
    assert "Derfor er den rettet: Et forkert ord" in since
    assert "de samme i de to" in since, "only its reason is another"
    assert "revideret" not in reader.get("/rapport/1/siden-sidst").text
    skips = house.send(editor, "/rapport/ny", rapport="status", nummer="1", revision="3")
    assert (skips.status_code, "ikke den næste" in skips.text) == (409, True)
    assert (
        house.send(editor, "/rapport/ny", rapport="status", nummer="1", maaned="2015-04").status_code == 409
    )


def test_two_editors_at_once_lose_no_text(house: Publisher, editor: FlaskClient) -> None:
    other, _number = house.signed_in("en-anden", "editor")
    at = "/rapport/kladde/patientrettigheder/1"
    house.send(editor, "/rapport/ny", rapport="patientrettigheder", nummer="1", maaned="2015-03")
    seen = fields(editor.get(at).text)
    theirs = {"bilag": "Bilag 1", "indstilling": "Til\n\nefterretning"}
    left = [each for each in seen["med"] if each != seen["med"][-1]]
    house.send(other, at, forord="Den andens ord", med=left, **theirs)
    late = posted(editor, at, seen | {"goer": "gem", "forord": "Mine ord", "punkt": "Punkt 6"})
    assert late.status_code == 409
    both = fields(late.text)
    assert {name: both[name] for name in ("bilag", "indstilling", "punkt", "forord", "med")} == {
        **theirs, "punkt": "Punkt 6", "forord": "Mine ord", "med": left,
    }, "what only one of them changed is kept of each"  # fmt: skip
    assert re.findall(r'name="valg-([^"]+)"', late.text) == ["forord"] * 3, (
        "only what both changed is asked about"
    )
    assert "checked" not in "".join(re.findall(r'<input[^>]*name="valg-[^>]*>', late.text))
    assert "En-Anden" in late.text
    assert late.text.index("Den andens ord") < late.text.index("Mine ord</textarea>")
    assert posted(editor, at, both | {"goer": "gem", "valg-forord": "min"}).status_code == 303
    assert [each.draft.foreword for each in drafts.versions(house.people.url, Which("patientrettigheder", 1))][:2] == [
        "Mine ord", "Den andens ord",
    ]  # fmt: skip
    stale = fields(editor.get(f"{at}/udgiv").text)
    assert "Udgiv nu" in editor.get(f"{at}/udgiv").text or "på plads først" in editor.get(f"{at}/udgiv").text
    assert posted(editor, f"{at}/udgiv", stale | {"set": "1"}).status_code in (403, 409, 422)
    assert house.send(editor, at, "kasser").headers["Location"] == "/rapport/redaktion?gjort=kasseret"
    assert editor.get(at).headers["Location"] == "/rapport/ny?rapport=patientrettigheder"


def test_a_database_that_dies_publishes_nothing_and_loses_no_text(
    house: Publisher, editor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = "/rapport/kladde/status/3"
    house.send(editor, "/rapport/ny", rapport="status", nummer="3", maaned="2015-04")
    sent = fields(editor.get(at).text)
    sent["med"] = [each for each in sent["med"] if each not in LEFT_OUT]
    lacks = [each.removeprefix("svar:") for each in sent if each.startswith("svar:")]
    posted(editor, at, sent | {UNEXPLAINED: lacks})
    confirmed = fields(editor.get(f"{at}/udgiv").text)
    saved = fields(editor.get(at).text)

    def dies(*_of: Any, **_more: Any) -> None:
        raise CannotWriteError("away")

    with monkeypatch.context() as away:
        away.setattr(publishing, "publish", dies)
        failed = posted(editor, f"{at}/udgiv", confirmed)
        assert (failed.status_code, "Udgaven er ikke udgivet" in failed.text) == (503, True)
        away.setattr(drafts, "write", dies)
        failed = posted(editor, at, saved | {"goer": "gem", "forord": "Skal ikke gå tabt"})
        assert (failed.status_code, "Skal ikke gå tabt</textarea>" in failed.text) == (503, True)

    def gone(*_of: Any, **_more: Any) -> None:
        raise CannotReadError("away")

    with monkeypatch.context() as away:
        for name in ("versions", "open_drafts"):
            away.setattr(drafts, name, gone)
        away.setattr(releases, "versions", gone)
        for address in (at, f"{at}/udgiv", f"{at}/som-den-bliver", "/rapport/udgivelse/status/3"):
            assert editor.get(address).status_code == 503, address
        assert "kladderne kan ikke vises" in editor.get("/rapport/redaktion").text
    house.store.old = 1e6
    try:
        assert "Tallene er gamle" in editor.get(f"{at}/udgiv").text
        assert posted(editor, f"{at}/udgiv", confirmed).status_code == 422
    finally:
        house.store.old = 0.0
    changed = posted(editor, f"{at}/udgiv", confirmed | {"aftryk": "0" * 64})
    assert (changed.status_code, "Tallene er blevet andre" in changed.text) == (409, True)
    assert publisher_numbers(house) == {1, 2}


def publisher_numbers(house: Publisher) -> set[int]:
    rows = house.store.read().frames["editions"]
    return set(rows[rows["report"] == "status"]["number"])


def test_meetings_and_releases_are_written_beside_it(
    house: Publisher, editor: FlaskClient, reader: FlaskClient
) -> None:
    at = "/rapport/moede/status/1/0"
    empty = house.send(editor, at, slags="decision", dag="i går", sagt="")
    assert (empty.status_code, "Skriv, hvad mødet sagde." in empty.text) == (422, True)
    assert house.send(editor, at, slags="decision", dag="2015-05-11", sagt=HOSTILE).status_code == 303
    early = house.send(editor, at, slags="decision", dag="2015-05-10", sagt="Bliver stående")
    assert (early.status_code, "før udgivelsen 11. maj 2015" in early.text) == (422, True)
    assert "Bliver stående</textarea>" in early.text
    own = "/rapport/moede/status/1/1"
    seen = fields(editor.get(own).text)
    assert posted(editor, own, seen | {"svar": "Det står nu for hver måned"}).status_code == 303
    late = posted(editor, own, seen | {"svar": "Noget andet"})
    assert (late.status_code, "Det står nu for hver måned" in late.text) == (409, True)
    assert "Noget andet</textarea>" in late.text
    house.store.read()
    page = reader.get("/rapport/1").text
    assert "Det står nu for hver måned" in page.partition("</article>")[2]
    assert "<script>alert" not in page
    at = "/rapport/udgivelse/status/4"
    assert house.send(editor, at, udgives="2015-31-12").status_code == 422
    for refused, said in (
        ({"udgives": "2015-05-10"}, "Udgivelsen kan ikke være før i dag, 11. maj 2015."),
        (
            {"udgives": "2015-12-08", "moededag": "2015-12-07"},
            "Mødet kan ikke være før udgivelsen 8. december 2015.",
        ),
    ):
        answer = house.send(editor, at, moede="Udvalget", **refused)
        assert (answer.status_code, said in answer.text, 'value="Udvalget"' in answer.text) == (
            422,
            True,
            True,
        )
    assert house.send(editor, at, udgives="2015-12-08", moede="").status_code == 303
    house.store.read()
    assert "4. afrapportering kommer 8. december 2015." in reader.get("/rapport").text


def dropped(reader: FlaskClient, content: bytes) -> str:
    data = {"formular": form_of(reader, "/rapport/kontrol"), "fil": (io.BytesIO(content), "x.pdf")}
    answer = reader.post("/rapport/kontrol", data=data, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code in (200, 422)
    return str(answer.text)


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
