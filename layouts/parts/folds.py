"""What is folded away until it is asked for; the words of the fold say what a click on it does next."""

from collections.abc import Sequence

from layouts.parts import html
from layouts.parts.declarations import Content
from layouts.parts.html import Component
from layouts.parts.tables import table
from vocabulary.language import _


def folded(shows: str, hides: str, inner: Component | Sequence[Component], classes: str = "") -> Component:
    """Return a fold that says `shows` while it is shut and `hides` while it is open."""
    inside = [inner] if isinstance(inner, dict) else list(inner)
    words = [html.Span(shows, className="if-shut"), html.Span(hides, className="if-open")]
    return html.Details([html.Summary(words), *inside], **({"className": classes} if classes else {}))


def whole_table(content: Content) -> Component:
    """Return all rows of a panel as a folded table, where the panel shows them in another way."""
    return folded(_("Vis alt som tabel"), _("Skjul tabellen"), table(content), "folded")
