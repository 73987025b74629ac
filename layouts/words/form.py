"""The form in which whoever answers for a figure writes: a page that works by keyboard and without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.numbers.explanations import on_the_wall
from data_access.people.words import LONGEST, Version, Words
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import held, html
from layouts.parts.attributes import data
from layouts.parts.html import Component
from layouts.parts.owners import ASKED, FORM, LACKING, form_address, note_address
from layouts.words.fields import box, choice, head, line, text_area, writer
from layouts.words.figures import Figure
from vocabulary import text
from vocabulary.filters import NOTHING_CHOSEN, to_query
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import is_month, month_of, shift, span

# The names of the fields, and of what the buttons do.
CAUSE, ACTION, RESPONSIBLE, BACK, PROMISED, TIED, SEEN, DOES = (
    "aarsag", "handling", "ansvar", "tilbage", "lovet", "bundet", "set", "goer",
)  # fmt: skip
DRAFT, PUBLISH, WITHDRAW = "kladde", "udgiv", "traek-tilbage"
MONTHS_AHEAD = 24
STATES = {"draft": N_("kladde"), "published": N_("udgivet"), "withdrawn": N_("trukket tilbage")}


@dataclass(frozen=True)
class Filled:
    """What stands in the form: the texts as they were written, which may be wrong; `seen` is what they follow."""

    cause: str = ""
    action: str = ""
    responsible: str = ""
    back_at: str = ""
    promised: str = ""
    tied_to: str = ""
    seen: int = 0

    @classmethod
    def of(cls, newest: Version | None) -> "Filled":
        """Fill the form with what was written last."""
        if newest is None:
            return cls()
        words = newest.words
        promised = "" if words.promised is None else _figure(words.promised)
        back = month_of(words.back_at) if words.back_at else ""
        return cls(words.cause, words.action, words.responsible, back, promised, words.tied_to, newest.number)


def _figure(value: float) -> str:
    """Write a figure with the decimals that it has."""
    return text.number(value, len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def page(
    figure: Figure,
    snapshot: Snapshot,
    filled: Filled,
    token: Component,
    versions: Sequence[Version],
    told: Sequence[str],
    faults: Sequence[str] = (),
    other: Version | None = None,
) -> Component:
    """Return the page: how the figure stands, the form, and all that was written of it before.

    `told` is what became of what was done, `faults` what is wrong with it, and `other` what another wrote meanwhile.
    """
    name = figure.name(snapshot)
    heading = _("Forklaring: {name}, {month}", name=name, month=text.month(figure.month))
    withdraws = next((each.state for each in versions if each.state != "draft"), "") == "published"
    return html.Div(
        [
            head(heading, figure, snapshot),
            *box(told, "status"),
            *box(faults, "alert"),
            *([_other(other, figure)] if other else []),
            _form(figure, snapshot, filled, token, can_withdraw=withdraws),
            *([_history(versions)] if versions else []),
            html.P(
                [
                    html.A(_("Skriv en note om måneden"), href=note_address(figure.place)),
                    " · ",
                    html.A(_("Tal, der mangler en forklaring"), href=LACKING + to_query(NOTHING_CHOSEN)),
                ],
                className="words-more",
            ),
        ],
        className="page page-words",
    )


def _list_of_lacking() -> Component:
    return html.A(_("Tal, der mangler en forklaring"), href=LACKING + to_query(NOTHING_CHOSEN))


def away(figure: Figure, snapshot: Snapshot) -> Component:
    """Return the page where the database does not say what was written."""
    said = _("Databasen svarer ikke, så det kan ikke ses, hvad der er skrevet.")
    return html.Div(
        [
            head(figure.name(snapshot), figure, snapshot),
            *box([text.prose(said, _("Prøv igen om lidt."))], "alert"),
        ],
        className="page page-words",
    )


def _form(
    figure: Figure, snapshot: Snapshot, filled: Filled, token: Component, *, can_withdraw: bool
) -> Component:
    hidden = [*zip(ASKED, figure.place, strict=True), (SEEN, str(filled.seen))]
    withdraw = html.Button(
        _("Træk tilbage"), type="submit", name=DOES, value=WITHDRAW, className="quiet-link"
    )
    buttons = html.Div(
        [
            html.Button(_("Gem kladde"), type="submit", name=DOES, value=DRAFT, className="words-save"),
            html.Button(_("Udgiv"), type="submit", name=DOES, value=PUBLISH, className="search-button"),
            *([withdraw] if can_withdraw else []),
        ],
        className="words-buttons",
    )
    failed = _("Kladden kunne ikke gemmes. Teksten står her endnu.")
    said = html.P(id="gemt", role="status", className="words-saved", **data(failed=failed))
    return html.Form(
        [
            token,
            *(html.Input(type="hidden", name=name, value=value) for name, value in hidden if value),
            *_fields(figure, snapshot, filled),
            buttons,
            said,
        ],
        action=FORM,
        method="post",
        id="words-form",
        className="words-form",
    )


def _fields(figure: Figure, snapshot: Snapshot, filled: Filled) -> list[Component]:
    own = [("", _("Nej, det er mit ord for det")), *held.choices(snapshot)]
    beside = _("Så står der ved siden af, hvad det gjorde i måneden mod det sædvanlige.")
    back = _months(figure, snapshot, filled.back_at)
    promised = _("Hvad loves tallet at være da? ({unit})", unit=_(METRICS[figure.metric].unit))
    role, empty = _("En rolle eller et sted, ikke et navn."), _("Kan stå tomt: så gælder målet.")
    return [
        text_area(CAUSE, _("Hvad er årsagen?"), filled.cause, LONGEST["cause"]),
        choice(TIED, _("Kan årsagen måles her?"), own, filled.tied_to, beside),
        text_area(ACTION, _("Hvad gør vi?"), filled.action, LONGEST["action"]),
        line(RESPONSIBLE, _("Hvem har ansvaret?"), filled.responsible, role, LONGEST["responsible"]),
        choice(BACK, _("Hvornår er det tilbage på målet?"), back, filled.back_at),
        line(PROMISED, promised, filled.promised, empty, 20),
    ]


def _months(figure: Figure, snapshot: Snapshot, chosen: str) -> list[tuple[str, str]]:
    today = month_of(snapshot.now.date())
    months = span(shift(figure.month, 1), shift(max(today, figure.month), MONTHS_AHEAD))
    # What was written before stays, also where it lies outside; what is no month is told of above.
    kept = [chosen] if is_month(chosen) and chosen not in months else []
    return [("", _("Det ved vi ikke")), *((month, text.month(month)) for month in (*kept, *months))]


def _other(other: Version, figure: Figure) -> Component:
    """Show what another wrote meanwhile; what one wrote oneself stands in the form."""
    said = _(
        "Mens du skrev, skrev {who} dette {when}:", who=writer(other), when=text.moment(on_the_wall(other.at))
    )
    then = _("Din tekst står i formularen. Gem eller udgiv den for at lade den gælde, eller:")
    link = html.A(_("Begynd forfra med den andens tekst"), href=form_address(figure.place))
    parts = [html.P(said), _said(other.words), html.P([then, " ", link])]
    return html.Section(parts, className="words-other", id="den-anden", role="alert")


def _said(words: Words) -> Component:
    back = text.month(month_of(words.back_at)) if words.back_at else ""
    parts = [
        (_("Årsag"), words.cause),
        (_("Handling"), words.action),
        (_("Ansvar"), words.responsible),
        (_("Tilbage på målet"), back),
    ]
    return html.Dl(
        [
            html.Div([html.Dt(label), html.Dd(value)], className="owner-part")
            for label, value in parts
            if value
        ],
        className="owner-parts",
    )


def _history(versions: Sequence[Version]) -> Component:
    items = [
        html.Li(
            [
                html.P(
                    f"{text.capital(text.moment(on_the_wall(each.at)))}: {_(STATES[each.state])}, {writer(each)}",
                    className="words-when",
                ),
                _said(each.words),
            ]
        )
        for each in versions
    ]
    summary = html.Summary(_("Alt, der er skrevet ({n})", n=text.number(len(versions))))
    return html.Details([summary, html.Ul(items)], className="words-history")
