"""What is said of a hospital among the others: on what it differs from the rest of the region by more than chance."""

from collections.abc import Mapping

from data_access.numbers.league import Standing
from data_access.snapshot.rows import Row
from layouts.parts import claims
from layouts.parts.declarations import Content
from layouts.parts.told import some
from layouts.said.targets import sums_words
from vocabulary import text
from vocabulary.language import N_, _, ngettext

STANDINGS: dict[Standing, str] = {
    "better": N_("Bedre end resten"),
    "alike": N_("Adskiller sig ikke"),
    "worse": N_("Dårligere end resten"),
    "few": N_("For få til at sammenligne"),
    "": "",
}


def standing_words(row: Row) -> str:
    """Say how a hospital's figure stands against the rest of the region, and which places it may have."""
    standing: Standing = row["standing"]
    words = _(STANDINGS[standing]) if standing else ""
    return f"{words} ({place_words(row)})" if row["first"] else words


def place_words(row: Row) -> str:
    """Write the places that a hospital may have: `nr. 2-7 af 8`; '' where it has none."""
    if not row["first"]:
        return ""
    said = {
        "first": text.number(row["first"]),
        "last": text.number(row["last"]),
        "of": text.number(row["placed"]),
    }
    return (
        _("nr. {first} af {of}", **said)
        if row["first"] == row["last"]
        else _("nr. {first}-{last} af {of}", **said)
    )


def figures(content: Content) -> str:
    """Say how many figures differ from the rest of the region, what is not told, and what is no target of its own."""
    rows = content.records
    compared = claims.count(rows, "standing", "better", "alike", "worse", over="known")
    parts = []
    if compared:
        counts = {
            each: claims.count(rows, "standing", each, over="known") for each in ("better", "alike", "worse")
        }
        parts.append(_standings(compared, counts))
    untold = claims.those(rows, "is_told", False, by=("called",))
    if untold:
        names = text.listing([text.quoted(row["called"]) for row in untold])
        parts.append(_("Der er ingen tal for {names}.", names=names))
    parts += [_compared(content)] if content.filters.compare else []
    parts += [sums_words(rows, "called")]
    parts = [each for each in parts if each]
    return text.prose(*parts) if parts else _("Hospitalerne kan ikke sammenlignes på tallene for måneden.")


def _standings(of: int, counts: Mapping[str, int]) -> str:
    """Say how many of the figures that can be compared are better than the rest of the region's, alike, or worse."""
    said = {name: some(n) for name, n in counts.items()}
    if counts["alike"] == of == 1:
        return _(
            "Det ene tal, som hospitalerne kan sammenlignes på, adskiller sig ikke fra resten af regionens."
        )
    if counts["alike"] == of:
        return _(
            "Ingen af de {of} tal, som hospitalerne kan sammenlignes på, adskiller sig fra resten af regionens.",
            of=text.number(of),
        )
    return ngettext(
        "Af {of} tal, som hospitalerne kan sammenlignes på, er {better} bedre end resten af regionens, "
        "{worse} dårligere, og {alike} adskiller sig ikke.",
        "Af {of} tal, som hospitalerne kan sammenlignes på, er {better} bedre end resten af regionens, "
        "{worse} dårligere, og {alike} adskiller sig ikke.",
        of,
        of=text.number(of),
        **said,
    )


def _compared(content: Content) -> str:
    """Say on how many figures the hospital is better or worse than what it is compared with, by more than chance."""
    rows, compare = content.records, content.filters.compare or ""
    better, worse = (
        claims.count(rows, "against_standing", each, over="known") for each in ("better", "worse")
    )
    said = {
        "against": content.snapshot.organisation.hospitals.get(compare, _("samme måned året før")),
        "better": some(better),
        "worse": some(worse),
    }
    return _(
        "Sammenlignet med {against} er {better} tal bedre og {worse} dårligere, når tilfældige udsving er regnet fra.",
        **said,
    )


def league(content: Content) -> str:
    """Say on which figures the hospital differs from the rest of the region by more than chance."""
    rows = content.records
    worse, better = (claims.those(rows, "own_standing", each, by=("called",)) for each in ("worse", "better"))
    alike = claims.count(rows, "own_standing", "alike", over="known")
    if not (worse or better):
        return _(
            "Hospitalet adskiller sig ikke fra regionen på noget af tallene: forskellene kan være tilfældige."
        )
    low, high = (text.listing([text.quoted(row["called"]) for row in each]) for each in (worse, better))
    shares = _("Figuren viser de tal, der er andele.")
    also = (
        N_("Det er bedre på {names}.")
        if worse
        else N_("Hospitalet er bedre end resten af regionen på {names}.")
    )
    parts = [
        _("Hospitalet er dårligere end resten af regionen på {names}.", names=low) if worse else "",
        _(also, names=high) if better else "",
    ]
    rest = ngettext(
        "På {n} andet tal adskiller det sig ikke fra regionen: forskellen kan være tilfældig.",
        "På {n} andre tal adskiller det sig ikke fra regionen: forskellene kan være tilfældige.",
        alike,
        n=text.number(alike),
    )
    return text.prose(shares, *parts, rest if alike else "")
