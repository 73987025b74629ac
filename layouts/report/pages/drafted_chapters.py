"""The chapters of a draft and their parts, in the form: each is chosen, moved, and written to."""

from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.report.declared import REPORTS, Chapter
from layouts.report.made import ordered
from layouts.report.pages.drafted_fields import (
    DOES,
    DOWN,
    LONGEST,
    ORDER,
    UP,
    WITH,
    WORDS,
    Shown,
    label_of_words,
)
from layouts.report.pages.fields import hidden, long, section, tick
from vocabulary import text
from vocabulary.language import _


def chapters(shown: Shown) -> Component:
    """Return the chapters in the order of the draft."""
    draft = shown.filled.draft
    found = ordered(REPORTS[shown.which.report].chapters, draft.order)
    said = _(
        "Flyt med op og ned, og fjern fluebenet ved det, der skal udelades. Tallene i kapitlerne kommer af sig selv."
    )
    return section(
        _("Kapitler"),
        html.P(said),
        *(_chapter(n, each, shown, last=len(found)) for n, each in enumerate(found, 1)),
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
    named = label_of_words(title)
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
