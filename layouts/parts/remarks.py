"""What is said below a chart: its notes, which months are not whole, and what is withheld."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from data_access.numbers import absent, response_times
from data_access.numbers.indicators import period_words
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import rule
from layouts.parts import arrivals, claims, html
from layouts.parts.answers import sentence
from layouts.parts.declarations import Content
from layouts.parts.html import Component
from layouts.parts.sentences import part_words
from layouts.parts.told import GONE, days_words, months_words, out_of
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import span

FEW = 3  # months that are each told of on their own


def notes(content: Content) -> list[Component]:
    """Say the notes under their numbers, as the flags of the chart have them."""
    lines = [html.Li([html.Strong(when), words]) for when, words in noted(content)]
    return [html.Ol(lines, className="notes")] if lines else []


def noted(content: Content) -> list[tuple[str, str]]:
    """Return the month of each note, and what it says and of which system."""
    systems = content.snapshot.names("systems")
    return [
        (
            text.capital(text.month(note.month)),
            f"{_about(note.system, systems)}: {note.said_of(content.filters.hospital)}",
        )
        for note in content.notes
    ]


def _about(system: str | None, systems: dict[str, str]) -> str:
    return f", {systems[system]}" if system in systems else ""


def cautions(content: Content) -> list[Component]:
    """Say which of the months shown are not whole, what is not counted in them, and what is withheld."""
    return [
        *_withheld(content),
        *_uncounted(content),
        *_partial(content),
        *_of_period(content),
        *_behind(content),
    ]


def _uncounted(content: Content) -> list[Component]:
    if not any(column.key == "told" for column in content.columns):
        return []
    metric = content.panel.metrics[0]
    part = part_words({name: claims.total(content.records, name, "known") for name in ("told", "of")}, metric)
    if not part:
        return []
    more = _("For de andre mangler en oplysning, eller der er ingen grænse at tælle efter.")
    # Of a single month the sentence has said it.
    return [html.P(more if part in _said(content) else f"{part} {more}", className="cautions")]


def _said(content: Content) -> str:
    """Return the sentence above, which claims for itself what it says."""
    with claims.heard():
        return sentence(content)


def _withheld(content: Content) -> list[Component]:
    if "withheld" not in content.table or not any(content.table["withheld"]):
        return []
    claims.count(content.records, "withheld", True, over="known")
    return [html.P(withheld_words(content.snapshot), className="cautions")]


def withheld_words(snapshot: Snapshot) -> str:
    """Say which counts are withheld, and why."""
    return _(
        "Antal under {limit} er skjult af hensyn til patienterne, og andre antal med dem, hvor de ellers kunne "
        "regnes ud. Et antal for flere måneder er skjult, når en af månederne er det; for hele kvartaler og "
        "kalenderår kan summen vises alligevel.",
        limit=rule.below(snapshot),
    )


def _partial(content: Content) -> list[Component]:
    if not {"month", "state", "completeness", "word"} <= set(content.table):
        return []
    # How much has come of what is withheld would help to work it out.
    rows = [row for row in content.records if row["state"] != "whole" and not row.get("withheld")]
    gone = claims.months(rows, "word", _(GONE))
    by_month = {row["month"]: row for row in reversed(rows)}  # of several of a month the first counts
    found = [by_month[month] for month in dict.fromkeys(row["month"] for row in rows) if month not in gone]
    apart = _apart(content, found)
    found = [row for row in found if row["month"] not in apart]
    partial, absent_ = (
        [row for row in found if row["state"] == state] for state in ("incomplete", "missing")
    )
    for state in {row["state"] for row in found}:
        claims.months(rows, "state", state)
    together = [each for each in (partial, absent_) if len(each) > FEW]
    words = [
        text.prose(_caution(content, row), _lacking_words(_absent(content, [row["month"]])))
        for row in found
        if not any(row in several for several in together)
    ]
    words += [_lacking_in(apart[month], [month]) for month in apart]
    if gone:
        words.insert(0, _("Hospitalet fandtes ikke {period}.", period=months_words(gone)))
    if absent_ in together:
        some = N_("i {n} af månederne fra {first} til {last}")
        left = {row["month"] for row in absent_}
        months = [each for each in claims.months(rows, "state", "missing") if each in left]
        words.append(_("Der er ingen tal {period}.", period=months_words(months, some)))
    if partial in together:
        lacking = _absent(content, [row["month"] for row in partial])
        of = len(set(content.table["month"]))
        words.append(text.prose(_many_partial(partial, of, _said(content)), _lacking_words(lacking)))
    return [html.Ul([html.Li(each) for each in words], className="cautions")] if words else []


def _apart(content: Content, found: list[Row]) -> dict[str, list[str]]:
    """Return who lacks in the months of which some of the rows have come: the others' figures are whole."""
    come = {row["month"] for row in content.records if row["state"] == "whole"}
    months = [row["month"] for row in found if row["month"] in come and row["state"] != "under_way"]
    lacking = {month: _absent(content, [month]) for month in months}
    return {month: names for month, names in lacking.items() if names}


def _of_period(content: Content) -> list[Component]:
    """Say whose figures have not come in the months that something is counted over."""
    if "month" in content.table or content.panel.lists:
        return []
    asked = content.filters.narrowed
    months = span(asked.first, asked.last)
    lacking = {month: names for month, names in _lacking(content, months).items() if names}
    names = _absent(content, months)
    if not names:
        return []
    return [html.P(_lacking_in(names, lacking), className="cautions")]


def _lacking_in(names: list[str], months: Iterable[str]) -> str:
    """Say whose figures of some months have not come."""
    period = months_words(months, N_("i {n} af månederne fra {first} til {last}"))
    return _("Der mangler tal fra {places} {period}.", places=text.listing(names), period=period)


def _behind(content: Content) -> list[Component]:
    """Say what the newest period lacks that an older one had, where no other month of it could be shown."""
    if content.panel.told_of is None:
        return []
    with claims.about(content.panel.told_of):
        found = arrivals.behind(content.panel.told_of.table(content.snapshot, content.filters).records)
    if not found.names:
        return []
    words = _(
        "Der mangler tal fra {period} om {things}, som der er ældre tal for. De er ikke talt med.",
        period=period_words(found.period),
        things=text.listing(found.names),
    )
    return [html.P(words, className="cautions")]


def _absent(content: Content, months: Sequence[str]) -> list[str]:
    """Return the names of those whose figures some months lack, each once."""
    if not content.panel.metrics:
        return []
    numbers = absent.by_month(content.panel.metrics[0])
    return arrivals.lacking(_lacking(content, months), numbers, _asked(content))


def _lacking(content: Content, months: Sequence[str]) -> dict[str, list[str]]:
    """Return the names of those whose figures each of some months lacks."""
    metrics, filters = content.panel.metrics, _asked(content)
    return {
        month: absent.places(content.snapshot, filters, metrics[0], month) if metrics else []
        for month in months
    }


def _asked(content: Content) -> Filters:
    """Return what a panel's figures are asked for: one of one system, and not of them all, is of the worst."""
    filters = content.filters
    if content.panel.metrics[:1] != (response_times.METRIC,):
        return filters
    of_one = "system" not in content.table or len(set(content.table["system"])) == 1
    system = filters.system or response_times.worst(content.snapshot, filters)
    return replace(filters, system=system if of_one else None)


def _lacking_words(places: list[str]) -> str:
    """Say whose figures have not come, where that is known."""
    return _("Der mangler tal fra {places}.", places=text.listing(places)) if places else ""


def _many_partial(partial: list[Row], of: int, said: str) -> str:
    """Say how many months are not whole, and how much has come of them where the sentence above (`said`) has not."""
    low, high = (text.quantity(each, "%") for each in claims.span_of(partial, "completeness"))
    n = len(claims.months(partial, "state", "incomplete"))
    if n == of:
        opening = _("{some} måneder er ufuldstændige", some=text.capital(out_of(n, of)))
    else:
        opening = _("{n} af de viste måneder er ufuldstændige", n=text.number(n))
    if not all(re.search(rf"(?<![\d.,]){re.escape(each)}", said) for each in (low, high)):
        opening = _arrived(opening, low, high)
    return text.prose(opening, _("Tallene skal læses med forbehold og bliver ikke bedømt."))


def _arrived(opening: str, low: str, high: str) -> str:
    """Say how much of several months has come."""
    if low == high:
        return _("{opening}: {low} af det ventede er indlæst.", opening=opening, low=low)
    return _(
        "{opening}: fra {low} til {high} af det ventede er indlæst.", opening=opening, low=low, high=high
    )


def _caution(content: Content, row: Row) -> str:
    named = text.capital(text.month(row["month"]))
    if row["state"] == "under_way" and not row["completeness"]:
        return _("{month} er ikke slut, og tallene er ikke kommet endnu.", month=named)
    if row["state"] == "under_way":
        return _("{month} er ikke slut. Tallet er foreløbigt og bliver ikke bedømt.", month=named)
    if row["state"] == "missing":
        return _("{month}: tallene er ikke kommet endnu.", month=named)
    days = days_words(content.snapshot, _asked(content), content.panel.metrics[0], row["month"])
    return text.prose(
        _(
            "{month}: kun {percent} af det ventede er indlæst.",
            month=named,
            percent=text.quantity(claims.span_of([row], "completeness")[0], "%"),
        ),
        days,
        _("Tallet bliver ikke bedømt."),
    )
