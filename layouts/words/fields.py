"""What the forms of words and of notes are made of: the head with how the figure stands, boxes and fields."""

from collections.abc import Sequence

from data_access.people import notes
from data_access.people.words import Version
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.parts.owners import WROTE
from layouts.words.figures import Figure, level_words
from vocabulary import text
from vocabulary.language import _


def head(heading: str, figure: Figure, snapshot: Snapshot) -> Component:
    """Return the head of a form's page: its heading, how the figure stands, and the way to it."""
    said = level_words(figure.row(snapshot)) or _("Tallet for måneden er ikke gjort op.")
    link = html.A(_("Se tallet"), href=figure.address(snapshot))
    return html.Div(
        [html.H1(heading), html.P([f"{said.rstrip('.')}. ", link], className="summary")],
        className="page-head",
    )


def box(said: Sequence[str], role: str) -> list[Component]:
    """Return what is said above a form, in a box; nothing where nothing is."""
    return [html.Div([html.P(each) for each in said], className="notices", role=role)] if said else []


def text_area(name: str, label: str, value: str, most: int) -> Component:
    """Return a field for a text of at most so many characters."""
    area = html.Textarea(
        value, id=name, name=name, rows="3", maxLength=str(most), className="form-control",
        **aria(describedby=f"{name}-hjaelp"),
    )  # fmt: skip
    return _field(name, label, area, _("Højst {n} tegn. Ren tekst.", n=text.number(most)))


def line(name: str, label: str, value: str, hint: str, most: int) -> Component:
    """Return a field for a line."""
    field = html.Input(
        id=name, name=name, type="text", value=value, maxlength=str(most), autocomplete="off",
        className="form-control", **aria(describedby=f"{name}-hjaelp"),
    )  # fmt: skip
    return _field(name, label, field, hint)


def choice(
    name: str, label: str, options: Sequence[tuple[str, str]], value: str, hint: str = ""
) -> Component:
    """Return a list to choose from: keys and what they are called."""
    named = [{"value": key, "label": called} for key, called in options]
    described = aria(describedby=f"{name}-hjaelp") if hint else {}
    return _field(name, label, html.Select(id=name, name=name, options=named, value=value, **described), hint)


def _field(name: str, label: str, field: Component, hint: str) -> Component:
    said = [html.P(hint, id=f"{name}-hjaelp", className="words-hint")] if hint else []
    return html.Div([html.Label(label, htmlFor=name), field, *said], className="words-field")


def writer(version: Version | notes.Version) -> str:
    """Return who wrote a version: by name where the account has one, else by role."""
    role = _(WROTE[version.role]) if version.role in WROTE else version.role
    return version.name or role
