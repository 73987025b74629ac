"""What another saved of a draft meanwhile, beside what one wrote oneself, field by field."""

from data_access.editions.drafts import Draft, Version
from layouts.parts.html import Component
from layouts.report.declared import REPORTS
from layouts.report.made import ordered
from layouts.report.pages.drafted_fields import (
    AGENDA,
    ANSWER,
    BETWEEN,
    FOREWORD,
    LONGEST,
    MONTH,
    NO_WORDS,
    ORDER,
    REASON,
    RECOMMENDATION,
    WITH,
    WORDS,
    Shown,
    label_of_answer,
    label_of_words,
    labels,
)
from layouts.words.conflict import conflict
from layouts.words.filled import Part as Compared
from layouts.words.filled import Said
from vocabulary import text
from vocabulary.language import _


def saved_meanwhile(shown: Shown, other: Version) -> Component:
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


def _answer(draft: Draft, key: str, label: Said) -> Compared:
    """Return what is answered; without words and not at all are two."""
    said = draft.answers.get(key)
    shown = _("Der er ikke givet en forklaring") if said == "" else said or ""
    most = LONGEST[ANSWER] if said else 0
    return Compared(f"{ANSWER}{key}", label, NO_WORDS if said == "" else said or "", shown, most)


def _parts(draft: Draft, shown: Shown) -> list[Compared]:
    """Return what a draft says, field by field."""
    names = labels()
    lines = {
        MONTH: draft.month,
        REASON: draft.reason,
        **{name: draft.agenda.get(key, "") for name, key in AGENDA.items()},
    }
    texts = [
        (RECOMMENDATION, names[RECOMMENDATION], draft.recommendation, RECOMMENDATION),
        (FOREWORD, names[FOREWORD], draft.foreword, FOREWORD),
        *(
            (f"{WORDS}{each.key}", label_of_words(_(each.title)), draft.words.get(each.key, ""), WORDS)
            for each in REPORTS[shown.which.report].chapters
        ),
    ]
    return [
        *(
            Compared(name, names[name], said, text.month(said) if name == MONTH else said)
            for name, said in lines.items()
        ),
        *(Compared(name, label, said, said, LONGEST[of]) for name, label, said, of in texts),
        *(
            _answer(draft, each["key"], label_of_answer(each["about"], shown.language))
            for each in shown.lacks
        ),
        _order(draft, shown),
    ]
