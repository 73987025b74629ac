"""What an administrator sees of the screens that are let in: a list, and a form that lets one in."""

from collections.abc import Sequence

from data_access.people.wall_screens import WallScreen
from layouts.parts import html
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.language import _, ngettext


def section(found: Sequence[WallScreen], field: Component) -> Component:
    """Return the section; `field` is the hidden one of the forms."""
    held = [each for each in found if each.revoked_at is None]
    said = ngettext(
        "{n} skærm er lukket ind.", "{n} skærme er lukket ind.", len(held), n=text.number(len(held))
    )
    return html.Section(
        [
            html.H2(_("Lukket ind")),
            html.P(said),
            html.Ul([html.Li(_line(each, field)) for each in held], className="access-list"),
            html.Form(
                [
                    field,
                    html.Label(_("Hvad hedder skærmen?"), htmlFor="screen-name"),
                    html.Div(
                        [
                            html.Input(
                                id="screen-name",
                                name="navn",
                                required=True,
                                maxlength=80,
                                className="form-control",
                            ),
                            html.Button(_("Luk den ind"), type="submit", className="search-button"),
                        ],
                        className="access-row",
                    ),
                ],
                action="/skaerme/luk-ind",
                method="post",
                className="access-form",
            ),
        ],
        className="access",
    )


def _line(screen: WallScreen, field: Component) -> list[Component]:
    number = html.Input(type="hidden", name="nr", value=screen.id)
    words = _("Luk ude: {name}", name=screen.name)
    button = html.Button(_("Luk ude"), type="submit", className="quiet-link", **{"aria-label": words})
    return [
        html.Span(screen.name),
        html.Form([field, number, button], action="/skaerme/luk-ude", method="post"),
    ]


def made(name: str, link: str) -> Component:
    """Return the page that shows a screen's link, which is shown this once."""
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Skærmen er lukket ind")),
                    html.P(
                        _(
                            "Åbn denne adresse på skærmen {name}, og gør den til skærmens startside. Den vises kun "
                            "denne ene gang, og den, der har den, kan se væggen, til skærmen lukkes ude.",
                            name=text.quoted(name),
                        ),
                        className="summary",
                    ),
                ],
                className="page-head",
            ),
            html.P(link, className="access-link"),
            html.P(html.A(_("Til skærmene"), href="/skaerme")),
        ],
        className="page page-access",
    )
