"""Whether a sentence says what is claimed."""

from datetime import date

import pandas as pd

from layouts.parts import claims
from layouts.parts.claim import Claim
from tests.app.claims.scope import in_scope
from vocabulary import text


def is_named(claim: Claim, said: str, rows: pd.DataFrame) -> bool:
    """Say that the sentence names where its extreme is, and what it lists; of many that tie, or all, it need not."""
    if claim.what not in ("most", "least", "those", "unlike", "often", "turned", "change", "next", "apart"):
        return True
    if claim.what == "apart" and not claim.values:
        return True  # the lowest of them is named, as an extreme
    there_are = in_scope(claim, rows)
    if claim.what == "often":
        there_are = there_are.drop_duplicates(claim.by[0])
    if claim.what not in ("those", "unlike", "turned", "next", "apart") and (
        len(claim.at) > claims.MOST_NAMED or len(claim.at) == len(there_are)
    ):
        return True
    if claim.what == "change" and claim.amount * (1 if claim.end == "most" else -1) <= 0:
        return True  # nothing rose, or nothing fell, and nothing is said of it
    named = [pair for at in claim.at for pair in zip(claim.by, at, strict=True)]
    # A dimension is told by its part, and of what is listed by the month or the day the name is enough.
    if "name" in claim.by and claim.what in ("those", "unlike"):
        named = [(by, each) for by, each in named if by in ("name", "what")]
    words = [text.month(str(each)) if by == "month" else str(each) for by, each in named if by != "dimension"]
    return all(word.casefold() in said.casefold() for word in words)


def is_said(claim: Claim, said: str) -> bool:
    """Say that the sentence has the figure that is claimed, as one of the ways in which it can be written."""
    if claim.what == "ends":
        ends = [str(each) for each in claim.values]
        return all(
            (text.month(each) if len(each) == 7 else text.day(date.fromisoformat(each))) in said
            for each in ends
        )
    is_difference = claim.what == "change" and claim.end is None and claim.amount > 0
    leads = claim.what == "leading" and 0 < len(claim.at) <= claims.MOST_NAMED
    if claim.what != "value" and not is_difference and not leads:
        return True
    return any(each in said for each in written(claim.amount))


def _when(iso: str) -> str:
    return text.month(iso) if len(iso) == len("2015-04") else text.day(date.fromisoformat(iso))


def written(amount: float) -> set[str]:
    """Return the ways in which a figure can be written."""
    return {text.duration(amount), *(text.number(abs(amount), places) for places in range(3))}
