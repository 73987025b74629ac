"""How many it takes: of fewer, a figure says more about the few than about how it goes.

The least number is a row of the limits (`few`), with `LEAST` where there is none. A figure of fewer has no light,
unless it lies further from its target than chance would often set it, and not by one of them: one thing alone never
makes a figure bad.
"""

from datetime import date

from data_access.numbers.chance import ALARMS, below_target
from data_access.snapshot.snapshot import Snapshot

SUBJECT = "few"
LEAST = 30
# What a share is a share of, as the limits name it: of these each is good or bad, and chance has a part in it.
THINGS = {
    "service_level": "calls",
    "answered_share": "calls",
    "average_wait": "calls",
    "first_contact_resolution": "cases",
    "cases_within_limit": "cases",
    "response_time": "samples",
    "diagnosed_somatic": "pathways",
    "diagnosed_psychiatry": "pathways",
}
ALONE = 1  # so many that went wrong decide nothing


def least(snapshot: Snapshot, metric: str, on: date) -> float:
    """Return how many a figure must be counted over on a day to be judged; 0 where it is not made of chances."""
    if metric not in THINGS:
        return 0.0
    found = snapshot.limit(SUBJECT, THINGS[metric], on)
    return LEAST if found is None else found


def is_few(
    snapshot: Snapshot, metric: str, on: date, hits: float, tries: float, target: float | None
) -> bool:
    """Say that a figure of a day has a target, but is counted over too few to be held against it."""
    enough = least(snapshot, metric, on)
    return target is not None and tries > 0 and not is_judged(hits, tries, target, enough)


def is_judged(hits: float, tries: float, target: float | None, enough: float) -> bool:
    """Say that so few can be held against a target (0-100): they are enough, or too far from it to be chance.

    However many they are, one that went wrong does not make them bad, but where one thing is said to be enough.
    """
    if target is None:
        return True
    missed = tries - hits
    if tries >= enough:
        return enough <= ALONE or missed > ALONE or 100 * hits >= target * tries
    is_low = missed > ALONE and below_target(hits, tries, target) < ALARMS
    return is_low or below_target(missed, tries, 100 - target) < ALARMS
