"""What the page Overblik says: how many targets were met, which were not, and why none can be judged."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter

from data_access.numbers import past_limit as numbers
from data_access.numbers.tabled import Numbers, table_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.answers_run import at_month
from layouts.parts.declarations import Content
from layouts.parts.told import some
from layouts.said.targets import met_words, things_words
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.months import month_of

# How many figures are not judged, by why.
REASONS = {
    "goal": N_("{n} uden mål"),
    "few": N_("{n} med for få til at bedømme"),
    "part": N_("{n} med ufuldstændige tal"),
    "limit": N_("{n} uden en grænse at tælle efter"),
    "told": N_("{n} uden oplysninger nok fra kilden"),
    "hidden": N_("{n} skjult"),
    "come": N_("{n} uden tal"),
    "none": N_("{n} uden noget at tælle"),
}
PAST_LIMIT = numbers.METRIC
REACHED, IMPROVED = "reached", "improved"  # what is well
MOST_NAMED = 4  # targets that were reached, beyond which some are named
LONG = 12  # judged months, in none of which a target was reached


def unjudged(rows: list[Row], snapshot: Snapshot) -> str:
    """Say why no figure is judged: its month is not whole, something is missing, or nothing is to be reached.

    `rows` are those of the overview's figures, at least one.
    """
    # A source that is behind is spoken of by the newest month that it has.
    claims.period(sorted(rows, key=itemgetter("month")), "month", "known")
    month = _months(row["month"] for row in rows)
    if all(row["month"] >= month_of(snapshot.now.date()) for row in rows):
        return _("{month} er ikke slut; tallene kan ikke vurderes endnu.", month=text.capital(month))
    counts = {key: claims.count(rows, "reason", key, over="known") for key in REASONS}
    counts = {key: n for key, n in counts.items() if n}
    if list(counts) == ["goal"]:
        return _("Ingen af tallene for {month} har et mål, så der er intet at bedømme.", month=month)
    why = text.listing([_(REASONS[key], n=text.number(n)) for key, n in counts.items()])
    return _("Ingen af tallene for {month} kan bedømmes: {why}.", month=month, why=why)


def _months(months: Iterable[str]) -> str:
    return text.listing([text.month(each) for each in sorted(set(months))])


def reason(row: Row) -> str:
    """Return the key of why a figure is not judged; '' where it is."""
    if row["level"] in ("good", "near", "missed"):
        return ""
    if row["withheld"]:
        return "hidden"
    if row["state"] == "missing":
        return "come"
    if row["state"] != "whole":
        return "part"
    if row["level"] == "none":
        return "goal"
    if row.get("few"):
        return "few"
    found = {"target": "goal", "limit": "limit", "told": "told"}
    return found.get(str(row["lacks"]), "none")


def summary(goals: Numbers, snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many of the targets were met, and which were not; `goals` has a row for each."""
    rows, named = table_of(goals, snapshot, filters).records, at_month(filters).last
    month = text.month(named)
    with claims.about(goals):
        met, of = claims.count(rows, "level", "good", over="known"), claims.many(rows, "level")
        missed = claims.those(rows, "level", "near", "missed")
    older = {row["month"] for row in rows if row["month"] < named}
    aside = _(
        "Hvor {month} ikke er kommet, er det seneste tal bedømt: {older}.", month=month, older=_months(older)
    )
    which = _("Målet blev ikke nået for {names}.", names=_names(missed)) if missed else ""
    return text.prose(met_words(met, of, month), which, aside if older else "")


def _names(rows: list[Row]) -> str:
    """Name targets: figures by what they are called, systems by their names."""
    figures = [text.quoted(row["name"]) for row in rows if not row["is_thing"]]
    systems = [row["name"] for row in rows if row["is_thing"]]
    listed = [_("svartiden i {names}", names=text.listing(systems))] if systems else []
    return text.listing([*figures, *listed])


def past_limit(snapshot: Snapshot, filters: Filters) -> str:
    """Say how many of the open cases are past their limit; '' where that cannot be said, or not of this month."""
    rows = numbers.now.table(snapshot, filters).records
    with claims.about(numbers.now, filters):
        late, of = (claims.total(rows, column, "known") for column in ("value", "of"))
    if not of:
        return ""
    said = {"late": some(late), "of": text.number(of), "day": text.day(date.fromisoformat(rows[0]["day"]))}
    if of == 1:
        return (
            _("Pr. {day} har den ene åbne sag overskredet fristen.", **said)
            if late
            else _("Pr. {day} har den ene åbne sag ikke overskredet fristen.", **said)
        )
    return _("Pr. {day} har {late} af {of} åbne sager overskredet fristen.", **said)


def trouble(content: Content) -> str:
    """Say which of the targets that were not reached are new to it, and how many were not for a year."""
    rows = content.records
    n = claims.count(rows, "goal_level", "near", "missed", over="known")
    if not n:
        return _(
            "Intet af månedens mål er bedømt som ikke nået; men ikke alle åbne sager er inden for fristen."
        )
    new = claims.those(rows, "is_new", True, by=("called",))
    long = claims.count(rows, "is_long", True, over="known")
    said = {"n": text.number(n), "long": text.number(long)}
    opening = ngettext("{n} mål er ikke nået.", "{n} mål er ikke nået.", n, **said)
    if long == n:
        opening = ngettext(
            "{n} mål er ikke nået i et år eller mere.", "{n} mål er ikke nået i et år eller mere.", n, **said
        )
    elif long:
        opening = _("{n} mål er ikke nået, {long} af dem ikke i et år eller mere.", **said)
    names = text.listing([text.quoted(row["called"]) for row in new])
    return text.prose(opening, _("Det er nyt for {names}.", names=names) if new else "")


def well(content: Content) -> str:
    """Say how many targets were reached, and name some of them; what is better than usual is listed below."""
    rows = content.records
    n = claims.count(rows, "what", REACHED, over="known")
    better = claims.count(rows, "what", IMPROVED, over="known")
    return text.prose(
        _reached(rows, n),
        ngettext(
            "{n} tal er bedre, end tilfældige udsving kan forklare.",
            "{n} tal er bedre, end tilfældige udsving kan forklare.",
            better,
            n=text.number(better),
        )
        if better
        else "",
    )


def _reached(rows: list[Row], n: int) -> str:
    if not n:
        return ""
    if n <= MOST_NAMED:
        return ngettext(
            "{n} mål er nået: {names}.",
            "{n} mål er nået: {names}.",
            n,
            n=text.number(n),
            names=_names(claims.those(rows, "what", REACHED)),
        )
    # Figures before systems: what more people ask for.
    first = sorted((row for row in rows if row["what"] == REACHED), key=itemgetter("is_thing"))[
        : MOST_NAMED - 1
    ]
    for row in first:
        claims.word(row, "what", by=("name", "about", "what"))
    return _("{n} mål er nået, blandt andet {names}.", n=text.number(n), names=_names(first))


def table(content: Content) -> str:
    """Say how many figures the table has, of when they are, and what targets are counted."""
    last = at_month(content.filters).last
    said = {"n": text.number(claims.many(content.records, "name")), "month": text.month(last)}
    summed = things_words(content.records, "sums_up")
    if any(month != last for month in content.table["month"]):
        opening = ngettext(
            "Her er {n} nøgletal for den seneste måned, med mål, vurdering og ændring.",
            "Her er de {n} nøgletal, hvert for sin seneste måned, med mål, vurdering og ændring.",
            len(content.table),
            **said,
        )
        return text.prose(opening, summed)
    opening = ngettext(
        "Her er {n} nøgletal for {month} med mål, vurdering og ændring.",
        "Her er de {n} nøgletal for {month} med mål, vurdering og ændring.",
        len(content.table),
        **said,
    )
    return text.prose(opening, summed)
