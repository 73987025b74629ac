"""What stands out in a share that is below its target, in words."""

from data_access.numbers.causes import is_list, named
from data_access.numbers.few import LEAST, is_judged
from data_access.snapshot.rows import Row
from data_access.snapshot.table import Table
from layouts.parts import claims, orders
from vocabulary import text
from vocabulary.language import N_, _

NONE_STANDS_OUT = N_("Ingen enkelt del er forklaringen.")
PART = ("dimension", "part")


def causes_words(rows: Table, target: float, places: int = 1, enough: float = LEAST) -> str:
    """Say which parts stand out from the rest, or that none does; where things are listed, which they are.

    `rows` as `decompose` returns them; shares are written with the decimals that the whole has (`places`).
    `enough` is how many a part is counted over that can be judged.
    """
    if rows.empty:
        return ""
    if listed := listed_below(rows, target):
        orders.under(rows.only(is_list(rows)).records, "value", target, PART)
        return _("Målet blev ikke nået for {names}.", names=text.listing(listed))
    found = named(rows)
    orders.apart(found, "hits", "tries", PART, target)
    said = [stands_out(row, places, is_first=not place) for place, row in enumerate(found)]
    if said:
        return text.prose(*said)
    # What the rule is (`causes.py`) is said: bars of different lengths stand beside the sentence.
    none = _(
        "Ingen enkelt del er forklaringen. En del nævnes kun, når dens forskel fra resten næppe er tilfældig og giver "
        "mindst en tiendedel af det, der mangler."
    )
    below = alike(rows, target, enough)
    if not below:
        return none
    orders.under([row for row in rows.records if row["dimension"] in below], "value", target, PART)
    by = text.listing([each.lower() for each in below])
    return text.prose(_("Tallet er under målet uanset {by}.", by=by), none)


def alike(rows: Table, target: float, enough: float = LEAST) -> list[str]:
    """Return the dimensions of which every part, of several, is below the target, and none rests on too few."""
    below: dict[str, list[bool]] = {}
    for row in rows.records:
        is_below = row["value"] < target and is_judged(row["hits"], row["tries"], target, enough)
        below.setdefault(row["dimension"], []).append(is_below)
    return [name for name, own in below.items() if len(own) > 1 and all(own)]


def listed_below(rows: Table, target: float) -> list[str]:
    """Return the things that are listed as one each, of those below the target."""
    listed = zip(rows["part"], rows["value"], is_list(rows), strict=True)
    return [part for part, value, is_listed in listed if is_listed and value < target]


def stands_out(row: Row, places: int, *, is_first: bool) -> str:
    """Say how a part stands out from the rest, and what that gives."""
    claims.values(row, "value", "rest", "gives", by=PART)
    words = {
        "part": text.capital(row["part"]),
        "value": text.quantity(row["value"], "%", places),
        "rest": text.quantity(row["rest"], "%", places),
        "gives": text.number(row["gives"], places),
    }
    if not is_first:
        return _("{part} skiller sig også ud: {value} mod {rest} ({gives} procentpoint).", **words)
    return _(
        "{part} skiller sig ud: {value} mod {rest} for resten. Uden den forskel var tallet {gives} procentpoint "
        "højere.",
        **words,
    )
