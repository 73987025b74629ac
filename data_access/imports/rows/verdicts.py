"""What is judged by a whole column although its file is read a part at a time."""

from collections.abc import Callable, Hashable, Mapping
from typing import Protocol, TypeVar, cast


class Evidence(Protocol):
    """What the cells of a column have shown, of those that have been seen; its size does not grow with them."""

    def verdict(self) -> Hashable:
        """Return what they come to."""


Of = TypeVar("Of", bound=Evidence)
# What is judged, and of which column.
Key = tuple[Hashable, ...]


class Verdicts:
    """Judges each part of a file by all that has been seen so far: where the whole comes to another verdict, the file
    has to be read again, by what it has shown as a whole (`told`).
    """

    def __init__(self, told: Mapping[Key, Evidence] | None = None) -> None:
        self.told = told or {}
        self._seen: dict[Key, Evidence] = {}
        self._used: dict[Key, set[Hashable]] = {}

    def of(self, key: Key, begin: Callable[[], Of], see: Callable[[Of], bool]) -> Of:
        """Return the evidence by which a part is judged; `see` adds the part's, and says if its judgement matters."""
        whole = self.told.get(key)
        if whole is not None:
            return cast("Of", whole)  # a key is always of the same kind
        found = cast("Of", self._seen.setdefault(key, begin()))
        if see(found):
            self._used.setdefault(key, set()).add(found.verdict())
        return found

    def otherwise(self) -> Mapping[Key, Evidence]:
        """Return what the whole file has shown if a part was judged otherwise; nothing where all is well."""
        wrong = not self.told and any(used - {self._seen[key].verdict()} for key, used in self._used.items())
        return self._seen if wrong else {}
