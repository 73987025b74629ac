"""How many of some targets were met, said the same wherever they are counted."""

from collections.abc import Sequence

from data_access.snapshot.rows import Row
from layouts.parts import claims
from layouts.parts.told import out_of
from vocabulary import text
from vocabulary.language import _, ngettext


def met_words(met: int, of: int, month: str) -> str:
    """Say how many of some targets, at least one, were met in a month (in words)."""
    if of == 1:
        return (
            _("Det eneste mål blev nået i {month}.", month=month)
            if met
            else _("Det eneste mål blev ikke nået i {month}.", month=month)
        )
    some = text.capital(out_of(met, of))
    return ngettext(
        "{some} mål blev nået i {month}.", "{some} mål blev nået i {month}.", met, some=some, month=month
    )


def things_words(rows: Sequence[Row], flag: str) -> str:
    """Say that each system's response time is a target, where any is: rows with a flag are of one, or sum them up."""
    found = claims.count(rows, flag, True, over="known")
    return _("Hvert systems svartid er et mål for sig.") if found else ""


def sums_words(rows: Sequence[Row], named: str) -> str:
    """Say which figures sum up the targets of systems, where there are any: they are judged, and no targets themselves.

    The rows have the flag `sums_up`, and the name of the figure in the column `named`.
    """
    found = claims.those(rows, "sums_up", True, by=(named,))
    if not found:
        return ""
    names = text.listing([text.quoted(row[named]) for row in found])
    return ngettext(
        "{names} samler systemernes mål, som tæller hver for sig.",
        "{names} samler systemernes mål, som tæller hver for sig.",
        len(found),
        names=names,
    )
