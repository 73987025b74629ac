"""What several kinds have in common: fields, a check, and the Danish clock."""

from typing import Any

import pandas as pd
from sqlalchemy import Table

from data_access.database import schema as t
from data_access.database.clock import DENMARK
from data_access.imports.kinds.field import Check, Field


def reference(name: str, table: Table, about: str, example: str, **more: Any) -> Field:
    """Return a field that names a thing of another table, by its key or its name."""
    return Field(name, "reference", about, example, table=table, **more)


def exceeds(part: str, whole: str) -> Check:
    """Return the check that a part is more than the whole it is counted out of."""
    return lambda rows: rows[part] > rows[whole]


def danish_time(utc: "pd.Series[Any]") -> "pd.Series[Any]":
    """Turn UTC times without zone into Danish wall-clock time without zone."""
    local: pd.Series[Any] = utc.dt.tz_localize("UTC").dt.tz_convert(DENMARK).dt.tz_localize(None)
    return local


SITE = reference(
    "site", t.sites, "Matriklen, som hospitalet hed, da tallet blev til", "Herlev", required=True
)
DESK = reference("desk", t.desks, "Servicedesken", "cimt", required=True)
MONTH = Field("month", "month", "Måneden", "2015-04", required=True)
YEAR = Field("year", "whole", "Året", "2018", required=True, least=1990, most=2100)
NOTE = Field("note", "text", "En bemærkning, der vises ved tallet", "", default="")
