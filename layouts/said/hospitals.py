"""What the pages of the hospitals say: which targets were met, and where one differs from the rest of the region."""

from collections.abc import Mapping, Sequence

from data_access.numbers.league import Standing
from data_access.numbers.tabled import Numbers
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.among import Of
from layouts.parts.answers import at_month
from layouts.parts.declarations import Content
from layouts.parts.tiles import figure_words
from layouts.parts.told import apiece, some, tied
from layouts.said.open_cases import open_now
from layouts.said.targets import met_words, sums_words, things_words
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

STANDINGS: dict[Standing, str] = {
    "better": N_("Bedre end resten"),
    "alike": N_("Adskiller sig ikke"),
    "worse": N_("Dårligere end resten"),
    "few": N_("For få til at sammenligne"),
    "": "",
}
MOST_LISTED = 6  # figures behind their targets that a sentence names


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


def figure_of(of: Of, row: Row) -> str:
    """Write a figure of a hospital's history."""
    return figure_words(of.headline, row)


def name_of_chosen(content: Content) -> str:
    """Return the name of the hospital that a panel is about."""
    return content.snapshot.organisation.hospitals.get(content.filters.hospital or "", _("Hele regionen"))


def summary(numbers: Numbers, snapshot: Snapshot, filters: Filters) -> str:
    """Sum a hospital up: how many of its targets were met, and where it is worse than the rest of the region."""
    if not filters.hospital:
        return _("Vælg et hospital.")
    rows, month = records(numbers(snapshot, filters)), text.month(at_month(filters).last)
    with claims.about(numbers):
        if not claims.count(rows, "is_told", True, over="known"):
            return _("Der er ingen tal for hospitalet i {month}.", month=month)
        return text.prose(_targets(rows, month), _of_region(rows), _worse(rows))


def _targets(rows: Sequence[Row], month: str) -> str:
    """Say how many of the targets were met."""
    of = claims.count(rows, "goal_level", "good", "near", "missed", over="known")
    if not of:
        return _("Ingen af tallene for {month} kan bedømmes mod et mål.", month=month)
    return met_words(claims.count(rows, "goal_level", "good", over="known"), of, month)


def _of_region(rows: Sequence[Row]) -> str:
    """Say how many of the targets that were not met the region as a whole did not meet either."""
    missed = claims.count(rows, "goal_level", "near", "missed", over="known")
    both = claims.count(rows, "with_region", "both", over="known") if missed else 0
    if not both:
        return ""
    none_met = missed == claims.count(rows, "goal_level", "good", "near", "missed", over="known")
    if none_met and missed > 1:
        return (
            _("Regionen som helhed nåede dem heller ikke.")
            if both == missed
            else _("{n} af dem nåede regionen som helhed heller ikke.", n=text.number(both))
        )
    if both == missed:
        return (
            _("Målet, der ikke blev nået, nåede regionen som helhed heller ikke.")
            if missed == 1
            else _(
                "De {n} mål, der ikke blev nået, nåede regionen som helhed heller ikke.",
                n=text.number(missed),
            )
        )
    return _(
        "{n} af de {of} mål, der ikke blev nået, nåede regionen som helhed heller ikke.",
        n=text.number(both),
        of=text.number(missed),
    )


def _worse(rows: Sequence[Row]) -> str:
    """Say which figures differ from the rest of the region for the worse, and how many for the better."""
    if not any(row["standing"] in ("better", "alike", "worse") for row in rows):
        return ""
    worse = claims.those(rows, "standing", "worse", by=("called",))
    better = claims.count(rows, "standing", "better", over="known")
    names = text.listing([text.quoted(row["called"]) for row in worse])
    some = _("Dårligere end resten af regionen er {names}.", names=names) if worse else _(
        "Hospitalet er ikke dårligere end resten af regionen på noget tal, når tilfældige udsving er regnet fra."
    )  # fmt: skip
    if not better:
        return some
    return text.prose(some, ngettext("{n} tal er bedre.", "{n} tal er bedre.", better, n=text.number(better)))


def behind(content: Content) -> str:
    """Say how many figures did not reach their targets, and which."""
    rows = content.records
    n = claims.count(rows, "level", "near", "missed", over="known")
    said = {"n": text.number(n)}
    if n > MOST_LISTED:
        return _("{n} mål blev ikke nået.", **said)
    found = claims.those(rows, "level", "near", "missed", by=("called",))
    said["names"] = text.listing([text.quoted(row["called"]) for row in found])
    return ngettext("{n} mål blev ikke nået: {names}.", "{n} mål blev ikke nået: {names}.", n, **said)


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


def late(content: Content) -> str:
    """Say how many cases are open, how many of them past their limit, and where most of those are."""
    rows = content.records
    of, passed = (int(claims.total(rows, name, "known")) for name in ("open", "late"))
    opening = open_now(content.snapshot, of)
    if not of:
        return opening
    if all(text.is_missing(row["late"]) for row in rows):
        return text.prose(opening, _("Der er ingen frist, der kan siges at være overskredet."))
    if not passed:
        return text.prose(opening, _("Ingen af dem har overskredet fristen."))
    over = ngettext(
        "{n} af dem har overskredet fristen.",
        "{n} af dem har overskredet fristen.",
        passed,
        n=text.number(passed),
    )
    # What is not told is no place where most are.
    counts = [row["told_late"] for row in rows if not text.is_missing(row["told_late"])]
    if len(rows) == 1 or max(counts, default=0) <= 1:  # one is not most
        return text.prose(opening, over)
    most = claims.extreme(rows, "told_late", "most", "known", ("name",))
    said = {
        "names": tied([text.quoted(row["name"]) for row in most], N_("{n} af dem")),
        "n": apiece(text.number(most[0]["late"]), most),
    }
    untold = [row for row in rows if text.is_missing(row["told_late"]) and row["late"]]
    if not untold:
        return text.prose(opening, over, _("Flest af de overskredne er under {names} ({n}).", **said))
    unknown = text.number(claims.value(untold[0], "late", ("name",)))
    most_told = _(
        "Af de overskredne, hvor det er oplyst, er flest under {names} ({n}); for {m} er det ikke oplyst.",
        m=unknown,
        **said,
    )
    return text.prose(opening, over, most_told)


def notes(content: Content) -> str:
    """Say how many notes there are."""
    n = claims.many(content.records, "text")
    return ngettext(
        "{n} note handler om hospitalet alene.",
        "{n} noter handler om hospitalet alene.",
        n,
        n=text.number(n),
    )


def all_hospitals(numbers: Numbers, snapshot: Snapshot, filters: Filters) -> str:
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
