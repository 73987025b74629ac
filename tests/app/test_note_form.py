"""Notes of a month are made by whoever answers for the figure; a shift of level is kept once its limits were shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from callbacks import notes as posted
from dashboard.settings import Settings
from data_access.numbers import variation
from data_access.people import log
from data_access.people.notes import About, versions
from data_access.people.writing import CannotWriteError
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.claim import heard
from layouts.parts.tiles import history
from layouts.words.figures import figure_at
from layouts.words.level import Usual, sentence, usual
from tests.app.access import GOES, Signing, signing_house
from tests.app.claims.held import holds
from tests.app.test_words import hidden
from vocabulary.metrics import METRICS

FORM = "/note?tal=cases_within_limit&maaned=2014-10&desk=cimt"
OF = About("cases_within_limit", "2014-10", desk="cimt")


@pytest.fixture(scope="module")
def signing(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Signing:
    """Return a house where one signs in, over the demonstration, that writes to a database of its own."""
    return signing_house(settings, snapshot, migrated_file(tmp_path_factory.mktemp("notes") / "people.db"))


@pytest.fixture(scope="module")
def owner(signing: Signing) -> FlaskClient:
    return signing.signed_in("ejer", "owner", subject="sager")[0]


def send(visitor: FlaskClient, page: TestResponse, does: str = "gem", **filled: str) -> TestResponse:
    """Send the form that stands on a page."""
    return visitor.post("/note", data=hidden(page.text) | {"goer": does, "niveau": "nej"} | filled)


def test_a_shift_of_level_is_kept_once_its_limits_were_shown(signing: Signing, owner: FlaskClient) -> None:
    page = owner.get(FORM, headers=GOES)
    assert "Note: Sager løst inden for fristen" in page.text
    shift = {"tekst": " Nyt\nsystem ", "niveau": "ja"}
    shown = send(owner, page, **shift)
    assert "Noten er ikke gemt endnu." in shown.text
    assert "Det sker der med grænserne" in shown.text
    assert "Nyt system</textarea>" in shown.text
    assert versions(signing.people.url, OF) == []
    led = send(owner, shown, **shift)
    assert (led.status_code, led.headers["Location"]) == (303, f"{FORM}&gjort=gem")
    assert send(owner, shown, **shift).status_code == 303, "an answer that was lost"
    (kept,) = versions(signing.people.url, OF)
    assert (kept.text, kept.level_shift, kept.role, kept.name) == ("Nyt system", True, "owner", "Ejer")
    page = owner.get(led.headers["Location"], headers=GOES)
    assert "Noten er gemt og står ved tallet om lidt." in page.text

    gone = send(owner, page, "traek-tilbage")
    assert "Noten er ikke trukket tilbage endnu." in gone.text, "what is usual is another then too"
    assert send(owner, gone, "traek-tilbage").headers["Location"] == f"{FORM}&gjort=traek-tilbage"
    newest, before = versions(signing.people.url, OF)
    assert (newest.stands, newest.text, before) == (False, "Nyt system", kept)
    with signing.people.reading() as connection:
        lines = [line.what for line in log.read(connection, act="written")]
    assert lines == [
        f"note {state} cases_within_limit 2014-10 cimt level_shift" for state in ("withdrawn", "published")
    ]


def test_the_limits_shown_are_those_that_the_page_will_draw(snapshot: Snapshot) -> None:
    metric = METRICS[OF.metric]
    found = figure_at(snapshot, {"tal": OF.metric, "maaned": OF.month, "desk": OF.desk})
    assert found
    rows = history(found.headline, snapshot, found.filters(snapshot), snapshot.choices.default().last)
    for shifts in (False, True):
        limits = variation.limits_by_month(rows, "value", [OF.month] if shifts else [], metric)
        with heard() as claimed:
            told = usual(found, snapshot, shifts=shifts)
        assert len(claimed) == sum(each is not None for each in (told.until, told.since))
        assert all(holds(claim, claim.of(snapshot, claim.asked)) for claim in claimed if claim.of)
        assert (told.until, told.since) == (limits.get("2014-09"), limits.get("2014-10"))
    now, then = (usual(found, snapshot, shifts=each) for each in (False, True))
    assert now.until == now.since is not None
    assert then.since is None, "seven months are too few"
    neither = sentence(now, then, metric, OF.month)
    assert neither.startswith("Hverken før eller fra oktober 2014 kan det sædvanlige siges: der skal 12 hele")
    later = sentence(now, replace(then, until=now.until), metric, OF.month)
    assert later.startswith("Fra oktober 2014 kan det sædvanlige ikke siges:")
    moved = sentence(then, Usual(then.until, now.since), metric, OF.month)
    assert moved == "Fra oktober 2014 er det sædvanlige fra 86,5 til 93,8\xa0%."
    assert sentence(now, now, metric, OF.month) == "Grænserne for det sædvanlige bliver de samme."


def test_only_who_answers_for_the_figure_makes_a_note(
    signing: Signing, owner: FlaskClient, visitor: Any
) -> None:
    reader, _number = signing.signed_in("kun-laeser", "reader")
    other, _number = signing.signed_in("en-anden-ejer", "owner", subject="servicedesk")
    fields = hidden(owner.get(FORM).text) | {"tekst": "Ikke min", "goer": "gem"}
    for each, status in ((signing.visitor(), 401), (reader, 403), (other, 403)):
        assert each.get(FORM).status_code == status
        each.get("/mig")
        assert each.post("/note", data=fields).status_code in (401, 403)
    assert owner.post("/note", data=fields | {"formular": "x"}).status_code == 403, "no form of ours"
    assert visitor.client.get(FORM).status_code == 401, "nobody writes where nobody signs in"
    assert owner.get("/note?tal=x&maaned=2015-03").status_code == 404
    editor, _number = signing.signed_in("redaktoer", "editor")
    for of in (
        "projects_on_track&maaned=2015-05&projekt=ekg",
        "response_time&maaned=2015-04&system=blodinfo-ii&sted=herlev",
    ):
        assert editor.get(f"/ord?tal={of}").status_code == 200
        assert editor.get(f"/note?tal={of}").status_code == 404, "it has no series of its own"
    for of in ("projects_on_track&maaned=2015-05&projekt=x", "projects_on_track&maaned=2015-05&projekt=ekg&desk=cimt",
               "response_time&maaned=2015-04&sted=herlev", "calls&maaned=2015-04&sted=herlev"):  # fmt: skip
        assert editor.get(f"/ord?tal={of}").status_code == 404, of
    link = "/note?tal=cases_within_limit&amp;maaned=2015-04&amp;desk=cimt"
    assert link in owner.get("/sager").text
    assert link not in visitor.client.get("/sager").text
    assert FORM.replace("&", "&amp;") in owner.get(FORM.replace("/note", "/ord")).text


def test_no_text_is_lost(signing: Signing, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address, of = FORM.replace("2014-10", "2014-11"), replace(OF, month="2014-11")
    page = owner.get(address)
    for text, said in (
        ("", "Skriv noten, før du gemmer den."),
        ("a" * 401, "Noten er længere end 400 tegn."),
    ):
        refused = send(owner, page, tekst=text)
        assert (refused.status_code, said in refused.text, f"{text}</textarea>" in refused.text) == (
            422,
            True,
            True,
        )
    editor, _number = signing.signed_in("redaktion", "editor")
    theirs = editor.get(address)
    assert send(owner, page, tekst="Det <b>første</b>").status_code == 303
    late = send(editor, theirs, tekst="Det andet")
    assert late.status_code == 409
    assert "Mens du skrev, skrev Ejer dette" in late.text
    assert "Det &lt;b&gt;første&lt;/b&gt;" in late.text
    assert "Det andet</textarea>" in late.text
    assert send(editor, late, tekst="Det andet").status_code == 303
    assert [each.text for each in versions(signing.people.url, of)] == ["Det andet", "Det <b>første</b>"]

    def away(*_args: Any, **_more: Any) -> None:
        raise CannotWriteError("away")

    with monkeypatch.context() as patched:
        patched.setattr(posted, "write", away)
        refused = send(owner, owner.get(address), tekst="Det, jeg skrev")
        assert refused.status_code == 503
        assert "Det, jeg skrev</textarea>" in refused.text
    odd = ("", "\x00", "9" * 40, "-1", "<script>", "a" * 5_000, "２０１５-06")
    fields = hidden(owner.get(address).text) | {"tekst": "=1+1"}
    for name in ("set", "vist", "niveau", "goer", "tekst", "maaned", "desk", "system", "hospital", "projekt"):
        for value in odd:
            assert owner.post("/note", data=fields | {name: value}).status_code < 500, (name, value)
