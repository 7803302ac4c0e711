"""Runs migrations on the connection that `briefing.store.upgrading` hands over, inside its transaction."""

from alembic import context

from briefing.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite undoes DDL too, as long as the driver does not commit by itself: store/engine.py sees to that.
    transactional_ddl=True,
)
context.run_migrations()
