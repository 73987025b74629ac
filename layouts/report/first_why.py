"""The first page's next two sentences: why what is not well is so, and what is done, in the owners' words."""

from layouts.parts import claims
from layouts.parts.told import out_of
from layouts.report.change import Document
from layouts.report.first_named import named
from layouts.report.first_rows import open_goals, projects, targets
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import BEHIND

MOST_NAMED = 3  # owners whose words stand on the first page, the worst figures' first


def why(document: Document, before: Document | None) -> list[str]:
    """Say why targets were not reached, as far as their owners or the figures tell."""
    rows = targets(document, before)
    behind = [row for row in rows if row["level"] in BEHIND]
    if not behind:
        found = [_quoted(row["name"], row["finding"]) for row in _not_green(document, before)]
        return [_("Projekterne fortæller: {words}", words=text.listing(found))] if found else [
            _("Der er ikke noget at forklare, så længe målene ikke kan bedømmes")
            if not rows and open_goals(document, before)
            else _("Der er ikke noget, der skal forklares")
        ]  # fmt: skip
    with claims.about(targets):
        told = claims.those(rows, "is_explained", True, by=("key",))
    if told:
        words = text.listing([_quoted(named(row), row["words"]["cause"]) for row in told[:MOST_NAMED]])
        some = text.capital(out_of(len(told), len(behind)))
        if len(behind) == 1:
            return [_("Målet, der ikke blev nået, er forklaret af ejeren: {words}", words=words)]
        if len(told) > MOST_NAMED:
            words = _("blandt andet {words}", words=words)
        return [_("{some} mål, der ikke blev nået, er forklaret af ejerne: {words}", some=some, words=words)]
    shown = next((row for row in behind if row["shown_cause"]), None)
    nothing = _("Der er ikke givet en forklaring")
    if shown is None:
        return [nothing]
    seen = _("tallene viser om {name}: {cause}", name=named(shown), cause=text.small(shown["shown_cause"]))
    return [nothing, seen]


def _not_green(document: Document, before: Document | None) -> list[Document]:
    rows = projects(document, before)
    with claims.about(projects):
        found = claims.those(rows, "level", "missed", "near") if rows else []
    return [row for row in found if row["finding"]][:MOST_NAMED]


def _quoted(name: str, words: str, more: str = "") -> str:
    said = text.quoted(words.strip().rstrip("."))
    return f"{name} ({said}{more})"


def done(document: Document, before: Document | None) -> list[str]:
    """Say what is done about them, as far as their owners tell."""
    rows = targets(document, before)
    behind = [row for row in rows if row["level"] in BEHIND]
    if not behind:
        if not rows and open_goals(document, before):
            return [_("Der er ikke noget at rette op på, så længe målene ikke kan bedømmes")]
        return [_("Der er ikke noget, der skal rettes op på")]
    with claims.about(targets):
        told = claims.those(rows, "is_acted", True, by=("key",))
    if not told:
        return [_("Det er ikke oplyst, hvad der bliver gjort")]
    words = []
    for row in told[:MOST_NAMED]:
        back = row["words"]["back_at"]
        more = _(", tilbage på målet i {month}", month=text.month(back)) if back else ""
        words.append(_quoted(named(row), row["words"]["action"], more))
    listed = text.listing(words)
    if len(behind) == 1:
        return [_("Der bliver gjort noget ved målet, der ikke blev nået: {words}", words=listed)]
    if len(told) > MOST_NAMED:
        listed = _("blandt andet {words}", words=listed)
    some = out_of(len(told), len(behind))
    return [_("Der bliver gjort noget ved {some} mål, der ikke blev nået: {words}", some=some, words=listed)]
