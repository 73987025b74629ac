"""An edition as PDF."""

from typing import Any

Document = dict[str, Any]


def pdf(document: Document) -> bytes:
    """Return a document as a PDF file: PDF/A-3a and PDF/UA-1, with its canonical JSON inside; the same bytes each time.

    Raises PaperError where it could not be made, within bounds of time and memory.
    """
    raise NotImplementedError
