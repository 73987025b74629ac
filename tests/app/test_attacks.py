"""As an attacker would: ways round the guard, odd forms, and cookies of one's own making."""

import re

import pytest

from tests.app.access import FIGURES, Signing, form_of
from tests.app.conftest import UPDATE

pytestmark = pytest.mark.takes(3)
ROUNDABOUT = (
    "//servicedesk", "/./servicedesk", "/healthz/../servicedesk", "/healthz/..%2fservicedesk", "/assets/../data/",
    "/assets/..%2f..%2fpyproject.toml", "/assets/%2e%2e/servicedesk", "/healthz;x", "/vaeg/ind/../tavler",
    "/vaeg/tavler;", "/SERVICEDESK", "/servicedesk%00", "/%73ervicedesk", "/data//servicedesk/x.csv",
    "/static/../servicedesk",
    "/log-ind/svar/../../servicedesk", "/log-ud/udbyder/x", "/mig/x", "/adgang/",
    "/_dash-component-suites/pejling/x.js",
)  # fmt: skip
ODD = (
    "",
    "\0",
    "x" * 5000,
    "' OR 1=1 --",
    "<script>x</script>",
    "٣",
    "-1",
    "9" * 40,
    "\u202e",
    "1\r\nSet-Cookie: a=b",
)


def test_no_way_round_leads_to_figures(signing: Signing) -> None:
    visitor = signing.visitor()
    told = ({}, {"X-HTTP-Method-Override": "GET", "X-Original-URL": "/healthz", "X-Rewrite-URL": "/healthz"})
    for path in ROUNDABOUT:
        for method in ("GET", "HEAD", "POST", "PUT", "FOO"):
            for headers in told:
                answer = visitor.open(path, method=method, headers=headers)
                assert 300 <= answer.status_code < 500, (path, method)
                assert not any(word.encode() in answer.data for word in FIGURES), (path, method)


def test_whatever_is_sent_is_refused_in_words(signing: Signing) -> None:
    boss, _number = signing.signed_in("chef4", "administrator")
    token = form_of(boss, "/adgang")
    for odd in ODD:
        for name in ("rolle", "konto", "gruppe", "hospital", "side", "nr"):
            for path in ("/adgang/giv", "/adgang/tag", "/skaerme/luk-ude"):
                sent = {"formular": token, "rolle": "reader", name: odd}
                assert boss.post(path, data=sent).status_code in (303, 400, 404), (path, name, odd)
        assert boss.post("/skaerme/luk-ind", data={"formular": token, "navn": odd}).status_code in (
            200,
            400,
        ), odd
        for name in ("til", "state", "code", "error", "iss", "noegle", "_external", "_scheme", "skaerm"):
            for path in ("/log-ind/svar", "/vaeg/ind", "/mig", "/adgang", "/skaerme"):
                assert boss.get(path, query_string={name: odd}).status_code < 500, (path, name, odd)
    for odd in ("http://[", "http://localhost/\\ond.example", "//ond.example", "\xff"):
        led = boss.get("/tema/moerkt", headers={"Referer": odd})
        assert (led.status_code, led.headers["Location"][:2] in ("//", "/\\")) == (303, False), odd
    sent = {"formular": token, "nr": "1"}
    for odd in ("http://[", "//ond.example", "null", "\xff"):
        assert boss.post("/adgang/tag", data=sent, headers={"Origin": odd}).status_code == 403, odd
    assert "<script>x" not in boss.get("/skaerme").text
    assert "<script>x" not in boss.get("/adgang").text


def test_more_than_a_form_can_hold_is_taken_by_nobody(signing: Signing) -> None:
    boss, _number = signing.signed_in("chef-stort", "administrator")
    sent = {"formular": form_of(boss, "/adgang"), "tekst": "x" * 70_000}
    rules = [rule.rule for rule in signing.app.server.url_map.iter_rules() if "POST" in (rule.methods or ())]
    asked = [re.sub("<[^>:]*>", "status", re.sub("<int[^>]*>", "12", rule)) for rule in rules]
    # A draft of a report, and one that is checked, are larger, and have limits of their own.
    larger = [path for path in asked if path.startswith(("/rapport/kontrol", "/rapport/kladde/"))]
    assert boss.post("/rapport/kontrol", data=sent | {"tekst": "x" * 22_000_000}).status_code == 413
    for path in (each for each in asked if each not in larger):
        is_json = path in (UPDATE, "/vaeg/livstegn")  # what is no JSON is refused unread
        # What is not there is told before anything of a form is read.
        assert boss.post(path, data=sent).status_code in ((400,) if is_json else (404, 413)), path
        assert signing.visitor().post(path, data=sent).status_code in (401, 413), path


def test_a_cookie_of_ones_own_making_is_nobodys(signing: Signing) -> None:
    for value in ("", "x" * 43, "é" * 43, "x" * 900, "'; DROP TABLE sessions"):
        for name in ("pejling-session", "pejling-screen", "pejling-form", "pejling-signin"):
            visitor = signing.visitor()
            visitor.set_cookie(name, value, domain="localhost")
            assert visitor.get("/tilstand").status_code == 401, (name, value)
            assert visitor.get("/vaeg/tavler").status_code in (401, 403), (name, value)
            assert visitor.get("/log-ind/svar?state=x&code=y").status_code == 400, (name, value)
