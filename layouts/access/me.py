"""The page Mig: who one is signed in as, what one may do, and the way out."""

from collections.abc import Mapping

from layouts.parts import html
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.language import _
from vocabulary.people import ADMINISTRATOR, EDITOR, OWNER, ROLES, Person


def page(
    person: Person,
    hospitals: Mapping[str, str],
    projects: Mapping[str, str],
    pages: Mapping[str, str],
    form: Component | None,
    *,
    signs_in: bool,
    leads: bool,
    is_cut: bool,
) -> Component:
    """Return the page.

    `hospitals`, `projects` and `pages` are their names by key; `form` is the hidden field of the form to sign out with,
    where one does so here.
    """
    return html.Div(
        [
            html.Div(
                [html.H1(_("Mig")), html.P(_who(person, signs_in=signs_in), className="summary")],
                className="page-head",
            ),
            *([html.P(_cut(), className="notice")] if is_cut else []),
            *([_facts(person, pages)] if person.account is not None else []),
            html.Ul(
                [html.Li(each) for each in _ways(person, hospitals, projects, leads=leads)], className="ways"
            ),
            *([_out(form)] if form else []),
        ],
        className="page page-access",
    )


def _who(person: Person, *, signs_in: bool) -> str:
    if not signs_in:
        return _("Man logger ikke ind her: alle, der kan nå Pejling, kan se tallene.")
    if person.account is None:
        return _("Du er ikke logget ind.")
    if person.name:
        return _("Du er logget ind som {name}.", name=person.name)
    return _("Du er logget ind.")


def _cut() -> str:
    return _(
        "Du er i så mange grupper, at de ikke er fulgt med, da du loggede ind. Mangler du adgang, så sig det til dem, "
        "der driver Pejling: de kan give den til dit nummer eller bruge roller i stedet for grupper."
    )


def _facts(person: Person, pages: Mapping[str, str]) -> Component:
    roles = [_(name) for key, name in ROLES.items() if key in person.roles]
    mine = sorted(pages.get(key, key) for key in person.subjects if "/" not in key)
    facts = [
        (_("Dit nummer her"), str(person.account)),
        (_("Roller"), text.listing(roles) if roles else _("ingen endnu")),
        *([(_("Dine sider"), text.listing(mine))] if mine else []),
    ]
    return html.Dl(
        [each for name, value in facts for each in (html.Dt(name), html.Dd(value))], className="facts"
    )


def _ways(
    person: Person, hospitals: Mapping[str, str], projects: Mapping[str, str], *, leads: bool
) -> list[Component]:
    ways = [(_("Til forsiden"), "/")] if person.roles else []
    if person.may(OWNER) or person.may(EDITOR):
        ways.append((_("Tal, der mangler en forklaring"), "/mangler"))
    if person.may(EDITOR):
        ways.append((_("Rapporten: for redaktøren"), "/rapport/redaktion"))
    if person.may(ADMINISTRATOR):
        ways += [(_("Hvem må hvad"), "/adgang"), (_("Skærme"), "/skaerme")]
    if person.account is None and leads:
        ways.append((_("Log ind"), "/log-ind"))
    ways += [(hospitals.get(key, key), f"/hospital/{key}") for key in sorted(person.hospitals)]
    own = sorted(key for page, _slash, key in (each.partition("/") for each in person.subjects) if key)
    ways += [(_("Projektet {name}", name=projects.get(key, key)), f"/projekter/{key}") for key in own]
    return [html.A(words, href=path) for words, path in ways]


def _out(form: Component) -> Component:
    button = html.Button(_("Log ud"), type="submit", className="search-button")
    return html.Form([form, button], action="/log-ud", method="post", className="access-form")
