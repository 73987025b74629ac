"""How a headline figure has moved, in words: since last month and since the same month last year."""

from collections.abc import Mapping, Sequence

from data_access.numbers.workdays import Longer
from data_access.snapshot.rows import Row
from layouts.parts import orders
from layouts.parts.declarations import Headline
from vocabulary import text
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS, Days, Metric
from vocabulary.months import shift

MONTHS_BACK = 12
FEW = 100
_MOVED = {
    "antal": (N_("flere"), N_("færre")),
    "sekunder": (N_("længere"), N_("kortere")),
    "%": (N_("højere"), N_("lavere")),
}
BETTER, WORSE = N_("bedre"), N_("dårligere")
_ONE = (N_("mere"), N_("færre"))
_A_DAY: dict[Days, str] = {"workdays": N_("pr. hverdag"), "days": N_("om dagen")}
_EQUALLY_MANY: dict[Days, str] = {"workdays": N_("hverdage"), "days": N_("dage")}


def changes(headline: Headline, rows: Sequence[Row], longer: Longer, so_far: Sequence[Row] = ()) -> list[str]:
    """Compare the last of the rows with that of the month before it and that of twelve months before it.

    Where the last month is under way, `so_far` are the rows of it and the month before of the days that are over in it.
    The same month of the year before is taken as it is, as everybody does.
    """
    by_month, last = {str(row["month"]): row for row in rows}, rows[-1]
    if so_far:
        return [_so_far(headline, so_far)]
    month, year = (shift(last["month"], -back) for back in (1, MONTHS_BACK))
    return [
        _change(headline, last, by_month, month, longer),
        _change(headline, last, by_month, year, _as_it_is),
    ]


def _as_it_is(_days: Days, _month: str, _other: str) -> float:
    return 1.0


def steps(
    headline: Headline, rows: Sequence[Row], longer: Longer, so_far: Sequence[Row] = ()
) -> tuple[float, float]:
    """Return the same changes as numbers, in the unit of the figure; not-a-number where nothing can be compared."""
    by_month, last = {str(row["month"]): row for row in rows}, rows[-1]
    if so_far:
        before, now = so_far
        return _step(headline, now, before), float("nan")
    pairs = [
        (by_month.get(shift(last["month"], -back)), measure)
        for back, measure in ((1, longer), (MONTHS_BACK, _as_it_is))
    ]
    since_month, since_year = (
        _step(headline, last, before, by_day(headline, last, before, measure))
        if before is not None and _is_whole(last) and _is_whole(before)
        else float("nan")
        for before, measure in pairs
    )
    return since_month, since_year


def _step(headline: Headline, now: Row, before: Row, times: float = 1.0) -> float:
    column, places = _column(headline)
    if text.is_missing(now[column]) or text.is_missing(before[column]):
        return float("nan")
    if times != 1:
        return float(now[column]) - float(before[column]) * times
    return text.difference(now[column], before[column], places)


def _column(headline: Headline) -> tuple[str, int]:
    """Return the column of what a tile shows, and with how many decimals it does."""
    return ("numerator", 0) if headline.counted else ("value", METRICS[headline.metric].decimals)


def by_day(headline: Headline, now: Row, before: Row, longer: Longer) -> float:
    """Return how many times the days of the month before a month has, for what adds up over it; else 1."""
    days = METRICS[headline.metric].adds_up
    return longer(days, now["month"], before["month"]) if days else 1.0


def brief(
    metric: Metric, step: float, before: float, *, counted: bool, times: float = 1.0
) -> tuple[str, str]:
    """Write a change as a column has room for, and in a (marked) word whether it is better or worse; '' of none.

    `step` and `before` are in the figure's unit, or so many things where these are counted; `times` is as of `by_day`.
    """
    if step != step:
        return "", ""
    if counted:
        size = _number(step)
    elif metric.unit == "%":
        written = _number(step, metric.decimals)
        size = _("{n} point", n=written) if written else ""
    else:
        size = _size_of(metric.unit, metric.decimals, step, before)
    if not size:
        return _("Uændret"), ""
    if times != 1 and metric.adds_up and before >= FEW:
        size = f"{size} {_(_A_DAY[metric.adds_up])}"
    worth = "" if metric.better == "neither" else BETTER if (step > 0) == (metric.better == "up") else WORSE
    return f"{'▲' if step > 0 else '▼'} {size}", worth


def _so_far(headline: Headline, rows: Sequence[Row]) -> str:
    """Say how the month under way has moved since the same days of the month before it."""
    before, now = rows
    month = text.month(before["month"])
    if text.is_missing(now["value"]) or text.is_missing(before["value"]):
        return _("Kan ikke sammenlignes med {month}", month=month)
    return _moved(headline, now, before, _("i de samme dage i {month}", month=month))


def _change(headline: Headline, last: Row, rows: Mapping[str, Row], month: str, longer: Longer) -> str:
    before = rows.get(month)
    if before is None or not (_is_whole(last) and _is_whole(before)):
        return _("Kan ikke sammenlignes med {month}", month=text.month(month))
    times = by_day(headline, last, before, longer)
    return _moved(headline, last, before, _("i {month}", month=text.month(month)), times)


def _moved(headline: Headline, last: Row, before: Row, when: str, times: float = 1.0) -> str:
    metric = METRICS[headline.metric]
    column, places = _column(headline)
    step = orders.step(last, before, column, places, times=times)
    if times != 1 and metric.adds_up:
        if before["value"] >= FEW:
            return _moved_by_day(metric, metric.adds_up, step, float(last["value"]) - step, when)
        # Of a handful a day there is little to say.
        when = _("{when}, regnet på lige mange {days}", when=when, days=_(_EQUALLY_MANY[metric.adds_up]))
    size = _number(step) if headline.counted else _size_of(metric.unit, places, step, float(before["value"]))
    if not size or not step:
        return _("Uændret, som {when}", when=when)
    more, fewer = _ONE if size == "1" else _MOVED["antal" if headline.counted else metric.unit]
    return _(
        _sentence(metric, step),
        arrow="▲" if step > 0 else "▼",
        size=size,
        moved=_(more if step > 0 else fewer),
        when=when,
    )


def _moved_by_day(metric: Metric, days: Days, step: float, before: float, when: str) -> str:
    """Say how many more there were a day than in a month of another length; `before` is its figure for as many days."""
    share, each = 100 * abs(step) / before, _(_A_DAY[days])
    if not text.rounded(share):
        return _("Uændret {each}, som {when}", each=each, when=when)
    size, arrow = text.quantity(share, "%"), "▲" if step > 0 else "▼"
    more, fewer = _MOVED[metric.unit]
    said = {"arrow": arrow, "size": size, "moved": _(more if step > 0 else fewer), "each": each, "when": when}
    if metric.better == "neither":
        return _("{arrow} {size} {moved} {each} end {when}", **said)
    if (step > 0) == (metric.better == "up"):
        return _("{arrow} {size} {moved} {each} (bedre) end {when}", **said)
    return _("{arrow} {size} {moved} {each} (dårligere) end {when}", **said)


def _sentence(metric: Metric, step: float) -> str:
    if metric.better == "neither":
        return N_("{arrow} {size} {moved} end {when}")
    if (step > 0) == (metric.better == "up"):
        return N_("{arrow} {size} {moved} (bedre) end {when}")
    return N_("{arrow} {size} {moved} (dårligere) end {when}")


def _is_whole(row: Row) -> bool:
    return row["state"] == "whole" and not text.is_missing(row["value"])


def _number(size: float, decimals: int = 0) -> str:
    """Write how large a step is; '' where nothing of it is left in print."""
    return text.number(abs(size), decimals) if text.rounded(abs(size), decimals) else ""


def difference_words(unit: str, value: float, other: float, decimals: int) -> str:
    """Say by how much a figure differs from another: `3,2 procentpoint højere`; '' where they are alike in print."""
    step = text.difference(value, other, decimals)
    size = _size_of(unit, decimals, step, other)
    if not size or not step:
        return ""
    more, fewer = _ONE if size == "1" else _MOVED[unit]
    return f"{size} {_(more if step > 0 else fewer)}"


def _size_of(unit: str, decimals: int, step: float, before: float) -> str:
    if unit == "%":
        written = _number(step, decimals)
        return _("{n} procentpoint", n=written) if written else ""
    if unit == "sekunder":
        return text.duration(abs(step)) if step else ""
    # Of a handful, a share says less than the number itself.
    if before < FEW:
        return _number(step)
    share = 100 * abs(step) / before
    return text.quantity(share, "%") if _number(share) else ""
