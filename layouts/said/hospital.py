"""What the page of one hospital says: which targets were met, what is behind, and what is late."""

from collections.abc import Sequence

from data_access.numbers.tabled import Numbers
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.among_run import Of
from layouts.parts.answers_run import at_month
from layouts.parts.declarations import Content
from layouts.parts.tiles import figure_words
from layouts.parts.told import apiece, tied
from layouts.said.open_cases import open_now
from layouts.said.targets import met_words
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

MOST_LISTED = 6  # figures behind their targets that a sentence names


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
