"""Two have written at once: both texts side by side, field by field, and whose is to hold."""

from collections.abc import Sequence

from layouts.parts import html
from layouts.parts.html import Component
from layouts.words.filled import BOTH, CHOICE, DOES, JOIN, MINE, OTHERS, THEIRS, Part, Said
from vocabulary.language import _


def conflict(
    said: str, mine: Sequence[Part], theirs: Sequence[Part], taken: Sequence[Said] = ()
) -> Component:
    """Show what another wrote beside what one has written oneself; it stands within the form, and is sent with it.

    `said` is who wrote it and when, `taken` what of the other's stands in the form already. What is alike is not asked
    about, and nothing is chosen beforehand: whoever overlooks the question would else write over the other.
    """
    pairs = [(own, other) for own, other in zip(mine, theirs, strict=True) if own.value != other.value]
    again = "" if taken else _("Den anden har skrevet det samme som du.")
    how = _(
        "Vælg for hvert felt, hvad der skal stå. Det gælder, når du gemmer; „Sæt sammen“ viser det først."
    )
    join = html.Button(_("Sæt sammen"), type="submit", name=DOES, value=JOIN, className="words-save")
    return html.Section(
        [
            html.P(said, role="alert", tabIndex="-1", autoFocus=True),
            *_taken(taken, is_all=not pairs),
            *([html.P(told)] if (told := how if pairs else again) else []),
            *(_field(*pair) for pair in pairs),
            *([html.Div(join, className="words-buttons")] if pairs else []),
        ],
        className="words-other",
        id="den-anden",
    )


def _taken(taken: Sequence[Said], *, is_all: bool) -> list[Component]:
    """Say what only the other changed, which stands in the form beside one's own."""
    if not taken:
        return []
    said = _("Det, som kun den anden har ændret, er sat ind herunder, og det, du skrev, står her endnu:")
    then = [html.P(_("Læs det igennem, og gem det så."))] if is_all else []
    return [html.P(said), html.Ul([html.Li(each) for each in taken], className="words-taken"), *then]


def _field(own: Part, other: Part) -> Component:
    """Show one field of both; what the other wrote goes along, so that a choice needs nothing looked up."""
    columns = [
        html.Div(
            [html.P(name, className="words-when"), html.P(part.shown or _("Intet"), className="as-written")],
            className="words-half",
        )
        for name, part in ((_("Den anden skrev"), other), (_("Du skrev"), own))
    ]
    choices = [(OTHERS, _("Den andens")), (MINE, _("Min"))]
    if own.is_text and other.is_text and own.value and other.value:
        choices.append((BOTH, _("Begge")))
    return html.Fieldset(
        [
            html.Legend(own.label),
            html.Input(type="hidden", name=THEIRS + own.name, value=other.value),
            html.Div(columns, className="words-pair"),
            html.Div([_choice(own.name, *each) for each in choices], className="words-choices"),
        ],
        className="words-both",
    )


def _choice(name: str, value: str, label: str) -> Component:
    id_ = f"{CHOICE}{name}-{value}"
    box = html.Input(id=id_, type="radio", name=CHOICE + name, value=value, required=True)
    return html.Span([box, html.Label(label, htmlFor=id_)], className="words-choice")
