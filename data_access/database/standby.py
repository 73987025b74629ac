"""How far a standby has come: what it has not replayed yet is not there, however quickly it answers."""

from sqlalchemy import Connection, text

# A standby follows while it receives from its primary and has replayed all that it has received. Whoever may not see
# what state the receiver is in sees at least that there is one.
_REPLAYED = text("""
    SELECT
        CASE WHEN pg_is_in_recovery() THEN
            NOT pg_is_wal_replay_paused()
            AND coalesce(pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn(), false)
            AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver WHERE coalesce(status, 'streaming') = 'streaming')
        ELSE true END AS follows,
        EXTRACT(EPOCH FROM coalesce(
            pg_last_xact_replay_timestamp(), (SELECT checkpoint_time FROM pg_control_checkpoint())
        )) AS replayed
""")


def seen_at(connection: Connection, asked: float) -> float:
    """Return of when (epoch seconds) the state is that a transaction sees, whose first statement this is.

    That is `asked`, when it is called, where the database is the primary, or a standby that follows it; of one that
    does not it is when the last change was made that it has replayed, by the primary's clock.
    """
    if connection.dialect.name != "postgresql":
        return asked
    row = connection.execute(_REPLAYED).one()
    return asked if row.follows else min(asked, float(row.replayed))
