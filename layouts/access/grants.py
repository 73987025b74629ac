"""The page Adgang: the roles that hold, each with a button that takes it, and a form that gives one."""

from collections.abc import Callable, Mapping, Sequence

from data_access.people.accounts import Account
from data_access.people.grants import Grant
from layouts.access.tables import table
from layouts.parts import html
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.language import _
from vocabulary.people import ROLES

FIELDS = ("rolle", "konto", "gruppe", "hospital", "side")
MAPPINGS = "/adgang/mappinger"
Field = Callable[[], Component]


def page(
    given: Sequence[Grant],
    known: Sequence[Account],
    hospitals: Mapping[str, str],
    subjects: Mapping[str, str],
    field: Field,
) -> Component:
    """Return the page; `hospitals` and `subjects` are names by key, `field` makes the hidden one of a form."""
    said = _("Den, der har en rolle, kan læse. Det, der ændres her, gælder overalt inden for et minut.")
    return html.Div(
        [
            html.Div([html.H1(_("Hvem må hvad")), html.P(said, className="summary")], className="page-head"),
            html.Section([html.H2(_("Roller")), _given(given, hospitals, subjects, field)]),
            html.Section([html.H2(_("Giv en rolle")), _form(known, hospitals, subjects, field)]),
            html.Section([html.H2(_("Dem, der har været logget ind")), _known(known)]),
            html.P(html.A(_("Mappinger, der er brugt"), href=MAPPINGS)),
        ],
        className="page page-access",
    )


def _given(
    given: Sequence[Grant], hospitals: Mapping[str, str], subjects: Mapping[str, str], field: Field
) -> Component:
    if not given:
        return html.P(_("Ingen har en rolle endnu."))
    rows = []
    for each in given:
        whom = each.group or text.prose(_("Konto {n}", n=str(each.account)), each.name)
        about = (
            hospitals.get(each.hospital or "", each.hospital)
            or subjects.get(each.subject or "", each.subject)
            or ""
        )
        number = html.Input(type="hidden", name="nr", value=each.id)
        words = _("Tag den igen: {role}, {whom}", role=_(ROLES[each.role]), whom=whom)
        button = html.Button(
            _("Tag den igen"), type="submit", className="quiet-link", **{"aria-label": words}
        )
        take = html.Form([field(), number, button], action="/adgang/tag", method="post")
        rows.append(html.Tr([html.Th(whom, scope="row"), *map(html.Td, (_(ROLES[each.role]), about, take))]))
    return table((_("Hvem"), _("Rolle"), _("Om"), ""), rows, _("Roller, der gælder"))


def _known(known: Sequence[Account]) -> Component:
    if not known:
        return html.P(_("Ingen har været logget ind endnu."))
    rows = [
        html.Tr(
            [
                html.Th(str(each.id), scope="row"),
                html.Td(_("glemt") if each.forgotten_at else each.name or text.NOTHING),
                html.Td(each.mail or text.NOTHING),
            ]
        )
        for each in known
    ]
    return table((_("Konto"), _("Navn"), _("Mail")), rows, _("Dem, der har været logget ind"))


def _form(
    known: Sequence[Account], hospitals: Mapping[str, str], subjects: Mapping[str, str], field: Field
) -> Component:
    del known
    roles = [{"value": key, "label": _(name)} for key, name in ROLES.items()]
    return html.Form(
        [
            field(),
            _one(
                _("Rolle"), "rolle", html.Select(id="give-rolle", name="rolle", options=roles, value="reader")
            ),
            _one(_("Kontos nummer"), "konto", _input("konto", inputMode="numeric", maxlength=9)),
            _one(_("Eller gruppes navn"), "gruppe", _input("gruppe", maxlength=200)),
            _one(_("En leders hospital"), "hospital", _list("hospital", hospitals)),
            _one(_("Siden eller projektet, en ejer svarer for"), "side", _list("side", subjects)),
            html.Button(_("Giv rollen"), type="submit", className="search-button"),
        ],
        action="/adgang/giv",
        method="post",
        className="access-form",
    )


def _one(label: str, name: str, control: Component) -> Component:
    return html.Div([html.Label(label, htmlFor=f"give-{name}"), control], className="access-field")


def _input(name: str, **more: object) -> Component:
    return html.Input(id=f"give-{name}", name=name, autocomplete="off", className="form-control", **more)


def _list(name: str, options: Mapping[str, str]) -> Component:
    given = [
        {"value": "", "label": text.NOTHING},
        *({"value": key, "label": called} for key, called in options.items()),
    ]
    return html.Select(id=f"give-{name}", name=name, options=given, value="")
