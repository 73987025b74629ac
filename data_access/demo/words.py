"""What owners said of the figures of spring 2015, by role and without names: the published causes in our own words."""

from datetime import date, datetime

from sqlalchemy import Connection, insert

from data_access.database import schema as t
from data_access.demo.facts import number, read_facts
from vocabulary.people import OWNER

_READ = ("metric", "month", "desk", "system", "tied_to", "cause", "action", "responsible")


def write(connection: Connection) -> None:
    """Write the words as they were published once each; nobody's account has written them."""
    rows = [
        {name: row[name] for name in _READ}
        | {"back_at": date.fromisoformat(row["back_at"]), "promised": number(row["promised"])}
        | {"written_at": datetime.fromisoformat(row["written_at"])}
        | {"version": 1, "state": "published", "role": OWNER}
        for row in read_facts("explanations")
    ]
    connection.execute(insert(t.explanations), rows)
