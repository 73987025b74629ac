"""Says of a text whether its last line is all of it, as far as that can be known."""

import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

_REMEMBERED = 200  # rows before the last
_ENOUGH, _MOST = 3, 0.8  # so many of them, and such a share, have the form that all have
_LEAST_PARTS = 3  # of a form by which a cell that is shorter is known: the parts of a date or a time
_PARTS = re.compile(r"\d+")
_BROKEN = re.compile("[\ud800-\udfff]")


@dataclass
class Ending:
    """The last line of a text, where it has no end, and the rows before it; 0 where it has, or is not known yet."""

    line: int = 0
    cells: Sequence[str] = ()
    # Whether it ends within a quotation.
    is_quoted: bool = False
    before: deque[Sequence[str]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def is_cut(self) -> bool:
        """Say that the text was cut off in its last line."""
        if not self.line:
            return False
        return self.is_quoted or self._is_narrow() or bool(_BROKEN.search(self.cells[-1])) or self._is_short()

    def doubtful(self) -> str:
        """Return the last cell if more of it can be missing: if it is no word that others have too."""
        last = self.cells[-1].strip() if self.line else ""
        others = {row[-1].strip() for row in self._rows() if len(row) == len(self.cells)}
        return last[:40] if last not in others or any(map(str.isdigit, last)) else ""

    def _rows(self) -> list[Sequence[str]]:
        """Return the rows before, without what stands above the headings."""
        widths = Counter(map(len, self.before))
        width = max(widths, key=lambda each: (widths[each], each), default=0)
        return list(dropwhile(lambda row: len(row) < width, self.before))

    def _is_narrow(self) -> bool:
        """Say that it lacks cells which all others have; a line of one cell is a note as well."""
        widths = set(map(len, self._rows()))
        return len(widths) == 1 and 1 < len(self.cells) < widths.pop()

    def _is_short(self) -> bool:
        """Say that its last cell is the beginning of what all others have the whole of: a date, a time."""
        forms = Counter(_form(row[-1]) for row in self._rows() if len(row) == len(self.cells) and row[-1])
        form, times = forms.most_common(1)[0] if forms else ("", 0)
        if times < max(_ENOUGH, _MOST * forms.total()) or len(_PARTS.findall(form)) < _LEAST_PARTS:
            return False
        own = _form(self.cells[-1])
        return 0 < len(own) < len(form) and form.startswith(own)


def _form(cell: Any) -> str:
    """Return a cell with all digits alike."""
    return re.sub(r"\d", "9", str(cell).strip())
