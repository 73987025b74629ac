"""Figures about patients' treatment, where a setting keeps them for a role: others see the house without them.

They are given another snapshot, and pages of their own: nothing that is laid out for the one is ever sent to the other.
"""

from collections.abc import Callable, Sequence
from threading import Lock

from flask import abort, has_request_context, request

from callbacks import who
from callbacks.pages import Shown, has_me
from callbacks.remembered import Remembered, Sent
from data_access.snapshot.progress import Why
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from data_access.snapshot.without import PAGES, without_patients
from layouts.parts.declarations import Page
from layouts.parts.stills import PATH as FIGURES
from vocabulary.language import _

Sees = Callable[[], bool]


def sees(role: str) -> Sees:
    """Return what says whether whoever asks may see all: what asks by itself may.

    A screen may not: it shows what it has to whoever walks by.
    """

    def answer() -> bool:
        return not has_request_context() or who.person().may(role)

    return answer


class Seen(Store):
    """A store as whoever asks may see it."""

    def __init__(self, store: Store, sees_all: Sees) -> None:
        self._store, self._sees_all = store, sees_all
        # Of two: what is shown, and what is about to be.
        self._held: tuple[tuple[Snapshot, Snapshot], ...] = ()
        self._making = Lock()

    def snapshot(self) -> Snapshot | None:
        """Return the current snapshot, without what is not for whoever asks."""
        found = self._store.snapshot()
        return found if found is None or self._sees_all() else self.part(found)

    def part(self, whole: Snapshot) -> Snapshot:
        """Return what is for all of a snapshot, the same each time: what is worked out from it lies with it."""
        if found := self._made(whole):
            return found
        with self._making:
            if found := self._made(whole):
                return found
            made = without_patients(whole)
            self._held = ((whole, made), *self._held[:1])
            return made

    def _made(self, whole: Snapshot) -> Snapshot | None:
        return next((part for of, part in self._held if of is whole), None)

    def age(self) -> float:
        """Return how long ago the database confirmed the figures, in seconds."""
        return self._store.age()

    def why(self) -> Why:
        """Return why there is nothing newer."""
        return self._store.why()

    @property
    def before_shown(self) -> Callable[[Snapshot], None]:
        """What is called with new figures before they are shown."""
        return self._store.before_shown

    @before_shown.setter
    def before_shown(self, called: Callable[[Snapshot], None]) -> None:
        self._store.before_shown = called


class Answers(Remembered):
    """The answers of all pages, and those of the pages that are for all."""

    def __init__(
        self, whole: Remembered, part: Remembered, part_of: Callable[[Snapshot], Snapshot], sees_all: Sees
    ) -> None:
        self._whole, self._part, self._part_of, self._sees_all = whole, part, part_of, sees_all
        self.bare = whole.bare

    def answer(self, path: str, search: str, snapshot: Snapshot) -> bytes:
        """Return the answer to an address, compressed."""
        return self._of().answer(path, search, snapshot)

    def page(self, path: str, search: str, snapshot: Snapshot, theme: str = "") -> Sent:
        """Return the page that carries the answer to an address."""
        return self._of().page(path, search, snapshot, theme)

    def expect(self, path: str) -> None:
        """Count a page as asked for, though nobody has yet."""
        self._whole.expect(path)
        self._part.expect(path)

    def lay_out_ahead(self, snapshot: Snapshot) -> None:
        """Lay out of data that are about to be shown what was asked for most lately."""
        self._whole.lay_out_ahead(snapshot)
        self._part.lay_out_ahead(self._part_of(snapshot))

    def _of(self) -> Remembered:
        return self._whole if self._sees_all() else self._part


def for_all(shown: Sequence[Page]) -> Shown:
    """Return the pages that are not about patients' treatment."""
    return Shown.of((page for page in shown if page.key not in PAGES), signs_in=has_me(shown))


def seen(shown: Shown, part: Shown, sees_all: Sees) -> Callable[[], Shown]:
    """Return what says which pages whoever asks may see: all, or those that are for all."""
    return lambda: shown if sees_all() else part


def refuse_patients(sees_all: Sees, shown: Sequence[Page]) -> None:
    """Refuse (403) the pages and files about patients' treatment to whoever may not see them."""
    kept = [page for page in shown if page.key in PAGES]
    paths = [each for page in kept for each in (page.path, f"/data/{page.key}", f"{FIGURES}{page.key}")]
    asked = request.path.rstrip("/")
    if any(asked == path or asked.startswith((f"{path}/", f"{path}.")) for path in paths) and not sees_all():
        abort(
            403,
            _(
                "Tallene om patienters behandling har du ikke adgang til. Sig det til dem, der driver Pejling."
            ),
        )
