"""What the page Definitioner says: how many figures there are, and which targets have changed."""

from data_access.numbers import definitions
from data_access.snapshot.rows import records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.declarations import Content
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many kinds of figures there are."""
    with claims.about(definitions.metrics):
        n = claims.many(records(definitions.metrics(snapshot, filters)), "key")
    return _(
        "Pejling kender {n} slags tal. Her står, hvad hvert af dem er, hvad det bliver bedømt efter, og hvem der "
        "svarer for det.",
        n=n,
    )


def every(content: Content) -> str:
    """Say how many figures there are, and how many of them have a target."""
    judged = claims.unlike(content.records, "target", _("Intet mål"), by=())
    return _(
        "{n} nøgletal, heraf {judged} med et mål. Vælg et navn for at læse mere.",
        n=claims.many(content.records, "name"),
        judged=len(judged),
    )


def targets(content: Content) -> str:
    """Say which targets have been changed."""
    again = claims.again(content.records, "metric", "scope", by=("name",))
    changed = list(dict.fromkeys(row["name"] for row in again))
    if not changed:
        return _("Ingen mål er ændret, siden de blev sat.")
    return _(
        "Målet er ændret for {names}. En måned bliver bedømt efter det mål, der gjaldt på dens første dag.",
        names=text.listing([text.quoted(name) for name in changed]),
    )
