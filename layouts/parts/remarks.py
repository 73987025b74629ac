"""What is said below a chart: its notes, which months are not whole, and what is withheld."""

from collections.abc import Iterable
from dataclasses import replace

from data_access.numbers import absent, response_times
from data_access.numbers.indicators import period_words
from data_access.withholding import rule
from layouts.parts import html
from layouts.parts.answers import sentence
from layouts.parts.declarations import Content
from layouts.parts.html import Component
from layouts.parts.sentences import part_words
from layouts.parts.told import GONE, months_words
from vocabulary import text
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
        (text.capital(text.month(note.month)), f"{_about(note.system, systems)}: {note.words}")
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
    part = part_words({name: _sum(content.table[name]) for name in ("told", "of")}, metric)
    if not part:
        return []
    more = _("For de andre mangler en oplysning, eller der er ingen grænse at tælle efter.")
    # Of a single month the sentence has said it.
    return [html.P(more if part in sentence(content) else f"{part} {more}", className="cautions")]


def _sum(values: Iterable[float]) -> float:
    return float(sum(value for value in values if not text.is_missing(value)))


def _withheld(content: Content) -> list[Component]:
    if "withheld" not in content.table or not any(content.table["withheld"]):
        return []
    words = _(
        "Antal under {limit} er skjult af hensyn til patienterne, og andre antal med dem, hvor de ellers kunne "
        "regnes ud. Et antal for flere måneder er skjult, når en af månederne er det; for hele kvartaler og "
        "kalenderår kan summen vises alligevel.",
        limit=rule.below(content.snapshot),
    )
    return [html.P(words, className="cautions")]


def _partial(content: Content) -> list[Component]:
    if not {"month", "state", "completeness", "word"} <= set(content.table):
        return []
    # How much has come of what is withheld would help to work it out.
    rows = [row for row in content.records if row["state"] != "whole" and not row.get("withheld")]
    gone = list(dict.fromkeys(row["month"] for row in rows if row["word"] == _(GONE)))
    by_month = {row["month"]: row for row in reversed(rows)}  # of several of a month the first counts
    months = [month for month in dict.fromkeys(row["month"] for row in rows) if month not in gone]
    found = [(month, by_month[month]["state"], by_month[month]["completeness"]) for month in months]
    apart = _apart(content, found)
    found = [each for each in found if each[0] not in apart]
    partial = [each for each in found if each[1] == "incomplete"]
    absent = [each for each in found if each[1] == "missing"]
    together = [each for each in (partial, absent) if len(each) > FEW]
    words = [
        text.prose(_caution(*each), _lacking(content, each[0]))
        for each in found
        if not any(each in several for several in together)
    ]
    words += [_lacking_in(apart[month], [month]) for month in apart]
    if gone:
        words.insert(0, _("Hospitalet fandtes ikke {period}.", period=months_words(gone)))
    if absent in together:
        some = N_("i {n} af månederne fra {first} til {last}")
        words.append(_("Der er ingen tal {period}.", period=months_words((each[0] for each in absent), some)))
    if partial in together:
        lacking = list(dict.fromkeys(place for each in partial for place in _absent(content, each[0])))
        words.append(text.prose(_many_partial(partial, sentence(content)), _lacking_words(lacking)))
    return [html.Ul([html.Li(each) for each in words], className="cautions")] if words else []


def _apart(content: Content, found: list[tuple[str, str, float]]) -> dict[str, list[str]]:
    """Return who lacks in the months of which some of the rows have come: the others' figures are whole."""
    come = {row["month"] for row in content.records if row["state"] == "whole"}
    lacking = {
        each[0]: _absent(content, each[0]) for each in found if each[0] in come and each[1] != "under_way"
    }
    return {month: names for month, names in lacking.items() if names}


def _of_period(content: Content) -> list[Component]:
    """Say whose figures have not come in the months that something is counted over."""
    if "month" in content.table or content.panel.lists:
        return []
    asked = content.filters.narrowed
    lacking = {month: _absent(content, month) for month in span(asked.first, asked.last)}
    lacking = {month: places for month, places in lacking.items() if places}
    if not lacking:
        return []
    names = list(dict.fromkeys(place for places in lacking.values() for place in places))
    return [html.P(_lacking_in(names, lacking), className="cautions")]


def _lacking_in(names: list[str], months: Iterable[str]) -> str:
    """Say whose figures of some months have not come."""
    period = months_words(months, N_("i {n} af månederne fra {first} til {last}"))
    return _("Der mangler tal fra {places} {period}.", places=text.listing(names), period=period)


def _behind(content: Content) -> list[Component]:
    """Say what the newest period lacks that an older one had, where no other month of it could be shown."""
    found = content.panel.behind(content.snapshot, content.filters) if content.panel.behind else None
    if found is None or not found.names:
        return []
    words = _(
        "Der mangler tal fra {period} om {things}, som der er ældre tal for. De er ikke talt med.",
        period=period_words(found.period),
        things=text.listing(found.names),
    )
    return [html.P(words, className="cautions")]


def _absent(content: Content, month: str) -> list[str]:
    metrics, filters = content.panel.metrics, content.filters
    if metrics[:1] == (response_times.METRIC,):
        # A panel of one system, and not of them all, is of the worst where none is chosen.
        of_one = "system" not in content.table or len(set(content.table["system"])) == 1
        system = filters.system or response_times.worst(content.snapshot, filters)
        filters = replace(filters, system=system if of_one else None)
    return absent.places(content.snapshot, filters, metrics[0], month) if metrics else []


def _lacking(content: Content, month: str) -> str:
    return _lacking_words(_absent(content, month))


def _lacking_words(places: list[str]) -> str:
    """Say whose figures have not come, where that is known."""
    return _("Der mangler tal fra {places}.", places=text.listing(places)) if places else ""


def _many_partial(partial: list[tuple[str, str, float]], said: str) -> str:
    """Say how many months are not whole, and how much has come of them where the sentence above (`said`) has not."""
    low, high = (text.quantity(100 * edge(each[2] for each in partial), "%") for edge in (min, max))
    if low in said and high in said:
        return _(
            "{n} af de viste måneder er ufuldstændige. Tallene skal læses med forbehold og bliver ikke bedømt.",
            n=len(partial),
        )
    return _(
        "{n} af de viste måneder er ufuldstændige: fra {low} til {high} af det ventede er indlæst. Tallene skal læses "
        "med forbehold og bliver ikke bedømt.",
        n=len(partial),
        low=low,
        high=high,
    )


def _caution(month: str, state: str, completeness: float) -> str:
    named = text.capital(text.month(month))
    if state == "under_way":
        return _("{month} er ikke slut. Tallet er foreløbigt og bliver ikke bedømt.", month=named)
    if state == "missing":
        return _("{month}: tallene er ikke kommet endnu.", month=named)
    percent = text.quantity(100 * completeness, "%")
    return _(
        "{month}: kun {percent} af det ventede er indlæst. Tallet bliver ikke bedømt.",
        month=named,
        percent=percent,
    )
