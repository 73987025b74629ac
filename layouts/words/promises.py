"""The page Løfter: every promise that was made of a figure, and what became of it."""

from data_access.numbers import explanations
from data_access.numbers.explanations import Promise
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.promised import Outcome, kept_words, outcome
from layouts.words.figures import Figure, figure_of
from vocabulary import text
from vocabulary.language import _


def told(snapshot: Snapshot) -> list[tuple[Figure, Promise, Outcome]]:
    """Return every promise with what became of it, that which was to be kept last first."""
    found = [
        (figure, promise, outcome(promise, figure.headline, snapshot, figure.filters(snapshot)))
        for promise in explanations.promises(snapshot, "")
        if (figure := figure_of(snapshot, promise.said.place))
    ]
    return sorted(found, key=lambda each: (each[1].said.back_at, each[1].made), reverse=True)


def page(snapshot: Snapshot) -> Component:
    """Return the page."""
    found = told(snapshot)
    said = (
        _("Hver gang nogen lover, hvornår et tal er tilbage på sit mål, holder Pejling det op mod tallet.")
        if found
        else _("Ingen har lovet noget om et tal endnu.")
    )
    return html.Div(
        [
            html.Div([html.H1(_("Løfter")), html.P(said, className="summary")], className="page-head"),
            *([html.Ul([_item(*each, snapshot) for each in found], className="lacking")] if found else []),
        ],
        className="page page-words",
    )


def _item(figure: Figure, promise: Promise, told: Outcome, snapshot: Snapshot) -> Component:
    state = (
        kept_words(told.kept) if told.kept is not None or promise.said.is_late(snapshot.now.date()) else ""
    )
    waits = _("Kan først gøres op senere") if promise.stands else ""
    link = html.A(_("Se tallet"), href=figure.address(snapshot))
    return html.Li(
        [
            html.P([html.Strong(figure.name(snapshot)), f", {text.month(figure.month)}"]),
            html.P(told.words),
            html.P(
                [html.Span(state or waits, className="found-kind"), " ", link] if state or waits else link
            ),
        ]
    )
