"""How hospitals lie among each other, in an order that chance does not make.

Each is held against the rest of the region: its share by Fisher's exact test, its mean wait by the logarithms of the
two means. It differs when chance alone would seldom set it so far off, with one allowance (`ALARMS`) for all of them
and both directions together. Those that do not differ share their places, whatever their figures are. Where more than
half of them would differ the same way, it is the others that do: one that is far off moves the rest of each of them.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from data_access.numbers.chance import ALARMS, below_rest, mean_below
from data_access.numbers.few import ALONE

Standing = Literal["better", "alike", "worse", "few", ""]
Floats = NDArray[np.float64]
BOTH = 2  # directions that are asked about


@dataclass(frozen=True)
class Places:
    """Where each of some hospitals stands, in their order: its standing, and the first and last place that it may have.

    A place is 0 where there is none; `of` is how many are placed.
    """

    standings: list[Standing]
    firsts: list[int]
    lasts: list[int]
    of: int


def of_shares(hits: Any, tries: Any, all_hits: float, all_tries: float, enough: float) -> list[Standing]:
    """Say how each share stands against the rest: more is better.

    Fewer than `enough` tell nothing unless they are far off, and one thing alone that went wrong makes no share worse.
    What is missing (NaN), or of nothing, has no standing.
    """
    hits, tries = (np.asarray(each, dtype=np.float64) for each in (hits, tries))
    known = ~np.isnan(hits) & (tries > 0) & (tries < all_tries)
    asked = int(known.sum())
    if asked < 2 or not all_tries > 0:
        return ["" for _each in hits]
    good, counted = (np.where(known, each, 0).astype(np.int64) for each in (hits, tries))
    whole, total = round(all_hits), round(all_tries)
    alarm = ALARMS / (BOTH * asked)
    low = below_rest(good, counted, whole, total) < alarm
    high = below_rest(counted - good, counted, total - whole, total) < alarm
    low, high = _of_few(known, low & (counted - good > ALONE)), _of_few(known, high)
    return _standings(known, low, high, counted < enough)


def of_two(hits: Any, tries: Any, other_hits: Any, other_tries: Any) -> list[Standing]:
    """Say of each of several shares how it stands against one other, with one allowance for all of them together."""
    given = (np.asarray(each, dtype=np.float64) for each in (hits, tries, other_hits, other_tries))
    hits, tries, other_hits, other_tries = given
    known = ~np.isnan(hits + other_hits) & (tries > 0) & (other_tries > 0)
    asked = int(known.sum())
    if not asked:
        return ["" for _each in hits]
    good, counted, all_good, all_ = (
        np.where(known, each, 0).astype(np.int64)
        for each in (hits, tries, hits + other_hits, tries + other_tries)
    )
    alarm = ALARMS / (BOTH * asked)
    low = below_rest(good, counted, all_good, all_) < alarm
    high = below_rest(counted - good, counted, all_ - all_good, all_) < alarm
    return _standings(known, low & (counted - good > ALONE), high, np.zeros_like(known))


def of_means(values: Any, counts: Any, value: float, count: float, enough: float) -> list[Standing]:
    """Say how each mean wait stands against that of the rest: less is better. `value` and `count` are those of all."""
    values, counts = (np.asarray(each, dtype=np.float64) for each in (values, counts))
    known = ~np.isnan(values) & (counts > 0) & (counts < count)
    asked = int(known.sum())
    if asked < 2:
        return ["" for _each in values]
    own, of_own = np.where(known, values, 0.0), np.where(known, counts, 1.0)
    of_rest = count - of_own
    rest = (value * count - own * of_own) / of_rest
    alarm = ALARMS / (BOTH * asked)
    high = mean_below(rest, of_rest, own, of_own) < alarm
    low = mean_below(own, of_own, rest, of_rest) < alarm
    return _standings(known, _of_few(known, high), _of_few(known, low), of_own < enough)


def _of_few(known: Any, differ: Any) -> Any:
    """Return which differ one way; none where more than half do: then the others are what is different."""
    return differ & known & (2 * int(np.sum(differ & known)) <= int(np.sum(known)))


def _standings(known: Any, worse: Any, better: Any, few: Any) -> list[Standing]:
    found = np.select([~known, worse, better, few], ["", "worse", "better", "few"], "alike")
    return [str(each) for each in found]  # type: ignore[misc]  # they are those named above


def places(standings: list[Standing]) -> Places:
    """Give each its place: the better come first, the worse last, and those of one standing share their places."""
    counts = {each: standings.count(each) for each in ("better", "alike", "worse")}
    begins = {"better": 1, "alike": 1 + counts["better"], "worse": 1 + counts["better"] + counts["alike"]}
    firsts = [begins.get(each, 0) for each in standings]
    lasts = [begins[each] + counts[each] - 1 if each in begins else 0 for each in standings]
    return Places(standings, firsts, lasts, sum(counts.values()))


def funnel(hits: Any, tries: Any, all_hits: Any, all_tries: Any, asked: Any) -> tuple[Floats, Floats]:
    """Return the shares (0-100) between which a part of so many does not differ from the rest, by the same test.

    All are whole numbers of one length; `asked` is how many parts are asked about together.
    """
    hits, tries, all_hits, all_tries = (
        np.asarray(each, dtype=np.int64) for each in (hits, tries, all_hits, all_tries)
    )
    rest_hits, rest_tries = all_hits - hits, all_tries - tries
    alarm = ALARMS / (BOTH * np.asarray(asked, dtype=np.float64))
    fewest = np.minimum(_fewest(rest_hits, tries, rest_tries, alarm), np.maximum(tries - ALONE, 0))
    most = tries - _fewest(rest_tries - rest_hits, tries, rest_tries, alarm)
    whole = np.maximum(tries, 1)
    return 100 * fewest / whole, 100 * most / whole


def _fewest(rest_hits: Any, tries: Any, rest_tries: Any, alarm: Any) -> NDArray[np.int64]:
    """Return the fewest hits with which a part of so many is not below the rest: found by halving."""
    low, high = np.zeros_like(tries), tries.copy()
    while (low < high).any():
        middle = (low + high) // 2
        below = below_rest(middle, tries, middle + rest_hits, tries + rest_tries) < alarm
        low, high = np.where(below & (low < high), middle + 1, low), np.where(below, high, middle)
    return np.asarray(low, dtype=np.int64)
