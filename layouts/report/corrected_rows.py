"""The figures and the lights of a part's rows that are others today than they were printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layouts.report.corrected_again import Again, Row, about_of, correction_of, is_of
from layouts.report.correction import Correction, Document
from vocabulary import text
from vocabulary.language import _, ngettext
from vocabulary.status import WORDS, Level

JUDGED = ("good", "near", "missed")
# What is worked out of all months of a figure, each of which is told where it is corrected itself; and what is older
# each month.
DERIVED = ("usual_low", "usual_high", "age_months")
_SHARES = ("percent", "points", "goal")


@dataclass(frozen=True)
class _Step:
    """One figure of a row that is another: its column, how it was printed and is written today, and by how much."""

    column: str
    was: str
    now: str
    by: str
    is_share: bool


_Changed = tuple[tuple[_Step, ...], tuple[str, ...]]


def figures(again: Again, by: list[str], both: Sequence[tuple[Row, Row]]) -> list[Correction]:
    """Return the rows of which figures are others today, one correction a row; those that are alike in it are one.

    Where counts are others, the shares of other rows follow from them, and are counted only.
    """
    found: dict[_Changed, list[Row]] = {}
    for row, today in both:
        steps = tuple(_steps(again.part, row, today)) if is_of(again, row, today) else ()
        if steps:
            is_judged = _is_judged(again.part, steps)
            turns = tuple(light_turns(_named(again, by, row), row, today)) if is_judged else ()
            found.setdefault((steps, turns), []).append(row)
    own = {at: rows for at, rows in found.items() if at[1] or not all(step.is_share for step in at[0])}
    told = [_of_rows(again, by, rows, *at) for at, rows in (own or found).items()]
    if own and len(own) < len(found):
        told.append(_following(again, [at[0] for at in found if at not in own]))
    return told


def _named(again: Again, by: list[str], row: Row) -> str:
    return f"{again.quoted}, {about_of(by, [row])}"


def _is_judged(part: Document, steps: Sequence[_Step]) -> bool:
    judged = {column["label"] for column in part["columns"] if column["kind"] == "judged"}
    return any(step.column in judged for step in steps)


def _steps(part: Document, row: Row, today: Row) -> Iterator[_Step]:
    for column in part["columns"]:
        key = column["key"]
        if not column["is_number"] or key in DERIVED or key not in today or row[key] is None:
            continue
        was, now = row[""][key], today[""][key]
        if was == now or _same(row[key], today[key]):
            continue
        yield _Step(column["label"], was, now, _by(was, row[key], today[key]), column["kind"] in _SHARES)


def _same(was: float, now: float | None) -> bool:
    return now is not None and abs(was - now) <= 1e-9 * max(abs(was), 1.0)


def _by(printed: str, was: float, now: float | None) -> str:
    """Write by how much a figure is another, as precisely as it was printed: shares in percentage points."""
    if now is None:
        return ""
    if any(each in printed for each in ("sek.", "min.")):
        return f"{'+' if now > was else text.MINUS}{text.duration(abs(text.difference(now, was)))}"
    decimals = len(found.group(1)) if (found := re.search(r",(\d+)", printed)) else 0
    step = text.signed(text.difference(now, was, decimals), decimals)
    return _("{step} procentpoint", step=step) if "%" in printed else step


def _of_rows(
    again: Again, by: list[str], rows: Sequence[Row], steps: Sequence[_Step], turns: tuple[str, ...]
) -> Correction:
    first = next((step for step in steps if not step.is_share), steps[0])
    others = [step for step in steps if step is not first]
    words = "; ".join([_told(first), *(_told(step) for step in others)])
    said = f"{text.capital(about_of(by, rows))}, {words}."
    found = correction_of("figure", again, by, rows, first.column, first.was, first.now, first.by, turns)
    return replace(found, said=said)


def _told(step: _Step) -> str:
    by = f" ({step.by})" if step.by else ""
    return _(
        "{column}: trykt {printed}, i dag {today}{by}",
        column=text.small(step.column), printed=step.was, today=step.now, by=by,
    )  # fmt: skip


def _following(again: Again, several: Sequence[Sequence[_Step]]) -> Correction:
    """Return the shares that are others because counts beside them are."""
    n = sum(map(len, several))
    said = ngettext(
        "{n} andel i de andre rækker er en anden i dag, fordi andre tal i tabellen er det.",
        "{n} andele i de andre rækker er andre i dag, fordi andre tal i tabellen er det.",
        n,
        n=text.number(n),
    )
    return replace(correction_of("figure", again, [], [], "", "", "", "", ()), said=said)


def light_turns(of: str, row: Row, today: Row) -> Iterator[str]:
    """Say that a light turns, where the row has one of a judged figure today or had one when it was printed."""
    was, now = row["level"], today["level"]
    if was != now and (was in JUDGED or now in JUDGED):
        yield _("{of}: lyset skifter fra {was} til {now}.", of=of, was=_light(row), now=_light(today))


def _light(row: Row) -> str:
    """Return a row's light in words: its own (a project's is its colour), else those of all figures."""
    own = row[""].get("word") or (row[""]["value"] if isinstance(row.get("value"), str) else "")
    level: Level = row["level"]
    return text.quoted(own if own and row["level"] in JUDGED else _(WORDS[level]))


def lights(again: Again, by: list[str], both: Sequence[tuple[Row, Row]]) -> Iterator[Correction]:
    """Return the lights that turned where no judged figure says it: of rows that have a figure, or are of a month."""
    columns = again.part["columns"]
    if not any(each["is_number"] or each["key"] == "month" for each in columns):
        return
    is_told = any(each["kind"] == "judged" for each in columns)
    for row, today in both:
        if not is_of(again, row, today) or row["level"] not in JUDGED:
            continue
        moved = is_told and row[""].get("value") != today[""].get("value")
        turned = () if moved else tuple(light_turns(_named(again, by, row), row, today))
        if turned:
            was, now = _light(row), _light(today)
            yield correction_of("light", again, by, [row], _("Lys"), was, now, "", turned)
