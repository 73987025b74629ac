"""A draft as it is sent: what stands in the form, what is wrong with it, and what is moved up or down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from flask import request

from callbacks.report.written import given, line, paragraphs, seen, too_long
from data_access.database.schema.editions import LONGEST_DRAFT
from data_access.editions import forms
from data_access.editions.drafts import Draft
from data_access.editions.published import Which
from data_access.numbers import editions
from data_access.snapshot.snapshot import Snapshot
from layouts.report import allowed
from layouts.report.allowed import Refused
from layouts.report.declared import REPORTS, Report
from layouts.report.made import made, ordered
from layouts.report.pages import drafted_fields as form
from layouts.report.pages.drafted_fields import Filled
from layouts.words import fields
from layouts.words.filled import CHOICE, OTHERS
from vocabulary import language, text
from vocabulary.canonical import written
from vocabulary.language import _
from vocabulary.months import is_month, shift, span

Document = dict[str, Any]
MOST_ANSWERS, LONGEST_KEY, MONTHS_BACK = 300, 200, 24


def sent(which: Which) -> Filled:
    """Return what was posted; what no form of ours sends is left out."""
    report = REPORTS[which.report]
    chapters = [chapter.key for chapter in report.chapters]
    known = {*chapters, *(part.key for part in report.parts())}
    sent_order = request.form.getlist(form.ORDER)
    if form.THEIRS_ORDER in request.form and request.form.get(CHOICE + form.ORDER, OTHERS) == OTHERS:
        sent_order = request.form[form.THEIRS_ORDER].split(form.BETWEEN)
    order = tuple(dict.fromkeys(each for each in sent_order if each in known))
    taken = set(request.form.getlist(form.WITH))
    draft = Draft(
        month=line(form.MONTH, 7),
        agenda={
            key: said for name, key in form.AGENDA.items() if (said := line(name, form.LONGEST[form.MEETING]))
        },
        foreword=paragraphs(form.FOREWORD, form.LONGEST[form.FOREWORD]),
        recommendation=paragraphs(form.RECOMMENDATION, form.LONGEST[form.RECOMMENDATION]),
        words={
            key: said
            for key in chapters
            if (said := paragraphs(f"{form.WORDS}{key}", form.LONGEST[form.WORDS]))
        },
        order=() if _is_declared(order, report) else order,
        left_out=tuple(each for each in order if each not in taken),
        answers=_answers(),
        reason=line(form.REASON, form.LONGEST[form.REASON]) if which.revision else "",
    )
    return Filled(draft, seen())


def _is_declared(order: Sequence[str], report: Report) -> bool:
    keys = [
        key for chapter in report.chapters for key in (chapter.key, *(part.key for part in chapter.parts))
    ]
    return list(order) == keys


def _answers() -> dict[str, str]:
    """Return what was answered: words, or '' where it is to be printed that there are none."""
    found = {}
    unexplained = request.form.getlist(form.UNEXPLAINED)
    for name in request.form:
        if name.startswith(form.ANSWER) and len(name) <= LONGEST_KEY:
            key, said = name.removeprefix(form.ANSWER), paragraphs(name, form.LONGEST[form.ANSWER])
            is_theirs = request.form.get(CHOICE + name) == OTHERS
            if said or (given(name) == form.NO_WORDS if is_theirs else key in unexplained):
                found[key] = said
    return dict(list(found.items())[:MOST_ANSWERS])


def asked_answers() -> set[str]:
    """Return the keys of what the form that was sent asked to have answered."""
    return {name.removeprefix(form.ANSWER) for name in request.form if name.startswith(form.ANSWER)}


def moved(filled: Filled, which: Which, does: str) -> Filled:
    """Return the form with a chapter, or a part within its chapter, moved one place up or down."""
    up, key = does.startswith(form.UP), does.partition(":")[2]
    report, draft = REPORTS[which.report], filled.draft
    groups = [[each.key for each in ordered(report.chapters, draft.order)]]
    groups += [[part.key for part in ordered(each.parts, draft.order)] for each in report.chapters]
    for group in groups:
        if key in group:
            at = group.index(key)
            to = at - 1 if up else at + 1
            if 0 <= to < len(group):
                group[at], group[to] = group[to], group[at]
    order = tuple(key for group in groups for key in group)
    return replace(filled, draft=replace(draft, order=order), moved=key, way=form.UP if up else form.DOWN)


def faults(draft: Draft, which: Which, months: Sequence[str], today: date) -> list[str]:
    """Say what is wrong with what was written."""
    found = []
    most = form.LONGEST
    titles = {chapter.key: _(chapter.title) for chapter in REPORTS[which.report].chapters}
    lengths = (
        (_("Forord"), draft.foreword, most[form.FOREWORD]),
        (_("Indstilling"), draft.recommendation, most[form.RECOMMENDATION]),
        (_("Begrundelsen"), draft.reason, most[form.REASON]),
        *((titles[key], said, most[form.WORDS]) for key, said in draft.words.items()),
        *((_("Forklaringen"), said, most[form.ANSWER]) for said in draft.answers.values()),
        *((_("Et felt om dagsordenen"), said, most[form.MEETING]) for said in draft.agenda.values()),
    )
    found += [too_long(label, longest) for label, said, longest in lengths if len(said) > longest]
    wrong = [allowed.month(draft.month, months)]
    day = draft.agenda.get("meeting_on", "")
    meeting = day_of(day)
    if day and meeting is None:
        found.append(_("Dagen for mødet er ingen dag. Skriv den som {example}.", example="2015-06-09"))
    if meeting:
        wrong.append(allowed.agenda(meeting, draft.month, today))
    found += [each.said for each in wrong if each]
    if len(written(vars(draft)).decode()) > LONGEST_DRAFT:
        found.append(_("Kladden er for lang i alt: højst {n} tegn.", n=text.number(LONGEST_DRAFT)))
    return found


def day_of(given: str) -> date | None:
    """Return a day as a form sends it (`2015-06-09`); None where it is none that a meeting could be on."""
    found = fields.day_of(given)
    return found if found and 1900 <= found.year < 2200 else None


def months_of(snapshot: Snapshot, which: Which, chosen: str) -> list[str]:
    """Return the whole months that an edition can tell of, the newest first; a revision keeps that of its edition."""
    if which.revision:
        of = editions.edition(snapshot, which.report, which.number)
        return [of.month] if of else []
    last, first = snapshot.choices.newest_whole, snapshot.choices.first
    found = span(max(first, shift(last, 1 - MONTHS_BACK)), last)
    return sorted({*found, *([chosen] if is_month(chosen) and first <= chosen <= last else [])}, reverse=True)


def as_made(which: Which, draft: Draft, snapshot: Snapshot) -> Document:
    """Return the edition as it would be published now, in Danish, whatever its editor speaks."""
    with language.speaking("da"):
        return made(which, draft, snapshot.speaking("da"), snapshot.moment().date())


def names_of(which: Which, draft: Draft, snapshot: Snapshot) -> dict[str, str]:
    """Return what each part of a report is called, by its key."""
    filters = replace(snapshot.choices.default(), last=draft.month)
    filters = replace(filters, first=min(filters.first, draft.month))
    title = partial(_title, snapshot=snapshot)
    return {part.key: title(part, part.asked(draft.month, filters)) for part in REPORTS[which.report].parts()}


def _title(part: Any, filters: Any, snapshot: Snapshot) -> str:
    desk = snapshot.choices.desks.get(part.desk, part.desk)
    title = part.panel.title(snapshot, filters)
    return f"{title} ({desk})" if desk else str(title)


def revised(document: Document) -> Draft:
    """Return the draft of the next revision of an edition: what its editor had written, as it was published."""
    document = forms.read(document)
    chapters = document["chapters"]
    keys = tuple(key for each in chapters for key in (each["key"], *(part["key"] for part in each["parts"])))
    report = REPORTS[document["report"]]
    all_keys = [key for each in report.chapters for key in (each.key, *(part.key for part in each.parts))]
    return Draft(
        month=document["month"],
        agenda=dict(document["agenda"]),
        foreword=document["foreword"],
        recommendation=document["recommendation"],
        words={each["key"]: each["words"] for each in chapters if each["words"]},
        order=(*keys, *(key for key in all_keys if key not in keys)),
        left_out=tuple(key for key in all_keys if key not in keys),
        answers={each["key"]: each["answer"] for each in document["answers"]},
    )


def next_number(snapshot: Snapshot, report: str, drafts: Sequence[Which]) -> int:
    """Return the number of the next edition: after all that were published, and all that are being written."""
    published = [each.number for each in editions.editions(snapshot, report)]
    return max([*published, *_of(report, drafts)], default=0) + 1


def refused(
    snapshot: Snapshot, which: Which, done: Sequence[Which], open_: Sequence[Which]
) -> Refused | None:
    """Refuse what cannot be begun; `done` was published since the figures were read, `open_` is begun."""
    if which.revision:
        newest = editions.edition(snapshot, which.report, which.number)
        return allowed.revision(which.revision, newest.revision if newest else -1)
    published = [each.number for each in editions.editions(snapshot, which.report)]
    return allowed.number(which.number, [*published, *_of(which.report, done)], _of(which.report, open_))


def _of(report: str, editions_: Sequence[Which]) -> list[int]:
    return [each.number for each in editions_ if each.report == report]
