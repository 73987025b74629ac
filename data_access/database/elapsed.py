"""The seconds between two times, said once for both databases."""

from typing import Any

from sqlalchemy import ColumnElement, Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class elapsed_seconds(FunctionElement[float]):  # noqa: N801 - reads as the SQL function it is
    """`elapsed_seconds(begin, end)`: how many seconds end lies after begin."""

    type = Float()
    inherit_cache = True

    def __init__(self, begin: ColumnElement[Any], end: ColumnElement[Any]) -> None:
        super().__init__(begin, end)


@compiles(elapsed_seconds)
def _postgresql(element: elapsed_seconds, compiler: Any, **options: Any) -> str:
    begin, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"EXTRACT(EPOCH FROM ({end} - {begin}))"


@compiles(elapsed_seconds, "sqlite")
def _sqlite(element: elapsed_seconds, compiler: Any, **options: Any) -> str:
    begin, end = (compiler.process(clause, **options) for clause in element.clauses)
    # strftime('%s') would cut off the fraction of a second that makes a case late.
    return f"ROUND((julianday({end}) - julianday({begin})) * 86400.0, 3)"
