"""An administrator gives roles and lets screens in; a proxy signs people in; patients' figures are kept for a role."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from callbacks.access.mappings import used_in
from callbacks.access.table import TABLE, May
from dashboard.mappings import known
from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.numbers.naming import name_of
from data_access.people import grants, log
from data_access.people.writing import writing
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import of_patients
from tests.app.access import GOES, Signing, addresses, form_of, signing_house
from tests.app.conftest import UPDATE, question

pytestmark = pytest.mark.takes(4)


def test_an_administrator_gives_and_takes_roles(signing: Signing) -> None:
    boss, _number = signing.signed_in("chef", "administrator")
    new, number = signing.signed_in("ny")
    sent = {
        "formular": form_of(boss, "/adgang"),
        "rolle": "manager",
        "konto": str(number),
        "hospital": "herlev",
    }
    assert "Giv rollen" in boss.get("/adgang").text
    # Without the form's token, and with another's, nothing is given.
    assert boss.post("/adgang/giv", data={**sent, "formular": "x"}).status_code == 403
    given = boss.post("/adgang/giv", data=sent)
    if given.status_code == 400:  # the people's database of these tests has no hospitals
        assert "findes ikke" in given.text
        given = boss.post("/adgang/giv", data={**sent, "hospital": ""})
    assert (given.status_code, given.headers["Location"]) == (303, "/adgang")
    assert new.get("/tilstand").status_code == 200
    with signing.people.reading() as connection:
        held = next(each for each in grants.all_of(connection) if each.account == number)
    assert (
        boss.post("/adgang/tag", data={"formular": sent["formular"], "nr": str(held.id)}).status_code == 303
    )
    assert new.get("/tilstand").status_code == 403
    assert (
        boss.post("/adgang/tag", data={"formular": sent["formular"], "nr": str(held.id)}).status_code == 404
    )


WRONG_GRANTS = (
    {"rolle": "konge", "konto": "1"}, {"rolle": "reader"}, {"rolle": "reader", "konto": "1", "gruppe": "g"},
    {"rolle": "reader", "konto": "٣"}, {"rolle": "reader", "konto": "99999"}, {"rolle": "owner", "konto": "1"},
    {"rolle": "reader", "konto": "9" * 40}, {"rolle": "reader", "gruppe": "a\0b"},
    {"rolle": "owner", "konto": "1", "side": "findes-ikke"}, {"rolle": "reader", "konto": "1", "hospital": "herlev"},
)  # fmt: skip


def test_what_cannot_be_given_is_said_and_changes_nothing(signing: Signing) -> None:
    boss, _number = signing.signed_in("chef2", "administrator")
    token = form_of(boss, "/adgang")
    with signing.people.reading() as connection:
        before = grants.all_of(connection)
    for wrong in WRONG_GRANTS:
        assert boss.post("/adgang/giv", data={**wrong, "formular": token}).status_code == 400, wrong
    for number in ("", "x", "-1", "9" * 30, "0"):
        assert boss.post("/adgang/tag", data={"nr": number, "formular": token}).status_code in (400, 404), (
            number
        )
    with signing.people.reading() as connection:
        assert grants.all_of(connection) == before


def test_somebody_can_own_a_single_project(signing: Signing) -> None:
    boss, _number = signing.signed_in("chef3", "administrator")
    owner, number = signing.signed_in("projektleder")
    page = boss.get("/adgang").text
    assert '<option value="projekter/ekg">Projektet EKG</option>' in page
    sent = {
        "rolle": "owner",
        "konto": str(number),
        "side": "projekter/ekg",
        "formular": form_of(boss, "/adgang"),
    }
    assert boss.post("/adgang/giv", data=sent).status_code == 303
    assert "<td>Projektet EKG</td>" in boss.get("/adgang").text
    me = owner.get("/mig").text
    assert 'href="/projekter/ekg">Projektet EKG</a>' in me
    assert owner.get("/projektrapport?projekt=ekg").status_code == 200
    assert owner.get("/projektrapport?projekt=mars").status_code == 403


def test_an_administrator_sees_which_mappings_the_figures_were_loaded_by(
    signing: Signing, snapshot: Snapshot
) -> None:
    boss, _number = signing.signed_in("chef-mapping", "administrator")
    page = boss.get("/adgang/mappinger").text
    assert "Ingen af tallene er indlæst fra en fil" in page  # a demonstration's are not
    assert "servicenow-incidents" in page
    assert "skabelon" in page
    assert signing.signed_in("laeser-mapping", "reader")[0].get("/adgang/mappinger").status_code == 403
    loads = snapshot.frames["loads"].copy()
    loads.loc[loads.index[:3], ["source", "kind", "mapping", "file", "rejected"]] = [
        ("sager", "cases", "servicenow-incidents", "a.csv", 2),
        ("sager", "cases", "servicenow-incidents", "a.csv", 3),
        ("sager", "cases", "vores<b>", "b.csv", 0),
    ]
    own, shipped = sorted(
        used_in(replace(snapshot, frames={**snapshot.frames, "loads": loads}), known()),
        key=lambda each: not each.is_own,
    )
    assert (own.mapping, own.loads, own.is_own) == ("vores<b>", 1, True)
    assert (shipped.loads, shipped.rejected, shipped.file, shipped.is_own) == (2, 5, "a.csv", False)


def test_nobody_but_an_administrator_sees_or_changes_roles(signing: Signing) -> None:
    editor, _number = signing.signed_in("skriver", "editor")
    token = form_of(editor, "/mig")
    assert editor.get("/adgang").status_code == 403
    for path in ("/adgang/giv", "/adgang/tag", "/skaerme/luk-ind", "/skaerme/luk-ude"):
        assert (
            editor.post(path, data={"formular": token, "rolle": "administrator", "konto": "1"}).status_code
            == 403
        )


def test_a_database_that_cannot_write_says_so(signing: Signing, monkeypatch: pytest.MonkeyPatch) -> None:
    boss, number = signing.signed_in("chef3", "administrator")
    sent = {"formular": form_of(boss, "/adgang"), "rolle": "reader", "konto": str(number)}
    monkeypatch.setattr(signing.people, "url", "sqlite:////findes/ikke.db")
    refused = boss.post("/adgang/giv", data=sent)
    assert (refused.status_code, "Det er ikke gemt" in refused.text) == (503, True)
    for path in ("/adgang", "/skaerme"):
        refused = boss.get(path)
        assert (refused.status_code, "Det kan ikke vises" in refused.text) == (503, True), path


def test_a_screen_is_let_in_sees_the_wall_alone_and_is_shut_out(
    signing: Signing, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, _number = signing.signed_in("vagt", "administrator")
    token = form_of(boss, "/skaerme")
    made = boss.post("/skaerme/luk-ind", data={"formular": token, "navn": "Vagtrum"})
    link = (
        made.text.partition('class="access-link">http://localhost')[2]
        .partition("</p>")[0]
        .replace("&amp;", "&")
    )
    assert link.startswith("/vaeg/ind?noegle=")
    secret = link.partition("noegle=")[2].partition("&")[0]
    assert secret not in boss.get("/skaerme").text

    screen = signing.visitor()
    assert screen.get("/vaeg/tavler").status_code == 401
    assert screen.get("/vaeg/ind?noegle=" + "x" * 43).status_code == 403
    led = screen.get(f"{link}&sekunder=20")
    assert (led.status_code, led.headers["Location"]) == (303, "/vaeg?skaerm=Vagtrum&sekunder=20")
    wall = screen.get("/vaeg", headers=GOES)
    assert wall.status_code == 200
    for answer in (led, wall):  # a screen that is turned off and on is still let in, for a year each time
        (cookie,) = answer.headers.getlist("Set-Cookie")
        assert {"Max-Age=31536000", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert screen.get("/vaeg/tavler?sider=sager").status_code == 200
    assert screen.post("/vaeg/livstegn", json={"skaerm": "Vagtrum"}).status_code == 204
    for rule, address in addresses(signing.app):
        if TABLE[rule.endpoint] in (May.READERS, May.WRITERS, May.EDITORS, May.ADMINISTRATORS, May.SIGNED_IN):
            ask = screen.get if "GET" in (rule.methods or ()) else screen.post
            assert ask(address).status_code == 403, address

    number = boss.get("/skaerme").text.partition('name="nr" value="')[2].partition('"')[0]
    assert boss.post("/skaerme/luk-ude", data={"formular": token, "nr": number}).status_code == 303
    out = screen.get("/vaeg/tavler")
    assert (out.status_code, out.headers["Pejling-Screen"]) == (403, "out")
    assert "lukket ude" in out.text
    assert screen.get("/vaeg", headers=GOES).status_code == 403
    assert boss.post("/skaerme/luk-ude", data={"formular": token, "nr": number}).status_code == 404


def test_a_proxy_is_believed_from_its_address_and_with_the_secret(
    settings: Settings, snapshot: Snapshot, migrated_file: Callable[[Path], str], tmp_path: Path
) -> None:
    people = migrated_file(tmp_path / "people.db")
    with writing(people) as connection:
        grants.grant(connection, "reader", None, group="Læsere")
    house = signing_house(
        settings, snapshot, people, sign_in="proxy", proxy_secret="s" * 20, proxies=("10.0.0.5", "unix")
    )
    client = house.visitor()
    proxy: dict[str, Any] = {"environ_overrides": {"REMOTE_ADDR": "10.0.0.5"}}
    said = {
        "X-Pejling-User": "ab12",
        "X-Pejling-Secret": "s" * 20,
        "X-Pejling-Groups": "x;Læsere".encode().decode("latin-1"),
    }
    assert client.get("/tilstand", headers=said, **proxy).status_code == 200
    assert client.get("/tilstand", headers=said, environ_overrides={"REMOTE_ADDR": ""}).status_code == 200
    assert client.get("/tilstand", **proxy).status_code == 401
    assert client.get("/tilstand", headers={**said, "X-Pejling-User": ""}, **proxy).status_code == 401
    assert client.get("/tilstand", headers={**said, "X-Pejling-Groups": ""}, **proxy).status_code == 403
    for wrong in (
        {"X-Pejling-Secret": "t" * 20},
        {"X-Pejling-Secret": ""},
        {"X-Pejling-User": "ab12,chef"},
        {"X-Pejling-User": "a\tb"},
        {"X-Pejling-Twice": "yes"},
    ):
        assert client.get("/tilstand", headers={**said, **wrong}, **proxy).status_code == 400, wrong
    elsewhere = {"REMOTE_ADDR": "10.0.0.6"}
    through = {**said, "X-Forwarded-For": "10.0.0.5"}
    assert client.get("/tilstand", headers=through, environ_overrides=elsewhere).status_code == 400
    assert client.get("/log-ind").status_code == 404
    page = client.get("/mig", headers=said, **proxy)
    assert "Du er logget ind." in page.text
    # Two whose names are alike for the first two hundred letters are two.
    long = [
        client.get("/mig", headers={**said, "X-Pejling-User": "n" * 250 + end}, **proxy).text for end in "ab"
    ]
    assert long[0] != long[1]
    assert "Log ud" not in page.text  # that is the proxy's to do


def test_figures_about_patients_are_kept_for_a_role(
    settings: Settings, snapshot: Snapshot, migrated_file: Callable[[Path], str], tmp_path: Path
) -> None:
    house = signing_house(settings, snapshot, migrated_file(tmp_path / "people.db"), patient_pages="manager")
    manager, _number = house.signed_in("leder", "manager")
    reader, number = house.signed_in("laeser", "reader")
    whole, part = manager.get("/", headers=GOES), reader.get("/", headers=GOES)
    assert (whole.status_code, part.status_code) == (200, 200)
    assert "/omvisitering" in whole.text
    assert "/omvisitering" not in part.text
    assert "/udredning" not in part.text
    files = ("/data/omvisitering.xlsx", "/data/udredning/hospitaler.csv", "/figur/udredning/hospitaler.svg")
    for path in ("/omvisitering", "/udredning", *files):
        assert manager.get(path).status_code in (200, 404), path
        refused = reader.get(path)
        assert (refused.status_code, "patienters behandling" in refused.text) == (403, True), path
    # By the script's own way there is no such page; and in the search, the definitions and the wall no figure.
    asked_by_script = reader.post(UPDATE, json=question("/omvisitering", ""))
    assert "Siden findes ikke" in asked_by_script.text
    slides = reader.get("/vaeg/tavler?sider=omvisitering").json
    assert slides["slides"] == [], slides
    assert manager.get("/vaeg/tavler?sider=omvisitering").json["slides"]
    assert reader.get("/tilstand").json["version"] != manager.get("/tilstand").json["version"]
    # Nor are they named where one looks for something, in the list of files, and in the menu of any page.
    for path in ("/data/", "/soeg?q=om", "/mangler", "/loefter", "/mig"):
        assert "/omvisitering" in manager.get(path, headers=GOES).text, path
        assert "/omvisitering" not in reader.get(path, headers=GOES).text, path
    for metric in sorted(of_patients()):
        asked = {"q": name_of(snapshot, metric, "2015-04")}
        assert manager.get("/soeg/forslag", query_string=asked).json["results"], metric
        assert reader.get("/soeg/forslag", query_string=asked).json["results"] == [], metric
    paid = "/data/strategi/medfinansiering.json"
    assert any(row["readmissions"] for row in manager.get(paid).json["rows"])
    assert not any("readmissions" in row for row in reader.get(paid).json["rows"])
    # What was laid out for the one is not sent to the other, whoever asks first, nor told to be what he has.
    for path in ("/", "/data/", "/soeg?q=sager", paid):
        tag = manager.get(path).headers["ETag"]
        for had in ({"If-None-Match": tag}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}):
            assert reader.get(path, headers=had).status_code == 200, (path, had)
    # The log says what was refused and what was taken, and not what was asked for.
    reader.open("/data/sager/aabne.csv", method="HEAD")
    with house.people.reading() as connection:
        told = [(each.act, each.what) for each in log.read(connection, account=number)]
    assert ("refused", "workbook_of") in told
    assert {what for act, what in told if act == "exported"} == {paid}


def test_the_log_says_who_did_what_and_from_where(signing: Signing) -> None:
    boss, number = signing.signed_in("logget", "editor")
    far = {"environ_overrides": {"REMOTE_ADDR": "127.0.0.1"}, "headers": {"X-Forwarded-For": "10.0.0.7"}}
    taken = boss.get("/data/servicedesk/opkald.csv", **far)
    assert taken.status_code == 200
    # What is had from before is taken along as well.
    held = far["headers"] | {"If-None-Match": taken.headers["ETag"]}
    assert boss.get("/data/servicedesk/opkald.csv", **(far | {"headers": held})).status_code == 304
    for _try in range(3):  # of the same, again and again, one line
        assert boss.get("/adgang", **far).status_code == 403
    boss.post("/log-ud", data={"formular": form_of(boss, "/mig")})
    with signing.people.reading() as connection:
        lines = [(each.act, each.what, each.address) for each in log.read(connection, account=number)]
    assert lines == [
        ("signed_out", "", "127.0.0.1"),
        ("refused", "access.grants", "10.0.0.7"),
        *[("exported", "/data/servicedesk/opkald.csv", "10.0.0.7")] * 2,
        ("signed_in", "", "127.0.0.1"),
    ]


def test_a_manager_begins_with_his_hospital_wherever_one_is_chosen(
    signing: Signing, snapshot: Snapshot
) -> None:
    key, name = "herlev-og-gentofte", "Herlev og Gentofte Hospital"
    with writing(signing.people.url) as connection:
        connection.execute(insert(t.hospitals).values(key=key, name=name))
    manager, _number = signing.signed_in("leder-herlev", "manager", hospital=key)
    for path in ("/", "/servicedesk", "/svartider", "/projekter", "/hospital"):
        led = manager.get(path, headers=GOES)
        assert (led.status_code, led.headers["Location"]) == (303, f"{path}?hospital={key}"), path
        assert led.headers["Cache-Control"] == "private, no-store"
    assert manager.get("/sager?sprog=en").headers["Location"] == f"/sager?hospital={key}&sprog=en"
    # The address says it, the links carry it along, and one lets go of it by a link.
    page = manager.get(f"/servicedesk?hospital={key}", headers=GOES).text
    assert f'href="/sager?hospital={key}"' in page
    assert 'href="/servicedesk?hospital=alle"' in page
    assert "Hele regionen</a>" in page
    # Whatever an address says more is the same for all; a page of one thing is of that.
    for address in (
        "/servicedesk?fra=2014-09",
        f"/hospital/{key}",
        "/servicedesk?hospital=bornholm",
        "/findes-ikke",
    ):
        assert manager.get(address, headers=GOES).status_code in (200, 404), address
    # Who chose the whole region is led no more, until he chooses his own again: by a link, in a list, by a form.
    for chooses in (
        lambda: manager.get("/servicedesk?hospital=alle"),
        lambda: manager.post(UPDATE, json=question("/servicedesk", "")),
        lambda: manager.get("/servicedesk?hospital=alle&valg=1"),
    ):
        chooses()
        assert manager.get("/sager").status_code == 200
        manager.post(UPDATE, json=question("/sager", f"?hospital={key}"))
        assert manager.get("/sager").status_code == 303
    manager.post(UPDATE, json=question(f"/hospital/{key}", ""))
    assert manager.get("/sager").status_code == 303
    # Others are led nowhere.
    assert signing.signed_in("laeser-her", "reader")[0].get("/servicedesk").status_code == 200
    assert signing.signed_in("leder-uden", "manager")[0].get("/servicedesk").status_code == 200
    assert f'<a href="/hospital/{key}">{name}</a>' in manager.get("/mig").text


def test_an_owner_is_told_his_pages_by_their_names(signing: Signing) -> None:
    owner, number = signing.signed_in("ejer-af-to", "owner", subject="sager")
    with writing(signing.people.url) as connection:
        grants.grant(connection, "owner", None, account=number, subject="sundhedsplatformen")
    signing.people.forget()
    assert "Sager og Sundhedsplatformen</dd>" in owner.get("/mig").text
