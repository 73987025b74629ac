"""The page around a form of words: its head, what there is to say, the form, and all that was written before."""

from collections.abc import Callable, Sequence
from typing import Any

from data_access.numbers.explanations import on_the_wall
from data_access.people.versioned import Written
from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.html import Component
from layouts.parts.owners import WROTE
from layouts.words.conflict import conflict
from layouts.words.fields import Field, parts
from layouts.words.filled import DISCARD, DOES, DRAFT, PUBLISH, SEEN, WITHDRAW, Filled, Shown
from vocabulary import text
from vocabulary.language import N_, _

STATES = {"draft": N_("kladde"), "published": N_("udgivet"), "withdrawn": N_("trukket tilbage")}


def page(head: Component, shown: Shown[Any], form: Component, *below: Component | None) -> Component:
    """Return the page: what became of what was done stands above the form."""
    return html.Div(
        [
            head,
            *box(shown.told, "status"),
            *box(shown.faults, "alert"),
            *([shown.beside] if shown.beside else []),
            form,
            *(each for each in below if each),
        ],
        className="page page-words",
    )


def away(head: Component) -> Component:
    """Return the page where the database does not say what was written."""
    said = _("Databasen svarer ikke, så det kan ikke ses, hvad der er skrevet.")
    return html.Div(
        [head, *box([text.prose(said, _("Prøv igen om lidt."))], "alert")], className="page page-words"
    )


def box(said: Sequence[str | Component], role: str) -> list[Component]:
    """Return what is said above a form, in a box; nothing where nothing is.

    What is wrong (an `alert`) has the focus when the page comes: it is read aloud and in sight, and the next key leads
    on to the fields.
    """
    if not said:
        return []
    focus = {"tabIndex": "-1", "autoFocus": True} if role == "alert" else {}
    return [html.Div([html.P(each) for each in said], className="notices", role=role, **focus)]


def form(
    path: str,
    token: Component,
    hidden: Sequence[tuple[str, str]],
    fields: Sequence[Field],
    buttons: Sequence[Component],
    shown: Shown[Any],
    theirs: Filled | None,
    *,
    has_drafts: bool = True,
) -> Component:
    """Return the form, with what another wrote (`theirs`) beside it where two have written at once."""
    failed = _("Kladden kunne ikke gemmes. Teksten står her endnu.")
    saved = html.P(id="gemt", role="status", className="words-saved", **data(failed=failed))
    return html.Form(
        [
            token,
            *(
                html.Input(type="hidden", name=name, value=value)
                for name, value in (*hidden, (SEEN, str(shown.filled.seen)))
                if value
            ),
            *([_beside(fields, shown, theirs, shown.other)] if theirs and shown.other else []),
            *(each.shown(shown.filled) for each in fields),
            html.Div(list(buttons), className="words-buttons"),
            *([saved] if has_drafts else []),
        ],
        action=path,
        method="post",
        id="words-form" if has_drafts else None,
        className="words-form",
    )


def _beside(fields: Sequence[Field], shown: Shown[Any], theirs: Filled, other: Written) -> Component:
    said = _("Mens du skrev, skrev {who} dette {when}.", who=writer(other), when=_moment(other))
    return conflict(said, parts(fields, shown.filled), parts(fields, theirs))


def buttons_of_drafts(found: Sequence[Written], *, is_draft: bool) -> list[Component]:
    """Return what can be done with a text that is a draft first: saved, published, thrown away, taken back."""
    stands = next((each.state for each in found if each.state != "draft"), "") == "published"
    return [
        html.Button(_("Gem kladde"), type="submit", name=DOES, value=DRAFT, className="words-save"),
        html.Button(_("Udgiv"), type="submit", name=DOES, value=PUBLISH, className="search-button"),
        *([quiet(_("Kassér kladden"), DISCARD)] if is_draft else []),
        *([quiet(_("Træk tilbage"), WITHDRAW)] if stands else []),
    ]


def quiet(words: str, does: str) -> Component:
    """Return a button that does not ask to be pressed."""
    return html.Button(words, type="submit", name=DOES, value=does, className="quiet-link")


def history(found: Sequence[Written], said: Callable[[Any], Component]) -> Component | None:
    """Return all that was written, the newest first: what is published clears the drafts that led to it."""
    kept = [each for place, each in enumerate(found) if each.state != "draft" or place == 0]
    if not kept:
        return None
    items = [html.Li([html.P(_when(each), className="words-when"), said(each)]) for each in kept]
    summary = html.Summary(_("Alt, der er skrevet ({n})", n=text.number(len(kept))))
    return html.Details([summary, html.Ul(items)], className="words-history")


def listed(parts: Sequence[tuple[str, str]]) -> Component:
    """Return what is said, each part with what it is called; nothing of what is not said."""
    return html.Dl(
        [
            html.Div([html.Dt(label), html.Dd(value)], className="owner-part")
            for label, value in parts
            if value
        ],
        className="owner-parts",
    )


def _when(version: Written) -> str:
    return f"{text.capital(_moment(version))}: {_(STATES[version.state])}, {writer(version)}"


def _moment(version: Written) -> str:
    return text.moment(on_the_wall(version.at))


def writer(version: Written) -> str:
    """Return who wrote a version: by name where the account has one, else by role."""
    role = _(WROTE[version.role]) if version.role in WROTE else version.role
    return version.name or role
