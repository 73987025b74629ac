"""The demonstration's texts in English, for readers of that language."""

from sqlalchemy import Connection, insert

from data_access.database import schema as t
from data_access.demo.facts import read_facts


def write(connection: Connection) -> None:
    """Write the English words of every text that a reader can see, proper names that stay as they are too."""
    rows = [{"language": "en", **row} for row in read_facts("translations_en")]
    connection.execute(insert(t.translations), rows)
