"""A correction: a printed figure that the database tells differently today, and which loads came since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from vocabulary import text
from vocabulary.language import _, ngettext

Document = dict[str, Any]
# A headline figure or a target, a figure of a panel, a light, the order of a panel's rows, its sentence, a row that is
# no longer there or was not there, a panel that nothing answers any longer.
Kind = Literal["headline", "figure", "light", "rank", "sentence", "row", "gone"]
MOST_NAMED = 3  # loads that are named each


@dataclass(frozen=True)
class Load:
    """A load that came after an edition was read, or was taken out since.

    `number` is as `pejling loads` has it, `at` Danish wall-clock time; of one that was taken out no more than its
    number is known.
    """

    number: int
    source: str
    file: str = ""
    mapping: str = ""
    at: datetime | None = None
    taken_out: bool = False

    @property
    def said(self) -> str:
        """Return what the load is, as it stands in a sentence."""
        if self.taken_out or self.at is None:
            return _("indlæsning {n}, som er taget ud siden", n=self.number)
        when = text.moment(self.at)
        if self.file:
            return _("{file}, indlæst {when}", file=text.quoted(self.file), when=when)
        return _("indlæsning {n}, {when}", n=self.number, when=when)


@dataclass(frozen=True)
class Correction:
    """A printed figure that is another today: where it was printed, of what, both as they are written, and by how much.

    `part` is the key of the part ('' for a headline or target), `panel` its title as printed, `about` the row
    (`Mail/kalender, marts 2015`), `column` its heading. `said` is what is different, as a sentence; `loads` what came
    since of the same source and months. `turns` says each light, rank and headline that turns with it: with one it is
    substantial.
    """

    kind: Kind
    part: str
    panel: str
    about: str
    column: str
    printed: str
    today: str
    by: str
    said: str
    loads: tuple[Load, ...] = ()
    turns: tuple[str, ...] = ()

    @property
    def is_substantial(self) -> bool:
        """Return whether a light, a rank or a headline turns."""
        return bool(self.turns)

    @property
    def cause(self) -> str:
        """Say by which loads it is, as a sentence."""
        if not self.loads:
            return _("Ingen indlæsning: mål, grænser, navne eller organisation er ændret.")
        named = text.listing([each.said for each in self.loads[:MOST_NAMED]])
        more = len(self.loads) - MOST_NAMED
        others = (
            ngettext(" og {n} indlæsning til", " og {n} indlæsninger til", more, n=more) if more > 0 else ""
        )
        return _("Siden er kommet: {loads}.", loads=named + others)
