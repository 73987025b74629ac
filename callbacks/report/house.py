"""What the report's addresses need of the house: its figures, who writes pages, and where what is written goes."""

from dataclasses import dataclass

from callbacks.access.page import Write
from callbacks.report.reading import Reader
from callbacks.unmoved import Unmoved


@dataclass(frozen=True)
class House:
    """The house: `url` is that of the database whose role may write what people do, '' where nobody writes.

    `stale_seconds` is the age at which figures are told to be old: of such no edition is published.
    """

    reader: Reader
    show: Write
    moves: Unmoved
    url: str
    stale_seconds: float
