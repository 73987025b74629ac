"""Owners write what they say of their figures, nobody else does, and no text is lost."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from callbacks import words as posted
from callbacks.sent import figure_of, plain
from dashboard.commands import checked
from dashboard.settings import Settings
from data_access.people import log
from data_access.people.versioned import CannotReadError
from data_access.people.words import About, versions
from data_access.people.writing import CannotWriteError
from data_access.snapshot.snapshot import Snapshot
from tests.app.access import GOES, Signing, signing_house
from tests.patience import PATIENCE
from vocabulary import language

FORM = "/ord?tal=service_level&maaned=2015-03&desk=cimt"
OF = About("service_level", "2015-03", desk="cimt")


@pytest.fixture(scope="module")
def signing(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Signing:
    """Return a house where one signs in, over the demonstration, that writes to a database of its own."""
    url = migrated_file(tmp_path_factory.mktemp("words") / "people.db")
    return signing_house(settings, snapshot, url)


@pytest.fixture(scope="module")
def owner(signing: Signing) -> FlaskClient:
    return signing.signed_in("ejer", "owner", subject="servicedesk")[0]


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields}


def send(visitor: FlaskClient, address: str = FORM, does: str = "kladde", **filled: str) -> TestResponse:
    """Fill in the form at an address as a browser does, and send it."""
    fields = hidden(visitor.get(address, headers=GOES).text)
    asked = fields | {"goer": does} | filled
    return visitor.post("/ord", data=asked, headers={"Sec-Fetch-Site": "same-origin"})


def test_only_who_answers_for_the_figure_may_write(signing: Signing, owner: FlaskClient) -> None:
    reader, _number = signing.signed_in("kun-laeser", "reader")
    other, _number = signing.signed_in("en-anden-ejer", "owner", subject="sager")
    fields = hidden(owner.get(FORM).text) | {"aarsag": "Ikke min", "goer": "udgiv"}
    for visitor, status in ((signing.visitor(), 401), (reader, 403), (other, 403)):
        assert visitor.get(FORM).status_code == status
        visitor.get("/mig")
        assert visitor.post("/ord", data=fields).status_code in (401, 403)
    said = other.get(FORM).text
    assert said == "Du ejer ikke tallene på siden Servicedesk, og kan ikke skrive om dem.\n"
    assert owner.post("/ord", data=fields | {"formular": "x"}).status_code == 403, "no form of ours"
    assert owner.post("/ord", data=fields, headers={"Origin": "https://evil.example"}).status_code == 403
    assert versions(signing.people.url, OF) == []
    for address in (
        "/ord",
        "/ord?tal=x&maaned=2015-03",
        f"{FORM}&system=orbit",
        "/ord?tal=calls&maaned=1999-01",
    ):
        assert owner.get(address).status_code == 404


def test_nobody_writes_where_nobody_signs_in(visitor: Any) -> None:
    assert visitor.client.get(FORM).status_code == 401
    assert visitor.client.post("/ord").status_code == 401
    assert "Ingen forklaring endnu" not in visitor.page("/sager").text()


def test_a_draft_is_the_writers_and_what_is_published_is_all_mens(
    signing: Signing, owner: FlaskClient
) -> None:
    page = owner.get(FORM, headers=GOES)
    assert "Forklaring: Svar inden for 5 minutter, CIMT Servicedesk, marts 2015" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    filled = {
        "aarsag": " Sygdom\n<b>her</b> ",
        "handling": "Vikarer",
        "ansvar": "Lederen",
        "tilbage": "2015-06",
    }
    led = send(owner, **filled, lovet="78,5 %", bundet="calls")
    assert (led.status_code, led.headers["Location"]) == (303, f"{FORM}&gjort=kladde")
    again = owner.get(led.headers["Location"], headers=GOES).text
    assert "Kladden er gemt." in again
    assert "Sygdom &lt;b&gt;her&lt;/b&gt;</textarea>" in again
    assert 'value="78,5"' in again

    assert (
        "Forklaringen er udgivet" in owner.get(send(owner, does="udgiv", **filled).headers["Location"]).text
    )
    newest, draft = versions(signing.people.url, OF)
    assert (newest.state, newest.role, newest.name, draft.state) == ("published", "owner", "Ejer", "draft")
    assert (newest.words.cause, newest.words.back_at) == ("Sygdom <b>her</b>", date(2015, 6, 30))
    assert (draft.words.promised, draft.words.tied_to) == (78.5, "calls")
    with signing.people.reading() as connection:
        (line,) = log.read(connection, act="written")
    assert (line.account, line.what) == (newest.account, "published service_level 2015-03 cimt")
    assert "Træk tilbage" in owner.get(FORM).text
    send(owner, does="traek-tilbage", **filled)
    assert versions(signing.people.url, OF)[0].state == "withdrawn"


def test_the_second_to_write_sees_what_the_first_wrote_and_chooses(
    signing: Signing, owner: FlaskClient
) -> None:
    address, of = FORM.replace("2015-03", "2015-01"), replace(OF, month="2015-01")
    editor, _number = signing.signed_in("redaktion", "editor")
    fields = hidden(editor.get(address).text)
    send(owner, address, aarsag="Det første")
    late = editor.post("/ord", data=fields | {"aarsag": "Det andet", "goer": "udgiv"})
    assert late.status_code == 409
    assert "Mens du skrev, skrev Ejer dette" in late.text
    assert "Det første" in late.text
    assert "Det andet</textarea>" in late.text
    assert 'name="anden-aarsag" value="Det første"' in late.text
    assert "anden-handling" not in late.text, "what is alike is not asked about"
    by_itself = editor.post(
        "/ord", data=fields | {"aarsag": "Det andet"}, headers={"Accept": "application/json"}
    )
    assert (by_itself.status_code, by_itself.get_json()["seen"]) == (409, 0)
    chosen = editor.post("/ord", data=hidden(late.text) | {"aarsag": "Det andet", "goer": "udgiv"})
    assert chosen.status_code == 303
    assert [each.words.cause for each in versions(signing.people.url, of)] == ["Det andet", "Det første"]
    assert versions(signing.people.url, of)[0].role == "editor"


def test_an_answer_that_was_lost_doubles_nothing(signing: Signing, owner: FlaskClient) -> None:
    address = FORM.replace("2015-03", "2015-02")
    fields = hidden(owner.get(address).text) | {"aarsag": "Sygdom", "goer": "kladde"}
    first, second = (
        owner.post("/ord", data=fields, headers={"Accept": "application/json"}) for _n in range(2)
    )
    assert first.get_json() == second.get_json()
    assert first.get_json()["said"].startswith("Kladden er gemt kl. ")
    assert len(versions(signing.people.url, replace(OF, month="2015-02"))) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (CannotWriteError("away"), "Det blev ikke gemt: "),
        (TimeoutError(), f"Databasen svarede ikke inden for {PATIENCE} sekunder"),
    ],
)  # fmt: skip
def test_a_database_that_is_away_keeps_the_text_in_the_form(
    signing: Signing, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    def away(*_args: Any, **_more: Any) -> None:
        raise fault

    def unread(*_args: Any, **_more: Any) -> None:
        raise CannotReadError("away")

    address = FORM.replace("2015-03", "2014-12")
    with monkeypatch.context() as patched:
        patched.setattr(posted, "write", away)
        refused = send(owner, address, does="udgiv", aarsag="Det, jeg skrev")
        assert refused.status_code == 503
        assert said in refused.text
        assert "Det, jeg skrev</textarea>" in refused.text
        sent = hidden(owner.get(address).text) | {"aarsag": "Det"}
        by_itself = owner.post("/ord", data=sent, headers={"Accept": "application/json"})
        assert (by_itself.status_code, by_itself.get_json()["said"].startswith(said)) == (503, True)
        patched.setattr(posted, "versions", unread)
        assert "Databasen svarer ikke" in owner.get(address).text
    assert owner.get("/servicedesk").status_code == 200
    assert versions(signing.people.url, replace(OF, month="2014-12")) == []


def test_what_is_wrong_is_said_and_the_text_stays(signing: Signing, owner: FlaskClient) -> None:
    address = FORM.replace("2015-03", "2014-11")
    wrong = {
        "Skriv, hvad årsagen er": {"does": "udgiv", "handling": "Vikarer"},
        "Årsag er længere end 600 tegn.": {"aarsag": "a" * 601},
        "Det lovede tal er ikke et tal. Skriv det som 78,5.": {"lovet": "mange", "tilbage": "2015-06"},
        "Det lovede tal skal være mellem 0 og 100 %.": {"lovet": "100,1", "tilbage": "2015-06"},
        "Et lovet tal skal have en måned": {"lovet": "80"},
        "findes ikke.": {"tilbage": "snart"},
        "måles ikke her.": {"bundet": "vejret"},
    }
    for said, filled in wrong.items():
        refused = send(owner, address, **{"handling": "Vikarer"} | filled)
        assert refused.status_code == 422, said
        assert said in refused.text
        assert "Vikarer</textarea>" in refused.text
    assert versions(signing.people.url, replace(OF, month="2014-11")) == []


def test_nothing_odd_that_is_sent_is_a_fault_of_the_program(signing: Signing, owner: FlaskClient) -> None:
    address, of = FORM.replace("2015-03", "2014-10"), replace(OF, month="2014-10")
    fields = hidden(owner.get(address).text)
    odd = (
        "",
        "\x00",
        "\ud800",
        "=1+1",
        "9" * 40,
        "-1",
        "1e400",
        "<script>",
        "a" * 5_000,
        "２０１５-06",
        "2015-13",
    )
    for name in (
        "set",
        "tilbage",
        "lovet",
        "bundet",
        "goer",
        "maaned",
        "desk",
        "system",
        "hospital",
        "projekt",
    ):
        for value in odd:
            sent = owner.post(
                "/ord", data=fields | {"aarsag": "=1+1", name: value.encode("utf-8", "replace")}
            )
            assert sent.status_code < 500, (name, value)
    assert {each.words.cause for each in versions(signing.people.url, of)} == {"=1+1"}


def test_figures_and_texts_are_read_as_they_are_written() -> None:
    danish = {"80": 80.0, "78,5": 78.5, "78.5 %": 78.5, "1.234,5": 1234.5, "1.234": 1234.0, "-2": -2.0}
    assert {each: figure_of(each) for each in danish} == danish
    assert {figure_of(each) for each in ("", "x", "1,2,3", "nan", "1e9", "9" * 20, "٣")} == {None}
    with language.speaking("en"):
        assert (figure_of("1,234.5"), figure_of("78.5")) == (1234.5, 78.5)
    assert plain("a\x00b\u202e c\r\n d") == "a b c d"


def test_what_lacks_words_is_listed_for_each_owner_and_what_was_promised_for_all(
    signing: Signing, owner: FlaskClient, visitor: Any
) -> None:
    own = owner.get("/mangler").text
    led = re.findall(r'href="(/ord\?tal=[^"]+)"', own)
    assert led
    assert all(owner.get(unescape(each)).status_code == 200 for each in led[:: max(1, len(led) // 3)])
    assert "system=mail-kalender" not in "".join(led), "what is another's leads nowhere"
    headings = re.findall(r"<h2>([^<]+)</h2>", own)
    assert headings[0] == "Servicedesk", "one's own stands first"
    editor = signing.signed_in("redaktoeren", "editor")[0]
    said = editor.get("/mangler").text
    assert "Sager løst inden for fristen" in said
    assert "fra november 2014 til april 2015" in said
    mail = "/ord?tal=response_time&amp;maaned=2015-0{n}&amp;system=mail-kalender"
    assert mail.format(n=3) + '"' in said
    assert mail.format(n=4) + '"' not in said, "its owner has said why"
    assert editor.get(unescape(mail.format(n=3))).status_code == 200, (
        "what is of no desk has a form without one"
    )
    assert mail.format(n=4) + "&amp;hospital=" in said, "but not of each hospital"
    for of in (
        "cases_within_limit&amp;maaned=2015-04&amp;desk=cimt",
        "projects_on_track&amp;maaned=2015-05&amp;projekt=ekg",
    ):
        assert f"/ord?tal={of}" in said
    at = [said.index(f">Hurtige handlinger, {name}<") for name in ("WWBakt", "Mail/kalender", "Web 1000")]
    assert at == sorted(at), "the oldest first, and of those the furthest off"
    late = said.partition("Handlinger, hvis dato er passeret")[2]
    assert re.search(r"<strong>Svar inden for 5 minutter[^<]*</strong>, [a-z]+ 201\d: \w", late)
    assert "Det blev 71,3" in said
    assert "Det blev 82,4" not in said, "a promise that held is no late action"
    promised = visitor.client.get("/loefter").text
    assert promised.index("juli 2015") < promised.index("Det blev 71,3") < promised.index("Det blev 82,4")
    assert ("Holdt<" in promised, "Ikke holdt<" in promised) == (True, True)
    assert promised.count(">Se tallet</a>") == promised.count("<p><strong>")
    bare = visitor.client.get("/mangler").text
    assert "Sager løst inden for fristen" in bare
    assert "/ord?" not in bare, "where nobody signs in nobody can write"


def test_check_watches_what_nobody_has_explained(
    snapshot: Snapshot, demo_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.snapshot.reading.read_snapshot", lambda _engine: snapshot)
    found = checked.with_explanations(checked.Health(checked.OK, "Alt er godt.", ""), demo_url)
    assert found.code == checked.WARNING
    assert "Sager løst inden for fristen, CIMT Servicedesk, april 2015" in found.unexplained
    assert found.late_actions == ("Svar inden for 5 minutter, CIMT Servicedesk, marts 2015",)
    assert found.message.startswith("Ingen har forklaret ")
