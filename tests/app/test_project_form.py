"""A project's owner reports in a form what the spreadsheet had; nobody else does, and no text is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert
from werkzeug.test import TestResponse

from callbacks import project_reports as posted
from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.database.engine import writer
from data_access.people import log
from data_access.people.project_reports import About, versions
from data_access.people.writing import CannotWriteError
from data_access.snapshot.snapshot import Snapshot
from layouts.words import project_report_fields
from tests.app.access import GOES, Signing, signing_house
from tests.app.test_words import hidden
from vocabulary.months import last_day

FORM = "/projektrapport?projekt=ekg&maaned=2015-05"
OF = About("ekg", "2015-05")
TOLD = {"lys": "yellow", "status": " Presset\n<b>nu</b> ", "slut": "2016-01-31", "forsinkelse": "4,5"}
MONEY = {"budget": "1.012,5", "forbrug": "1.100", "milepael": "Idriftsættelse", "frist": "2015-09-01"}


@pytest.fixture(scope="module")
def signing(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Signing:
    """Return a house where one signs in, that writes to a database with one project of which a file has told."""
    url = migrated_file(tmp_path_factory.mktemp("reports") / "people.db")
    with writer(url).begin() as connection:
        connection.execute(insert(t.sources).values(id=1, key="projekter", name="Projekter"))
        days = {"period_from": last_day("2015-05"), "period_to": last_day("2015-05")}
        load = {"loaded_at": last_day("2015-05"), "row_count": 1, "completeness": 1.0, "demonstration": False}
        connection.execute(insert(t.loads).values(id=1, source_id=1, file="maj.csv", **days, **load))
        connection.execute(insert(t.projects).values(id=1, key="ekg", name="EKG"))
        connection.execute(
            insert(t.project_reports).values(project_id=1, month="2015-05", load_id=1, light="red")
        )
    return signing_house(settings, snapshot, url)


@pytest.fixture(scope="module")
def owner(signing: Signing) -> FlaskClient:
    """Return the owner of one project, and of no page."""
    return signing.signed_in("ejer", "owner", subject="projekter/ekg")[0]


def send(visitor: FlaskClient, page: TestResponse, does: str = "udgiv", **filled: str) -> TestResponse:
    """Send the form that stands on a page."""
    return visitor.post("/projektrapport", data=hidden(page.text) | {"goer": does} | filled)


def test_the_form_begins_with_what_is_known_and_the_light_of_the_month_alone(snapshot: Snapshot) -> None:
    reports = snapshot.frames["project_reports"]
    row = reports[(reports["project"] == "ris-pacs") & (reports["month"] == "2015-05")].iloc[0]
    same, next_ = (
        project_report_fields.begun(snapshot, project_report_fields.Project("ris-pacs", "", "", month))
        for month in ("2015-05", "2015-06")
    )
    assert (same["lys"], same["status"], same["fase"]) == (row["light"], row["finding"], row["phase"])
    assert (next_["lys"], next_["status"], next_["fase"]) == ("", "", row["phase"])
    assert (same["budget"], same["forbrug"], same["slut"]) == ("64", "66", "2016-03-31")


def test_only_who_owns_the_project_reports_of_it(signing: Signing, owner: FlaskClient, visitor: Any) -> None:
    reader, _number = signing.signed_in("kun-laeser", "reader")
    other, _number = signing.signed_in("en-anden-ejer", "owner", subject="projekter/mars")
    fields = hidden(owner.get(FORM).text) | {**TOLD, "goer": "udgiv"}
    for each, status in ((signing.visitor(), 401), (reader, 403), (other, 403)):
        assert each.get(FORM).status_code == status
        each.get("/mig")
        assert each.post("/projektrapport", data=fields).status_code in (401, 403)
    assert "Du ejer ikke projektet EKG" in other.get(FORM).text
    assert owner.post("/projektrapport", data=fields | {"formular": "x"}).status_code == 403, (
        "no form of ours"
    )
    assert visitor.client.get(FORM).status_code == 401, "nobody reports where nobody signs in"
    for asked in ("", "?projekt=x", "?projekt=ekg&maaned=2015-13", "?projekt=ekg&maaned=2099-01"):
        assert owner.get(f"/projektrapport{asked}").status_code == 404, asked
    all_of_them, _number = signing.signed_in("ejer-af-alle", "owner", subject="projekter")
    assert all_of_them.get(FORM).status_code == 200
    assert owner.get("/ord?tal=projects_on_track&maaned=2015-05&projekt=ekg").status_code == 200
    assert owner.get("/ord?tal=projects_on_track&maaned=2015-05&projekt=mars").status_code == 403
    link = FORM.replace("&", "&amp;")
    assert link in owner.get("/projekter/ekg").text
    assert link not in visitor.client.get("/projekter/ekg").text
    assert versions(signing.people.url, OF) == []


def test_a_report_is_begun_seen_saved_and_published(signing: Signing, owner: FlaskClient) -> None:
    page = owner.get(FORM, headers=GOES)
    assert "Projektrapport: EKG, maj 2015" in page.text
    assert "„maj.csv“, indlæst 31. maj 2015, siger „rød“. Det, du udgiver, gælder i stedet" in page.text
    english = owner.get(f"{FORM}&sprog=en").text
    owner.get(f"{FORM}&sprog=da")
    assert "Project report: ECG, May 2015" in english
    assert "Bagud i forhold til tidsplanen" in english, "what is sent back is no translation"
    assert 'value="14"' in page.text, "the month has a report already, which stands in the form"
    seen = send(owner, page, "vis", **TOLD, **MONEY)
    assert "Tallene i formularen giver: gul. Intet er gemt." in seen.text
    assert "8,6\xa0% over budgettet" in seen.text
    assert "Presset &lt;b&gt;nu&lt;/b&gt;</textarea>" in seen.text
    assert versions(signing.people.url, OF) == []
    drafted = send(owner, seen, "kladde", **TOLD | {"lys": ""})
    assert drafted.headers["Location"] == f"{FORM}&gjort=kladde"
    page = owner.get(FORM)
    assert "er en kladde fra" in page.text
    led = send(owner, page, **TOLD, **MONEY)
    assert (led.status_code, led.headers["Location"]) == (303, f"{FORM}&gjort=udgiv")
    page = owner.get(led.headers["Location"])
    assert "Rapporten er udgivet" in page.text
    assert "gælder i stedet for „maj.csv“" in page.text
    newest = versions(signing.people.url, OF)[0]
    assert (newest.state, newest.role, newest.report.light) == ("published", "owner", "yellow")
    assert (newest.report.finding, newest.report.delay_weeks) == ("Presset <b>nu</b>", 4.5)
    assert (newest.report.budget_mio_dkk, newest.report.forecast_mio_dkk) == (1012.5, 1100)
    with signing.people.reading() as connection:
        (line,) = log.read(connection, act="written")
    assert line.what == "project published ekg 2015-05"

    send(owner, page, "kladde", **TOLD | {"status": "Igen"})
    page = owner.get(FORM)
    assert send(owner, page, "kasser").headers["Location"] == f"{FORM}&gjort=kasser"
    page = owner.get(f"{FORM}&gjort=kasser")
    assert "Kladden er kasseret." in page.text
    assert "Presset &lt;b&gt;nu&lt;/b&gt;</textarea>" in page.text, (
        "what is published stands in the form again"
    )
    assert "Igen" not in page.text
    assert send(owner, page, "traek-tilbage").headers["Location"] == f"{FORM}&gjort=traek-tilbage"
    assert "Rapporten er trukket tilbage." in owner.get(f"{FORM}&gjort=traek-tilbage").text
    assert "„maj.csv“, indlæst 31. maj 2015, siger „rød“." in owner.get(FORM).text


def test_what_is_wrong_is_said_and_the_text_stays(
    signing: Signing, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, of = FORM.replace("2015-05", "2015-04"), About("ekg", "2015-04")
    page = owner.get(address)
    wrong = {
        "Vælg projektets lys": {"lys": ""},
        "Lyset findes ikke.": {"lys": "pink"},
        "Skriv, hvordan det går": {"status": ""},
        "Fase er længere end 120 tegn.": {"fase": "a" * 121},
        "Forsinkelsen er ikke et tal.": {"forsinkelse": "mange"},
        "Budgettet skal være mellem 0 og 1.000.000.": {"budget": "-1"},
        "Budgettet kan ikke være 0.": {"budget": "0"},
        "Forsinkelsen skal være mellem 0 og 5.000.": {"forsinkelse": "-2"},
        "Milepælens frist kan ikke være før 2000.": {"frist": "1915-09-01", "milepael": "Test"},
        "Forventet slut er ikke en dag, der findes.": {"slut": "2015-02-30"},
        "når den har en frist": {"frist": "2015-09-01", "milepael": ""},
    }
    for said, filled in wrong.items():
        refused = send(owner, page, **{**TOLD, "phase": "Test"} | filled)
        assert refused.status_code == 422, said
        assert said in refused.text
        assert ("Presset" in refused.text) == ("status" not in filled)
    odd = ("", "\x00", "=1+1", "9" * 40, "1e400", "<script>", "a" * 5_000, "２０１５-06-01")
    fields = hidden(page.text) | {"goer": "kladde"}
    for name in (
        "set",
        "lys",
        "slut",
        "forsinkelse",
        "budget",
        "frist",
        "goer",
        "maaned",
        "projekt",
        "valg-status",
    ):
        for value in odd:
            assert owner.post("/projektrapport", data=fields | {name: value}).status_code < 500, (name, value)

    def away(*_args: Any, **_more: Any) -> None:
        raise CannotWriteError("away")

    with monkeypatch.context() as patched:
        patched.setattr(posted, "write", away)
        refused = send(owner, owner.get(address), **TOLD)
        assert (refused.status_code, "Presset" in refused.text) == (503, True)
    assert [each.state for each in versions(signing.people.url, of)][:1] != ["published"]


def test_of_two_at_once_the_second_chooses_field_by_field(signing: Signing, owner: FlaskClient) -> None:
    address, of = FORM.replace("2015-05", "2015-03"), About("ekg", "2015-03")
    editor, _number = signing.signed_in("redaktion", "editor")
    theirs = editor.get(address)
    send(owner, owner.get(address), **TOLD)
    mine = {
        "lys": "red",
        "status": "Standset",
        "slut": "2016-01-31",
        "forsinkelse": "9",
        "milepael": "Ny plan",
    }
    late = send(editor, theirs, **mine)
    assert late.status_code == 409
    assert "Mens du skrev, skrev Ejer dette" in late.text
    assert 'name="anden-lys" value="yellow"' in late.text
    assert "anden-slut" not in late.text, "what is alike is not asked about"
    chosen = {
        "valg-lys": "anden",
        "valg-status": "begge",
        "valg-forsinkelse": "anden",
        "valg-milepael": "min",
    }
    joined = send(editor, late, "saml", **mine, **chosen)
    assert "Sat sammen." in joined.text
    assert "Presset &lt;b&gt;nu&lt;/b&gt;. Standset.</textarea>" in joined.text
    assert len(versions(signing.people.url, of)) == 1, "nothing is kept by it"
    assert send(editor, late, **mine, **chosen).status_code == 303
    report = versions(signing.people.url, of)[0].report
    assert (report.light, report.delay_weeks, report.next_milestone) == ("yellow", 4.5, "Ny plan")
    assert report.finding == "Presset <b>nu</b>. Standset."
