"""What chance alone would seldom do: set a part below the rest, a share below its target, one before all the others."""

from collections.abc import Sequence
from functools import lru_cache
from math import erfc, exp, inf, lgamma, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
ALARMS = 0.05  # in so many of all questions, at most, is a part named that only chance set apart


FAR = 1.645  # standard deviations, which one of two is before the other by chance in `ALARMS` of all cases
LARGEST = 2_000  # of larger parts the normal curve says the same, and costs nothing
MOST = 100_000  # in the rest, beyond which more of them change nothing


def below_rest(hits: Any, tries: Any, all_hits: Any, all_tries: Any) -> NDArray[np.float64]:
    """Return how often chance alone gives a part so few hits, if its share is that of the rest (Fisher's exact test).

    All are whole numbers, broadcast against each other; `all_hits` and `all_tries` are those of part and rest.
    """
    given = (np.asarray(each, dtype=np.int64) for each in (hits, tries, all_hits, all_tries))
    hits, tries, all_hits, all_tries = np.broadcast_arrays(*given)
    is_small = tries <= LARGEST
    none = np.where(is_small, 1, 0)
    exact = _shorter(hits * none, tries * none, *_fewer(all_hits - hits, all_tries - tries))
    return np.where(is_small, exact, _normal(hits, tries, all_hits, all_tries))


def mean_below(mean: Any, count: Any, other: Any, of_other: Any) -> NDArray[np.float64]:
    """Return how often chance alone sets a mean wait so far below another, each of so many calls.

    By the normal curve of the difference of their logarithms, as in `leading`; 1 where one of them is nothing.
    """
    mean, count, other, of_other = (
        np.asarray(each, dtype=np.float64) for each in (mean, count, other, of_other)
    )
    known = (mean > 0) & (other > 0) & (count > 0) & (of_other > 0)
    one, two = np.where(known, mean, 1.0), np.where(known, other, 1.0)
    spread = np.sqrt(1 / np.where(known, count, 1.0) + 1 / np.where(known, of_other, 1.0))
    off = np.log(one / two) / spread
    return np.where(known, [erfc(-each / sqrt(2)) / 2 for each in off.tolist()], 1.0)


def below_target(hits: float, tries: float, target: float) -> float:
    """Return how often chance alone gives so few hits, if the share is in truth its target (0-100): binomial, exact."""
    share = target / 100
    if share >= 1:
        return 0.0 if hits < tries else 1.0
    if share <= 0 or hits >= tries:
        return 1.0
    return min(sum(exp(_log_binomial(found, tries, share)) for found in range(int(hits) + 1)), 1.0)


def _log_binomial(found: int, tries: float, share: float) -> float:
    ways = lgamma(tries + 1) - lgamma(found + 1) - lgamma(tries - found + 1)
    return ways + found * log(share) + (tries - found) * log(1 - share)


def leading(amounts: Sequence[float], counts: Sequence[float]) -> list[int]:
    """Return the places of the highest amount and of those that chance alone may have set below it, highest first.

    An amount is a number a day or a mean wait, `counts` how many calls each comes from: of both the logarithm has about
    the variance of one over that number (calls come as they please, and a wait varies about as much as it is long).
    """
    order = sorted(range(len(amounts)), key=lambda place: -amounts[place])
    if not order or amounts[order[0]] <= 0:
        return []
    first = order[0]
    return [
        place
        for place in order
        if amounts[place] == amounts[first] or _apart(amounts, counts, first, place) <= FAR
    ]


def _apart(amounts: Sequence[float], counts: Sequence[float], first: int, other: int) -> float:
    if amounts[other] <= 0 or not counts[other]:
        return inf
    return log(amounts[first] / amounts[other]) / sqrt(1 / counts[first] + 1 / counts[other])


def _fewer(hits: Counts, tries: Counts) -> tuple[Counts, Counts]:
    """Return the rest as if it were no larger than it takes."""
    kept = np.minimum(1.0, MOST / np.maximum(tries, 1))
    return np.rint(hits * kept).astype(np.int64), np.rint(tries * kept).astype(np.int64)


def _shorter(hits: Counts, tries: Counts, rest_hits: Counts, rest_tries: Counts) -> NDArray[np.float64]:
    """Return how often there are so few hits; where most are hits, by how often misses are fewer, which costs less."""
    if hits.max(initial=0) <= (tries - hits).max(initial=0):
        return _exact(hits, tries, rest_hits, rest_tries)
    fewer_misses = _exact(tries - hits - 1, tries, rest_tries - rest_hits + 1, rest_tries)
    return np.clip(1 - fewer_misses, 0.0, 1.0)


def _exact(hits: Counts, tries: Counts, rest_hits: Counts, rest_tries: Counts) -> NDArray[np.float64]:
    hits, tries, rest_hits, rest_tries = (each[..., None] for each in (hits, tries, rest_hits, rest_tries))
    all_hits, misses = hits + rest_hits, tries - hits + rest_tries - rest_hits
    table = _log_factorials(int((all_hits + misses).max(initial=0)).bit_length())
    found = np.arange(int(hits.max(initial=0)) + 1)
    can_be = (found <= hits) & (tries - found <= misses)
    taken = np.where(can_be, found, hits)
    chance = (
        _log_choose(table, all_hits, taken)
        + _log_choose(table, misses, tries - taken)
        - _log_choose(table, all_hits + misses, tries)
    )
    summed: NDArray[np.float64] = np.where(can_be, np.exp(chance), 0.0).sum(axis=-1)
    return summed


def _normal(hits: Counts, tries: Counts, all_hits: Counts, all_tries: Counts) -> NDArray[np.float64]:
    whole = np.maximum(all_tries, 2)
    share = all_hits / whole
    spread = np.sqrt(tries * share * (1 - share) * (whole - tries) / (whole - 1))
    off = (hits + 0.5 - tries * share) / np.where(spread > 0, spread, np.inf)
    return np.array([erfc(-each / sqrt(2)) / 2 for each in np.ravel(off)]).reshape(np.shape(off))


def _log_choose(table: NDArray[np.float64], of: Counts, taken: Counts) -> NDArray[np.float64]:
    result: NDArray[np.float64] = table[of] - table[taken] - table[of - taken]
    return result


@lru_cache(maxsize=32)
def _log_factorials(bits: int) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, 2**bits + 1)))])
