"""The form in which a note of a month is made: a text, and whether the figure has a new level from then on."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.numbers import notes
from data_access.numbers.explanations import on_the_wall
from data_access.people.notes import LONGEST_NOTE, Version
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.owners import ASKED, NOTE, form_address
from layouts.parts.tiles import history
from layouts.words.fields import box, choice, head, text_area, writer
from layouts.words.figures import Figure
from vocabulary import text
from vocabulary.language import N_, _

# The names of the fields, and of what the buttons do.
TEXT, SHIFT, SEEN, SHOWN, DOES = "tekst", "niveau", "set", "vist", "goer"
SEE, KEEP, WITHDRAW = "vis", "gem", "traek-tilbage"
YES, NO = "ja", "nej"
STATES = {"published": N_("gemt"), "withdrawn": N_("trukket tilbage")}


@dataclass(frozen=True)
class Filled:
    """What stands in the form; `seen` is what it follows, and `shown` of what the limits were shown."""

    text: str = ""
    level_shift: bool = False
    seen: int = 0
    shown: str = ""

    @classmethod
    def of(cls, newest: Version | None) -> "Filled":
        """Fill the form with what was written last; what was taken back is begun anew."""
        if newest is None:
            return cls()
        return (
            cls(newest.text, newest.level_shift, newest.number) if newest.stands else cls(seen=newest.number)
        )


def page(
    figure: Figure,
    snapshot: Snapshot,
    filled: Filled,
    token: Component,
    versions: Sequence[Version],
    told: Sequence[str] = (),
    faults: Sequence[str] = (),
    other: Version | None = None,
    preview: Component | None = None,
) -> Component:
    """Return the page: how the figure stands, the form, and all that was noted of its month in the web.

    `told` is what became of what was done, `faults` what is wrong with it, `other` what another wrote meanwhile, and
    `preview` what the note does to the limits.
    """
    stands = bool(versions) and versions[0].stands
    explain = html.A(_("Skriv en forklaring på tallet"), href=form_address(figure.place))
    return html.Div(
        [
            head(heading(figure, snapshot), figure, snapshot),
            *box(told, "status"),
            *box(faults, "alert"),
            *([_other(other)] if other else []),
            *([preview] if preview else []),
            *_already(figure, snapshot, filled),
            _form(figure, filled, token, can_withdraw=stands),
            *([_history(versions)] if versions else []),
            html.P(explain, className="words-more"),
        ],
        className="page page-words",
    )


def heading(figure: Figure, snapshot: Snapshot) -> str:
    """Return what the page is called."""
    return _("Note: {name}, {month}", name=figure.name(snapshot), month=text.month(figure.month))


def _already(figure: Figure, snapshot: Snapshot, filled: Filled) -> list[Component]:
    """Say what stands at the figure's month already, besides what is in the form."""
    rows = history(figure.headline, snapshot, figure.filters(snapshot), figure.month)
    rows = rows.only([month == figure.month for month in rows["month"]])
    found = notes.notes(snapshot, figure.filters(snapshot), (figure.metric,), rows)
    words = [each.said_of(figure.place[4]) for each in found if each.words != filled.text]
    if not words:
        return []
    said = _("Ved måneden står der: {words}", words=" ".join(words))
    return [html.P(said, className="words-already")]


def _form(figure: Figure, filled: Filled, token: Component, *, can_withdraw: bool) -> Component:
    hidden = [*zip(ASKED, figure.place, strict=True), (SEEN, str(filled.seen)), (SHOWN, filled.shown)]
    month = text.month(figure.month)
    levels = [(NO, _("Nej")), (YES, _("Ja, fra {month}", month=month))]
    hint = _(
        "Ja, når noget varigt er anderledes, som et nyt system eller en ny måde at tælle på. "
        "Så regnes det sædvanlige forfra."
    )
    withdraw = html.Button(
        _("Træk tilbage"), type="submit", name=DOES, value=WITHDRAW, className="quiet-link"
    )
    buttons = [
        html.Button(_("Gem noten"), type="submit", name=DOES, value=KEEP, className="search-button"),
        html.Button(_("Vis grænserne først"), type="submit", name=DOES, value=SEE, className="words-save"),
        *([withdraw] if can_withdraw else []),
    ]
    return html.Form(
        [
            token,
            *(html.Input(type="hidden", name=name, value=value) for name, value in hidden if value),
            text_area(TEXT, _("Hvad skal man vide om {month}?", month=month), filled.text, LONGEST_NOTE),
            choice(
                SHIFT, _("Er niveauet et andet fra da af?"), levels, YES if filled.level_shift else NO, hint
            ),
            html.Div(buttons, className="words-buttons"),
        ],
        action=NOTE,
        method="post",
        className="words-form",
    )


def _other(other: Version) -> Component:
    said = _(
        "Mens du skrev, skrev {who} dette {when}:", who=writer(other), when=text.moment(on_the_wall(other.at))
    )
    then = _("Din tekst står i formularen. Gem den for at lade den gælde.")
    return html.Section([html.P(said), _said(other), html.P(then)], className="words-other", role="alert")


def _said(version: Version) -> Component:
    return html.P(text.prose(version.text, *([_("Nyt niveau.")] if version.level_shift else [])))


def _history(versions: Sequence[Version]) -> Component:
    items = [
        html.Li(
            [
                html.P(
                    f"{text.capital(text.moment(on_the_wall(each.at)))}: {_(STATES[each.state])}, {writer(each)}",
                    className="words-when",
                ),
                _said(each),
            ]
        )
        for each in versions
    ]
    summary = html.Summary(_("Alt, der er skrevet ({n})", n=text.number(len(versions))))
    return html.Details([summary, html.Ul(items)], className="words-history")
