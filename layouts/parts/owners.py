"""What those who answer for a figure say of it, laid out below it: why, what is done, by whom, and when it is back."""

from collections.abc import Sequence

from data_access.numbers import explanations
from data_access.numbers.explanations import Explanation, Place, Promise
from data_access.numbers.naming import name_of
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.answers_run import at_month, of_region
from layouts.parts.attributes import aria
from layouts.parts.declarations import Content, Page
from layouts.parts.held import held_words
from layouts.parts.html import Component
from layouts.parts.promised import Outcome, headline_of, outcome
from layouts.parts.writing import PROMISES, can_be_written, form_address, note_address
from vocabulary import text
from vocabulary.filters import NOTHING_CHOSEN, to_query
from vocabulary.language import N_, _
from vocabulary.people import ADMINISTRATOR, EDITOR, OWNER

WROTE = {
    OWNER: N_("den, der ejer tallet"),
    EDITOR: N_("redaktøren"),
    ADMINISTRATOR: N_("administratoren"),
}


def first_words(said: Explanation | None) -> str:
    """Return why a figure is as it is, as its owner says it: the first of it that is said."""
    return (said.cause or said.action) if said else ""


def owners_words(page: Page, content: Content) -> list[Component]:
    """Return what is said of a panel's figures in the month shown, and what was promised for it before.

    Where nobody has said anything of a figure that misses its target, that is said, where anybody can.
    """
    panel, snapshot = content.panel, content.snapshot
    of_things = _of_things(page, content) if panel.said_of and not panel.is_said_apart else []
    if panel.lists or not panel.metrics:
        return of_things
    if "month" not in content.table:
        return [*of_things, *_of_month(page, content)]
    found = _said_of(content) if explanations.has_any(snapshot) else []
    blocks = [_block(page, content, said) for said in found]
    return [*of_things, *blocks, *_earlier(page, content, found), *_lacking(page, content, found)]


def _of_things(page: Page, content: Content) -> list[Component]:
    """Return what is said of the sites or the project that the rows are of, and which miss their target without."""
    snapshot, rows, said_of = content.snapshot, content.records, content.panel.said_of
    if said_of is None or not rows:
        return []
    newest = max(row["month"] for row in rows)
    months = {row["month"] for row in rows}
    month = content.filters.month if content.filters.month in months else newest
    found, without = [], []
    for row in (each for each in rows if each["month"] == month):
        place = said_of(snapshot, content.filters, row)
        said = explanations.at(snapshot, place) if place else None
        if said:
            found.append(_block(page, content, said))
        elif place and row["level"] == "missed" and can_be_written():
            without.append((place, thing_of(snapshot, place)))
    return [*found, *_without(without)]


def _without(found: Sequence[tuple[Place, str]]) -> list[Component]:
    """Say which things miss their target and have no words, each with the way to where they are written."""
    if not found:
        return []
    if found[0][0].project:  # whose page this is
        place, name = found[0]
        return [html.P(lacking(form_address(place), name))]
    links = [
        part
        for place, name in found
        for part in (
            " · ",
            html.A(
                name, href=form_address(place), **aria(label=_("Skriv forklaringen på {name}", name=name))
            ),
        )
    ]
    said = _("Ingen forklaring endnu – skriv den:")
    return [html.P([said, " ", *links[1:]], className="owner-lacks")]


def _of_month(page: Page, content: Content) -> list[Component]:
    """Return what is said of the panel's figure in the month shown, folded: its rows are of no month of their own.

    Who says it in whole stands below the figure by month.
    """
    panel, snapshot, filters = content.panel, content.snapshot, content.filters
    if panel.dated or not explanations.has_any(snapshot):
        return []
    asked = of_region(filters) if panel.regional else filters
    month = at_month(asked).last
    places = (explanations.place(metric, month, asked, system=filters.system) for metric in panel.metrics)
    found = [said for each in places if (said := explanations.at(snapshot, each))]
    return [
        html.Details(
            [
                html.Summary([_heading(content, said), ": ", first_words(said)]),
                _block(page, content, said),
            ],
            className="owner-folded",
        )
        for said in found
    ]


def _said_of(content: Content) -> list[Explanation]:
    month = at_month(content.filters).last
    told = explanations.of_rows(content.snapshot, content.filters, content.panel.metrics, content.table)
    return [each for (at, _system), several in told.items() if at == month for each in several]


def _block(page: Page, content: Content, said: Explanation) -> Component:
    found = _outcome(page, content, Promise(said))
    late = said.is_late(content.snapshot.now.date()) and not (found and found.kept)
    passed = {_("Tilbage på målet"): " – " + _("datoen er passeret")} if late else {}
    parts = [
        html.Div([html.Dt(label), html.Dd(words + passed.get(label, ""))], className="owner-part")
        for label, words in explanations.labelled(said)
    ]
    by = [
        written_words(said),
        *([html.A(_("Ret forklaringen"), href=form_address(said.place))] if can_be_written() else []),
    ]
    return html.Div(
        [
            html.P(_heading(content, said), className="owner-title"),
            html.Dl(parts, className="owner-parts"),
            html.P(held_words(content.snapshot, said, content.filters), className="owner-held"),
            *([_promise(found)] if found and found.kept is not None else []),
            html.P([part for each in by for part in (" ", each)][1:], className="owner-by"),
        ],
        className="owner",
    )


def _heading(content: Content, said: Explanation) -> str:
    month, snapshot = text.month(said.month), content.snapshot
    thing = thing_of(snapshot, said.place)
    if not thing and len(content.panel.metrics) > 1:
        thing = name_of(snapshot, said.metric, said.month)
    if thing:
        return _("Ejeren om {thing}, {month}", thing=thing, month=month)
    return _("Ejeren om {month}", month=month)


def thing_of(snapshot: Snapshot, place: Place) -> str:
    """Return what the project, the site or the system is called that words are of; '' where they are of none."""
    if place.project:
        return snapshot.names("projects").get(place.project, "")
    system = snapshot.names("systems").get(place.system, "")
    site = snapshot.organisation.sites.get(place.site, "")
    return _("{site} ({system})", site=site, system=system) if site else system


def written_words(said: Explanation) -> str:
    """Say when words were written and as what."""
    who = _(WROTE[said.role]) if said.role in WROTE else said.role
    return _("Skrevet {day} af {who}.", day=text.day(said.written.date()), who=who)


def _outcome(page: Page, content: Content, promise: Promise) -> Outcome | None:
    said = promise.said
    headline = headline_of(page, content.snapshot, said.metric, said.desk)
    if not said.back_at or (headline is None and not said.project):
        return None
    return outcome(promise, headline, content.snapshot, content.filters)


def _promise(found: Outcome) -> Component:
    kept = {True: "kept", False: "broken", None: "open"}[found.kept]
    link = html.A(_("Alle løfter"), href=PROMISES + to_query(NOTHING_CHOSEN))
    return html.P([found.words, " ", link], className=f"promise promise-{kept}")


def _earlier(page: Page, content: Content, beside: list[Explanation]) -> list[Component]:
    """Say what became of what was promised for the month shown, when another was spoken of."""
    snapshot, filters, month = content.snapshot, content.filters, at_month(content.filters).last
    if not explanations.has_any(snapshot):
        return []
    places = {
        explanations.place(metric, month, filters, system=filters.system) for metric in content.panel.metrics
    }
    own = [
        each
        for each in explanations.promises(snapshot, "")
        if each.stands
        and each.said.back_at == month
        and each.said not in beside
        and (each.said.metric, month, *each.said.place[2:]) in places
    ]
    found = (_outcome(page, content, each) for each in own)
    return [_promise(each) for each in found if each]


def note_link(page: Page, content: Content) -> list[Component]:
    """Lead to the form in which a note of the month shown is made, where people sign in and the figure has one."""
    panel, snapshot, filters = content.panel, content.snapshot, content.filters
    if not can_be_written() or panel.lists or not panel.metrics or "month" not in content.table:
        return []
    metric, month = panel.metrics[0], at_month(filters).last
    system = filters.system if metric in explanations.OF_SYSTEMS else None
    of = explanations.place(metric, month, filters, system=system)
    headline = headline_of(page, snapshot, metric, of[2])
    if headline is None or bool(system) != (metric in explanations.OF_SYSTEMS):
        return []
    if headline.regional and filters.hospital:
        return []
    said = _("Skriv en note om {month}", month=text.month(month))
    named = {"aria-label": f"{said}: {name_of(snapshot, metric, month)}"}
    return [html.P(html.A(said, href=note_address(of), **named), className="note-link")]


def _lacking(page: Page, content: Content, found: list[Explanation]) -> list[Component]:
    panel, snapshot, rows = content.panel, content.snapshot, content.records
    metric, month = panel.metrics[0], at_month(content.filters).last
    own = [row for row in rows if row["month"] == month]
    is_red = len(own) == 1 and own[0].get("level") == "missed"
    if found or not can_be_written() or not is_red or headline_of(page, snapshot, metric) is None:
        return []
    system = own[0].get("system") or content.filters.system
    place = explanations.place(metric, month, content.filters, system=system)
    return [html.P(lacking(form_address(place), name_of(snapshot, metric, month)))]


def lacking(address: str, name: str) -> Component:
    """Say that a figure that misses its target has no words, and lead to where they are written."""
    named = {"aria-label": _("Skriv forklaringen på {name}", name=name)}
    link = html.A(_("Skriv forklaringen"), href=address, **named)
    return html.Span([_("Ingen forklaring endnu."), " ", link], className="owner-lacks")
