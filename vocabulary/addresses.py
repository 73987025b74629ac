"""Where Pejling is on its host: at its root, or below a path that all of its addresses begin with.

Within the program an address is written from Pejling's own root (`/svartider`), and what arrives is read so
(`callbacks/arrival.py`). What leaves is the whole address: `layouts/parts/html.py` sees to that for links, forms and
the addresses that scripts are told, and whoever writes an address elsewhere calls `full`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_root: ContextVar[str] = ContextVar("root", default="")


def root() -> str:
    """Return the path that all of Pejling is below, without a slash at its end; '' where it has the host to itself."""
    return _root.get()


@contextmanager
def below(path: str) -> Iterator[None]:
    """Be below a path until the end of the block."""
    token = _root.set(path)
    try:
        yield
    finally:
        _root.reset(token)


def full(address: str) -> str:
    """Return an address as a browser asks for it; one that is not from our root (`#a`, `?b`, `https://…`) as it is."""
    return _root.get() + address if address.startswith("/") else address


def own(path: str) -> str | None:
    """Return a path of the host as it is from our root; None where it is not below it."""
    at = _root.get()
    return path.removeprefix(at) if path.startswith(f"{at}/") else None
