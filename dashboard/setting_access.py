"""What can be set of who may see Pejling: how one signs in, how long that holds, and what is kept of it."""

import ipaddress
from collections.abc import Callable

from dashboard.setting import (
    NONE,
    WEB,
    Setting,
    UnexpectedError,
    database_url,
    seconds,
    whole_number,
)
from vocabulary.people import ROLES

OPEN, OIDC, PROXY = "open", "oidc", "proxy"
MODES = (OPEN, OIDC, PROXY)
LEAST_SECRET = 16


def mode(text: str) -> str:
    """Read how one signs in; '' where it has not been chosen."""
    if text not in (*MODES, NONE):
        raise ValueError
    return "" if text == NONE else text


def people_url(text: str) -> str:
    """Read the address of a database; '' where none is given."""
    return "" if text == NONE else database_url(text)


def issuer(text: str) -> str:
    """Read a provider's address, without a slash at its end; '' where none is given.

    In clear text it may stand on this machine alone: whoever stands between could sign in as anybody.
    """
    if text == NONE:
        return ""
    if not WEB.fullmatch(text):
        raise ValueError
    if text.startswith("http://") and not _is_here(text):
        raise UnexpectedError("http:// går kun til denne maskine selv")
    return text


def _is_here(address: str) -> bool:
    host = address.partition("://")[2].partition("/")[0]
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def word(text: str) -> str:
    """Read a word without spaces; '' where none is given."""
    if not text.isprintable() or " " in text:
        raise ValueError
    return "" if text == NONE else text


def secret(text: str) -> str:
    """Read a secret that cannot be guessed at; '' where none is given."""
    if text == NONE:
        return ""
    if len(text) < LEAST_SECRET or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError
    return text


def addresses(text: str) -> tuple[str, ...]:
    """Read IP addresses with commas between them, as they are written where they are compared; `unix` is a socket."""
    found = [each.strip() for each in text.split(",")]
    return tuple(each if each == "unix" else str(ipaddress.ip_address(each)) for each in found)


def role(text: str) -> str:
    """Read the key of a role."""
    if text not in ROLES:
        raise ValueError
    return text


def _secret(variable: str, expected: str, meaning: str, parse: Callable[[str], str] = secret) -> Setting:
    example = f"{'x1' * LEAST_SECRET}"
    return Setting(variable, NONE, expected, example, meaning, parse, secret=True)


_SECRET = f"mindst {LEAST_SECRET} tegn uden mellemrum eller none"
ACCESS = (
    Setting(
        variable="PEJLING_SIGN_IN",
        default=NONE,
        expected="et af ordene " + ", ".join(MODES),
        example=OIDC,
        meaning="How one signs in: by a provider (oidc), by a proxy in front (proxy), or not at all (open); must be"
        " chosen unless it is the demonstration on a loopback address, which is open.",
        parse=mode,
    ),
    Setting(
        variable="PEJLING_PEOPLE_URL",
        default=NONE,
        expected="sqlite:/// og en fil, en databases adresse med postgresql:// eller none",
        example="postgresql://pejling_people@db.example.org/pejling",
        meaning="The database with the role that may write what people do; none: an SQLite database itself.",
        parse=people_url,
        secret=True,
    ),
    Setting(
        variable="PEJLING_OIDC_ISSUER",
        default=NONE,
        expected="en udbyders adresse med https:// eller none",
        example="https://login.example.org/realms/region",
        meaning="The provider that signs people in, as it names itself; its discovery document lies below.",
        parse=issuer,
    ),
    Setting(
        variable="PEJLING_OIDC_CLIENT_ID",
        default=NONE,
        expected="et ord uden mellemrum",
        example="pejling",
        meaning="What the provider calls Pejling.",
        parse=word,
    ),
    _secret(
        "PEJLING_OIDC_CLIENT_SECRET",
        _SECRET,
        "What Pejling and the provider share; the same on all machines.",
    ),
    Setting(
        variable="PEJLING_OIDC_GROUPS",
        default="groups",
        expected="et ord uden mellemrum",
        example="roles",
        meaning="The claim that names a person's groups; at Entra: roles, which are never left out.",
        parse=word,
    ),
    Setting(
        variable="PEJLING_OIDC_SCOPE",
        default="openid profile",
        expected="ord med mellemrum imellem, hvoraf et er openid",
        example="openid profile groups",
        meaning="What Pejling asks the provider to tell.",
        parse=lambda text: text if "openid" in text.split() and text.isprintable() else _refuse(),
    ),
    Setting(
        variable="PEJLING_PROXIES",
        default="127.0.0.1,::1",
        expected="IP-adresser med komma imellem; unix er en socket",
        example="10.0.0.5",
        meaning="The proxies that are believed when they say whom they ask for.",
        parse=addresses,
    ),
    _secret(
        "PEJLING_PROXY_SECRET",
        _SECRET,
        "What the proxy that signs people in sends along, so that nobody else is taken for it.",
    ),
    Setting(
        variable="PEJLING_SESSION_IDLE_MINUTES",
        default="120",
        expected="et antal minutter fra 1 til 1440",
        example="60",
        meaning="How long one stays signed in without using Pejling.",
        parse=seconds(1, 1440),
    ),
    Setting(
        variable="PEJLING_SESSION_HOURS",
        default="12",
        expected="et antal timer fra 0.1 til 168",
        example="9",
        meaning="How long one stays signed in at most.",
        parse=seconds(0.1, 168),
    ),
    _secret(
        "PEJLING_WATCH_TOKEN",
        _SECRET,
        "What whoever watches /metrics and /readyz from elsewhere sends as Authorization: Bearer.",
    ),
    Setting(
        variable="PEJLING_LOG_DAYS",
        default="183",
        expected="et helt tal fra 180 til 1825",
        example="365",
        meaning="How long the log of who did what is kept, before `pejling audit --remove` removes it.",
        parse=whole_number(180, 1825),
    ),
    Setting(
        variable="PEJLING_PATIENT_PAGES",
        default="reader",
        expected="et af ordene " + ", ".join(ROLES),
        example="manager",
        meaning="The role that may see the pages about patients' treatment.",
        parse=role,
    ),
)


def _refuse() -> str:
    raise ValueError
