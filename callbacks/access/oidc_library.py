"""Authlib as it is used here: a connection that nobody waits long for, and a cookie read only where one signs in."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from authlib.integrations.flask_client import OAuth
from authlib.integrations.flask_client.apps import FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from callbacks.access import cookies

PATIENCE_SECONDS = 5
PATHS = ("/log-ind", "/log-ind/svar")


@dataclass(frozen=True)
class Client:
    """What the provider knows Pejling as; `groups` is the claim that names a person's groups."""

    issuer: str
    id: str
    secret: str
    groups: str
    scope: str


class _Session(OAuth2Session):  # type: ignore[misc]  # Authlib tells no types
    """A connection to the provider that nobody waits long for, and that is not led elsewhere."""

    def request(self, method: str, url: str, **more: Any) -> Any:
        return super().request(method, url, **{"timeout": PATIENCE_SECONDS, "allow_redirects": False, **more})


class _App(FlaskOAuth2App):  # type: ignore[misc]
    client_cls = _Session


class _OAuth(OAuth):  # type: ignore[misc]
    oauth2_client_cls = _App


class _Cookie(SecureCookieSessionInterface):
    """The cookie that remembers, until one comes back from the provider, what was asked of it.

    It is read where one signs in and nowhere else: every page would take a tenth of its time to open what is not used.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return super().open_session(app, request) if request.path in PATHS else SecureCookieSession()

    def save_session(self, app: Flask, session: Any, response: Any) -> None:
        if request.path in PATHS:
            super().save_session(app, session, response)

    def get_cookie_name(self, app: Flask) -> str:
        return cookies.called("pejling-signin")

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure

    def get_cookie_samesite(self, app: Flask) -> str:
        return "Lax"

    def get_cookie_path(self, app: Flask) -> str:
        return request.script_root or "/"


def registered(server: Flask, client: Client) -> Any:
    """Return the library's application of the provider, and have the server remember what is asked of it."""
    # All processes and machines must read each other's cookies, and share this already.
    server.secret_key = hmac.new(client.secret.encode(), b"pejling sign-in", hashlib.sha256).digest()
    server.session_interface = _Cookie()
    return _OAuth(server).register(
        "pejling",
        client_id=client.id,
        client_secret=client.secret,
        server_metadata_url=f"{client.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": client.scope, "code_challenge_method": "S256"},
    )
