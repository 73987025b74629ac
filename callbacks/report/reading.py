"""Finding an edition that an address names, for whoever may see it; what is refused is refused in words."""

from collections.abc import Callable
from typing import Any

from flask import abort

from data_access.editions import forms
from data_access.editions.packed import NotFrozenError
from data_access.editions.published import Which
from data_access.numbers import editions
from data_access.numbers.editions import Edition
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.report import patients
from layouts.report.declared import REPORTS
from layouts.report.pages import addresses
from vocabulary import language
from vocabulary.addresses import full
from vocabulary.language import _

Document = dict[str, Any]


class Reader:
    """What reads editions for whoever asks: the store as he sees it, and whether he may see all of it."""

    def __init__(self, store: Store, sees_all: Callable[[], bool]) -> None:
        self.store, self.sees_all = store, sees_all
        self._of_patients: dict[str, bool] = {}  # by the sum of an edition, which never changes

    def snapshot(self) -> Snapshot:
        """Return the snapshot in the language spoken; 503 where there is none."""
        found = self.store.snapshot()
        if found is None:
            abort(503, _("Der er ingen tal endnu. Prøv igen om lidt."))
        return found.speaking(language.current())

    def named(self, which: Which) -> tuple[Snapshot, Edition, Document]:
        """Return the edition that an address names; 404 where it was not published, 403 where he may not see it."""
        snapshot = self.snapshot()
        found = editions.edition(snapshot, which.report, which.number, which.revision)
        if found is None:
            abort(
                404,
                _("Udgaven er ikke udgivet. Alle udgaver står på {address}.", address=full(addresses.LIST)),
            )
        if self.hides(snapshot, found):
            abort(403, not_for_you())
        return snapshot, found, self.document(snapshot, found)

    def document(self, snapshot: Snapshot, edition: Edition) -> Document:
        """Return what was frozen; 500, in words, where it is not what it was, 501 where a later program made it."""
        try:
            found = editions.frozen(snapshot, edition)
            forms.read(found)
        except NotFrozenError:
            abort(
                500,
                _(
                    "Udgaven er ikke, som den blev udgivet: dens SHA-256 passer ikke. Sig det til dem, der driver "
                    "Pejling."
                ),
            )
        except forms.UnknownFormError:
            abort(501, _("Udgaven er lavet af en nyere Pejling end denne, som ikke kan læse den."))
        return found

    def hides(self, snapshot: Snapshot, edition: Edition) -> bool:
        """Say that an edition tells of patients' treatment, and is not for whoever asks."""
        if self.sees_all():
            return False
        found = self._of_patients.get(edition.sha256)
        if found is None:
            try:
                found = patients.tells(editions.document(snapshot, edition))
            except (NotFrozenError, forms.UnknownFormError):
                return True  # nobody knows what it tells: the list and the feeds stand without it
            self._of_patients[edition.sha256] = found
        return found

    def may_write_of(self, report: str) -> None:
        """Refuse (404) a report that there is not, and (403) one whose figures whoever asks may not see."""
        if report not in REPORTS:
            abort(
                404, _("Der er ingen rapport af det navn. Se dem på {address}.", address=full(addresses.LIST))
            )
        if not self.may_see(report):
            abort(403, not_for_you())

    def may_write(self, which: Which) -> None:
        """Refuse the same of the report, and (404) an edition that there cannot be, or a revision of none."""
        self.may_write_of(which.report)
        if not which.number:
            abort(404, _("Udgaver har numre fra 1 og op."))
        if which.revision and editions.edition(self.snapshot(), which.report, which.number) is None:
            abort(404, _("Udgaven er ikke udgivet."))

    def may_see(self, report: str) -> bool:
        """Say that whoever asks may see all that a report can tell of."""
        return self.sees_all() or not any(each.of_patients for each in REPORTS[report].chapters)


def not_for_you() -> str:
    """Say that an edition is not for whoever asks."""
    return _(
        "Udgaven har tal om patienters behandling, som du ikke har adgang til. Sig det til dem, der driver Pejling."
    )
