"""Reading an address: what of it can be chosen, and a notice for whatever of it changes nothing or something else.

Pages, files and workbooks read through here, so that none of them falls back to something else in silence.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import parse_qs

from data_access.snapshot.snapshot import Snapshot
from layouts.parts.answers import choices_on
from layouts.parts.declarations import Page
from layouts.parts.filterbar_words import usable
from vocabulary import text
from vocabulary.asked import Query, parse, quote, unspoken
from vocabulary.filters import EVERYTHING, PARAMETERS, Choices, Filters
from vocabulary.language import N_, _

MOST_CHARACTERS = 4096
MOST_NAMED = 3
# What other programs hang on to a link, which was never meant for us.
STRANGERS = ("utm_", "fbclid", "gclid", "msclkid", "mc_", "_ga")
OURS = ("tal", "q")  # of files and of the search: they change nothing on a page
_NO_THING = {
    "hospital": N_(
        "Tallene er for ét hospital ad gangen, og adressen nævner intet. Skriv det som {example}."
    ),
    "projekt": N_("Tallene er for ét projekt ad gangen, og adressen nævner intet. Skriv det som {example}."),
}


def read_query(search: str) -> dict[str, str]:
    """Read an address's query; of a parameter given twice the first counts."""
    return {name: values[0] for name, values in _values(search).items()}


def _values(search: str) -> dict[str, list[str]]:
    # The limit keeps an address of a million parameters from costing a million steps.
    written = search.removeprefix("?")[:MOST_CHARACTERS]
    return parse_qs(written, keep_blank_values=False, max_num_fields=None)


class Choice(NamedTuple):
    """What an address asks for.

    `instead` are the notices on what is shown in the place of what was asked for, `idle` those on what changes nothing.
    """

    filters: Filters
    instead: list[str]
    idle: list[str]

    @property
    def notices(self) -> list[str]:
        """All that is told of the address."""
        return [*self.instead, *self.idle]


def chosen(page: Page | None, snapshot: Snapshot, search: str, key: str = "") -> Choice:
    """Read what an address asks of a page.

    `key` is that of the thing in the path, where the page is of one and the path has it. Without a page it is read
    what goes along to any.
    """
    query: Query = read_query(search)
    if page is None:
        return Choice(*parse(query, choices_on(None, snapshot)), odd(search, PARAMETERS))
    given = {**query, page.in_path: key} if key else query
    asked = page.asked(snapshot, given)
    choices = choices_on(page, snapshot)
    filters, instead = parse(asked, choices)
    idle = odd(search, usable(page))
    if key and query.get(page.in_path, key) not in (key, EVERYTHING):
        other = quote(query[page.in_path])
        idle.append(_("Siden er om det, som stien nævner. „{value}“ i adressen gælder ikke.", value=other))
    if not key and page.in_path:
        instead += _of_no_path(page, choices, query.get(page.in_path, ""), asked)
    if filters.month and not filters.first <= filters.month <= filters.last:
        idle.append(_outside(filters, filters.month))
    return Choice(replace(filters, in_path=page.in_path) if page.things else filters, instead, idle)


def _of_no_path(page: Page, choices: Choices, written: str, asked: Query) -> list[str]:
    """Say what becomes of the key of a thing that stands in the query alone, or nowhere."""
    name = page.in_path
    known = choices.projects if name == "projekt" else choices.hospitals["today"]
    if page.things and not written:
        return [_(_NO_THING[name], example=f"?{name}={next(iter(known), '')}")]
    if written in known and name not in asked:
        return [_("Siden viser dem alle. {name} har en side for sig: vælg på listen.", name=known[written])]
    return []


def odd(search: str, can_use: Collection[str]) -> list[str]:
    """Say what of an address changes nothing: names that nobody knows or this page cannot use, and repetitions."""
    values = _values(search)
    names = [
        name
        for name, given in values.items()
        if name not in OURS and not name.startswith(STRANGERS) and set(given) != {EVERYTHING}
    ]
    unknown = [name for name in names if name not in (*PARAMETERS, *can_use)]
    unused = [name for name in names if name in PARAMETERS and name not in can_use]
    repeated = [name for name in names if len(set(values[name])) > 1]
    said = [
        (unknown, N_("Adressen har {names}, som Pejling ikke kender. Det ændrer intet.")),
        (unused, N_("{names} i adressen ændrer intet på denne side.")),
        (repeated, N_("{names} står i adressen med flere værdier. Den første gælder.")),
    ]
    notices = [_(words, names=_listed(found)) for found, words in said if found]
    if len(search) > MOST_CHARACTERS:
        notices.append(_("Adressen er så lang, at det sidste af den ikke er læst."))
    return notices


def of_language_alone(search: str) -> list[str]:
    """Say what cannot be used of the address of a page where nothing but the language is chosen."""
    return [*unspoken(read_query(search).get("sprog", "")), *odd(search, {"sprog"})]


def _listed(names: Collection[str]) -> str:
    first = [text.quoted(quote(name)) for name in list(names)[:MOST_NAMED]]
    return text.listing([*first, _("mere")] if len(names) > MOST_NAMED else first)


def _outside(filters: Filters, month: str) -> str:
    return _(
        "{month} er valgt, men ligger uden for perioden {first} til {last}, som figurerne måned for måned viser.",
        month=text.capital(text.month(month)),
        first=text.month(filters.first),
        last=text.month(filters.last),
    )
