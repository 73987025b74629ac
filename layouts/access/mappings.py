"""The page Mappinger: which mapping each source's figures were loaded by, and how the mappings that come along read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from layouts.access.tables import table
from layouts.parts import html
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.language import _


@dataclass(frozen=True)
class Used:
    """A mapping that loads were made by: of which source and kind, how many loads, and what the newest was of.

    `at` is Danish wall-clock time, `rejected` how many rows of all the loads could not be used.
    """

    source: str
    kind: str
    mapping: str
    is_own: bool
    loads: int
    file: str
    at: datetime
    rejected: int


@dataclass(frozen=True)
class Known:
    """A mapping that comes with the program: its kind, what that is called, and the names of files that it takes.

    `fields` are what each is called, and the columns or the word that it is read from. All of it is Danish.
    """

    name: str
    kind: str
    title: str
    about: str
    files: Sequence[str]
    fields: Sequence[tuple[str, str]]


def page(used: Sequence[Used], known: Sequence[Known]) -> Component:
    """Return the page."""
    said = _(
        "En mapping siger, hvilken kolonne i en kildes fil der er hvad. Den ændres dér, hvor filerne indlæses."
    )
    return html.Div(
        [
            html.Div([html.H1(_("Mappinger")), html.P(said, className="summary")], className="page-head"),
            html.Section([html.H2(_("Brugt")), _used(used)]),
            html.Section([html.H2(_("Følger med")), *(_known(each) for each in known)]),
        ],
        className="page page-access page-mappings",
    )


def _used(used: Sequence[Used]) -> Component:
    if not used:
        return html.P(_("Ingen af tallene er indlæst fra en fil eller en database endnu."))
    rows = [
        html.Tr(
            [
                html.Th(each.mapping, scope="row"),
                html.Td(_("husets egen") if each.is_own else _("følger med")),
                html.Td(each.source),
                html.Td(each.kind.partition(",")[0], lang="da"),
                html.Td(text.number(each.loads)),
                html.Td(text.number(each.rejected)),
                html.Td(each.file or text.NOTHING),
                html.Td(text.moment(each.at)),
            ]
        )
        for each in used
    ]
    heads = (
        _("Mapping"), _("Hvis"), _("Kilde"), _("Slags"), _("Indlæsninger"), _("Afviste rækker"), _("Seneste fil"),
        _("Indlæst"),
    )  # fmt: skip
    return table(heads, rows, _("Mappinger, der er brugt"))


def _known(known: Known) -> Component:
    rows = [html.Tr([html.Th(name, scope="row"), html.Td(where, lang="da")]) for name, where in known.fields]
    takes = _("Tager filer, der hedder {names}.", names=text.listing(known.files)) if known.files else ""
    return html.Details(
        [
            html.Summary([known.name, *([": ", html.Span(known.title, lang="da")] if known.title else [])]),
            html.P(known.about, lang="da"),
            *([html.P(takes)] if takes else []),
            *([table((_("Felt"), _("Læses af")), rows, known.name)] if rows else []),
        ],
        className="mapping",
    )
