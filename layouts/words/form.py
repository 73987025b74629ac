"""The form in which whoever answers for a figure writes: a page that works by keyboard and without scripts."""

from collections.abc import Sequence

from data_access.people.words import LONGEST, Version, Words
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import held, html
from layouts.parts.html import Component
from layouts.parts.writing import ASKED, FORM, LACKING, note_address
from layouts.words import frame
from layouts.words.fields import Field, figure_words
from layouts.words.figures import Figure, head
from layouts.words.filled import Filled, Shown
from vocabulary import text
from vocabulary.filters import NOTHING_CHOSEN, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import is_month, month_of, shift, span

# The names of the fields.
CAUSE, ACTION, RESPONSIBLE, BACK, PROMISED, TIED = (
    "aarsag", "handling", "ansvar", "tilbage", "lovet", "bundet",
)  # fmt: skip
MONTHS_AHEAD = 24


def of(words: Words) -> Filled:
    """Return words as they stand in the form."""
    back = month_of(words.back_at) if words.back_at else ""
    return Filled(
        {
            CAUSE: words.cause,
            ACTION: words.action,
            RESPONSIBLE: words.responsible,
            BACK: back,
            PROMISED: figure_words(words.promised),
            TIED: words.tied_to,
        }
    )


def fields(figure: Figure, snapshot: Snapshot, chosen: str) -> list[Field]:
    """Return the fields; `chosen` is the month that is chosen as that of being back."""
    own = [("", _("Nej, det er mit ord for det")), *held.choices(snapshot)]
    beside = _("Så står der ved siden af, hvad det gjorde i måneden mod det sædvanlige.")
    role, empty = _("En rolle eller et sted, ikke et navn."), _("Kan stå tomt: så gælder målet.")
    found = [
        Field(CAUSE, _("Hvad er årsagen?"), "area", LONGEST["cause"]),
        Field(TIED, _("Kan årsagen måles her?"), "choice", hint=beside, options=own),
        Field(ACTION, _("Hvad gør vi?"), "area", LONGEST["action"]),
        Field(RESPONSIBLE, _("Hvem har ansvaret?"), "line", LONGEST["responsible"], role),
        Field(
            BACK,
            _("Hvornår er det tilbage på målet?"),
            "choice",
            7,
            options=_months(figure, snapshot, chosen),
        ),
    ]
    if not figure.can_promise:
        return found
    promised = _("Hvilket tal lover I? ({unit})", unit=_(METRICS[figure.metric].unit))
    return [*found, Field(PROMISED, promised, "line", 20, empty)]


def page(
    figure: Figure, snapshot: Snapshot, asked: Sequence[Field], shown: Shown[Version], token: Component,
    *, is_draft: bool,
) -> Component:  # fmt: skip
    """Return the page: how the figure stands, the form, and all that was written of it before."""
    form = frame.form(
        FORM,
        token,
        list(zip(ASKED, figure.place, strict=True)),
        asked,
        frame.buttons_of_drafts(shown.found, is_draft=is_draft),
        shown,
        of(shown.other.words) if shown.other else None,
    )
    lacking = html.A(_("Tal, der mangler en forklaring"), href=LACKING + to_query(NOTHING_CHOSEN))
    note = html.A(_("Skriv en note om måneden"), href=note_address(figure.place))
    more = [note, " · ", lacking] if figure.can_be_noted else [lacking]
    return frame.page(
        head(heading(figure, snapshot), figure, snapshot),
        shown,
        form,
        frame.history(shown.found, lambda version: _said(version.words)),
        html.P(more, className="words-more"),
    )


def heading(figure: Figure, snapshot: Snapshot) -> str:
    """Return what the page is called."""
    return _("Forklaring: {name}, {month}", name=figure.name(snapshot), month=text.month(figure.month))


def _months(figure: Figure, snapshot: Snapshot, chosen: str) -> list[tuple[str, str]]:
    today = month_of(snapshot.now.date())
    months = span(shift(figure.month, 1), shift(max(today, figure.month), MONTHS_AHEAD))
    # What was written before stays, also where it lies outside; what is no month is told of above.
    kept = [chosen] if is_month(chosen) and chosen not in months else []
    return [("", _("Det ved vi ikke")), *((month, text.month(month)) for month in (*kept, *months))]


def _said(words: Words) -> Component:
    back = text.month(month_of(words.back_at)) if words.back_at else ""
    return frame.listed(
        [
            (_("Årsag"), words.cause),
            (_("Handling"), words.action),
            (_("Ansvar"), words.responsible),
            (_("Tilbage på målet"), back),
        ]
    )
