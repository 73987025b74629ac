"""What forms of words are made of: fields that are declared once, and are shown, read and compared by that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.words.filled import Filled, Part
from vocabulary import text
from vocabulary.language import _


@dataclass(frozen=True)
class Field:
    """A field: its name in what is sent, what it asks, and how it is filled in.

    An `area` takes a text and a `line` a short one, of at most so many characters; a `choice` is one of its options
    (keys and what they are called), and a `day` is a date.
    """

    name: str
    label: str
    kind: Literal["area", "line", "choice", "day"] = "line"
    most: int = 120
    hint: str = ""
    options: Sequence[tuple[str, str]] = ()

    def shown(self, filled: Filled) -> Component:
        """Return the field with its label and hint."""
        value, hint = filled[self.name], self.hint
        if self.kind == "area":
            hint = hint or _("Højst {n} tegn. Ren tekst.", n=text.number(self.most))
        described = aria(describedby=f"{self.name}-hjaelp") if hint else {}
        named = {"id": self.name, "name": self.name, **described}
        said = [html.P(hint, id=f"{self.name}-hjaelp", className="words-hint")] if hint else []
        return html.Div(
            [html.Label(self.label, htmlFor=self.name), self._box(value, named), *said],
            className="words-field",
        )

    def _box(self, value: str, named: dict[str, str]) -> Component:
        if self.kind == "choice":
            options = [{"value": key, "label": called} for key, called in self.options]
            return html.Select(options=options, value=value, **named)
        if self.kind == "area":
            return html.Textarea(value, rows="3", maxLength=str(self.most), className="form-control", **named)
        kind = "date" if self.kind == "day" else "text"
        limit = {} if self.kind == "day" else {"maxlength": str(self.most)}
        return html.Input(
            type=kind, value=value, autocomplete="off", className="form-control", **limit, **named
        )

    def part(self, filled: Filled) -> Part:
        """Return what stands in the field, to be held against what another wrote."""
        value = filled[self.name]
        shown = value
        if self.kind == "choice":
            shown = dict(self.options).get(value, value)
        elif self.kind == "day" and (day := day_of(value)):
            shown = text.day(day)
        return Part(self.name, self.label, value, shown, self.most if self.kind == "area" else 0)


def parts(fields: Sequence[Field], filled: Filled) -> list[Part]:
    """Return what stands in each field."""
    return [each.part(filled) for each in fields]


def day_of(written: str) -> date | None:
    """Return the day that a field has, which browsers send as `2015-05-01` and no other way; None where it has none."""
    try:
        return date.fromisoformat(written) if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII) else None
    except ValueError:
        return None


def figure_words(value: float | None) -> str:
    """Write a figure with the decimals that it has, as it stands in a field; '' where there is none."""
    return "" if value is None else text.number(value, len(f"{value:.6f}".rstrip("0").partition(".")[2]))
