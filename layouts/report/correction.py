"""A correction: a printed figure that the database tells differently today, and which loads came since."""

from dataclasses import dataclass
from typing import Any, Literal

from data_access.numbers.known_then import Load
from vocabulary import text
from vocabulary.language import _, ngettext

__all__ = ["Correction", "Load"]
Document = dict[str, Any]
# A headline figure or a target, a figure of a panel, a light, the order of a panel's rows, its sentence, a row that is
# no longer there or was not there, a panel that nothing answers any longer.
Kind = Literal["headline", "figure", "light", "rank", "sentence", "row", "gone"]
MOST_NAMED = 3  # loads that are named each


def load_words(load: Load) -> str:
    """Say what a load is, as it stands in a sentence."""
    if load.taken_out or load.at is None:
        return _taken_out(load)
    if load.is_written:
        return _("projektets egen rapport, skrevet {day}", day=text.day(load.at.date()))
    when = text.moment(load.at)
    if load.file:
        return _("{file}, indlæst {when}", file=text.quoted(load.file), when=when)
    return _("indlæsning {n}, {when}", n=load.number, when=when)


def _taken_out(load: Load) -> str:
    """Say which load was taken out, by when it had come: what it was is not kept."""
    if load.at:
        return _("indlæsning {n} fra {when}, som er taget ud siden", n=load.number, when=text.moment(load.at))
    first, last = ((each.date() if each else None) for each in (load.after, load.before))
    if last and first == last:
        return _("indlæsning {n} fra {day}, som er taget ud siden", n=load.number, day=text.day(last))
    if first and last:
        days = {"first": text.day(first), "last": text.day(last)}
        return _(
            "indlæsning {n}, som kom mellem {first} og {last} og er taget ud siden", n=load.number, **days
        )
    if last:
        return _(
            "indlæsning {n}, som kom senest {day} og er taget ud siden", n=load.number, day=text.day(last)
        )
    return _("indlæsning {n}, som er taget ud siden", n=load.number)


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
    def follows(self) -> bool:
        """Return whether it is by other corrections of the same panel: an order, a sentence, the shares of a whole."""
        return self.kind in ("rank", "sentence") or (self.kind == "figure" and not self.column)

    @property
    def cause(self) -> str:
        """Say by which loads it is, as a sentence; '' of what says itself why it is."""
        if self.kind == "gone":
            return ""
        if not self.loads:
            return (
                _("Det følger af de andre rettelser.")
                if self.follows
                else _("Ingen indlæsning: mål, grænser, navne eller organisation er ændret.")
            )
        # A report that was written twice in a day is told of once.
        loads = list(dict.fromkeys(load_words(each) for each in self.loads))
        named = text.listing(loads[:MOST_NAMED])
        more = len(loads) - MOST_NAMED
        others = (
            ngettext(" og {n} indlæsning til", " og {n} indlæsninger til", more, n=more) if more > 0 else ""
        )
        if any(each.taken_out or each.at is None for each in self.loads):
            return _("Siden er ændret: {loads}.", loads=named + others)
        return _("Siden er kommet: {loads}.", loads=named + others)
