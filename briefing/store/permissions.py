"""What the user of a database may not do, asked without trying."""

import os
from dataclasses import dataclass

from sqlalchemy import Engine, text

from briefing.store.engine import reading, sqlite_path

_REFUSED = text(
    "SELECT wanted, tablename FROM pg_tables, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS wanted "
    "WHERE schemaname = current_schema() "
    "AND NOT has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), wanted) "
    "ORDER BY tablename, wanted"
)
_MAY_UPGRADE = text("SELECT has_schema_privilege(current_schema(), 'CREATE')")


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is not allowed; both empty when everything is.

    Attributes:
        use: of what every process needs.
        upgrade: of what only `briefing db upgrade` needs.
    """

    use: tuple[str, ...] = ()
    upgrade: tuple[str, ...] = ()


def lacking(engine: Engine) -> Lacking:
    """Look at the file of SQLite and its folder, or ask PostgreSQL; raises as `reading`."""
    if engine.dialect.name == "sqlite":
        path = sqlite_path(engine.url)
        places = (path, path.parent) if path is not None else ()
        return Lacking(use=tuple(f"write to {place}" for place in places if not os.access(place, os.W_OK)))
    with reading(engine) as connection:
        refused = connection.execute(_REFUSED).all()
        may_upgrade = bool(connection.scalar(_MAY_UPGRADE))
    use = tuple(f"{wanted} {table}" for wanted, table in refused)
    return Lacking(use, () if may_upgrade else ("CREATE tables in the schema",))
