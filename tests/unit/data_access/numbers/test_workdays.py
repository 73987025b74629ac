"""A month is as long as its working days, for what comes on them: not as its days."""

from data_access.numbers.workdays import longer, workdays
from data_access.snapshot.snapshot import Snapshot


def test_public_holidays_are_no_working_days(demo_snapshot: Snapshot) -> None:
    # Maundy Thursday, Good Friday and Easter Monday lay in April 2015.
    assert [workdays(demo_snapshot, f"2015-0{month}") for month in (2, 3, 4)] == [20, 22, 19]
    assert longer(demo_snapshot)("workdays", "2015-04", "2015-03") == 19 / 22
    assert longer(demo_snapshot)("days", "2015-04", "2015-03") == 30 / 31
