"""What Alembic runs to start: it takes the connection that `data_access.database.migrate` hands it."""

from alembic import context

from data_access.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a table by building it anew; both databases understand migrations written for that.
    render_as_batch=True,
)
# No begin_transaction() here: the transaction is the caller's.
context.run_migrations()
