"""Tiles: a headline figure with its light, its change and its last year, and the whole tile a link."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from data_access.numbers import absent, explanations, notes
from data_access.numbers import variation as varying
from data_access.numbers.few import least
from data_access.numbers.naming import name_of
from data_access.numbers.tabled import table_of
from data_access.numbers.variation import Variation
from data_access.numbers.workdays import longer
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table
from layouts.figures import spark, theme
from layouts.figures.base import gaps
from layouts.parts import html
from layouts.parts.answers import summed_up
from layouts.parts.answers_run import of_region, rows_of
from layouts.parts.attributes import data
from layouts.parts.changes import MONTHS_BACK, changes
from layouts.parts.declarations import Headline, Page
from layouts.parts.html import Component
from layouts.parts.needed import needed_words
from layouts.parts.owners import first_words
from layouts.parts.sentences import few_words, part_words
from layouts.parts.tables import mark
from layouts.parts.variations import icon
from vocabulary import status, text
from vocabulary.filters import Filters, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, shift
from vocabulary.status import Level

LATEST = 6  # months, by which a source may be behind the others before its tile is empty
THEMES = (("light", theme.LIGHT), ("dark", theme.DARK))
WIDE = 11  # so many characters fill a tile in the largest type


def series(headline: Headline, snapshot: Snapshot, filters: Filters) -> list[Row]:
    """Return a headline's rows of the chosen last month and the twelve before it, whatever the first month.

    Where the source has not delivered the last month yet, they end with the newest one that it has.
    """
    return _series(snapshot, (headline, filters))


@once
def _series(snapshot: Snapshot, asked: tuple[Headline, Filters]) -> list[Row]:
    headline, filters = asked
    last = headline.until(snapshot, filters) if headline.until else filters.last
    rows = history(headline, snapshot, filters, last)
    told = [month for month, state in zip(rows["month"], rows["state"], strict=True) if state != "missing"]
    newest = told[-1] if told and told[-1] >= shift(last, -MONTHS_BACK - LATEST) else last
    if newest < shift(last, -LATEST):
        rows = history(headline, snapshot, filters, newest)
    end = bisect_right(rows["month"], newest)
    return rows.part(max(end - MONTHS_BACK - 1, 0), end).records


def so_far(headline: Headline, snapshot: Snapshot, filters: Filters, rows: Sequence[Row]) -> list[Row]:
    """Return a headline's rows of the month under way and the one before, of both only the days that are over.

    None of them where the last of its rows is no month under way, or where not all of these days have come of all
    desks and places.
    """
    last = rows[-1]
    have_come = snapshot.coverage.is_enough(last["completeness"])
    if not headline.by_day or last["state"] != "under_way" or not have_come:
        return []
    asked = replace(filters, desk=headline.desk or filters.desk)
    if absent.places(snapshot, asked, headline.metric, str(last["month"])):
        return []
    before = shift(last["month"], -1)
    if not any(row["month"] == before and row["state"] == "whole" for row in rows):
        return []
    return _until(headline, snapshot.so_far, filters, last["month"], 1).records


def variation_of(headline: Headline, snapshot: Snapshot, filters: Filters, last: str) -> Variation | None:
    """Say what the newest month of a headline is beside all that were before it; None where there are none."""
    if snapshot.choices.first >= last:
        return None
    rows = history(headline, snapshot, filters, last)
    rows = rows.part(bisect_left(rows["month"], snapshot.choices.first))
    asked = replace(filters, desk=headline.desk or filters.desk)
    shifts = notes.shifts(snapshot, asked, (headline.metric,), rows)
    return varying.of(rows, "value", shifts, METRICS[headline.metric])


def history(headline: Headline, snapshot: Snapshot, filters: Filters, last: str) -> Table:
    """Return a headline's rows of a month and all before it that anything said of it is about, worked out once."""
    return _until(headline, snapshot, filters, last, varying.LONGEST - 1)


def _until(headline: Headline, snapshot: Snapshot, filters: Filters, last: str, back: int) -> Table:
    """Run the headline's numbers for a month and so many before it."""
    asked = replace(filters, first=shift(last, -back), last=last, month=None)
    if headline.desk:
        asked = replace(asked, desk=headline.desk)
    return _run(headline, snapshot, asked)


def _run(headline: Headline, snapshot: Snapshot, filters: Filters) -> Table:
    """Run a headline's numbers; those of the whole region are there whatever hospital was."""
    if headline.regional:
        return table_of(headline.numbers, snapshot, of_region(filters))
    return rows_of(headline.numbers, snapshot, filters)


def tile(headline: Headline, page: Page, snapshot: Snapshot, filters: Filters) -> Component:
    """Return the tile: name, figure, light in words, target, change since last month and last year."""
    rows = series(headline, snapshot, filters)
    last = rows[-1]
    level: Level = last["level"]
    shown = figure_words(headline, last)
    about = [headline.about(snapshot, filters)] if headline.about else []
    if headline.regional and filters.hospital:
        about.append(_("Hele regionen"))
    of_what = (
        part_words(last, headline.metric),
        few_words(last, least=least(snapshot, headline.metric, first_day(last["month"]))),
    )
    about += [words for words in of_what if words]
    if last["month"] != filters.last:
        month = text.month(last["month"])
        none = text.is_missing(last["value"])
        about.append(
            _("Seneste måned: {month}", month=month) if none else _("Seneste tal: {month}", month=month)
        )
    moved = changes(headline, rows, longer(snapshot), so_far(headline, snapshot, filters, rows))
    # A page without a period is told the month as one that was picked.
    elsewhere = "til" not in page.filters and filters.last != snapshot.choices.default().last
    asked = replace(filters, desk=headline.desk or filters.desk, month=filters.last if elsewhere else None)
    judged = variation_of(headline, snapshot, filters, last["month"]) if last["state"] == "whole" else None
    sign = icon(None if judged and judged.is_still else judged)
    parts = [
        html.H3(name_of(snapshot, headline.metric, last["month"]), className="tile-name"),
        *(html.P(words, className="tile-about") for words in about),
        html.P([shown, *sign], className="tile-value tile-value-long" if len(shown) > WIDE else "tile-value"),
        html.P(_light(headline, last), className=f"tile-light level-{level}"),
        *_needed(headline, snapshot, asked, last),
        *_said(headline, snapshot, asked, last),
        html.Ul([html.Li(words) for words in moved], className="tile-changes"),
        picture(rows, level),
    ]
    href = page.path + to_query(asked, snapshot.choices)
    return html.A(parts, href=href, className=f"tile tile-{level}", **data(nav="page"))


def _needed(headline: Headline, snapshot: Snapshot, filters: Filters, last: Row) -> list[Component]:
    """Say how much more it would have taken, where a target was missed and the figure does not say it itself."""
    if headline.counted:
        return []
    asked = replace(filters, month=None, last=last["month"], system=last.get("system") or filters.system)
    words = needed_words(headline.metric, snapshot, asked, last)
    return [html.P(words, className="tile-needed")] if words else []


def _said(headline: Headline, snapshot: Snapshot, filters: Filters, last: Row) -> list[Component]:
    """Say why the figure is as it is, where whoever answers for it has said so."""
    of = explanations.place(
        headline.metric, last["month"], filters, system=last.get("system"), desk=headline.desk
    )
    words = first_words(explanations.at(snapshot, of))
    return [html.P(_("Årsag: {words}", words=words), className="tile-cause")] if words else []


def words_tile(page: Page, snapshot: Snapshot, filters: Filters) -> Component:
    """Return the tile of a page that has no monthly figure: the sentence that sums it up."""
    href = page.path + to_query(replace(filters, month=None), snapshot.choices)
    words = html.P(summed_up(page, snapshot, filters), className="tile-words")
    return html.A([words], href=href, className="tile tile-none", **data(nav="page"))


def figure_words(headline: Headline, last: Row) -> str:
    """Write the figure of a headline: `6 af 10` where things are counted."""
    if headline.counted and not text.is_missing(last["value"]):
        return _("{met} af {of}", met=text.number(last["numerator"]), of=text.number(last["denominator"]))
    return str(last["shown"])


def _light(headline: Headline, last: Row) -> list[Component | str]:
    level, word, target = last["level"], last["word"], last["target"]
    if level == "none":
        return [word]
    words = "" if text.is_missing(target) else goal_words(headline, last)
    goal = _("mål {goal}", goal=words) if words else ""
    return [mark(level, word), html.Span(word), html.Span(goal, className="tile-target")]


def goal_words(headline: Headline, last: Row) -> str:
    """Write the target of a headline, which must have one; '' where it is of things of which there are none."""
    if headline.counted and text.is_missing(last["denominator"]):
        return ""
    if headline.counted:
        return text.number(last["denominator"] * last["target"] / 100)
    return status.goal_words(METRICS[headline.metric], last["target"])


def picture(rows: Sequence[Row], level: Level, size: spark.Size = spark.OF_TILE) -> Component:
    """Return the small picture of a figure's months: once for each theme, as an image cannot see the page's colours."""
    # A month that is not whole would make the line dive where nothing has happened but time.
    values = gaps(row["value"] if row["state"] == "whole" else None for row in rows)
    targets = gaps(row["target"] for row in rows)
    drawn = ((name, spark.draw(values, targets, level, colours, size)) for name, colours in THEMES)
    return html.Div(
        [html.Img(src=src, alt="", className=f"spark only-{name}") for name, src in drawn],
        className="tile-spark" if size is spark.OF_TILE else "row-spark",
    )
