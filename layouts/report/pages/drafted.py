"""The form in which an edition is written: foreword, chapters, what is missing, and the order of it all."""

from collections.abc import Mapping
from typing import Any

from data_access.editions.drafts import Draft
from data_access.editions.published import Which
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.report.declared import REPORTS
from layouts.report.made import called
from layouts.report.pages import addresses
from layouts.report.pages.drafted_chapters import chapters
from layouts.report.pages.drafted_compared import saved_meanwhile
from layouts.report.pages.drafted_fields import (
    AGENDA,
    ANNEX,
    ANSWER,
    DOES,
    FOREWORD,
    ITEM,
    LONGEST,
    MEETING,
    MEETING_ON,
    MONTH,
    PUBLISH,
    REASON,
    RECOMMENDATION,
    SAVE,
    SEE,
    SEEN,
    THROW_AWAY,
    UNEXPLAINED,
    Shown,
    label_of_answer,
    labels,
)
from layouts.report.pages.fields import button, choice, day, hidden, line, long, section, tick
from layouts.words.frame import box
from vocabulary import text
from vocabulary.language import _, ngettext

Document = dict[str, Any]


def page(shown: Shown, token: Component) -> Component:
    """Return the page."""
    name = called(REPORTS[shown.which.report], shown.which)
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Kladde: {name}", name=name)),
                    html.P(shown.by or _("Ikke gemt endnu."), className="summary"),
                ],
                className="page-head",
            ),
            *box(shown.told, "status"),
            *box(shown.faults, "alert"),
            _form(shown, token),
            html.P(
                html.A(_("Til redaktørens side"), href=addresses.at(addresses.DESK)), className="words-more"
            ),
        ],
        className="page page-words page-drafted",
    )


def _form(shown: Shown, token: Component) -> Component:
    draft = shown.filled.draft
    return html.Form(
        [
            token,
            hidden(SEEN, str(shown.filled.seen)),
            *([saved_meanwhile(shown, shown.other)] if shown.other else []),
            # What the key Enter does in a line is what the first button does.
            _buttons(shown, is_top=True),
            _edition(shown),
            _agenda(draft),
            _opening(draft),
            _lacking(shown),
            chapters(shown),
            _buttons(shown, is_top=False),
        ],
        action=addresses.at(addresses.draft(shown.which)),
        method="post",
        className="words-form report-form",
    )


def _buttons(shown: Shown, *, is_top: bool) -> Component:
    first = [button(_("Gem kladden"), SAVE, is_first=True), button(_("Se den, som den bliver"), SEE)]
    if is_top:
        return html.Div(first, className="words-buttons")
    throw = html.Button(
        _("Kassér kladden"), type="submit", name=DOES, value=THROW_AWAY, className="quiet-link"
    )
    then = [throw] if shown.filled.seen else []
    return html.Div([*first, button(_("Gå til udgivelse"), PUBLISH), *then], className="words-buttons")


def _edition(shown: Shown) -> Component:
    draft, names = shown.filled.draft, labels()
    months = [(month, text.month(month)) for month in shown.months]
    said = _("Udgavens seneste måned.")
    fields = [choice(MONTH, names[MONTH], months, draft.month, said)]
    if shown.which.revision:
        why = _("Står på udgaven og på listen.")
        fields.append(line(REASON, names[REASON], draft.reason, LONGEST[REASON], why))
    return section(_("Udgaven"), *fields)


def _agenda(draft: Draft) -> Component:
    agenda = {name: draft.agenda.get(key, "") for name, key in AGENDA.items()}
    names, most = labels(), LONGEST[MEETING]
    return section(
        _("Dagsordenen"),
        line(MEETING, names[MEETING], agenda[MEETING], most),
        day(MEETING_ON, names[MEETING_ON], agenda[MEETING_ON]),
        line(ITEM, names[ITEM], agenda[ITEM], most, _("For eksempel: Punkt nr. 6 – Meddelelse.")),
        line(ANNEX, names[ANNEX], agenda[ANNEX], most, _("For eksempel: Bilag 1.")),
    )


def _opening(draft: Draft) -> Component:
    names, said = labels(), _("En tom linje skiller afsnit. Ren tekst.")
    return section(
        _("Indstilling og forord"),
        long(RECOMMENDATION, names[RECOMMENDATION], draft.recommendation, LONGEST[RECOMMENDATION], said),
        long(FOREWORD, names[FOREWORD], draft.foreword, LONGEST[FOREWORD], said, rows=6),
    )


def _lacking(shown: Shown) -> Component:
    answers, lacks = shown.filled.draft.answers, shown.lacks
    left = sum(each["key"] not in answers for each in lacks)
    if not lacks:
        return section(_("Det, der mangler"), html.P(_("Intet mangler.")))
    title = _("Det, der mangler")
    if left:
        title = ngettext(
            "Det, der mangler ({n} ubesvaret)", "Det, der mangler ({n} ubesvarede)", left, n=text.number(left)
        )
    said = _(
        "Alt skal besvares, før udgaven kan udgives: med en forklaring, eller med at der ikke er givet en."
    )
    return section(title, html.P(said), *(_lack(each, answers, shown.language) for each in lacks))


def _lack(lack: Document, answers: Mapping[str, str], language: str) -> Component:
    key = lack["key"]
    is_answered = key in answers
    about = [
        html.Span(lack["about"], lang=language),
        *([] if is_answered else [" ", html.Span(_("ubesvaret"), className="found-kind")]),
    ]
    answer = answers.get(key, "")
    named = label_of_answer(lack["about"], language)
    return html.Div(
        [
            html.P(html.Strong(about), id=f"{key}-om"),
            html.P(lack["said"], lang=language),  # as the edition will say it
            long(f"{ANSWER}{key}", named, answer, LONGEST[ANSWER], rows=2, is_named=True),
            tick(
                UNEXPLAINED, key, _("Der er ikke givet en forklaring"), f"{UNEXPLAINED}-{key}",
                is_set=is_answered and not answer,
            ),
        ],
        className="report-lack",
        role="group",
        **aria(labelledby=f"{key}-om"),
    )  # fmt: skip


def away(which: Which) -> Component:
    """Return the page where the database does not say what was written."""
    name = called(REPORTS[which.report], which)
    said = text.prose(_("Databasen svarer ikke, så kladden kan ikke vises."), _("Prøv igen om lidt."))
    return html.Div(
        [html.Div(html.H1(_("Kladde: {name}", name=name)), className="page-head"), *box([said], "alert")],
        className="page page-words",
    )
