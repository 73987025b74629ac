"""The form in which a note of a month is made: a text, and whether the figure has a new level from then on."""

from collections.abc import Sequence

from data_access.numbers import notes
from data_access.people.notes import LONGEST_NOTE, Version
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.tiles import history
from layouts.parts.writing import ASKED, NOTE, form_address
from layouts.words import frame
from layouts.words.fields import Field
from layouts.words.figures import Figure, head
from layouts.words.filled import DOES, KEEP, SEE, WITHDRAW, Filled, Shown
from vocabulary import text
from vocabulary.language import _

# The names of the fields, and of that which says of what the limits were shown.
TEXT, SHIFT, SHOWN = "tekst", "niveau", "vist"
YES, NO = "ja", "nej"


def of(note: Version) -> Filled:
    """Return a note as it stands in the form."""
    return Filled({TEXT: note.text, SHIFT: YES if note.level_shift else NO})


def fields(figure: Figure) -> list[Field]:
    """Return the fields."""
    month = text.month(figure.month)
    levels = [(NO, _("Nej")), (YES, _("Ja, fra {month}", month=month))]
    hint = _(
        "Ja, når noget varigt er anderledes, som et nyt system eller en ny måde at tælle på. "
        "Så regnes det sædvanlige forfra."
    )
    return [
        Field(TEXT, _("Hvad skal man vide om {month}?", month=month), "area", LONGEST_NOTE),
        Field(SHIFT, _("Er niveauet et andet fra da af?"), "choice", hint=hint, options=levels),
    ]


def page(
    figure: Figure, snapshot: Snapshot, asked: Sequence[Field], shown: Shown[Version], token: Component
) -> Component:
    """Return the page: how the figure stands, the form, and all that was noted of its month in the web."""
    stands = bool(shown.found) and shown.found[0].stands
    buttons = [
        html.Button(_("Gem noten"), type="submit", name=DOES, value=KEEP, className="search-button"),
        html.Button(_("Vis grænserne først"), type="submit", name=DOES, value=SEE, className="words-save"),
        *([frame.quiet(_("Træk tilbage"), WITHDRAW)] if stands else []),
    ]
    hidden = [*zip(ASKED, figure.place, strict=True), (SHOWN, shown.filled[SHOWN])]
    theirs = of(shown.other) if shown.other else None
    form = frame.form(NOTE, token, hidden, asked, buttons, shown, theirs, has_drafts=False)
    explain = html.A(_("Skriv en forklaring på tallet"), href=form_address(figure.place))
    return frame.page(
        head(heading(figure, snapshot), figure, snapshot),
        shown,
        html.Div([*_already(figure, snapshot, shown.filled), form]),
        frame.history(shown.found, _said),
        html.P(explain, className="words-more"),
    )


def heading(figure: Figure, snapshot: Snapshot) -> str:
    """Return what the page is called."""
    return _("Note: {name}, {month}", name=figure.name(snapshot), month=text.month(figure.month))


def _already(figure: Figure, snapshot: Snapshot, filled: Filled) -> list[Component]:
    """Say what stands at the figure's month already, besides what is in the form."""
    rows = history(figure.headline, snapshot, figure.filters(snapshot), figure.month)
    rows = rows.only([month == figure.month for month in rows["month"]])
    found = notes.notes(snapshot, figure.filters(snapshot), (figure.metric,), rows)
    words = [each.said_of(figure.place.hospital) for each in found if each.words != filled[TEXT]]
    if not words:
        return []
    said = _("Ved måneden står der: {words}", words=" ".join(words))
    return [html.P(said, className="words-already")]


def _said(version: Version) -> Component:
    return html.P(text.prose(version.text, *([_("Nyt niveau.")] if version.level_shift else [])))
