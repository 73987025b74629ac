"""Who may what: every address is named in the table, and whoever may not is told so and sees no figure."""

import os
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import g

from callbacks.access import guard, origin, way
from callbacks.access.csrf import SESSION
from callbacks.access.identity import Known
from callbacks.access.table import CALLBACKS, TABLE, May
from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.people import asked, grants
from data_access.people.people import Named
from data_access.people.writing import writing
from data_access.snapshot.snapshot import Snapshot
from layouts.access import me
from tests.app.access import FIGURES, GOES, ISSUER, Signing, addresses
from tests.app.conftest import UPDATE, Held, question
from vocabulary.people import NOBODY, ROLES, Person

ADGANG = Path(__file__).parents[2] / "docs/adgang.md"
pytestmark = pytest.mark.takes(2)


def test_every_endpoint_and_every_callback_is_named(signing: Signing, application: Any) -> None:
    for app in (signing.app, application):
        assert {rule.endpoint for rule in app.server.url_map.iter_rules()} == TABLE.keys()
        answered = {key for key, of in app.callback_map.items() if "callback" in of}
        assert answered == CALLBACKS.keys()


def test_an_endpoint_that_nobody_has_named_is_answered_to_nobody(
    signing: Signing, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, _number = signing.signed_in("navngivet", "administrator")
    monkeypatch.delitem(TABLE, "state")
    assert reader.get("/tilstand").status_code == 404


@pytest.mark.parametrize("going", [False, True])
def test_whoever_is_not_signed_in_gets_no_figure(signing: Signing, going: bool) -> None:
    visitor = signing.visitor()
    for rule, address in addresses(signing.app):
        if TABLE[rule.endpoint] in (May.ALL, May.FILES, May.WATCHING):
            continue
        ask = visitor.get if "GET" in (rule.methods or ()) else visitor.post
        response = ask(address, headers=GOES if going else {})
        assert response.status_code == (303 if going and ask == visitor.get else 401), address
        assert response.headers["Cache-Control"].startswith("private, no-"), address
        assert "Cookie" in response.headers["Vary"], address
        assert "ETag" not in response.headers, address
        assert not any(word in response.text for word in FIGURES), address
    assert visitor.post(UPDATE, json=question("/servicedesk", "")).status_code == 401


# Who else than an administrator, whom all is open to: each has one role, and the last none.
LET = {
    May.ALL: {*ROLES, ""},
    May.SIGNED_IN: {*ROLES, ""},
    May.SCREENS: {"reader"},
    May.READERS: {"reader"},
    May.WRITERS: {"owner", "editor"},
    May.EDITORS: {"editor"},
    May.ADMINISTRATORS: set(),
}


@pytest.mark.parametrize("may", LET, ids=lambda may: may.name)
def test_each_role_may_what_it_is_for(may: May) -> None:
    for role in (*ROLES, ""):
        known = Known(Person(1, roles=frozenset({role} - {""})))
        assert guard._is_let(may, known) is (role == "administrator" or role in LET[may]), role
    assert guard._is_let(may, Known(NOBODY)) is (may is May.ALL)
    assert guard._is_let(may, Known(NOBODY, screen=1)) is (may in (May.ALL, May.SCREENS))


WAYS = {
    "": (),
    "reader": ("/",),
    "manager": ("/", "/hospital/glostrup"),
    "owner": ("/", "/mangler", "/projekter/ekg"),
    "editor": ("/", "/mangler", "/rapport/redaktion"),
    "administrator": ("/", "/mangler", "/rapport/redaktion", "/adgang", "/skaerme"),
}


@pytest.mark.parametrize("role", WAYS)
def test_each_role_is_shown_its_own_ways(role: str) -> None:
    hospitals = {"glostrup"} if role == "manager" else ()
    subjects = {"sager", "projekter/ekg"} if role == "owner" else ()
    person = Person(1, "", frozenset({role} - {""}), frozenset(hospitals), frozenset(subjects))
    for leads in (True, False):
        assert tuple(each["props"]["href"] for each in me._ways(person, {}, {}, leads=leads)) == WAYS[role]
        nobody = me._ways(NOBODY, {}, {}, leads=leads)
        assert [each["props"]["href"] for each in nobody] == (["/log-ind"] if leads else [])


def test_what_is_refused_is_the_same_whatever_there_is(signing: Signing) -> None:
    visitor = signing.visitor()
    said = {
        visitor.get(path).text
        for path in ("/servicedesk", "/findes-ikke", "/data/x/y.csv", "/hospital/herlev")
    }
    assert said == {"Man skal være logget ind for at se det. Log ind på /log-ind.\n"}


def test_one_is_led_to_sign_in_and_back(signing: Signing) -> None:
    led = signing.visitor().get("/servicedesk?fra=2014-09&hospital=herlev", headers=GOES)
    assert led.headers["Location"] == "/log-ind?til=/servicedesk?fra%3D2014-09%26hospital%3Dherlev"


def test_a_reader_reads_and_no_cache_gives_it_to_others(signing: Signing) -> None:
    reader, _number = signing.signed_in("laeser", "reader")
    page = reader.get("/servicedesk", headers=GOES)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in page.headers["Vary"]
    again = reader.get("/servicedesk", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    # Whoever has the page's tag from somebody else learns nothing of it.
    assert (
        signing.visitor().get("/servicedesk", headers={"If-None-Match": page.headers["ETag"]}).status_code
        == 401
    )
    assert reader.post(UPDATE, json=question("/servicedesk", "")).status_code == 200
    assert reader.get("/data/servicedesk/opkald.csv").status_code in (200, 404)


# What may lie with whoever was given it, and is asked for again each time: it is the same for all who may see it.
LYING = {
    "/<path:path>", "/_dash-layout", "/_dash-dependencies", "/_reload-hash", "data_list", "workbook_of", "report.list",
    "report.of", "report.calendar", "report.feed", "page",
}  # fmt: skip


# What some forms send, as it is read where they are sent to.
FIELDS = {
    "access.grant": {"formular", "rolle", "konto", "gruppe", "hospital", "side"},
    "access.screen": {"formular", "navn"},
    "access.sign_out": {"formular"},
    "report.begin": {"formular", "rapport", "nummer", "maaned", "goer"},
}


def test_no_cache_keeps_what_is_one_persons_and_none_gives_it_to_others(signing: Signing) -> None:
    client, _number = signing.signed_in("alt", "administrator")
    there, sent = signing.app.server.url_map.bind("localhost"), {}
    for rule, address in addresses(signing.app):
        may = TABLE[rule.endpoint]
        dear = rule.endpoint in ("/", "results", "slides")  # of each there is another like it
        if dear or may in (May.FILES, May.WATCHING) or "GET" not in (rule.methods or ()):
            continue
        answer = client.get(address)
        if answer.status_code in (200, 303):
            kept = "private, no-cache" if rule.endpoint in LYING else "private, no-store"
            assert (address, answer.headers["Cache-Control"]) == (address, kept)
            assert "Cookie" in answer.headers["Vary"], address
        page = answer.text if answer.mimetype == "text/html" else ""
        for form, within in re.findall(r"<form([^>]*)>(.*?)</form>", page, re.DOTALL):
            told = dict(re.findall(r'(action|method)="([^"]*)"', form))
            # Where it is sent to takes what it sends: another way, or none, matches nothing here.
            endpoint = there.match(told["action"].partition("?")[0], method=told["method"].upper())[0]
            sent[endpoint] = set(re.findall(r' name="([^"]*)"', within))
    assert {endpoint: sent[endpoint] for endpoint in FIELDS} == FIELDS


def test_the_same_page_is_sent_to_all_who_may_see_it(signing: Signing) -> None:
    one, _number = signing.signed_in("en", "reader")
    other, _other = signing.signed_in("anden", "administrator")
    assert one.get("/servicedesk").data == other.get("/servicedesk").data


def test_whoever_has_no_role_is_told_his_number_and_sees_nothing(signing: Signing) -> None:
    nobody, number = signing.signed_in("ingen", groups=["noget-andet"])
    page = nobody.get("/servicedesk", headers=GOES)
    assert page.status_code == 403
    assert f"dit nummer er {number}" in page.text
    assert not any(word in page.text for word in FIGURES)
    assert nobody.get("/mig").status_code == 200


def test_a_group_gives_a_role_and_no_groups_give_none(signing: Signing) -> None:
    with writing(signing.people.url) as connection:
        grants.grant(connection, "reader", None, group="pejling-laesere")
    of_group, _number = signing.signed_in("gruppe", groups=["pejling-laesere"])
    assert of_group.get("/tilstand").status_code == 200
    assert signing.signed_in("uden-grupper")[0].get("/tilstand").status_code == 403


def test_a_role_taken_away_and_a_session_ended_are_gone_within_half_a_minute(
    signing: Signing, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, number = signing.signed_in("mister", "reader")
    assert reader.get("/tilstand").status_code == 200
    with writing(signing.people.url) as connection:
        given = next(each.id for each in grants.all_of(connection) if each.account == number)
        grants.revoke(connection, given, None)
    monkeypatch.setattr(asked, "FRESH_SECONDS", 0.0)
    assert reader.get("/tilstand").status_code == 403
    signing.people.ended_elsewhere(ISSUER, "mister", "", "")
    said = reader.get("/tilstand")
    assert (said.status_code, said.text) == (401, "Du er ikke logget ind længere. Log ind på /log-ind.\n")


def test_a_session_that_lies_idle_or_is_old_ends(signing: Signing, monkeypatch: pytest.MonkeyPatch) -> None:
    from data_access.people import sessions
    from data_access.people import writing as clock

    reader, _number = signing.signed_in("sover", "reader")
    for module, hours in ((sessions, 3), (sessions, 13)):
        monkeypatch.setattr(module, "now", lambda hours=hours: clock.now() + timedelta(hours=hours))
        signing.people.forget()
        assert reader.get("/tilstand").status_code == 401


def test_a_database_that_is_away_shuts_nobody_out_who_was_in_and_lets_nobody_new_in(
    signing: Signing, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, _number = signing.signed_in("bliver", "reader")
    assert reader.get("/tilstand").status_code == 200
    monkeypatch.setattr(asked, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(signing.people, "url", "sqlite:////findes/ikke.db")
    monkeypatch.setattr(asked, "PAUSE_SECONDS", 0.0)
    assert reader.get("/tilstand").status_code == 200
    monkeypatch.setattr(asked, "AWAY_SECONDS", -1.0)
    refused = reader.get("/tilstand")
    assert (refused.status_code, "databasen svarer ikke" in refused.text) == (503, True)
    assert signing.visitor("y" * 43).get("/tilstand").status_code == 503


OUTWARD = (
    "//ond.example", "/\\ond.example", "https://ond.example", "/\t/ond.example", "ond", "/log-ud", "javascript:x",
    "/" + "x" * 700, "/%0d%0aSet-Cookie:x=1\r\n", "",
)  # fmt: skip


@pytest.mark.parametrize("address", OUTWARD)
def test_nobody_is_led_out_of_the_house(address: str) -> None:
    assert way.own(address) == "/"


def test_the_address_one_came_for_is_kept() -> None:
    assert way.own("/servicedesk?fra=2014-09&hospital=herlev") == "/servicedesk?fra=2014-09&hospital=herlev"


@pytest.mark.parametrize("name", ["User", "Name", "Mail", "Groups", "Secret", "Twice"])
def test_what_a_proxy_alone_may_say_is_refused_from_a_visitor(
    signing: Signing, visitor: Any, name: str
) -> None:
    for client in (signing.signed_in("foregiver", "administrator")[0], visitor.client):
        assert client.get("/tilstand", headers={f"X-Pejling-{name}": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("peer", "chain", "found"),
    [
        ("10.0.0.9", "", "10.0.0.9"),
        ("10.0.0.9", "10.0.0.7", "10.0.0.9"),  # who is no proxy of ours says nothing of others
        ("127.0.0.1", "10.0.0.7", "10.0.0.7"),
        ("127.0.0.1", "10.6.6.6, 10.0.0.7", "10.0.0.7"),
        ("127.0.0.1", "10.0.0.7, ::1", "10.0.0.7"),
        ("::ffff:127.0.0.1", "[::ffff:10.0.0.7]", "10.0.0.7"),
        ("127.0.0.1", " ,", "127.0.0.1"),
    ],
)
def test_a_visitor_is_at_the_last_address_that_is_no_proxy_of_ours(
    signing: Signing, peer: str, chain: str, found: str
) -> None:
    headers = {"X-Forwarded-For": chain} if chain else {}
    with signing.app.server.test_request_context(headers=headers, environ_overrides={"REMOTE_ADDR": peer}):
        assert origin.address({"127.0.0.1", "::1"}) == found


def test_those_who_watch_are_here_or_have_the_token(settings: Settings, snapshot: Snapshot) -> None:
    client = create_app(replace(settings, watch_token="t" * 20), Held(snapshot)).server.test_client()  # type: ignore[arg-type]
    far = {"environ_overrides": {"REMOTE_ADDR": "10.0.0.9"}}
    through = {"X-Forwarded-For": "127.0.0.1, 10.0.0.9"}
    for path in ("/readyz", "/metrics"):
        assert client.get(path).status_code == 200
        assert client.get(path, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 200
        assert client.get(path, headers=through).status_code == 401
        # A proxy that does not say for whom it asks is not this machine.
        for trace in (
            {"Forwarded": "for=10.0.0.9"},
            {"Via": "1.1 x"},
            {"X-Forwarded-Proto": "https"},
            {"X-Forwarded-For": " ,"},
        ):
            assert client.get(path, headers=trace).status_code == 401, trace
        assert client.get(path, **far).status_code == 401
        assert client.get(path, **far, headers={"Authorization": "Bearer forkert"}).status_code == 401
        assert client.get(path, **far, headers={"Authorization": f"Bearer {'t' * 20}"}).status_code == 200
    assert client.get("/healthz", **far).status_code == 200


def test_a_session_is_never_one_that_was_brought_along(signing: Signing) -> None:
    """Fixation: whatever number a browser brings, that of the session is new."""
    brought = "z" * 43
    secret = signing.people.sign_in(Named(ISSUER, "fast", "", "", ()), "", "")
    assert secret != brought
    assert signing.visitor(brought).get("/mig").text.count("Du er ikke logget ind.</p>") == 1


def test_one_signs_out_by_a_form_of_ones_own_alone(signing: Signing) -> None:
    reader, _number = signing.signed_in("gaar", "reader")
    assert reader.post("/log-ud").status_code == 403
    page = reader.get("/mig").text
    token = page.partition('name="formular" value="')[2].partition('"')[0]
    there = [("Origin", "https://ond.example"), ("Origin", "null")]
    for elsewhere in (*there, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site")):
        assert reader.post("/log-ud", data={"formular": token}, headers=dict([elsewhere])).status_code == 403
    other, _other = signing.signed_in("anden-browser", "reader")
    other.get("/mig")
    assert other.post("/log-ud", data={"formular": token}).status_code == 403
    before = reader.get_cookie(SESSION)
    here = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    out = reader.post("/log-ud", data={"formular": token}, headers=here)
    assert (out.status_code, out.headers["Location"]) == (303, "/logget-ud")
    assert out.headers["Clear-Site-Data"] == '"cache"'
    assert before
    assert signing.visitor(before.value).get("/tilstand").status_code == 401


def test_over_tls_the_cookie_is_this_hosts_alone(signing: Signing) -> None:
    client, base = signing.app.server.test_client(), "https://localhost"
    with client:
        client.get("/mig", base_url=base)
        secret = signing.people.sign_in(Named(ISSUER, "tls", "", "", ()), "", "")
        # In clear text the name without prefix counts, and over TLS the other alone.
        client.set_cookie(SESSION, secret, domain="localhost")
        assert client.get("/mig", base_url=base).text.count("Du er ikke logget ind.</p>") == 1
        client.set_cookie(f"__Host-{SESSION}", secret, domain="localhost", secure=True)
        answer = client.get("/mig", base_url=base)
        assert "Du er logget ind" in answer.text
        assert g.person.account
        form = next(each for each in answer.headers.getlist("Set-Cookie") if "pejling-form" in each)
    assert form.startswith("__Host-pejling-form=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(form.split("; "))


def test_the_table_stands_in_the_docs(signing: Signing) -> None:
    """It is written there by this test: `PEJLING_TESTED=1 pytest tests/app/test_access.py`."""
    rows = ["| Adresse | Hvem |", "| --- | --- |"]
    for rule in sorted(signing.app.server.url_map.iter_rules(), key=lambda each: each.rule):
        methods = " (POST)" if "POST" in (rule.methods or ()) else ""
        rows.append(f"| `{rule.rule}`{methods} | {TABLE[rule.endpoint].value} |")
    printed = "\n".join(rows)
    before, _begins, rest = ADGANG.read_text("utf-8").partition("<!-- tabellen begynder -->\n")
    stands, _ends, after = rest.partition("<!-- tabellen slutter -->")
    if "PEJLING_TESTED" in os.environ:
        whole = f"{before}<!-- tabellen begynder -->\n{printed}\n<!-- tabellen slutter -->{after}"
        ADGANG.write_text(whole, "utf-8")
    else:
        assert stands.strip() == printed
