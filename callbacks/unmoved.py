"""What has not moved is not sent again: an answer's tag, when it last moved, and 304 to whoever has it already."""

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Response, request

from callbacks import who
from data_access.snapshot.snapshot import Snapshot

SETTLED_SECONDS = 1.0  # the header's step: what moves twice in one has one time for both


class Unmoved:
    """Tells answers of this program, and when they last moved: with their figures, or with the program's start."""

    def __init__(self, program: str) -> None:
        self.program, self._begun = program, time.time()

    def at(self, snapshot: Snapshot | None) -> float:
        """Return when (epoch seconds) what is said of a snapshot last moved; without one, of the program alone."""
        return max(self._begun, snapshot.dated) if snapshot else self._begun

    def answer(self, snapshot: Snapshot | None, make: Callable[[], Response], *also: str) -> Response:
        """Return the answer to the address asked, made where it is not held already.

        What is answered must follow from the address, the snapshot, the program and what is named besides.
        """
        said = (self.program, snapshot.version if snapshot else "", request.url, *also)
        tag, at = hashlib.sha256("\0".join(said).encode()).hexdigest()[:16], self.at(snapshot)
        return mark(Response(status=304) if is_held(tag, at) else make(), tag, at)


def is_held(tag: str, at: float) -> bool:
    """Say that whoever asks has the answer of the tag, or one of no earlier than when it last moved.

    By the time alone nothing is held for whoever is told from others, by a cookie or by signing in: in the same browser
    another may have been given another answer, which is as old.
    """
    if request.if_none_match:
        return bool(request.if_none_match.contains_weak(tag))
    if request.cookies or who.person().account is not None:
        return False
    asked = request.if_modified_since
    return asked is not None and _is_settled(at) and int(at) <= asked.timestamp()


def mark(response: Response, tag: str, at: float) -> Response:
    """Put on an answer its tag and when it last moved; it is asked for again each time, and seldom sent."""
    response.set_etag(tag, weak=True)
    if _is_settled(at):
        response.last_modified = datetime.fromtimestamp(int(at), UTC)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _is_settled(at: float) -> bool:
    return time.time() - at >= SETTLED_SECONDS
