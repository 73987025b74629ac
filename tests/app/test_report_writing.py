"""Reports are written: begun, published and revised by editors, and beside them what meetings said; nothing is lost."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from callbacks.report import publishing
from dashboard.settings import Settings
from data_access.editions import drafts, releases
from data_access.editions.published import Which
from data_access.people.versioned import CannotReadError
from data_access.people.writing import CannotWriteError
from data_access.snapshot.snapshot import Snapshot
from layouts.report.pages.drafted_fields import UNEXPLAINED
from tests.app.access import GOES
from tests.app.report import (
    HOSTILE,
    LEFT_OUT,
    Publisher,
    article,
    dropped,
    fields,
    posted,
    with_one_edition,
)

pytestmark = pytest.mark.takes(12)
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
        assert re.search(f'name="nummer"[^>]*value="{odd}"[^>]*aria-invalid="true"', refused.text), (
            "it is kept"
        )
        assert re.search('role="alert" tabindex="-1" autofocus', refused.text), "it is read first"
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
    english = editor.get(f"{DRAFT}/udgiv?sprog=en").text
    assert "Publish Report 2" in english
    assert '<span lang="da">Mail/kalender er ' in english, "what the edition says is in its language"
    form = editor.get(f"{DRAFT}?sprog=en").text
    assert '<p lang="da">Mail/kalender er ' in form
    assert editor.get(f"{DRAFT}?sprog=da").status_code == 200, "and back to Danish"
    named = r'<span lang="da">[^<]+</span>'
    assert re.search(rf"It is not answered \({named}\)", english), "also what it is about"
    for before in ("<strong>", "<label[^>]*>Explanation: "):
        found = re.findall(rf"{before}(?={named})", form)
        assert len(found) == form.count('class="report-lack"') > 0, before
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
    assert (skips.status_code, "ikke den næste" in skips.text) == (422, True)
    taken = house.send(editor, "/rapport/ny", rapport="status", nummer="1", revision="1")
    assert (taken.status_code, "Revisionen er udgivet allerede." in taken.text) == (409, True)
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
    higher = posted(editor, f"{at}/udgiv", confirmed | {"set": "99"})
    assert (higher.status_code, "Siden passer ikke til den kladde, der er gemt" in higher.text) == (409, True)
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
    saved = house.send(editor, at, slags="decision", dag="2015-05-11", sagt=HOSTILE)
    assert saved.status_code == 303
    assert "Det er gemt og står ved udgaven om lidt." in editor.get(saved.headers["Location"]).text
    early = house.send(editor, at, slags="decision", dag="2015-05-10", sagt="Bliver stående")
    assert (early.status_code, "før udgivelsen 11. maj 2015" in early.text) == (422, True)
    assert "Bliver stående</textarea>" in early.text
    own = "/rapport/moede/status/1/1"
    said = editor.get(at).text.partition("Det, der er skrevet")[2]
    assert (f'href="{own}"' in said, "Svar:" in said) == (True, False)
    seen = fields(editor.get(own).text)
    assert posted(editor, own, seen | {"svar": "Det står nu for hver måned"}).status_code == 303
    late = posted(editor, own, seen | {"svar": "Noget andet"})
    assert (late.status_code, "Det står nu for hver måned" in late.text) == (409, True)
    assert "Noget andet</textarea>" in late.text
    house.store.read()
    assert "Det står nu for hver måned" in editor.get(at).text.partition("Det, der er skrevet")[2]
    page = reader.get("/rapport/1").text
    assert "Det står nu for hver måned" in page.partition("</article>")[2]
    assert "<script>alert" not in page
    # The list of contents leads to what there is, and to nothing else.
    led = set(
        re.findall(
            r'<li[^>]*><a href="#([^"]+)"',
            page.partition('class="report-contents"')[2].partition("</nav>")[0],
        )
    )
    assert led == {each for each in led if f'id="{each}"' in page}
    assert ("moedet" in led, "rettet" in led) == (True, 'id="rettet"' in page)
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
    saved = house.send(editor, at, udgives="2015-12-08", moede="")
    assert saved.status_code == 303
    assert (
        "Det er gemt og står på listen og i kalenderen om lidt." in editor.get(saved.headers["Location"]).text
    )
    house.store.read()
    assert "4. afrapportering kommer 8. december 2015." in reader.get("/rapport").text
