"""What a provider says is believed when it is its own, for us, now, and an answer to what was asked; else not."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
import requests
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import insert

from callbacks.access import oidc, oidc_claims, oidc_library
from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.people import grants
from data_access.people.writing import writing
from data_access.snapshot.snapshot import Snapshot
from tests.app.access import GOES, ISSUER, Signing, signing_house

pytestmark = pytest.mark.takes(2)
SECRET = "x" * 32
BACK = "/log-ind/svar"


@dataclass
class Stub:
    """A provider that signs whatever a test wants it to."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "en"}))
    claims: dict[str, Any] = field(default_factory=dict)
    shifted: dict[str, int] = field(
        default_factory=dict
    )  # claims of time, in seconds from when a token is made
    header: dict[str, Any] = field(default_factory=dict)
    signed_with: Any = None
    token: str = ""  # instead of one that is signed
    metadata: dict[str, Any] = field(default_factory=dict)
    is_away: bool = False
    refuses: bool = False
    nonce: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, _session: Any, method: str, url: str, **more: Any) -> requests.Response:
        """Answer as the provider would over the network."""
        self.asked.append(f"{method} {url}")
        if self.is_away:
            raise requests.ConnectionError
        told: dict[str, Any]
        status = 200
        if url.endswith("openid-configuration"):
            told = {
                "issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/auth", "token_endpoint": f"{ISSUER}/token",
                "jwks_uri": f"{ISSUER}/jwks", "end_session_endpoint": f"{ISSUER}/end",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"], **self.metadata,
            }  # fmt: skip
        elif url.endswith("/jwks"):
            told = {"keys": [self.key.as_dict(private=False)]}
        elif self.refuses:
            status, told = 400, {"error": "invalid_grant"}
        else:
            assert more["data"]["code_verifier"]
            told = {"access_token": "a", "token_type": "Bearer", "id_token": self.token or self.id_token()}
            told = {name: value for name, value in told.items() if value != "-"}
        response = requests.Response()
        response.status_code, response._content = status, requests.compat.json.dumps(told).encode()
        response.headers["Content-Type"] = "application/json"
        return response

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": "pejling", "sub": "p-1", "exp": now + 300, "iat": now, "nonce": self.nonce,
            "name": "Navn", "groups": ["laesere"], "sid": "s-1", **self.claims,
        } | {name: now + seconds for name, seconds in self.shifted.items()}  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": "en", **self.header}
        if header["alg"] == "none":
            packed = (urlsafe_b64encode(orjson.dumps(each)).decode().rstrip("=") for each in (header, claims))
            return ".".join([*packed, ""])
        return jwt.encode(header, claims, self.signed_with or self.key, algorithms=["RS256", "HS256"])


@pytest.fixture(scope="module")
def signing(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Signing:
    found = signing_house(settings, snapshot, migrated_file(tmp_path_factory.mktemp("people") / "people.db"))
    with writing(found.people.url) as connection:
        grants.grant(connection, "reader", None, group="laesere")
    return found


@pytest.fixture(scope="module")
def key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "en"})


@pytest.fixture
def stub(signing: Signing, key: RSAKey, monkeypatch: pytest.MonkeyPatch) -> Stub:
    found = Stub(key)
    monkeypatch.setattr(oidc_library._Session, "request", lambda *given, **more: found.answer(*given, **more))
    provider = signing.app.server.extensions["provider"]
    provider._app.server_metadata.clear()
    provider._rests_until, provider._keys_asked = 0.0, -oidc.KEYS_SECONDS
    return found


def begin(client: FlaskClient, til: str = "/") -> tuple[str, str]:
    """Return the state and the nonce that the provider is asked with."""
    led = client.get("/log-ind", query_string={"til": til})
    assert led.status_code == 303, led.text
    asked = parse_qs(urlsplit(led.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    return asked["state"][0], asked["nonce"][0]


def answer(client: FlaskClient, stub: Stub, **more: Any) -> Any:
    """Sign in as the stub says, and return the answer."""
    state, nonce = begin(client, more.pop("til", "/"))
    stub.nonce = nonce
    return client.get(BACK, query_string={"code": "c", "state": state, **more}, headers=GOES)


def is_refused(client: FlaskClient, found: Any) -> bool:
    """Say that a plain page with a way on was the answer, and nobody is signed in."""
    is_page = "Prøv igen" in found.text and "Det lykkedes ikke at logge ind." in found.text
    return found.status_code == 400 and is_page and client.get("/tilstand").status_code == 401


def test_one_signs_in_and_comes_to_what_one_came_for(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    found = answer(client, stub, til="/servicedesk?fra=2014-09")
    assert (found.status_code, found.headers["Location"]) == (303, "/servicedesk?fra=2014-09")
    assert client.get("/tilstand").status_code == 200
    assert "Du er logget ind som Navn." in client.get("/mig").text


def test_a_manager_of_one_hospital_begins_there(signing: Signing, stub: Stub) -> None:
    with writing(signing.people.url) as connection:
        connection.execute(insert(t.hospitals).values(key="herlev", name="Herlev"))
        grants.grant(connection, "manager", None, group="herlev", hospital="herlev")
    stub.claims = {"sub": "leder", "groups": ["herlev"]}
    client = signing.visitor()
    assert answer(client, stub).headers["Location"] == "/hospital/herlev"
    assert 'href="/hospital/herlev"' in client.get("/mig").text
    assert answer(client, stub, til="/sager").headers["Location"] == "/sager"


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"claims": {"iss": "https://anden.example"}},
    "another audience": {"claims": {"aud": "en-anden"}},
    "another party": {"claims": {"aud": ["pejling", "en-anden"], "azp": "en-anden"}},
    "no audience": {"claims": {"aud": None}},
    "no issuer": {"claims": {"iss": None}},
    "nobody": {"claims": {"sub": None}},
    "another nonce": {"claims": {"nonce": "et-andet"}},
    "no nonce": {"claims": {"nonce": None}},
    "ran out ten minutes ago": {"shifted": {"exp": -600}},
    "made in ten minutes": {"shifted": {"iat": 600, "exp": 900}},
    "signed by nobody": {"header": {"alg": "none"}},
    "signed with what we share": {"header": {"alg": "HS256"}, "signed_with": OctKey.import_key(SECRET)},
    "signed with another key": {"signed_with": RSAKey.generate_key(2048, {"kid": "en"})},
    "not a token": {"token": "x.y.z"},
    "no token": {"token": "-"},
    "a code that was used": {"refuses": True},
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_not_for_us_signs_nobody_in(signing: Signing, stub: Stub, wrong: str) -> None:
    for name, value in WRONG[wrong].items():
        setattr(stub, name, value)
    client = signing.visitor()
    assert is_refused(client, answer(client, stub))


def test_another_provider_is_not_believed(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    assert is_refused(client, answer(client, stub, iss="https://anden.example"))
    stub.metadata = {"issuer": "https://anden.example"}
    signing.app.server.extensions["provider"]._app.server_metadata.clear()
    assert client.get("/log-ind").status_code == 503


def test_an_answer_to_another_question_is_none(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    for asked in (
        {"code": "c", "state": "falsk"},
        {"code": "c"},
        {},
        {"error": "access_denied", "state": "x"},
    ):
        assert is_refused(client, client.get(BACK, query_string=asked, headers=GOES))
    # Of another browser: what it was asked with is not this one's.
    state, stub.nonce = begin(signing.visitor())
    assert is_refused(client, client.get(BACK, query_string={"code": "c", "state": state}))
    assert not [each for each in stub.asked if "/token" in each]


def test_an_answer_counts_once(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    state, stub.nonce = begin(client)
    asked = {"code": "c", "state": state}
    assert client.get(BACK, query_string=asked).status_code == 303
    again = client.get(BACK, query_string=asked)
    assert (again.status_code, "Prøv igen" in again.text) == (400, True)


def test_several_tabs_sign_in_each_for_itself(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    asked = [begin(client, f"/{page}") for page in ("sager", "servicedesk", "projekter", "hospital")]
    (first_state, first_nonce), *rest = asked
    for page, (state, nonce) in zip(("servicedesk", "projekter", "hospital"), rest, strict=True):
        stub.nonce = nonce
        found = client.get(BACK, query_string={"code": "c", "state": state})
        assert (found.status_code, found.headers["Location"]) == (303, f"/{page}")
    # So many are remembered that the cookie is not dropped for its length.
    stub.nonce = first_nonce
    assert client.get(BACK, query_string={"code": "c", "state": first_state}).status_code == 400


def test_a_key_that_is_new_is_fetched(signing: Signing, stub: Stub) -> None:
    assert answer(signing.visitor(), stub).status_code == 303
    stub.key = RSAKey.generate_key(2048, {"kid": "to"})
    stub.header = {"kid": "to"}
    assert answer(signing.visitor(), stub).status_code == 303


def test_a_provider_that_is_away_is_a_plain_page(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    state, stub.nonce = begin(client)
    stub.is_away = True
    for found in (
        signing.visitor().get("/log-ind"),
        client.get(BACK, query_string={"code": "c", "state": state}),
    ):
        if found.status_code == 303:  # what it told of itself is remembered
            continue
        assert (found.status_code, "svarer ikke lige nu" in found.text, "Prøv igen" in found.text) == (
            503,
            True,
            True,
        )
    signing.app.server.extensions["provider"]._app.server_metadata.clear()
    asked = len(stub.asked)
    for _try in range(3):  # it is not asked again by each who comes meanwhile
        assert signing.visitor().get("/log-ind").status_code == 503
    assert len(stub.asked) <= asked + 1


@pytest.mark.parametrize(
    "called", [{"name": "Bo"}, {"name": "", "upn": "Bo"}, {"name": None, "unique_name": "Bo", "upn": "b"}]
)
def test_one_is_called_as_the_provider_says_it(signing: Signing, stub: Stub, called: dict[str, Any]) -> None:
    stub.claims, client = called, signing.visitor()
    answer(client, stub)
    assert "Du er logget ind som Bo." in client.get("/mig").text


@pytest.mark.parametrize("left_out", [{"hasgroups": True}, {"_claim_names": {"groups": "src1"}}])
def test_groups_that_were_left_out_are_none_and_it_is_said(
    signing: Signing, stub: Stub, left_out: dict[str, Any]
) -> None:
    stub.claims = {"sub": "mange", "groups": None, **left_out}
    client = signing.visitor()
    found = answer(client, stub)
    assert found.headers["Location"] == "/mig?for_mange=1"
    assert "så mange grupper" in client.get("/mig?for_mange=1").text
    assert client.get("/tilstand").status_code == 403


def logout_token(stub: Stub, **claims: Any) -> str:
    kept, stub.claims = (
        stub.claims,
        {"events": {oidc_claims.LOGOUT: {}}, "nonce": None, "exp": int(time.time()) + 60, **claims},
    )
    try:
        return stub.id_token()
    finally:
        stub.claims = kept


def test_the_provider_says_that_somebody_signed_out(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    answer(client, stub)
    wrong = [
        logout_token(stub, aud="en-anden"), logout_token(stub, iss="https://anden.example"),
        logout_token(stub, events={}), logout_token(stub, nonce="x"), logout_token(stub, iat=int(time.time()) - 900),
        logout_token(stub, iat=int(time.time()) + 900), logout_token(stub, iat=None), logout_token(stub, iat="nu"),
        logout_token(stub, exp=int(time.time()) - 900), logout_token(stub, exp="aldrig"),
        logout_token(stub, aud=["en-anden"]), logout_token(stub, sub=None, sid=None), stub.id_token(), "x.y.z", "",
    ]  # fmt: skip
    for token in wrong:
        assert signing.visitor().post("/log-ud/udbyder", data={"logout_token": token}).status_code == 400
    assert client.get("/tilstand").status_code == 200
    assert (
        signing.visitor().post("/log-ud/udbyder", data={"logout_token": logout_token(stub)}).status_code
        == 200
    )
    assert client.get("/tilstand").status_code == 401


def test_signing_out_here_leads_to_signing_out_there(signing: Signing, stub: Stub) -> None:
    client = signing.visitor()
    answer(client, stub)
    token = client.get("/mig").text.partition('name="formular" value="')[2].partition('"')[0]
    out = client.post("/log-ud", data={"formular": token})
    assert out.headers["Location"].startswith(
        f"{ISSUER}/end?post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Flogget-ud"
    )
    assert client.get("/tilstand").status_code == 401
    assert "form-action 'self' http://127.0.0.1:9;" in client.get("/mig").headers["Content-Security-Policy"]
