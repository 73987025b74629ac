"""The page where a PDF is checked: is it an edition, unchanged, and which of its figures still hold today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data_access.numbers.editions import Edition
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.tables import mark
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from layouts.report.pages.corrections import corrected_list
from layouts.words.frame import box
from vocabulary import text
from vocabulary.language import _

FILE = "fil"
MOST_MEGABYTES = 20


@dataclass(frozen=True)
class Checked:
    """What became of a file: the sentence, whether it is an edition as it was published (None: the edition inside it
    is, and what its pages print is not known), which, and what it is called.

    `looked` is each thing that was looked at, whether it holds and what that says; `corrections` are what the database
    tells differently today, in the edition's `language`.
    """

    said: str
    holds: bool | None = False
    edition: Edition | None = None
    called: str = ""
    looked: Sequence[tuple[bool | None, str]] = ()
    corrections: Sequence[Any] = ()
    language: str = ""


def page(token: Component, checked: Checked | None, faults: Sequence[str] = ()) -> Component:
    """Return the page."""
    said = _(
        "Læg en afrapportering ind som PDF: Pejling siger, om den er udgaven, uændret, og hvilke af dens tal "
        "der stadig gælder. Filen bliver læst og ikke gemt."
    )
    return html.Div(
        [
            html.Div(
                [html.H1(_("Kontrollér en udgave")), html.P(said, className="summary")], className="page-head"
            ),
            *box(faults, "alert"),
            *(_checked(checked) if checked else []),
            _form(token),
            html.P(html.A(_("Alle udgaver"), href=addresses.at(addresses.LIST)), className="words-more"),
        ],
        className="page page-words page-control",
    )


def _form(token: Component) -> Component:
    most = _("Højst {n} MB.", n=text.number(MOST_MEGABYTES))
    file = html.Input(
        id=FILE, name=FILE, type="file", accept="application/pdf,.pdf", required=True, className="form-control",
        **{"aria-describedby": f"{FILE}-hjaelp"},
    )  # fmt: skip
    return html.Form(
        [
            token,
            html.Div(
                [
                    html.Label(_("Afrapporteringen som PDF"), htmlFor=FILE),
                    file,
                    html.P(most, id=f"{FILE}-hjaelp", className="words-hint"),
                ],
                className="words-field",
            ),
            html.Div(
                html.Button(_("Kontrollér"), type="submit", className="search-button"),
                className="words-buttons",
            ),
        ],
        action=addresses.at(addresses.CONTROL),
        method="post",
        encType="multipart/form-data",
        className="words-form",
    )


def _checked(checked: Checked) -> list[Component]:
    kind = _KINDS[checked.holds]
    looked = [html.Li([_mark(holds), said]) for holds, said in checked.looked]
    verdict = html.Div(
        [
            html.P(html.Strong(checked.said)),
            *([html.Ul(looked, className="report-looked")] if looked else []),
            *_today(checked),
        ],
        className=f"notices {kind}",
        role="status",
        tabIndex="-1",
        autoFocus=True,
    )
    return [verdict, *corrected_list(checked.corrections, checked.language)]


_KINDS = {True: "report-holds", None: "report-unsure", False: "report-fails"}


def _mark(holds: bool | None) -> Component:
    if holds is None:
        return mark("near", _("ikke kontrolleret"))
    return mark("good", _("holder")) if holds else mark("missed", _("holder ikke"))


def _today(checked: Checked) -> list[Component]:
    if checked.edition is None:
        return []
    which = which_of(checked.edition)
    link = html.A(_("Se {name}", name=checked.called), href=addresses.at(addresses.edition(which)))
    pdf = html.A(_("Hent den udgivne PDF"), href=addresses.at(addresses.file(which, "pdf")))
    told = []
    if checked.holds and not checked.corrections:
        told = [html.P(_("Alle dens tal gælder stadig: databasen fortæller det samme i dag."))]
    return [*told, html.P(link if checked.holds else [link, " · ", pdf])]
