"""What is worked out once for many months says of each what it says when the month is asked for with others alone."""

from dataclasses import replace

import pytest
from pandas.testing import assert_frame_equal

from data_access.numbers import calls, case_limits, cases, referrals, response_within
from data_access.numbers.by_month import near
from data_access.numbers.tabled import Tabled
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.months import shift

NUMBERS = (
    calls.offered, calls.average_wait, calls.abandoned, calls.service_level, calls.answered_share, calls.volumes,
    calls.outside, cases.first_contact_resolution, cases.telephone_share, cases.channels, case_limits.within_limit,
    cases.flow, cases.backlog, cases.kinds, cases.handlers, cases.by_channel, referrals.treatments,
    referrals.by_agreement, response_within.within_sla,
)  # fmt: skip
HALF_A_YEAR = Filters("2014-10", "2015-03", desk="cimt")
ASKED = (
    HALF_A_YEAR,
    replace(HALF_A_YEAR, first="2015-05", last="2015-05", desk="klinisk"),
    replace(HALF_A_YEAR, hospital="bornholms-hospital"),
    replace(HALF_A_YEAR, hospital="herlev-og-gentofte", organisation="then", month="2014-12"),
)


@pytest.mark.parametrize("numbers", NUMBERS, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_a_period_is_a_part_of_all_months(numbers: Tabled, demo_snapshot: Snapshot) -> None:
    alone = numbers.table.__wrapped__  # type: ignore[attr-defined]
    for asked in ASKED:
        assert_frame_equal(numbers(demo_snapshot, asked), alone(demo_snapshot, asked).frame())


def test_a_period_before_the_newest_years_stays_its_own(demo_snapshot: Snapshot) -> None:
    first = demo_snapshot.choices.first
    long_ago = replace(HALF_A_YEAR, first=shift(first, -120), last=first)
    assert near(demo_snapshot, long_ago) == long_ago
    assert len(calls.offered(demo_snapshot, long_ago)) == 121


def test_what_is_picked_or_compared_is_no_other_answer(demo_snapshot: Snapshot) -> None:
    picked = replace(HALF_A_YEAR, month="2014-12", compare="bornholms-hospital", why="besvaret")
    assert near(demo_snapshot, picked) == near(demo_snapshot, HALF_A_YEAR)
