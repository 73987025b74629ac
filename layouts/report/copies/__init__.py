"""An edition in forms that can be worked on: a workbook of its figures, and a text that is no longer the edition."""

from typing import Any


def workbook(document: dict[str, Any]) -> bytes:
    """Return the edition as an Excel workbook, in the language spoken now."""
    from layouts.report.copies.book import written  # loaded where one is asked for: it takes its time

    return written(document)


def docx(document: dict[str, Any]) -> bytes:
    """Return the edition as a Word document to write in, marked as a copy, in the language spoken now."""
    from layouts.report.copies.letter import written

    return written(document)
