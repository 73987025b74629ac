"""What a panel can be had as: rows for people and for programs, and the chart as a picture."""

import textwrap
from dataclasses import replace

from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar_words import in_words
from layouts.parts.freshness import source_words
from layouts.parts.html import Component
from layouts.parts.remarks import noted
from vocabulary.filters import file_name, to_query
from vocabulary.language import _

PICTURE_LINE = 165  # characters that a line under a saved picture has room for


def downloads(name: str, page: Page, content: Content) -> Component:
    """Return the folded list of what a panel can be had as: its rows, and its chart as a picture."""
    base, query = f"/data/{page.key}/{content.panel.key}", to_query(replace(content.filters, in_path=""))
    plain = f"{query}&tal=punktum" if query else "?tal=punktum"
    links = [
        html.Li(html.A(_("CSV til Excel (semikolon og komma)"), href=f"{base}.csv{query}", download="")),
        html.Li(html.A(_("CSV til programmer (komma og punktum)"), href=f"{base}.csv{plain}", download="")),
        html.Li(html.A("JSON", href=f"{base}.json{query}", download="")),
    ]
    if content.panel.figure and not content.is_empty:
        links += [html.Li(button) for button in _picture_buttons(page, content)]
    return html.Details(
        [
            html.Summary(_("Hent")),
            html.Ul(links, id=f"{name}-downloads", className="downloads", **data(plain="yes")),
        ]
    )


def _picture_buttons(page: Page, content: Content) -> list[Component]:
    """Return the buttons that save the chart; what the picture says besides comes with them."""
    snapshot, filters = content.snapshot, content.filters
    below = [f"{number}. {when}{words}" for number, (when, words) in enumerate(noted(content), start=1)]
    below += [source_words(content.snapshot, source, absolute=True) for source in content.sources]
    if snapshot.demonstration:
        below.append(_("Demonstrationsdata."))
    words = data(
        title=content.panel.title(snapshot, filters),
        period=in_words(
            page, snapshot, replace(filters, hospital=None) if content.panel.regional else filters
        ),
        below="\n".join(part for line in below for part in textwrap.wrap(line, PICTURE_LINE)),
        file=file_name(page.key, content.panel.key, filters, snapshot.choices),
    )
    names = {"png": _("Figuren som billede (PNG)"), "svg": _("Figuren som tegning (SVG)")}
    return [
        html.Button(name, type="button", className="quiet-link", **data(picture=form), **words)
        for form, name in names.items()
    ]
