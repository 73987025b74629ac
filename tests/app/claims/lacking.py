"""What a sentence says that nothing is claimed of: figures, months, and words of order."""

import itertools
import re

import pandas as pd

from layouts.parts.claim import Claim
from tests.app.claims.said import written
from vocabulary import text
from vocabulary.months import shift

MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# Figures that are no figures of the rows: dates, limits, hours that are open, how many months a period has.
OTHER = re.compile(
    rf"(\d+\.(-\d+\.)? )?\b({MONTHS})( \d{{4}})?|\bi \d{{4}}\b|inden for \d+ \w+|kl\. \d+-\d+|ældre end \d+ døgn"
    r"|antal under \d+ er skjult|færre end \d+ besvarede|de \d+ (hele )?måneder (med tal )?fra",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
NAMES = (
    "name", "site", "part", "dimension", "place", "weekday_words", "hour_words", "what", "due_words", "note", "period",
    "item", "area", "origin", "system",
)  # fmt: skip


def figures_without(said: str, claimed: list[Claim], rows: pd.DataFrame | None) -> list[str]:
    """Return the figures in a sentence that no claim is about."""
    names = {str(each) for name in NAMES if rows is not None and name in rows for each in rows[name]}
    places = {str(each) for claim in claimed for place in (*claim.at, claim.values) for each in place}
    for name in sorted({*names, *places} - {""}, key=len, reverse=True):
        if not NUMBER.fullmatch(name):
            said = re.sub(re.escape(name), "", said, flags=re.IGNORECASE)
    known = {name for name in (names | places) if NUMBER.fullmatch(name)}
    known |= {str(len(claim.at)) for claim in claimed if claim.what == "leading"}
    amounts = [each for claim in claimed for each in (claim.amount, *_ends_of(claim))]
    known |= {each for amount in amounts for form in written(amount) for each in NUMBER.findall(form)}
    return [each for each in NUMBER.findall(OTHER.sub("", said.replace("\u00a0", " "))) if each not in known]


def _ends_of(claim: Claim) -> list[float]:
    return [float(str(each)) for each in claim.values] if claim.what == "span" else []


MONTH = re.compile(rf"(?<!\d\. )\b({MONTHS}) \d{{4}}", re.IGNORECASE)


def months_without(said: str, claimed: list[Claim], rows: pd.DataFrame | None, *asked: str) -> list[str]:
    """Return the months in a sentence that no claim is about, that no row has in words, and that were not asked for."""
    words = [str(each) for claim in claimed if claim.what == "word" for each in claim.values]
    words += [
        str(each)
        for name in ("period", "due_words")
        if rows is not None and name in rows
        for each in rows[name]
    ]
    for each in sorted({*words} - {""}, key=len, reverse=True):
        said = re.sub(re.escape(each), "", said, flags=re.IGNORECASE)
    claimed_of = {
        str(each)
        for claim in claimed
        for place in (*claim.at, claim.values, claim.months or ())
        for each in place
    }
    before = {shift(str(claim.at[0][0]), -1) for claim in claimed if claim.what == "balance"}
    known = {text.month(each) for each in (*claimed_of, *before, *asked) if re.fullmatch(r"\d{4}-\d\d", each)}
    said = said.replace("\u00a0", " ").casefold()
    named = [match.group(0) for match in MONTH.finditer(said)]
    return [each for each in named if each not in known] + _periods_without(said, claimed, asked)


PERIOD = re.compile(rf"fra ((?:{MONTHS}) \d{{4}}) til ((?:{MONTHS}) \d{{4}})")


def _periods_without(said: str, claimed: list[Claim], asked: tuple[str, ...]) -> list[str]:
    """Return the periods in a sentence that are not from the first to the last month of a claim, or asked for."""
    spans = [
        sorted(str(each) for each in place if re.fullmatch(r"\d{4}-\d\d", str(each)))
        for claim in claimed
        for place in (list(itertools.chain(*claim.at)), claim.values, claim.months or ())
    ]
    known = {(text.month(each[0]), text.month(each[-1])) for each in (*spans, sorted(asked)) if each}
    return [match.group(0) for match in PERIOD.finditer(said) if match.groups() not in known]


ORDER = re.compile(
    r"\b(flest|færrest|(?<!bruger )mest|mindst|oftest|længst|nærmest|laveste?|højeste?|største|nyeste|ældste|senest"
    r"|næste)\b",
    re.IGNORECASE,
)
ORDERS = {
    "most", "least", "often", "change", "ranked", "rising", "leading", "apart", "first", "last", "next", "period",
    "lowest",
}  # fmt: skip
ALL = re.compile(
    r"\b(alle|begge|ingen|intet|alt|hver|flere|færre|mod|samme|resten|kun|ikke)\b", re.IGNORECASE
)
NO_ROWS = re.compile(r"Der er ikke indlæst opkald til [^.]*\.")


def words_without(said: str, claimed: list[Claim], rows: pd.DataFrame | None) -> list[str]:
    """Return the words of order in a sentence of which none is claimed, and of all and none where nothing is."""
    said = NO_ROWS.sub("", said)
    for note in set(rows["note"]) if rows is not None and "note" in rows else ():
        said = said.replace(str(note), "")
    kinds = {claim.what for claim in claimed}
    found = [] if kinds & ORDERS else ORDER.findall(said)
    return found if kinds else found + ALL.findall(said)


def month_missed(claimed: list[Claim], rows: pd.DataFrame | None, picked: str) -> list[str]:
    """Return the month that is spoken of, where it is not the newest that has the figure, up to the picked one."""
    kinds = {claim.what for claim in claimed}
    mine = [
        claim
        for claim in claimed
        if claim.what in ("value", "step") and claim.by == ("month",) and claim.of is None
    ]
    if rows is None or "state" not in rows or not mine or kinds & {"sum", "balance"}:
        return []
    spoken = max(mine, key=lambda claim: str(claim.at[0][0]))
    known = rows[rows[spoken.column].notna() & (rows["month"] <= picked)]
    newest = {each["month"].max() for each in (known, known[known["state"] == "whole"])}
    return [] if spoken.at[0][0] in newest else [str(spoken.at[0][0])]
