"""One at a time: a load, or a report that is written in the web, of the tables that both write."""

from sqlalchemy import Connection, text

_LOCK = 7_315_401  # the advisory lock that one load at a time holds on PostgreSQL


def alone(connection: Connection, seconds: int | None = None) -> None:
    """Wait for another to end, however long or `seconds`; raises OperationalError when it has not ended by then.

    On SQLite whoever writes is alone already.
    """
    if connection.dialect.name != "postgresql":
        return
    if seconds is not None:
        connection.execute(text(f"SET LOCAL lock_timeout = '{seconds}s'"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
