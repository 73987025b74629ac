"""The name of a file says when it was made."""

from datetime import UTC, datetime

import pytest

from data_access.imports.mapping import made_at


@pytest.mark.parametrize(
    ("name", "form", "at"),
    [
        ("kald_20150413.csv", "kald_%Y%m%d", datetime.fromisoformat("2015-04-13 21:59:59")),
        ("kald_20150413_113015.csv", "%Y%m%d", datetime.fromisoformat("2015-04-13 21:59:59")),
        ("kald_20150413_113015.csv", "%Y%m%d_%H%M%S", datetime.fromisoformat("2015-04-13 09:30:15")),
        ("kald_12345678.csv", "%Y%m%d", None),
    ],
)
def test_a_name_says_when_a_file_was_made(name: str, form: str, at: datetime | None) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    assert made_at.in_name(name, form, now) == at
