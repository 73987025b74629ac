"""All that can be looked for, each once: what the pages declare, and what a reader can choose in their lists.

Nothing else is in it. A name that stands in no list of the filters and in no declaration (a private hospital, a note)
may be one that is withheld, and is not found.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from data_access.numbers.naming import name_of
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import told
from layouts.parts.declarations import Page
from layouts.parts.places import Place, Standing, shown_at, standing
from vocabulary import language
from vocabulary.filters import Choices, Filters, carried, to_query
from vocabulary.language import LANGUAGES, N_, _
from vocabulary.months import month_of

# The kinds, in the order in which they are told where they fit alike.
PAGE, FIGURE, HOSPITAL, SYSTEM, PROJECT, DESK, SERVICE, EDITION, PANEL, DEFINITION, SOURCE = KINDS = (
    N_("Side"), N_("Nøgletal"), N_("Hospital"), N_("System"), N_("Projekt"), N_("Servicedesk"), N_("Ydelse"),
    N_("Udgave"), N_("Afsnit"), N_("Definition"), N_("Kilde"),
)  # fmt: skip
DEFINITIONS, SOURCES = "/definitioner", "/datakilder"


@dataclass(frozen=True)
class Entry:
    """Something that has a name, and where it leads.

    `kind` is marked for translation; `where` are the words for the page that it leads to. `picks` are the parameters
    that it sets there and their values, `also` its other names, `about` what explains it. `order` tells its place
    among what fits alike.
    """

    kind: str
    name: str
    where: str
    path: str
    fragment: str = ""
    picks: tuple[tuple[str, str], ...] = ()
    about: str = ""
    also: tuple[str, ...] = ()
    order: int = 0

    def address(self, filters: Filters, choices: Choices) -> str:
        """Return where it leads; the period and what else goes along from page to page goes along."""
        there = carried(filters)
        for parameter, value in self.picks:
            there = replace(there, desk=value) if parameter == "desk" else there.picking(parameter, value)
        return self.path + to_query(there, choices) + (f"#{self.fragment}" if self.fragment else "")


More = Callable[[Snapshot], Iterable[Entry]]


def entries(snapshot: Snapshot, pages: Sequence[Page], more: More = lambda _snapshot: ()) -> list[Entry]:
    """Return all that can be looked for, with its names of both languages, its own first, in the language spoken.

    `more` are entries of rooms that stand above this one, in the language spoken.
    """
    own = language.current()
    (other,) = (each for each in LANGUAGES if each != own)
    spoken = snapshot.speaking(own)
    # What stands where is the same in both languages, and takes longer to find out than all names.
    stands = standing(_of_themselves(pages), spoken, snapshot.choices.default())
    with language.speaking(other):
        others = [*_all(snapshot.speaking(other), pages, stands), *more(snapshot)]
    found = [*_all(spoken, pages, stands), *more(snapshot)]
    return [
        replace(
            entry,
            order=KINDS.index(entry.kind) * len(found) + place,
            also=tuple(dict.fromkeys(name for name in (*entry.also, same.name) if name != entry.name)),
        )
        for place, (entry, same) in enumerate(zip(found, others, strict=True))
    ]


def _all(snapshot: Snapshot, pages: Sequence[Page], stands: Sequence[Standing]) -> Iterator[Entry]:
    """Return all entries in one language: as many, and in the same order, as in the other."""
    filters, lists = snapshot.choices.default(), _of_themselves(pages)
    for page in lists:
        yield Entry(PAGE, _(page.name), _(page.title), page.path)
    yield from _figures(stands, snapshot, filters)
    yield from _hospitals(pages, snapshot)
    yield from _projects(pages, snapshot)
    choices, about = snapshot.choices, _about(snapshot, "systems")
    yield from _chosen(SYSTEM, "system", choices.systems, lists, about)
    yield from _chosen(DESK, "desk", choices.desks, lists, _about(snapshot, "desks"))
    yield from _chosen(SERVICE, "ydelse", choices.services, lists, {})
    for each in stands:
        where, path = _(each.page.name), each.page.path
        for panel in each.panels:
            yield Entry(PANEL, panel.title(snapshot, filters), where, path, panel.key)
    yield from _explained(lists, snapshot)


def _figures(stands: Sequence[Standing], snapshot: Snapshot, filters: Filters) -> Iterator[Entry]:
    """Return the figures that are shown: each leads to its tile, or else to the first panel that is judged by it."""
    for metric in told(snapshot):
        found = shown_at(metric, stands, snapshot, filters)
        if found:
            place = _best(found)
            yield Entry(FIGURE, _named(snapshot, metric), place.name, place.page.path, place.fragment)


def _best(found: Sequence[Place]) -> Place:
    # On the overview and the hospitals' pages every figure is one of many; it is at home on its subject's page.
    return next((place for place in found if place.page.is_subject), found[0])


def _named(snapshot: Snapshot, metric: str) -> str:
    return name_of(snapshot, metric, month_of(snapshot.now.date()))


def _hospitals(pages: Sequence[Page], snapshot: Snapshot) -> Iterator[Entry]:
    """Return the hospitals, today's first: those are found by their sites and by what became a part of them too."""
    choices, sites = snapshot.choices, snapshot.names("sites")
    today, then = choices.hospitals["today"], choices.hospitals["then"]
    also = {
        key: tuple(
            then.get(each) or sites.get(each, each)
            for each, heir in choices.heirs.items()
            if heir == key and each != key
        )
        for key in today
    }
    for entry, key in _things(HOSPITAL, "hospital", pages, snapshot, today):
        yield replace(entry, also=also.get(key, ()))


def _projects(pages: Sequence[Page], snapshot: Snapshot) -> Iterator[Entry]:
    about = _about(snapshot, "projects", "purpose")
    for entry, key in _things(PROJECT, "projekt", pages, snapshot):
        yield replace(entry, about=about.get(key, ""))


def _things(
    kind: str, parameter: str, pages: Sequence[Page], snapshot: Snapshot, first: Container[str] = ()
) -> Iterator[tuple[Entry, str]]:
    """Return the things that have a page each, with their keys; `first` are those that come before the others."""
    for page in pages:
        if page.things and page.in_path == parameter:
            things = sorted(page.things(snapshot).items(), key=lambda thing: thing[0] not in first)
            for key, name in things:
                yield Entry(kind, name, _(page.name), f"{page.path}/{quote(key, safe='')}"), key


def _chosen(
    kind: str, parameter: str, names: Mapping[str, str], pages: Sequence[Page], about: Mapping[str, str]
) -> Iterator[Entry]:
    """Return what can be chosen in a list of the filters: it leads to the first page that has the list."""
    page = next((each for each in pages if parameter in each.filters), None)
    if page is None:
        return
    for key, name in names.items():
        yield Entry(kind, name, _(page.name), page.path, picks=((parameter, key),), about=about.get(key, ""))


def _explained(pages: Sequence[Page], snapshot: Snapshot) -> Iterator[Entry]:
    at = {page.path: _(page.name) for page in pages}
    if DEFINITIONS in at:
        for key, metric in told(snapshot).items():
            where, about = at[DEFINITIONS], metric.definition
            yield Entry(DEFINITION, _named(snapshot, key), where, DEFINITIONS, key, about=about)
    if SOURCES in at:
        about_all = _about(snapshot, "sources")
        for key, name in snapshot.names("sources").items():
            yield Entry(SOURCE, name, at[SOURCES], SOURCES, about=about_all.get(key, ""))


def _about(snapshot: Snapshot, frame: str, column: str = "description") -> dict[str, str]:
    """Return what explains the rows of a frame, by key."""
    rows = snapshot.frames[frame]
    return {
        key: words for key, words in zip(rows["key"], rows[column], strict=True) if isinstance(words, str)
    }


def _of_themselves(pages: Sequence[Page]) -> list[Page]:
    """Return the pages that are of themselves, and not of one thing each."""
    return [page for page in pages if page.things is None]
