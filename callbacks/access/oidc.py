"""Signing in with a provider (OpenID Connect): whom it names, checked, and what it says has ended.

Authlib does the steps: authorization code with PKCE, state and nonce, and keys that change. What it leaves to its
caller is held here: whom the token is from and for, by which signature, that it has come at all, and that nobody waits
long.
"""

import logging
import time
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.flask_client import OAuthError
from flask import Flask, Request, Response, session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from callbacks.access.oidc_claims import LEEWAY_SECONDS, LONGEST, ended, told
from callbacks.access.oidc_library import Client, registered
from callbacks.access.provider import AwayError, ForgedError, Told

# Signatures that only the provider can make: what is not signed, or with what we share, is nobody's word.
ALGORITHMS = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519",
]  # fmt: skip
KEYS_SECONDS, REST_SECONDS = 60.0, 5.0
MOST_ASKED = 3  # questions that are remembered at a time
log = logging.getLogger(__name__)


class Oidc:
    """The provider, as its discovery document tells of it."""

    def __init__(self, server: Flask, client: Client) -> None:
        self.client, self.issuer = client, client.issuer
        self._rests_until, self._keys_asked = 0.0, -KEYS_SECONDS
        self._app = registered(server, client)

    def begin(self, back: str, then: str) -> Response:
        """Lead to the provider, which leads back to `back`; `then` is where one wanted to. Raises AwayError."""
        found = self._asked(lambda: self._app.create_authorization_url(back))
        self._forget_old()
        kept = {name: value for name, value in found.items() if name != "url"}
        self._app.save_authorize_data(redirect_uri=back, then=then, **kept)
        response = Response(status=303)
        response.location = found["url"]
        return response

    def answered(self, asked: Request, kept: Any) -> tuple[Told, str]:
        """Return whom the provider names and where he wanted to; raises ForgedError and AwayError.

        `kept` is what was remembered of the question.
        """
        issuer = asked.args.get("iss")
        if issuer is not None and issuer != self.client.issuer:
            raise ForgedError("the answer names another issuer")
        state = self._app.framework.get_state_data(kept, asked.args.get("state"))
        if not state:
            raise ForgedError("the state is unknown")
        options = {
            "iss": {"essential": True, "value": self.client.issuer},
            "aud": {"essential": True, "value": self.client.id},
        }
        token = self._asked(
            lambda: self._app.authorize_access_token(claims_options=options, leeway=LEEWAY_SECONDS)
        )
        claims = token.get("userinfo")
        if not claims:
            raise ForgedError("no ID token came")
        return told(self.client, claims), str(state.get("then") or "/")

    def logged_out(self, token: str) -> tuple[str, str]:
        """Return the subject and the session of which a provider's token says that they have ended.

        One of both may be ''. Raises ForgedError and AwayError.
        """
        return ended(self.client, self._asked(lambda: self._claims(token)))

    def end_address(self, back: str) -> str:
        """Return where one signs out at the provider too; '' where it has no such place, or does not answer."""
        try:
            metadata = self._asked(self._metadata)
            if not metadata.get("end_session_endpoint"):
                return ""
            found = str(self._app.create_logout_url(back, client_id=self.client.id, state="ude")["url"])
        except (AwayError, ForgedError):
            return ""
        # To another host the page's content policy lets no form lead on.
        return found if urlsplit(found)[:2] == urlsplit(self.issuer)[:2] else ""

    def _forget_old(self) -> None:
        """Forget all but the newest questions: a cookie holds only so much, and each tab has one."""
        asked = [name for name in session if name.startswith("_state_")]
        for name in sorted(asked, key=lambda each: session[each].get("exp", 0))[: -(MOST_ASKED - 1)]:
            session.pop(name)

    def _metadata(self) -> dict[str, Any]:
        """Return what the provider tells of itself: it must be the one asked for, and sign as is taken here."""
        found: dict[str, Any] = self._app.load_server_metadata()
        if found.get("issuer") != self.client.issuer:
            self._app.server_metadata.clear()
            raise ForgedError(f"the provider calls itself {str(found.get('issuer'))[:LONGEST]!r}")
        offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = [each for each in ALGORITHMS if each in offered]
        return found

    def _claims(self, token: str) -> dict[str, Any]:
        now = time.monotonic()
        may_ask = now - self._keys_asked > KEYS_SECONDS
        # A key that is not known yet may be a new one; whoever sends what is signed by nobody has it looked for seldom.
        for force in (False, True) if may_ask else (False,):
            if force:
                self._keys_asked = now
            keys = KeySet.import_key_set(self._app.fetch_jwk_set(force=force))
            registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
            try:
                return dict(jwt.decode(token, key=keys, registry=registry).claims)
            except JoseError:
                if force or not may_ask:
                    raise
        return {}

    def _asked(self, work: Any) -> Any:
        """Return what the work with the provider returns; every way in which it fails is one of two."""
        if time.monotonic() < self._rests_until:
            raise AwayError("it did not answer a moment ago")
        try:
            self._metadata()
            return work()
        except RequestException as fault:
            # Not everybody is to wait for one that is away.
            self._rests_until = time.monotonic() + REST_SECONDS
            raise AwayError(type(fault).__name__) from fault
        except (OAuthError, JoseError) as fault:
            raise ForgedError(str(fault)[:LONGEST]) from fault
        except (RuntimeError, ValueError, KeyError, TypeError) as fault:
            if isinstance(fault, ForgedError):
                raise
            raise AwayError(type(fault).__name__) from fault
