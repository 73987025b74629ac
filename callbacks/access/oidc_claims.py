"""What a provider's tokens claim: whom they name, and whether they say that a session has ended."""

import logging
import time
from typing import Any

from callbacks.access.oidc_library import Client
from callbacks.access.provider import ForgedError, Told
from data_access.people.people import Named

LEEWAY_SECONDS = 120
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
LONGEST = 200
# What a person is called; AD FS has the last two.
CALLED = ("name", "preferred_username", "unique_name", "upn")
log = logging.getLogger(__name__)


def told(client: Client, claims: dict[str, Any]) -> Told:
    """Return whom the claims of an ID token name, and whether his groups were left out."""
    groups = claims.get(client.groups)
    given = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
    names = claims.get("_claim_names")
    is_cut = bool(claims.get("hasgroups")) or (isinstance(names, dict) and client.groups in names)
    if is_cut:
        log.warning("the provider left the groups out: there are too many; use app roles (docs/drift.md)")
    named = Named(
        client.issuer,
        str(claims["sub"]),
        next((str(claims[each]) for each in CALLED if claims.get(each)), "")[:LONGEST],
        str(claims.get("email") or "")[:LONGEST],
        tuple(str(each) for each in given),
    )
    return Told(named, str(claims.get("sid") or ""), is_cut)


def ended(client: Client, claims: dict[str, Any]) -> tuple[str, str]:
    """Return the subject and the session of which a logout token's claims say that they have ended.

    One of both may be ''. Raises ForgedError.
    """
    now, kind = time.time(), claims.get("events")
    audience = claims.get("aud")
    holds = (
        claims.get("iss") == client.issuer
        and client.id in (audience if isinstance(audience, list) else [audience])
        and isinstance(kind, dict)
        and LOGOUT in kind
        and "nonce" not in claims
        and _is_near(claims.get("iat"), now)
        and ("exp" not in claims or _is_after(claims["exp"], now))
        and (claims.get("sub") or claims.get("sid"))
    )
    if not holds:
        raise ForgedError("the token does not say that somebody signed out")
    return str(claims.get("sub") or ""), str(claims.get("sid") or "")


def _is_near(moment: Any, now: float) -> bool:
    return isinstance(moment, int | float) and abs(moment - now) <= LEEWAY_SECONDS


def _is_after(moment: Any, now: float) -> bool:
    return isinstance(moment, int | float) and moment > now - LEEWAY_SECONDS
