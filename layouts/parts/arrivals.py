"""What sentences say of what has come and what has not: worked out here, and told as a `Claim` to who listens."""

from collections.abc import Mapping, Sequence

from data_access.numbers.behind import Behind
from data_access.numbers.behind import lacking as of_tellers
from data_access.snapshot.rows import Row
from layouts.parts.claim import Claim, Of, about, tell
from vocabulary.filters import Filters


def behind(rows: Sequence[Row]) -> Behind:
    """Return what the newest period of who told what (rows of `data_access/numbers/behind.py`) lacks."""
    found = of_tellers(list(rows))
    places = tuple((name,) for name in found.names)
    tell(Claim("behind", "name", "known", ("name",), places, len(places), values=(found.period,)))
    return found


def lacking(found: Mapping[str, Sequence[str]], numbers: Of, asked: Filters) -> list[str]:
    """Return the names of those whose figures some months lack, each once; `numbers` has a row of each month and name.

    `found` is these by month: all of the months that are asked about.
    """
    pairs = tuple((month, name) for month, names in found.items() for name in names)
    with about(numbers, asked):
        tell(Claim("lacks", "name", "known", ("month", "name"), pairs, len(pairs), values=tuple(found)))
    return list(dict.fromkeys(name for _month, name in pairs))


def come(months: Sequence[str], numbers: Of, asked: Filters) -> None:
    """Claim that these are the months of which some numbers by month have come: what is counted over a period."""
    with about(numbers, asked):
        tell(Claim("come", "state", "known", ("month",), tuple((each,) for each in months), len(months)))


def whole(months: Sequence[str], of: Sequence[str], numbers: Of, asked: Filters) -> None:
    """Claim which of some months lack nobody's figures, or that each lacks some and all are compared.

    `numbers` has a row of each month and name that is lacking.
    """
    with about(numbers, asked):
        at = tuple((each,) for each in months)
        tell(Claim("whole", "name", "known", ("month",), at, len(months), values=tuple(of)))
