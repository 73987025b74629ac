"""What the page Definitioner says: how many figures there are, and which targets have changed."""

from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Content
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS


def summary(_snapshot: Snapshot, _filters: Filters) -> str:
    """Sum the page up: how many kinds of figures there are."""
    return _(
        "Pejling kender {n} slags tal. Her står, hvad hvert af dem er, hvad det bliver bedømt efter, og hvem der "
        "svarer for det.",
        n=len(METRICS),
    )


def every(content: Content) -> str:
    """Say how many figures there are, and how many of them have a target."""
    without = sum(row["target"] == _("Intet mål") for row in content.records)
    return _(
        "{n} nøgletal, heraf {judged} med et mål. Vælg et navn for at læse mere.",
        n=len(content.table),
        judged=len(content.table) - without,
    )


def targets(content: Content) -> str:
    """Say which targets have been changed."""
    changed = content.rows[content.rows.duplicated(["metric", "scope"])]["name"].drop_duplicates().tolist()
    if not changed:
        return _("Ingen mål er ændret, siden de blev sat.")
    return _(
        "Målet er ændret for {names}. En måned bliver bedømt efter det mål, der gjaldt på dens første dag.",
        names=text.listing([text.quoted(name) for name in changed]),
    )
