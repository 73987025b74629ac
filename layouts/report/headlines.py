"""The headline figures as they are frozen: each with its target, its light, its change, and what stands behind it."""

from typing import Any

from data_access.numbers import explanations
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.headlines import figures, goal_of, headline_of, judged, of_month
from layouts.parts import behind
from layouts.parts.declarations import Headline, Page
from layouts.report.parts import words_of
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.status import BEHIND

Frozen = dict[str, Any]


def rows(snapshot: Snapshot, filters: Filters) -> list[Frozen]:
    """Return a row a headline figure, as the overview's table has them."""
    return [row(each) for each in figures.table(snapshot, filters).records]


def row(of: Row) -> Frozen:
    """Return a row of `figures` as it is frozen."""
    plain = {name: _known(of[name]) for name in ("value", "target", "step_month", "step_year")}
    words = (
        "subject", "name", "metric", "unit", "month", "shown", "level", "word", "reason", "since_month", "since_year",
        "sign", "sign_words", "assurance", "assurance_words",
    )  # fmt: skip
    return plain | {name: str(of[name]) for name in words}


def _known(value: Any) -> float | None:
    return None if text.is_missing(value) else float(value)


def targets(snapshot: Snapshot, filters: Filters) -> list[Frozen]:
    """Return a row a target that was judged, the worst first, with what stands behind those that were not reached.

    `key` names the figure, and the month that was judged; `words` is what its owner says ({} where he says nothing),
    `shown_cause` what the figures show, and `noted` what is written at the month.
    """
    asked = of_month(filters)
    found = judged(snapshot, asked)
    ordered = sorted(
        found, key=lambda each: behind.worst_first(headline_of(each[0], each[1]).metric, each[2])
    )
    return [_with_cause(*each, snapshot, asked) for each in ordered]


def target(page: Page, headline: Headline, row: Row, snapshot: Snapshot, filters: Filters) -> Frozen:
    """Return a judged target as it is frozen, with what its owner says; what else stands behind it is not asked."""
    thing = row["system"] if row["is_thing"] else ""
    of = headline_of(page, headline)
    place = explanations.place(of.metric, row["month"], filters, system=thing, desk=headline.desk)
    frozen: Frozen = {
        "key": "/".join(place[:5]).rstrip("/"),
        "page": page.key,
        "subject": row["subject"] if not thing else _(page.name),
        "name": row["name"],
        "metric": of.metric,
        "month": row["month"],
        "value": _known(row["value"]),
        "target": _known(row["target"]),
        "shown": row["shown"],
        "goal": goal_of(page, headline, row),
        "counts": _counts(row),
        "level": row["level"],
        "word": row["word"],
        "words": {},
        "shown_cause": "",
        "noted": "",
    }
    said = explanations.at(snapshot, place)
    if said:
        frozen["words"] = words_of(snapshot, said)
    return frozen


def _with_cause(page: Page, headline: Headline, row: Row, snapshot: Snapshot, filters: Filters) -> Frozen:
    frozen = target(page, headline, row, snapshot, filters)
    if row["level"] in BEHIND:
        thing = row["system"] if row["is_thing"] else ""
        known = behind.cause(page, headline_of(page, headline), thing, row, snapshot, filters)
        frozen["shown_cause"] = "" if frozen["words"] else known.shown
        frozen["noted"] = known.noted
    return frozen


def _counts(row: Row) -> str:
    """Write the counts that a share is made of; '' where it is of none."""
    counted = [row.get(name) for name in ("numerator", "denominator")]
    if any(text.is_missing(each) for each in counted):
        return ""
    met, of = (text.number(each) for each in counted)
    return _("{met} af {of}", met=met, of=of)
