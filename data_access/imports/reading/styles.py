"""The styles of an .xlsx workbook: which say that a number is a date, a duration, or a share in per cent."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from data_access.imports.reading.cells import shows_per_cent

OWN, STYLES = (
    "/".join(f"{{{SHEET_MAIN_NS}}}{tag}" for tag in tags)
    for tags in (("numFmts", "numFmt"), ("cellXfs", "xf"))
)


@dataclass(frozen=True)
class Styles:
    """The styles by their numbers, from 0: those that show dates and durations, and the format of each."""

    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    formats: Sequence[str] = ("General",)
    _known: dict[int, bool] = field(default_factory=dict)

    def shows_per_cent(self, style: int) -> bool:
        """Say that a style shows numbers in per cent; raises IndexError where there is no such style."""
        if style not in self._known:
            self._known[style] = shows_per_cent(self.formats[style])
        return self._known[style]


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """Return the styles of a workbook; one that has none shows numbers as they are."""
    if ARC_STYLE not in archive.namelist():
        return Styles()
    tree: Any = fromstring(archive.read(ARC_STYLE))
    own = {int(each.get("numFmtId")): each.get("formatCode", "") for each in tree.iterfind(OWN)}
    numbers = [int(each.get("numFmtId", "0")) for each in tree.iterfind(STYLES)]
    # A number that nothing is told of shows figures as they are, as it does in Excel: some programs leave formats out.
    formats = [own.get(number) or BUILTIN_FORMATS.get(number, "General") for number in numbers]
    if not formats:
        return Styles()
    numbered = list(enumerate(formats))
    dates = frozenset(style for style, form in numbered if is_date_format(form))
    durations = frozenset(style for style, form in numbered if is_timedelta_format(form))
    return Styles(dates, durations, formats)
