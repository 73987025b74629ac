"""The headline figures of every subject's page, and the targets that they are held against."""

from collections.abc import Iterator
from dataclasses import replace

from data_access.numbers import past_limit
from data_access.numbers.naming import name_of
from data_access.numbers.tabled import Tabled, table_of
from data_access.numbers.workdays import longer
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages import cases
from layouts.pages.subjects import SUBJECTS
from layouts.parts import claims
from layouts.parts.answers_run import at_month
from layouts.parts.behind import worst_first
from layouts.parts.changes import changes, steps
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import figure_words, goal_words, series, so_far, variation_of
from layouts.parts.variations import weigh, words
from layouts.said import overview as said
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import goal_words as words_of_goal

COLUMNS = (
    "subject", "name", "metric", "unit", "shown", "since_month", "since_year", "step_month", "step_year", "month",
    "value", "target", "level", "word", "state", "lacks", "withheld", "reason", "sign", "sign_words", "assurance",
    "assurance_words", "sums_up",
)  # fmt: skip


def shown(snapshot: Snapshot, filters: Filters) -> list[tuple[Page, Headline]]:
    """Return the headlines that there are for what is chosen, page by page."""
    asked = of_month(filters)
    return [(page, each) for page in SUBJECTS for each in page.given(snapshot) if each.shows(snapshot, asked)]


def of_month(filters: Filters) -> Filters:
    """Return the choice with the month that is spoken of as its last, and how it is laid out left open."""
    return replace(at_month(filters), month=None, view=None)


@Tabled
def figures(snapshot: Snapshot, filters: Filters) -> Table:
    """Return a row a headline, and one of the open cases that are past their limit.

    Columns: subject, name, metric, unit, month, value and target (in the unit: where things are counted, so many of
    all), shown, level, word, since_month and since_year (words), step_month and step_year (the same, in the unit),
    state, lacks, withheld (flag), reason (why it is not judged), sign and assurance (keys of natural variation, ''
    where it is not known) and the words of both, sums_up (flag: judged, but its targets are those of things that are
    counted each).
    """
    rows = monthly.table(snapshot, of_month(filters))
    now = past_limit.now.table(snapshot, of_month(filters)).records
    if not now:
        return rows
    found = list(rows.records)
    # It stands behind the other figures of its page.
    own = [place for place, row in enumerate(found, start=1) if row["metric"] == "cases_backlog"]
    found.insert(own[-1] if own else len(found), _of_now(now[0]))
    return Table.of_rows(found, COLUMNS)


@Tabled
@once
def monthly(snapshot: Snapshot, filters: Filters) -> Table:
    """Return a row a headline, with the columns of `figures`."""
    asked = of_month(filters)
    return Table.of_rows(
        [_row(page, each, snapshot, asked) for page, each in shown(snapshot, filters)], COLUMNS
    )


def _row(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> Row:
    months, metric = series(headline, snapshot, filters), METRICS[headline.metric]
    name = name_of(snapshot, headline.metric, filters.last)
    last = months[-1]
    days = so_far(headline, snapshot, filters, months)
    with claims.heard():  # of the tile's rows, which are others than these
        since_month, *since_year = changes(headline, months, longer(snapshot), days)
    step_month, step_year = steps(headline, months, longer(snapshot), days)
    row = {
        "subject": subject_of(page, headline, snapshot, filters),
        "name": name,
        "metric": headline.metric,
        "unit": _(metric.unit),
        "shown": figure_words(headline, last),
        "since_month": since_month,
        "since_year": "".join(since_year),
        "step_month": step_month,
        "step_year": step_year,
        "withheld": bool(last.get("withheld", False)),
    }
    row["reason"] = said.reason(last | row)
    row["sums_up"] = is_judged(last) and (headline.goals is not None or headline.counted_elsewhere)
    row |= {key: last[key] for key in ("month", "value", "target", "level", "word", "state", "lacks")}
    row |= _varied(headline, snapshot, filters, last)
    return row | _counted(last) if headline.counted else row


def _varied(headline: Headline, snapshot: Snapshot, filters: Filters, last: Row) -> Row:
    """Say what natural variation tells of the month: nothing where it is not whole, or months are too few."""
    whole = last["state"] == "whole"
    found = variation_of(headline, snapshot, filters, last["month"]) if whole else None
    if found is None or found.limits is None:
        return {"sign": "", "sign_words": "", "assurance": "", "assurance_words": ""}
    return {
        "sign": found.sign,
        "sign_words": words(found),
        "assurance": found.assurance,
        "assurance_words": weigh(found),
    }


def _counted(last: Row) -> Row:
    """Return the figure of things that are counted, as the tile says it: so many of all, and not per cent of them."""
    if text.is_missing(last["value"]):
        return {}
    of = last["denominator"]
    return {
        "value": last["numerator"],
        "target": last["target"] * of / 100,
        "unit": _("af {n}", n=text.number(of)),
    }


def _of_now(now: Row) -> Row:
    """Return the row of the open cases that are past their limit: it has no months before it."""
    nothing = dict.fromkeys(("since_month", "since_year", "sign", "sign_words"), "")
    row = {
        **nothing,
        "subject": _(cases.PAGE.name),
        "name": METRICS[past_limit.METRIC].name,
        "unit": _("af {n}", n=text.number(now["of"])),
        "shown": past_words(now),
        "step_month": float("nan"),
        "step_year": float("nan"),
        "state": "whole",
        "lacks": "",
        "withheld": False,
        "sums_up": False,
        "assurance": "",
        "assurance_words": "",
        **{key: now[key] for key in ("metric", "month", "value", "target", "level", "word")},
    }
    return row | {"reason": said.reason(row)}


def past_words(now: Row) -> str:
    """Write how many of the open cases are past their limit: `528 af 1.119`."""
    return _("{met} af {of}", met=text.number(now["value"]), of=text.number(now["of"]))


GOALS = ("subject", "name", "is_thing", "month", "level", "word", "shown")


@Tabled
def goals(snapshot: Snapshot, filters: Filters) -> Table:
    """Return a row a judged target, each once: what the overview and the wall count.

    Those that are not reached come first, the worst before the others. What is counted now, of no month, is none.

    Columns: subject, name (of the figure, or of the thing where a figure stands for several), is_thing (flag), month,
    level, word, shown.
    """
    asked = of_month(filters)
    rows = [(headline_of(page, each).metric, row) for page, each, row in judged(snapshot, asked)]
    return Table.of_rows([row for _metric, row in sorted(rows, key=lambda each: worst_first(*each))], GOALS)


def subject_of(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> str:
    """Return what a figure is about, as the overview names it."""
    return headline.about(snapshot, filters) if headline.about else _(page.name)


def headline_of(page: Page, headline: Headline) -> Headline:
    """Return the headline that has the metric of a target: of one that stands for things, that of the worst of them."""
    if headline.goals is None:
        return headline
    return next((each for each in page.overview if each.counted_elsewhere), headline)


def goal_of(page: Page, headline: Headline, row: Row) -> str:
    """Write the target of a headline's row, or of that of one of the things that it stands for."""
    if headline.goals is None:
        return goal_words(headline, row)
    return words_of_goal(METRICS[headline_of(page, headline).metric], row["target"])


def is_judged(row: Row) -> bool:
    """Say that a figure is held against a target."""
    return row["level"] in ("good", "near", "missed")


@once
def judged(snapshot: Snapshot, filters: Filters) -> list[tuple[Page, Headline, Row]]:
    """Return the rows that are held against a target each month, with the page and the headline that they are of."""
    found = [
        (page, headline, row)
        for page, headline in shown(snapshot, filters)
        for row in _goals(page, headline, snapshot, of_month(filters))
    ]
    return [each for each in found if is_judged(each[2])]


def _goals(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> Iterator[Row]:
    if headline.counted_elsewhere:
        return
    subject = subject_of(page, headline, snapshot, filters)
    last = series(headline, snapshot, filters)[-1]
    if headline.goals is None:
        name = name_of(snapshot, headline.metric, filters.last)
        yield last | {
            "subject": subject,
            "name": name,
            "is_thing": False,
            "shown": figure_words(headline, last),
        }
        return
    found = table_of(headline.goals, snapshot, replace(filters, first=last["month"], last=last["month"]))
    yield from (row | {"subject": subject, "is_thing": True} for row in found.records)
