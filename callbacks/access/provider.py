"""What is asked of whoever signs people in, and how that can fail."""

from dataclasses import dataclass
from typing import Any, Protocol

from flask import Request, Response

from data_access.people.people import Named


class ForgedError(RuntimeError):
    """What came is not what was asked for: an old or a foreign answer, or a token that does not hold."""


class AwayError(RuntimeError):
    """The provider does not answer, or not as one."""


@dataclass(frozen=True)
class Told:
    """Whom the provider names, its own number of the session, and whether it left the groups out for being many."""

    named: Named
    session: str
    is_cut: bool


class Provider(Protocol):
    """Signs people in, and tells whom; every fault of it is one of the two above."""

    issuer: str

    def begin(self, back: str, then: str) -> Response:
        """Lead to the provider, which leads back to `back`; `then` is where one wanted to."""
        ...

    def answered(self, asked: Request, kept: Any) -> tuple[Told, str]:
        """Return whom the provider names and where he wanted to; `kept` is what was remembered of the question."""
        ...

    def logged_out(self, token: str) -> tuple[str, str]:
        """Return the subject and the session of which a provider's token says that they have ended; one may be ''."""
        ...

    def end_address(self, back: str) -> str:
        """Return where one signs out at the provider too; '' where it has no such place, or does not answer."""
        ...
