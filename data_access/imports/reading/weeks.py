"""Knows a week when it stands where a day or a month should."""

import re

_WEEK = re.compile(
    r"\d{4}[- /]?(?:W|U|uge ?|week ?)\d{1,2}(?:-[1-7])?|(?:W|U|uge ?|week ?)\d{1,2}[-, /]*(?:i |of )?\d{4}",
    re.IGNORECASE,
)
WEEK = "er en uge, og en uge kan ligge i to måneder: hent tallene for dage eller måneder"


def is_week(words: str) -> bool:
    """Say that the words are a week: 2015-W53, uge 53 2015."""
    return bool(_WEEK.fullmatch(words.strip()))
