"""The demonstration database, open to read."""

from collections.abc import Callable, Iterator

import pandas as pd
import pytest
from sqlalchemy import Connection, text

from data_access.database.engine import reader

Query = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def connection(demo_url: str) -> Iterator[Connection]:
    with reader(demo_url).connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def query(connection: Connection) -> Query:
    """Return what runs a statement and gives its rows."""
    return lambda statement: pd.read_sql(text(statement), connection)
