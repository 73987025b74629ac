"""The database that a store or a refresher asks, and the test answers for."""

from collections.abc import Iterator

import pytest

from tests.unit.data_access.snapshot.attempts import Database


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.release()
