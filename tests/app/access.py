"""A house where one signs in: its people, and visitors with and without a session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dash import Dash
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from callbacks.access.csrf import SESSION
from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.people import grants
from data_access.people.people import Named, People
from data_access.people.writing import writing
from data_access.snapshot.snapshot import Snapshot
from tests.app.conftest import Held

ISSUER = "http://127.0.0.1:9/op"
HTML = {"Accept": "text/html"}
# What stands on pages of figures and nowhere else.
FIGURES = ("Servicedesk", "Region Hovedstaden", "%")
# As the browser says it when one goes to an address, and when a script asks.
GOES = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin", **HTML}


@dataclass
class Signing:
    """An application where one signs in, and its people."""

    app: Dash
    people: People

    def visitor(self, secret: str = "") -> FlaskClient:
        """Return a visitor, signed in where a session's secret is given."""
        client = self.app.server.test_client()
        if secret:
            client.set_cookie(SESSION, secret, domain="localhost")
        return client

    def signed_in(
        self, subject: str, /, *roles: str, groups: Sequence[str] = (), **about: Any
    ) -> tuple[FlaskClient, int]:
        """Return somebody who has signed in and was given roles, and his number."""
        named = Named(ISSUER, subject, subject.title(), f"{subject}@example.org", tuple(groups))
        secret = self.people.sign_in(named, f"s-{subject}", "127.0.0.1")
        person = self.people.by_session(secret, is_used=False)
        assert person
        assert person.account
        with writing(self.people.url) as connection:
            for role in roles:
                grants.grant(connection, role, None, account=person.account, **about)
        self.people.forget()
        return self.visitor(secret), person.account


def signing_house(settings: Settings, snapshot: Snapshot, people: str, **more: Any) -> Signing:
    """Return a house where one signs in with a provider, unless `more` says another way; `people` is a database."""
    of = {
        "sign_in": "oidc",
        "oidc_issuer": ISSUER,
        "oidc_client_id": "pejling",
        "oidc_client_secret": "x" * 32,
    } | more
    app = create_app(replace(settings, people_url=people, **of), Held(snapshot))  # type: ignore[arg-type]
    return Signing(app, app.server.extensions["people"])


def addresses(app: Any) -> Iterator[tuple[Rule, str]]:
    """Return every address of the server, with something in the place of what it leaves open."""
    for rule in app.server.url_map.iter_rules():
        values = {
            "form": "csv",
            "page": "servicedesk",
            "key": "servicedesk",
            "panel": "x",
            "path": "servicedesk",
            "name": "pejling.css",
            "number": 12,
            "revision": 1,
            "place": 1,
            "suffix": "json",
        }
        yield rule, rule.build({name: values.get(name, "x") for name in rule.arguments})[1]  # type: ignore[index]


def form_of(client: Any, path: str) -> str:
    """Return the token of a page's forms."""
    return str(client.get(path).text.partition('name="formular" value="')[2].partition('"')[0])
