"""What the editor's forms are made of: a label, a field, a hint; each works by keyboard and without scripts."""

from collections.abc import Sequence
from typing import Any

from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.words.filled import Said
from vocabulary import text
from vocabulary.language import _

ABOUT = "\0"  # stands in a sentence for a name in the edition's language


def naming(sentence: str, about: str, language: str) -> list[str | Component]:
    """Return a sentence with a name in the place of ABOUT, which is said to be in its own language."""
    before, _mark, after = sentence.partition(ABOUT)
    return [before, html.Span(about, lang=language), after]


def long(
    name: str, label: Said, value: str, most: int, hint: str = "", rows: int = 4, *, is_named: bool = False
) -> Component:
    """Return a field for a text of paragraphs, of at most so many characters.

    `is_named` says that what stands above names it for whoever sees it.
    """
    said = text.prose(hint, _("Højst {n} tegn.", n=text.number(most)))
    area = html.Textarea(
        value,
        id=name,
        name=name,
        rows=str(rows),
        maxLength=str(most),
        className="form-control",
        **_hinted(name),
    )
    return _field(name, label, area, said, is_named=is_named)


def line(
    name: str, label: str, value: str, most: int, hint: str = "", place: str = "", *, is_wrong: bool = False
) -> Component:
    """Return a field for a line; `place` is its id, where its name stands twice."""
    at = place or name
    field = html.Input(
        id=at, name=name, type="text", value=value, maxlength=str(most), autocomplete="off", className="form-control",
        **(_hinted(at) if hint else {}), **(aria(invalid=True) if is_wrong else {}),
    )  # fmt: skip
    return _field(at, label, field, hint)


def day(name: str, label: str, value: str, hint: str = "") -> Component:
    """Return a field for a day: a calendar where the browser has one, else a line that wants `2015-06-09`."""
    told = _hinted(name) if hint else {}
    field = html.Input(
        id=name, name=name, type="date", value=value, maxlength="10", autocomplete="off",
        className="form-control form-day", **told,
    )  # fmt: skip
    return _field(name, label, field, hint)


def choice(
    name: str, label: str, options: Sequence[tuple[str, str]], value: str, hint: str = "", place: str = ""
) -> Component:
    """Return a list to choose from: keys and what they are called; `place` is its id, where its name stands twice."""
    at = place or name
    named = [{"value": key, "label": called} for key, called in options]
    told = _hinted(at) if hint else {}
    return _field(at, label, html.Select(id=at, name=name, options=named, value=value, **told), hint)


def tick(name: str, value: str, label: str, place: str, *, is_set: bool) -> Component:
    """Return a box to tick."""
    box = html.Input(
        id=place, name=name, type="checkbox", value=value, checked=is_set, className="form-check-input"
    )
    return html.Div([box, html.Label(label, htmlFor=place)], className="report-tick")


def hidden(name: str, value: str) -> Component:
    """Return a field that is sent along."""
    return html.Input(type="hidden", name=name, value=value)


def button(words: str, does: str, name: str = "goer", *, is_first: bool = False, **more: Any) -> Component:
    """Return a button that sends the form and says what it does."""
    look = "search-button" if is_first else "words-save"
    return html.Button(words, type="submit", name=name, value=does, className=look, **more)


def _hinted(name: str) -> dict[str, Any]:
    return aria(describedby=f"{name}-hjaelp")


def _field(name: str, label: Said, field: Component, hint: str, *, is_named: bool = False) -> Component:
    seen = "visually-hidden" if is_named else ""
    said = [html.P(hint, id=f"{name}-hjaelp", className=f"words-hint {seen}".strip())] if hint else []
    return html.Div([html.Label(label, htmlFor=name, className=seen), field, *said], className="words-field")


def section(title: str, *inner: Component) -> Component:
    """Return fields that belong together, under what they are about."""
    return html.Fieldset([html.Legend(title), *inner], className="report-fields")
