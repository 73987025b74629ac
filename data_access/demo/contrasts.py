"""What makes hospitals, weekdays and kinds of cases differ: made up, so that whoever asks why finds something.

A contrast says which of a month's calls and cases are the late ones, never how many: the month's own figures are those
that were published, or near to them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access.demo.calendar import Days, Floats, Ints, Month, months
from data_access.demo.organisation import SITE_IDS

Course = tuple[float, float]  # in the first month and in the last

# The odds that a caller from the site waits longer than the limit or hangs up, beside those of the other sites.
WAITING: Mapping[str, Course] = {
    "hilleroed": (1.9, 1.9), "frederikssund": (1.9, 1.9), "helsingoer": (1.9, 1.9),
    "bispebjerg": (2.2, 0.5), "frederiksberg": (2.2, 0.5), "bornholm": (0.45, 0.45),
    "herlev": (0.9, 0.9), "gentofte": (0.8, 0.8), "amager": (1.2, 1.2),
}  # fmt: skip
# How readily a telephone case from the site is solved at first contact, beside those of the other sites.
SOLVED_AT_ONCE: Mapping[str, Course] = {
    "psykiatrien": (0.55, 0.55), "hvidovre": (0.8, 0.8), "bornholm": (1.5, 1.5), "bispebjerg": (0.7, 1.2),
    "frederiksberg": (0.7, 1.2), "administration": (1.3, 1.3),
}  # fmt: skip
# The risk that a case from the site passes its limit, beside those of the other sites.
TOO_LATE: Mapping[str, Course] = {
    "bispebjerg": (1.7, 0.6), "frederiksberg": (1.7, 0.6), "bornholm": (0.6, 0.6), "psykiatrien": (1.2, 1.2),
    "blegdamsvej": (0.85, 0.85),
}  # fmt: skip
# One kind of case goes badly at one site: a supplier has most of these, and keeps few limits.
BAD_SITE, BAD_PRIORITY, BAD_HANDLER = "hvidovre", "medium", "supplier"
BAD_RISK, BAD_SHARE = 5.0, 0.45
SUPPLIER_RISK, SUPPLIER_SHARE = 1.3, 0.15
# How strained the desk is on each weekday, and while half of it is at lunch.
_STRAIN_OF_DAY = np.array([1.5, 1.1, 0.95, 0.9, 0.7, 0.8, 0.8])
_LUNCH, _STRAIN_OF_LUNCH = 12, 1.5
# Where the pathways are within their limit more often, and where less.
DIAGNOSED: Mapping[str, float] = {"hvidovre": 0.86, "hilleroed": 0.92, "bornholm": 1.14, "gentofte": 1.08}
# How much of a system's slowness lies at the site, beside the other sites.
SLOWER: Mapping[str, Mapping[str, float]] = {
    "mail-kalender": {"bornholm": 2.0, "hilleroed": 1.5, "gentofte": 0.6},
    "orbit": {"blegdamsvej": 2.2, "hvidovre": 1.4, "bornholm": 0.5},
    "epm3": {"amager": 2.0},
}


def by_site(table: Mapping[str, float], sites: Sequence[str]) -> Floats:
    """Return a table's number for each of the sites; 1 for those it does not name."""
    return np.array([table.get(site, 1.0) for site in sites])


def at_sites(table: Mapping[str, Course], month: Month) -> Floats:
    """Return a table's number for each site in the month, in the order of their ids; 1 for those it does not name."""
    every = months()
    way = every.index(month) / (len(every) - 1)
    courses = [table.get(site, (1.0, 1.0)) for site in SITE_IDS]
    return np.array([first + (last - first) * way for first, last in courses])


def waiting_weights(month: Month, weights: Floats, share: float) -> tuple[Floats, Floats]:
    """Return the weights of the sites among the calls that wait long, which are this share of all, and among the rest.

    Together each site has as many calls as its weight says.
    """
    odds = at_sites(WAITING, month) * share / max(1 - share, 1e-9)
    part = odds / (1 + odds)
    return weights * part, weights * (1 - part)


def strain(days: Days, hours: Ints) -> Floats:
    """Return how strained a desk is in each hour of each day, beside the usual: days x hours."""
    of_day = _STRAIN_OF_DAY[(days.astype(int) + 3) % 7]
    return np.outer(of_day, np.where(hours == _LUNCH, _STRAIN_OF_LUNCH, 1.0))


def handlers(rng: np.random.Generator, site: Ints, priority: NDArray[np.str_]) -> NDArray[np.str_]:
    """Draw who handles each case: the suppliers have their share, and more of the cases that go badly."""
    share = np.where(_is_bad(site, priority), BAD_SHARE, SUPPLIER_SHARE)
    return np.where(rng.random(len(site)) < share, BAD_HANDLER, "cimt")


def late_risk(month: Month, site: Ints, priority: NDArray[np.str_], handler: NDArray[Any]) -> Floats:
    """Return each case's risk of passing its limit, beside the usual."""
    supplied = handler == BAD_HANDLER
    of_handler = np.where(supplied, SUPPLIER_RISK, 1.0)
    risk = np.where(supplied & _is_bad(site, priority), BAD_RISK, of_handler)
    return np.asarray(risk * at_sites(TOO_LATE, month)[site - 1])


def _is_bad(site: Ints, priority: NDArray[np.str_]) -> NDArray[np.bool_]:
    return np.asarray((site == SITE_IDS[BAD_SITE]) & (priority == BAD_PRIORITY))
