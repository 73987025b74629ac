"""Where what people say is written: the forms' addresses, and whether anybody can write here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlencode

from data_access.numbers.explanations import Place
from vocabulary import language

FORM, NOTE, REPORT, PROMISES, LACKING = "/ord", "/note", "/projektrapport", "/loefter", "/mangler"
# The parameters of the form's address, in the order of what words are found by.
ASKED = ("tal", "maaned", "desk", "system", "hospital", "projekt", "sted")

_can_write: ContextVar[bool] = ContextVar("can_write", default=False)


@contextmanager
def written_here(*, here: bool) -> Iterator[None]:
    """Say that people sign in here, and so that somebody can write: what has no words is then told to lack them."""
    token = _can_write.set(here)
    try:
        yield
    finally:
        _can_write.reset(token)


def can_be_written() -> bool:
    """Say that somebody can write here."""
    return _can_write.get()


def form_address(place: Place) -> str:
    """Return the address of the form in which a figure's words are written."""
    return _address(FORM, place)


def note_address(place: Place) -> str:
    """Return the address of the form in which a note of a figure's month is made."""
    return _address(NOTE, place)


def report_address(project: str, month: str) -> str:
    """Return the address of the form in which a project's owner reports of a month."""
    return _written(REPORT, [("projekt", project), ("maaned", month)])


def _address(path: str, place: Place) -> str:
    return _written(path, zip(ASKED, place, strict=True))


def _written(path: str, asked: Iterable[tuple[str, str]]) -> str:
    spoken = language.current()
    named = [*asked, ("sprog", "" if spoken == language.DEFAULT else spoken)]
    return f"{path}?{urlencode([each for each in named if each[1]])}"
