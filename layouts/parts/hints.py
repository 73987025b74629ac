"""Hints to who sits at a screen: what can be picked there. In what is printed or frozen nobody has a use for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_for_screen: ContextVar[bool] = ContextVar("for_screen", default=True)


@contextmanager
def no_hints() -> Iterator[None]:
    """Leave hints out until the end of the block."""
    token = _for_screen.set(False)
    try:
        yield
    finally:
        _for_screen.reset(token)


def hint(words: str) -> str:
    """Return a hint for the screen; '' where it is left out."""
    return words if _for_screen.get() else ""
