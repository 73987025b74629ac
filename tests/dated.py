"""Which day a workbook or a Word document is of."""

import io
import re
from datetime import datetime
from zipfile import ZipFile

TOLD = re.compile(r"<dcterms:(?:created|modified)[^>]*>([^<]*)Z?<")


def of_one_time(content: bytes) -> str:
    """Return the day of the one time that all in a file bears, and that it says it was made and changed at."""
    with ZipFile(io.BytesIO(content)) as packed:
        times = {datetime(*each.date_time) for each in packed.infolist()}  # noqa: DTZ001
        said = TOLD.findall(packed.read("docProps/core.xml").decode())
    assert len(said) == 2
    days = {each.isoformat()[:10] for each in times} | {each[:10] for each in said}
    assert len(times) == 1, times
    assert len(days) == 1, days
    return days.pop()
