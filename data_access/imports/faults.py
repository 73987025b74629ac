"""What can be wrong with a file or a mapping as a whole, told to the person who can mend it."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from data_access.database.engine import first_line
from data_access.database.migrate import NewerSchemaError

logger = logging.getLogger(__name__)


class ImportFault(ValueError):  # noqa: N818
    """Nothing was loaded: `what` says what was wrong (Danish), `remedy` what was expected and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what} {remedy}")


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Tell what goes wrong with a file as an ImportFault, whatever it was; a database that fails is not the file's."""
    try:
        yield
    except (IntegrityError, DataError) as fault:
        logger.error("the database refused %s: %s", name, first_line(fault))
        raise ImportFault(
            f"databasen tager ikke imod en af rækkerne i {name}.",
            "Intet er indlæst. Se efter, om mappingen læser de rigtige kolonner.",
        ) from None
    except (ImportFault, NewerSchemaError, SQLAlchemyError, sqlite3.Error, OSError):
        raise
    except Exception:
        logger.exception("%s could not be read", name)
        raise ImportFault(
            f"{name} kan ikke læses.",
            "Intet er indlæst. Eksportér igen; hjælper det ikke, så send loggen til den, der passer Pejling.",
        ) from None
