"""A panel answered, and a page summed up: what each says of the numbers that were run for what is chosen."""

from collections.abc import Iterator
from dataclasses import replace

from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.snapshot.without import untold
from layouts.parts import why
from layouts.parts.answers_beside import compared, dated, explained, noted, partly, varied
from layouts.parts.answers_run import run
from layouts.parts.columns import Column
from layouts.parts.compared import compared_words
from layouts.parts.declarations import Content, Page, Panel
from vocabulary import text
from vocabulary.filters import Choices, Filters
from vocabulary.language import _


def panels_of(page: Page) -> Iterator[Panel]:
    """Return the page's panels, each that can say why followed by the panel that does."""
    for panel in page.panels:
        yield panel
        if panel.parts:
            yield why.panel(panel)


def choices_on(page: Page | None, snapshot: Snapshot) -> Choices:
    """Return what there is to choose from on a page."""
    questions = [panel.key for panel in page.panels if panel.parts] if page else []
    return replace(snapshot.choices, questions=questions)


def sentence(content: Content) -> str:
    """Return the panel's sentence, of the whole region where it is; '' where there is no figure."""
    if content.is_empty:
        return ""
    said = content.panel.sentence(content)
    if compared := compared_words(content):
        said = text.prose(said, compared)
    if content.filters.hospital and content.panel.regional:
        return _("Hele regionen: {said}", said=said)
    return said


def summed_up(page: Page, snapshot: Snapshot, filters: Filters) -> str:
    """Return the sentence that sums a page up; where a hospital is chosen it says of whom the figures are."""
    if page.never_came(snapshot):
        return _("Der er ikke indlæst tal til denne side endnu.")
    said = page.summary(snapshot, filters)
    # The page of one hospital says whose it is in its title.
    if not filters.hospital or page.things or not (page.regional or "hospital" in page.filters):
        return said
    if page.regional:
        return _("Hele regionen: {said}", said=said)
    return _("{place}: {said}", place=snapshot.organisation.hospitals[filters.hospital], said=said)


def answer(panel: Panel, snapshot: Snapshot, filters: Filters) -> Content:
    """Run the panel's numbers: the only place where they are run."""
    rows = run(panel, snapshot, filters)
    kept = untold(snapshot)
    shown = (each.named(snapshot, filters) for each in panel.columns if each.is_shown(filters, kept))
    columns = tuple(_precise(each, rows) for each in shown)
    content = dated(Content(panel, snapshot, filters, rows, columns))
    if rows.empty or "month" not in rows:
        return content
    return explained(noted(partly(varied(compared(content)))))


def _precise(column: Column, rows: Table) -> Column:
    """Return a column of targets with the decimals that all of them need: one precision a column."""
    if column.kind != "goal" or column.key not in rows:
        return column
    return replace(column, decimals=max(map(text.places, rows[column.key]), default=0))
