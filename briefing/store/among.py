"""Whether a column holds one of many keys, as a statement that is the same however many there are.

They go as one parameter, so that the statement is put together, read and planned once; with a parameter for each key
that takes longer than to look them up.
"""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY


def among(connection: Connection, column: ColumnElement[str], keys: Sequence[str]) -> ColumnElement[bool]:
    """Whether the column holds one of the keys, for whichever database this is."""
    return _AMONG[connection.dialect.name](column, keys)


def _in_array(column: ColumnElement[str], keys: Sequence[str]) -> ColumnElement[bool]:
    return column == any_(bindparam(None, list(keys), ARRAY(Text)))


def _in_json(column: ColumnElement[str], keys: Sequence[str]) -> ColumnElement[bool]:
    listed = func.json_each(bindparam(None, json.dumps(keys))).table_valued("value")
    return column.in_(select(listed.c.value))


_AMONG = {"sqlite": _in_json, "postgresql": _in_array}
