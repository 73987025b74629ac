"""The forms of what stands beside an edition: when it comes and to which meeting, and what a meeting said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.numbers.editions import Said
from layouts.parts import html
from layouts.parts.html import Component
from layouts.report.pages import addresses
from layouts.report.pages.article import ASKED
from layouts.report.pages.fields import button, choice, day, hidden, line, long
from layouts.words.conflict import conflict
from layouts.words.filled import Part
from layouts.words.frame import box
from vocabulary import text
from vocabulary.language import N_, _

DUE, MEETING, MEETING_ON, SEEN = "udgives", "moede", "moededag", "set"
KIND, SAID_ON, SAID, ANSWER = "slags", "dag", "sagt", "svar"
LONGEST_MEETING, LONGEST_SAID = 200, 2_000
KINDS = {"decision": N_("Beslutning"), "question": N_("Spørgsmål"), "request": N_("Ønske til næste udgave")}


@dataclass(frozen=True)
class Told:
    """What stands around a form: what was done, what is wrong, and what another wrote meanwhile beside one's own."""

    done: Sequence[str] = ()
    faults: Sequence[str] = ()
    mine: Sequence[Part] = ()
    theirs: Sequence[Part] = ()


def release(name: str, address: str, filled: dict[str, str], told: Told, token: Component) -> Component:
    """Return the form of when an edition comes; `filled` is by the names of the fields."""
    said = _("Uden en dag står udgaven ikke i kalenderen.")
    fields = [
        day(DUE, _("Hvornår udgives den?"), filled[DUE], said),
        line(MEETING, _("Til hvilket møde?"), filled[MEETING], LONGEST_MEETING),
        day(MEETING_ON, _("Hvornår er mødet?"), filled[MEETING_ON]),
    ]
    title = _("Hvornår kommer {name}?", name=name)
    return _page(
        title,
        _("Står på listen, i kalenderen og blandt nyhederne."),
        _form(address, filled, fields, told, token),
        told,
    )


def meeting(
    name: str, address: str, filled: dict[str, str], told: Told, token: Component, others: Sequence[Said]
) -> Component:
    """Return the form of what a meeting said of an edition; `others` is all that was said of it."""
    kinds = [(key, _(words)) for key, words in KINDS.items()]
    answer = _("Et spørgsmål eller et ønske uden svar står i den næste udgave.")
    fields = [
        choice(KIND, _("Hvad var det?"), kinds, filled[KIND]),
        day(SAID_ON, _("Hvilken dag var mødet?"), filled[SAID_ON]),
        long(SAID, _("Hvad sagde mødet?"), filled[SAID], LONGEST_SAID),
        long(ANSWER, _("Svaret"), filled[ANSWER], LONGEST_SAID, answer),
    ]
    said = _("Det står ved siden af udgaven, som ikke ændres.")
    title = _("Hvad et møde sagde om {name}", name=name)
    return _page(title, said, _form(address, filled, fields, told, token), told, *_others(others))


def _page(title: str, said: str, form: Component, told: Told, *below: Component) -> Component:
    return html.Div(
        [
            html.Div([html.H1(title), html.P(said, className="summary")], className="page-head"),
            *box(told.done, "status"),
            *box(told.faults, "alert"),
            form,
            *below,
            html.P(
                html.A(_("Til redaktørens side"), href=addresses.at(addresses.DESK)), className="words-more"
            ),
        ],
        className="page page-words",
    )


def _form(
    address: str, filled: dict[str, str], fields: Sequence[Component], told: Told, token: Component
) -> Component:
    meanwhile = _("Mens du skrev, gemte en anden dette.")
    return html.Form(
        [
            token,
            hidden(SEEN, filled[SEEN]),
            *([conflict(meanwhile, told.mine, told.theirs)] if told.theirs else []),
            *fields,
            html.Div(button(_("Gem"), "gem", is_first=True), className="words-buttons"),
        ],
        action=addresses.at(address),
        method="post",
        className="words-form",
    )


def _others(others: Sequence[Said]) -> list[Component]:
    if not others:
        return []
    items = [
        html.Li(
            [
                html.A(
                    _("Ret: {kind}, {day}", kind=_(ASKED[each.kind]), day=text.day(each.said_on)),
                    href=addresses.at(addresses.meeting(each.report, each.number, each.place)),
                ),
                html.P(each.said),
                *([html.P([html.Strong(_("Svar:")), " ", each.answer])] if each.answer else []),
            ]
        )
        for each in others
    ]
    return [
        html.Section(
            [html.H2(_("Det, der er skrevet")), html.Ul(items, className="report-said")],
            className="report-list",
        )
    ]
