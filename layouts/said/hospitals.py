"""What the page of all hospitals says: how many of their targets were met, and where one differs from the rest."""

from collections.abc import Sequence

from data_access.numbers.tabled import Numbers
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.answers_run import at_month
from layouts.parts.declarations import Content
from layouts.parts.told import apiece, some
from layouts.said.targets import things_words
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _


def summary(numbers: Numbers, snapshot: Snapshot, filters: Filters) -> str:
    """Sum the hospitals up: how many of their targets were met, each counted once, and where most were not."""
    rows, month = records(numbers(snapshot, filters)), text.month(at_month(filters).last)
    with claims.about(numbers):
        of = claims.many(rows, "level")
        if not of:
            return _("Ingen af hospitalernes tal for {month} kan bedømmes mod et mål.", month=month)
        met = claims.count(rows, "level", "good", over="known")
        said = {"met": text.number(met), "of": text.number(of), "month": month}
        all_, none = (
            N_("Alle hospitalernes {of} mål blev nået i {month}."),
            N_("Ingen af hospitalernes {of} mål blev nået i {month}."),
        )
        opening = N_("{met} af hospitalernes {of} mål blev nået i {month}.")
        if of == 1:
            all_ = N_("Hospitalernes eneste mål blev nået i {month}.")
            none = N_("Hospitalernes eneste mål blev ikke nået i {month}.")
        if met in (0, of):
            opening = all_ if met else none
        return text.prose(_(opening, **said), things_words(rows, "is_thing"), _most_missed(rows))


def _most_missed(rows: Sequence[Row]) -> str:
    """Say at which hospital most targets were not met."""
    if not any(row["level"] in ("near", "missed") for row in rows):
        return ""
    names, n = claims.often(rows, "name", "level", "near", "missed", over="known")
    where = text.listing([str(each) for each in names])
    return _("{names} har flest mål, der ikke blev nået ({n}).", names=where, n=apiece(text.number(n), names))


def table(content: Content) -> str:
    """Say on how many figures hospitals differ from the rest of the region."""
    rows = content.records
    better, worse = (
        claims.count(rows, "hospital_standing", each, over="known") for each in ("better", "worse")
    )
    low, high = (some(n) for n in (worse, better))
    said = _(
        "I tabellen er {worse} tal dårligere end resten af regionens og {better} bedre, når tilfældige udsving er "
        "regnet fra. Et hospitals navn fører til dets egen side.",
        worse=low,
        better=high,
    )
    summed = claims.count(rows, "sums_up", True, over="known")
    own = (
        _("Hvert systems svartid står på hospitalets egen side, og dér er det et mål for sig.")
        if summed
        else ""
    )
    return text.prose(said, own)
