"""What does not go as it should, for the overview: targets that were not reached, and open cases past their limit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data_access.numbers import explanations, past_limit
from data_access.numbers.tabled import Tabled, table_of
from data_access.numbers.variation import LONGEST
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages import cases
from layouts.pages.headlines import goal_of, headline_of, judged, of_month, past_words
from layouts.parts import behind
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import history
from layouts.parts.writing import form_address
from layouts.said import open_cases as said_of_open
from layouts.said import overview as said
from vocabulary import text
from vocabulary.filters import Filters, carried, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import shift
from vocabulary.status import BEHIND

COLUMNS = (
    "called", "about", "metric", "of_month", "value", "unit", "target", "goal", "level", "word", "shown", "since",
    "since_words", "missed_months", "is_new", "is_long", "cause", "noted", "why", "link",
    "goal_level", "form",
)  # fmt: skip


@Tabled
def figures(snapshot: Snapshot, filters: Filters) -> Table:
    """Return a row a target that was not reached, the worst first, and last the open cases past their limit.

    Columns: called, about (what the figure is of, where its name does not say it), metric, of_month, value, unit,
    target and goal (the same in words), level, word, shown, since (month from which it has not been reached, or ''),
    since_words, missed_months (how many of them were judged), is_new (flag: it was reached when it was judged before),
    is_long (flag: it was not for a year or more), cause (what its owner says, else what the figures show), noted (what
    is written at the month), why (address of the answer), link (what the address is called, where it is no answer to
    why), goal_level (the level of a target of the month; `none` of what is counted now) and form (address of where
    its owner's words are written; '' where it has them).
    """
    asked = of_month(filters)
    late = [_late(snapshot, asked, row) for row in past_limit.now.table(snapshot, asked).records]
    return Table.of_rows([*_missed(snapshot, asked), *(row for row in late if row["value"])], COLUMNS)


@once
def _missed(snapshot: Snapshot, filters: Filters) -> list[Row]:
    found = [each for each in judged(snapshot, filters) if each[2]["level"] in BEHIND]
    found.sort(key=lambda each: behind.worst_first(headline_of(each[0], each[1]).metric, each[2]))
    return [_lag(*each, snapshot, filters) for each in found]


def _lag(page: Page, headline: Headline, row: Row, snapshot: Snapshot, filters: Filters) -> Row:
    thing = row["system"] if row["is_thing"] else ""
    since = behind.missed(list(_history(headline, thing, row["month"], snapshot, filters)))
    of = headline_of(page, headline)
    place = (page, of, thing)
    known = behind.cause(*place, row, snapshot, filters)
    is_elsewhere = row["month"] != filters.last
    about = [_(page.name) if thing else row["subject"] if headline.about else ""]
    about += [text.month(row["month"])] if is_elsewhere else []
    return {
        "called": row["name"],
        "about": ", ".join(each for each in about if each),
        "metric": of.metric,
        "of_month": row["month"],
        "value": row["value"],
        "unit": _(METRICS[of.metric].unit),
        "target": row["target"],
        "goal": goal_of(page, headline, row),
        "since": since.since,
        "since_words": behind.since_words(since),
        "missed_months": since.months,
        "is_new": since.is_new,
        "is_long": since.months >= said.LONG,
        "cause": known.shown,
        "noted": known.noted,
        "why": behind.address(*place, row["month"], snapshot, filters, is_why=True),
        "link": "",
        "goal_level": row["level"],
        "form": _form(*place, row["month"], snapshot, filters),
        **{name: row[name] for name in ("level", "word", "shown")},
    }


def _form(
    page: Page, headline: Headline, thing: str, month: str, snapshot: Snapshot, filters: Filters
) -> str:
    of = explanations.place(headline.metric, month, filters, system=thing, desk=headline.desk)
    return "" if explanations.at(snapshot, of) else form_address(of)


def _history(
    headline: Headline, thing: str, month: str, snapshot: Snapshot, filters: Filters
) -> Iterator[Row]:
    """Return the months of a figure, or of one of the things that it stands for, up to one of them."""
    if headline.goals is None:
        yield from history(headline, snapshot, filters, month).records
        return
    first = max(shift(month, 1 - LONGEST), snapshot.choices.first)
    asked = replace(filters, first=min(first, month), last=month)
    rows = table_of(headline.goals, snapshot, asked)
    yield from rows.only([each == thing for each in rows["system"]]).records


def _late(snapshot: Snapshot, filters: Filters, now: Row) -> Row:
    """Return the row of the open cases that are past their limit: judged only where there is a target."""
    href = f"{cases.PAGE.path}{to_query(carried(filters), snapshot.choices)}#{cases.AGES.key}"
    goal = "" if text.is_missing(now["target"]) else text.number(now["target"])
    return {
        "called": METRICS[past_limit.METRIC].name,
        "about": "",
        "metric": past_limit.METRIC,
        "of_month": now["month"],
        "value": now["value"],
        "unit": _("af {n}", n=text.number(now["of"])),
        "target": now["target"],
        "goal": goal,
        "shown": past_words(now),
        "since": "",
        "since_words": _("Pr. {day}", day=text.day(date.fromisoformat(now["day"]))),
        "missed_months": float("nan"),
        "is_new": False,
        "is_long": False,
        "cause": said_of_open.old_words(now["old"]),
        "noted": "",
        "why": href,
        "link": _("Se deres alder"),
        "goal_level": "none",
        "form": "",
        **{name: now[name] for name in ("level", "word")},
    }
