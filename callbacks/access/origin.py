"""Where a request comes from, as far as it can be believed, and what proxies alone may say."""

import hmac
import ipaddress
from collections.abc import Collection
from functools import lru_cache

from flask import request

SOCKET = "unix"
# What a proxy says of whom it asks for; anybody else who sends one is refused.
USER, NAME, MAIL, GROUPS, SECRET = (
    f"X-Pejling-{each}" for each in ("User", "Name", "Mail", "Groups", "Secret")
)
TWICE = "X-Pejling-Twice"  # the server's own mark of a request that has one of them twice
OF_PROXIES = (USER, NAME, MAIL, GROUPS, SECRET, TWICE)
_SENT = tuple(
    f"HTTP_{each.upper().replace('-', '_')}" for each in OF_PROXIES
)  # as the server gives them to us
OTHERS = ("Forwarded", "X-Real-Ip")  # other ways to say for whom one asks
# What a proxy leaves on a request, without saying for whom it asks.
TRACES = ("Via", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server")


def peer() -> str:
    """Return who is connected: an address, or `unix`."""
    return _plain(request.remote_addr or SOCKET)


def is_said() -> bool:
    """Say that the request carries a header that a proxy alone may send, empty or not."""
    given = request.environ
    return any(name in given for name in _SENT)


def address(proxies: Collection[str]) -> str:
    """Return the address of the visitor: the last that no proxy of ours stands at."""
    found = peer()
    chain = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    while found in proxies and chain:
        found = _plain(chain.pop())
    return found


def is_here() -> bool:
    """Say that this machine asks: directly, or through proxies that name no other."""
    chain = request.headers.get("X-Forwarded-For")
    named = [each.strip() for each in (chain or "").split(",") if each.strip()]
    if not named and (chain is not None or any(name in request.headers for name in TRACES)):
        return False
    return all(_is_loopback(each) for each in (peer(), *named)) and not any(
        name in request.headers for name in OTHERS
    )


def has_token(token: str) -> bool:
    """Say that the request carries the token of those who watch."""
    sent = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(sent.encode(), f"Bearer {token}".encode())


def said(name: str) -> str:
    """Return what a header says, as UTF-8."""
    return request.headers.get(name, "").strip().encode("latin-1", "replace").decode("utf-8", "replace")


def _is_loopback(found: str) -> bool:
    try:
        return ipaddress.ip_address(_plain(found)).is_loopback
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def _plain(found: str) -> str:
    """Return an address as it is compared: one of IPv4 in IPv6's clothes is itself."""
    try:
        at = ipaddress.ip_address(found.strip("[]"))
    except ValueError:
        return found
    inner = getattr(at, "ipv4_mapped", None)
    return str(inner or at)
