"""The form in which an edition is written: foreword, chapters, what is missing, and the order of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.editions.drafts import Draft, Version
from data_access.editions.published import Which
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.report.declared import REPORTS, Chapter
from layouts.report.made import called, ordered
from layouts.report.pages import addresses
from layouts.report.pages.fields import button, choice, day, hidden, line, long, tick
from layouts.words.conflict import conflict
from layouts.words.filled import THEIRS
from layouts.words.filled import Part as Compared
from layouts.words.frame import box
from vocabulary import text
from vocabulary.language import _, ngettext

Document = dict[str, Any]
# The names of the fields, and of what the buttons do.
MONTH, REASON, FOREWORD, RECOMMENDATION, SEEN, DOES = (
    "maaned",
    "begrundelse",
    "forord",
    "indstilling",
    "set",
    "goer",
)
MEETING, MEETING_ON, ITEM, ANNEX = "moede", "moededag", "punkt", "bilag"
ORDER, WITH, UNEXPLAINED = "orden", "med", "uforklaret"
THEIRS_ORDER, BETWEEN = f"{THEIRS}{ORDER}", ","
NO_WORDS = " "  # what another answered without words, which is another thing than no answer
WORDS, ANSWER = "ord:", "svar:"  # before the key of a chapter, and of what is missing
SAVE, SEE, PUBLISH, THROW_AWAY, UP, DOWN = "gem", "se", "udgiv", "kasser", "op:", "ned:"
AGENDA = {MEETING: "meeting", MEETING_ON: "meeting_on", ITEM: "item", ANNEX: "annex"}
LONGEST = {FOREWORD: 10_000, RECOMMENDATION: 5_000, WORDS: 10_000, ANSWER: 2_000, REASON: 500, MEETING: 200}


@dataclass(frozen=True)
class Filled:
    """What stands in the form, which may be wrong, and the version that it follows; `moved` is the key last moved, and
    `way` is whereto (UP or DOWN)."""

    draft: Draft
    seen: int = 0
    moved: str = ""
    way: str = ""


@dataclass(frozen=True)
class Shown:
    """What the page shows: the form, and around it what became of what was done.

    `months` are those that can be chosen, `lacks` what is missing (as in `made`), `names` what each part is called by
    its key, `by` who saved last and when in words, `told` what was done, `faults` what is wrong, and `other` what
    another saved meanwhile, with who and when in words (`other_by`): `asked` are the names of the fields that both
    changed, and `taken` of those that only the other did.
    """

    which: Which
    filled: Filled
    months: Sequence[str]
    lacks: Sequence[Document]
    names: Mapping[str, str]
    by: str = ""
    told: Sequence[str] = ()
    faults: Sequence[str] = ()
    other: Version | None = None
    other_by: str = ""
    asked: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


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
            *([_other(shown, shown.other)] if shown.other else []),
            # What the key Enter does in a line is what the first button does.
            _buttons(shown, is_top=True),
            _edition(shown),
            _agenda(draft),
            _opening(draft),
            _lacking(shown),
            _chapters(shown),
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


def _section(title: str, *inner: Component) -> Component:
    return html.Fieldset([html.Legend(title), *inner], className="report-fields")


def _edition(shown: Shown) -> Component:
    draft = shown.filled.draft
    months = [(month, text.month(month)) for month in shown.months]
    said = _("Udgavens seneste måned.")
    fields = [choice(MONTH, _("Tal til og med"), months, draft.month, said)]
    if shown.which.revision:
        why = _("Står på udgaven og på listen.")
        fields.append(line(REASON, _("Hvorfor er der en revision?"), draft.reason, LONGEST[REASON], why))
    return _section(_("Udgaven"), *fields)


def _agenda(draft: Draft) -> Component:
    agenda = {name: draft.agenda.get(key, "") for name, key in AGENDA.items()}
    most = LONGEST[MEETING]
    return _section(
        _("Dagsordenen"),
        line(MEETING, _("Møde"), agenda[MEETING], most),
        day(MEETING_ON, _("Dag for mødet"), agenda[MEETING_ON]),
        line(
            ITEM, _("Punkt på dagsordenen"), agenda[ITEM], most, _("For eksempel: Punkt nr. 6 – Meddelelse.")
        ),
        line(ANNEX, _("Bilag"), agenda[ANNEX], most, _("For eksempel: Bilag 1.")),
    )


def _opening(draft: Draft) -> Component:
    said = _("En tom linje skiller afsnit. Ren tekst.")
    return _section(
        _("Indstilling og forord"),
        long(RECOMMENDATION, _("Indstilling"), draft.recommendation, LONGEST[RECOMMENDATION], said),
        long(FOREWORD, _("Forord"), draft.foreword, LONGEST[FOREWORD], said, rows=6),
    )


def _lacking(shown: Shown) -> Component:
    answers, lacks = shown.filled.draft.answers, shown.lacks
    left = sum(each["key"] not in answers for each in lacks)
    if not lacks:
        return _section(_("Det, der mangler"), html.P(_("Intet mangler.")))
    title = _("Det, der mangler")
    if left:
        title = ngettext(
            "Det, der mangler ({n} ubesvaret)", "Det, der mangler ({n} ubesvarede)", left, n=text.number(left)
        )
    said = _(
        "Alt skal besvares, før udgaven kan udgives: med en forklaring, eller med at der ikke er givet en."
    )
    return _section(title, html.P(said), *(_lack(each, answers) for each in lacks))


def _lack(lack: Document, answers: Mapping[str, str]) -> Component:
    key = lack["key"]
    is_answered = key in answers
    about = [
        lack["about"],
        *([] if is_answered else [" ", html.Span(_("ubesvaret"), className="found-kind")]),
    ]
    answer = answers.get(key, "")
    named = _("Forklaring: {about}", about=lack["about"])
    return html.Div(
        [
            html.P(html.Strong(about), id=f"{key}-om"),
            html.P(lack["said"]),
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


def _chapters(shown: Shown) -> Component:
    draft = shown.filled.draft
    chapters = ordered(REPORTS[shown.which.report].chapters, draft.order)
    said = _(
        "Flyt med op og ned, og fjern fluebenet ved det, der skal udelades. Tallene i kapitlerne kommer af sig selv."
    )
    return _section(
        _("Kapitler"),
        html.P(said),
        *(_chapter(n, each, shown, last=len(chapters)) for n, each in enumerate(chapters, 1)),
    )


def _chapter(number: int, chapter: Chapter, shown: Shown, last: int) -> Component:
    draft, key, title = shown.filled.draft, chapter.key, _(chapter.title)
    parts = ordered(chapter.parts, draft.order)
    told = _("Dele af {chapter} ({n})", chapter=title, n=text.number(len(parts)))
    rows = [
        html.Li(_choosable(shown, part.key, shown.names.get(part.key, part.key), at, len(parts)))
        for at, part in enumerate(parts, 1)
    ]
    is_moved = shown.filled.moved in {part.key for part in parts}
    fold = html.Details([html.Summary(told), html.Ul(rows, className="report-order")], open=is_moved)
    named = _("Tekst til kapitlet {chapter}", chapter=title)
    words = long(f"{WORDS}{key}", named, draft.words.get(key, ""), LONGEST[WORDS], is_named=True)
    head = html.Div(_choosable(shown, key, f"{number}. {title}", number, last), className="report-choosable")
    return html.Div([head, words, *([fold] if parts else [])], className="report-chapter-form")


def _choosable(shown: Shown, key: str, name: str, at: int, last: int) -> list[Component]:
    """Return what chooses and moves one chapter or part; the key last moved keeps the focus."""
    left_out = shown.filled.draft.left_out
    ways = (
        (UP, "↑", _("Flyt {name} op", name=name), at > 1),
        (DOWN, "↓", _("Flyt {name} ned", name=name), at < last),
    )
    moved, way = shown.filled.moved, shown.filled.way
    # Whoever moves on presses the same button again; at the end there is only the other.
    can_go_on = any(can for does, _sign, _words, can in ways if does == way)
    buttons: list[Component] = []
    for does, sign, words, can in ways:
        if can:
            focus = moved == key and (does == way or not can_go_on)
            buttons.append(
                html.Button(
                    sign, type="submit", name=DOES, value=f"{does}{key}", className="report-move", autoFocus=focus,
                    **aria(label=words),
                )
            )  # fmt: skip
    return [
        hidden(ORDER, key),
        tick(WITH, key, name, f"{WITH}-{key}", is_set=key not in left_out),
        html.Span(buttons, className="report-moves"),
    ]


def _other(shown: Shown, other: Version) -> Component:
    """Show what another saved meanwhile beside what one wrote oneself, where both changed it, to choose from."""
    mine, theirs = _parts(shown.filled.draft, shown), _parts(other.draft, shown)
    taken = [each.label for each in mine if each.name in shown.taken]
    with_ = [key for key in spelled(shown.which.report, ()) if f"{WITH}:{key}" in shown.taken]
    if with_:
        names = ", ".join(_names(shown).get(key, key) for key in with_)
        taken.append(_("Hvad der er med og udeladt: {names}", names=names))
    pairs = [(own, their) for own, their in zip(mine, theirs, strict=True) if own.name in shown.asked]
    return conflict(shown.other_by, [own for own, _their in pairs], [their for _own, their in pairs], taken)


def _names(shown: Shown) -> dict[str, str]:
    chapters = REPORTS[shown.which.report].chapters
    return {**shown.names, **{each.key: _(each.title) for each in chapters}}


def spelled(report: str, order: tuple[str, ...]) -> tuple[str, ...]:
    """Return an order with each key in it: of a chapter, and after it those of its parts."""
    chapters = ordered(REPORTS[report].chapters, order)
    return tuple(
        key for each in chapters for key in (each.key, *(part.key for part in ordered(each.parts, order)))
    )


def _order(draft: Draft, shown: Shown) -> Compared:
    """Return the order as it is compared: as it is sent, and as its names, a chapter a line."""
    keys, names = spelled(shown.which.report, draft.order), _names(shown)
    chapters = {each.key for each in REPORTS[shown.which.report].chapters}
    told = "".join(f"\n{names[key]}: " if key in chapters else f"{names.get(key, key)}; " for key in keys)
    lines = (each.rstrip("; :") for each in told.strip().split("\n"))
    return Compared(ORDER, _("Rækkefølgen"), BETWEEN.join(keys), "\n".join(lines))


def _answer(draft: Draft, key: str, label: str) -> Compared:
    """Return what is answered; without words and not at all are two."""
    said = draft.answers.get(key)
    shown = _("Der er ikke givet en forklaring") if said == "" else said or ""
    most = LONGEST[ANSWER] if said else 0
    return Compared(f"{ANSWER}{key}", label, NO_WORDS if said == "" else said or "", shown, most)


def _parts(draft: Draft, shown: Shown) -> list[Compared]:
    """Return what a draft says, field by field."""
    agenda = {
        MEETING: _("Møde"),
        MEETING_ON: _("Dag for mødet"),
        ITEM: _("Punkt på dagsordenen"),
        ANNEX: _("Bilag"),
    }
    lines = [
        (MONTH, _("Tal til og med"), draft.month),
        (REASON, _("Hvorfor er der en revision?"), draft.reason),
        *((name, label, draft.agenda.get(AGENDA[name], "")) for name, label in agenda.items()),
    ]
    texts = [
        (RECOMMENDATION, _("Indstilling"), draft.recommendation, RECOMMENDATION),
        (FOREWORD, _("Forord"), draft.foreword, FOREWORD),
        *(
            (
                f"{WORDS}{each.key}",
                _("Tekst til kapitlet {chapter}", chapter=_(each.title)),
                draft.words.get(each.key, ""),
                WORDS,
            )
            for each in REPORTS[shown.which.report].chapters
        ),
    ]
    return [
        *(
            Compared(name, label, said, text.month(said) if name == MONTH else said)
            for name, label, said in lines
        ),
        *(Compared(name, label, said, said, LONGEST[of]) for name, label, said, of in texts),
        *(_answer(draft, each["key"], _("Forklaring: {about}", about=each["about"])) for each in shown.lacks),
        _order(draft, shown),
    ]


def away(which: Which) -> Component:
    """Return the page where the database does not say what was written."""
    name = called(REPORTS[which.report], which)
    said = text.prose(_("Databasen svarer ikke, så kladden kan ikke vises."), _("Prøv igen om lidt."))
    return html.Div(
        [html.Div(html.H1(_("Kladde: {name}", name=name)), className="page-head"), *box([said], "alert")],
        className="page page-words",
    )
