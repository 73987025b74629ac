"""The page Tilgængelighed: what falls short and the way around it, whom to write to, and what was tried.

What was tried is written by the tests themselves (`make tested`), into the file beside this one.
"""

import json
from functools import cache, partial
from pathlib import Path
from typing import Any

from data_access.numbers.tabled import Tabled, for_all_choices
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.snapshot.without import kept_pages
from layouts.parts import html
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Page, Panel
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.tables import table
from layouts.said import accessibility as said
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.language import N_, _

TESTED = Path(__file__).with_name("accessibility_tested.json")
WAS = "/was"


@cache
def tested() -> dict[str, Any]:
    """Return what the tests wrote: axe, browser, rules, states by look, and by address its name, looks and day."""
    found: dict[str, Any] = json.loads(TESTED.read_text("utf-8"))
    return found


@for_all_choices
def _shortcomings(_snapshot: Snapshot) -> Table:
    """Return a row a shortcoming. Columns: what, around (words)."""
    at = {"search": full("/soeg"), "data": full("/data/"), "wall": full("/vaeg")}
    what, around = ([_(each, **at) for each in column] for column in zip(*said.SHORTCOMINGS, strict=True))
    return Table({"what": what, "around": around})


@for_all_choices
def _looks(_snapshot: Snapshot) -> Table:
    """Return a row a thing that is looked for. Columns: what, how (words)."""
    looks: dict[str, list[str]] = tested()["looks"]
    states = [text.listing([_(said.STATES[state]) for state in found]) for found in looks.values()]
    return Table({"what": [_(said.LOOKS[look]) for look in looks], "how": states})


@for_all_choices
def _means(_snapshot: Snapshot) -> Table:
    """Return a row a thing that it was tried with. Columns: what, how (words)."""
    found = tested()
    rules = _(
        "axe-core {axe} med {n} regler: dem for WCAG 2.1 A og AA, dem, der er nye i WCAG 2.2, og axes egne råd",
        axe=found["axe"],
        n=text.number(found["rules"]),
    )
    return Table({"what": [_("Browser"), _("Regler")], "how": [found["browser"], rules]})


@for_all_choices
def _addresses(snapshot: Snapshot) -> Table:
    """Return a row an address. Columns: page (name), address, looks (how many were passed), day (ISO text)."""
    kept = kept_pages(snapshot)
    known = {at: each for at, each in tested()["addresses"].items() if at.strip("/") not in kept}
    names, looks, days = ([each[part] for each in known.values()] for part in ("name", "looks", "day"))
    return Table(
        {
            "page": list(map(_, names)),
            "address": list(map(full, known)),
            "looks": list(map(len, looks)),
            "day": days,
        }
    )


def _whom(contact: str, statement: str) -> Tabled:
    @for_all_choices
    def rows(_snapshot: Snapshot) -> Table:
        """Return a row a way to turn. Columns: what, where (words)."""
        nobody = _("Ikke sat")
        return Table(
            {"what": [_("Skriv til"), _("Erklæringen")], "where": [contact or nobody, statement or nobody]}
        )

    return rows


def _listed(content: Content) -> Component:
    """Return the shortcomings one under the other, each with the way around it: both are sentences, and wide."""
    items = [
        html.Li([html.P(row["what"]), html.P([html.Strong(_("Vejen uden om:")), " ", row["around"]])])
        for row in content.records
    ]
    whole = whole_table(content)
    return html.Div([html.Ol(items, className="shortcomings"), whole])


def _ways(contact: str, statement: str, content: Content) -> Component:
    """Return the links, of what there is, and what is set."""
    to = f"mailto:{contact}" if "@" in contact and "/" not in contact else contact
    links = [html.A(_("Skriv til {contact}", contact=contact), href=to)] if contact else []
    links += [html.A(_("Læs erklæringen om tilgængelighed"), href=statement)] if statement else []
    return html.Div([html.Ul([html.Li(link) for link in links]), table(content)] if links else table(content))


SHORTCOMINGS = Panel(
    key="mangler",
    title=lambda _s, _f: _("Hvad mangler, og hvad kan du gøre?"),
    numbers=_shortcomings,
    columns=(Column("what", N_("Det, der mangler"), "text"), Column("around", N_("Vejen uden om"), "text")),
    sentence=said.shortcomings,
    metrics=(),
    body=_listed,
    wide=True,
    lists=True,
)
LOOKS = Panel(
    key="proever",
    title=lambda _s, _f: _("Hvad er afprøvet?"),
    numbers=_looks,
    columns=(Column("what", N_("Prøve"), "text"), Column("how", N_("Sådan stod siden"), "text")),
    sentence=said.looks,
    metrics=(),
    wide=True,
    lists=True,
)
MEANS = Panel(
    key="udstyr",
    title=lambda _s, _f: _("Med hvad er det afprøvet?"),
    numbers=_means,
    columns=(Column("what", N_("Hvad"), "text"), Column("how", N_("Hvordan"), "text")),
    sentence=said.means,
    metrics=(),
    wide=True,
    lists=True,
)
ADDRESSES = Panel(
    key="adresser",
    title=lambda _s, _f: _("Hvilke sider er afprøvet, og hvornår?"),
    numbers=_addresses,
    columns=(
        Column("page", N_("Side"), "text"),
        Column("address", N_("Adresse"), "text"),
        Column("looks", N_("Prøver"), "count"),
        Column("day", N_("Bestået"), "day"),
    ),
    sentence=said.addresses,
    metrics=(),
    wide=True,
    lists=True,
)


def page_of(contact: str, statement: str) -> Page:
    """Return the page of a house: whom it names to write to, and where its declaration is; '' where it names none."""
    whom = Panel(
        key="kontakt",
        title=lambda _s, _f: _("Hvem kan du skrive til?"),
        numbers=_whom(contact, statement),
        columns=(Column("what", N_("Hvad"), "text"), Column("where", N_("Hvor"), "text")),
        sentence=lambda _content: said.contact(contact, statement),
        metrics=(),
        body=partial(_ways, contact, statement),
        wide=True,
        lists=True,
    )
    return Page(
        key="tilgaengelighed",
        path="/tilgaengelighed",
        name=N_("Tilgængelighed"),
        title=N_("Tilgængelighed"),
        summary=partial(said.summary, _addresses, _shortcomings),
        filters=(),
        panels=(SHORTCOMINGS, whom, MEANS, LOOKS, ADDRESSES),
        is_subject=False,
        in_foot=True,
    )


PAGE = page_of("", "")
