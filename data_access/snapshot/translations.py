"""The database's own texts in another language: names, findings, notes, as far as they are translated."""

from collections.abc import Mapping

import pandas as pd

from vocabulary.language import Language

# The columns that are read by people. All others say by a key what something is, and a key is the same in each
# language, also where it reads as a word that is translated.
WORDS = frozenset(
    {
        "area", "category", "description", "finding", "function", "item", "name", "next_milestone", "note", "origin",
        "owner", "phase", "purpose", "status_word", "text", "users", "what",
    }
)  # fmt: skip
# Of some frames also these, which are keys in others.
WORDS_OF: Mapping[str, frozenset[str]] = {
    "indicator_values": frozenset({"scope"}),
    "indicators": frozenset({"unit"}),
    "explanations": frozenset({"cause", "action", "responsible"}),
    "releases": frozenset({"meeting"}),
    "meeting_words": frozenset({"said", "answer"}),
}


def translated(frames: Mapping[str, pd.DataFrame], spoken: Language) -> dict[str, pd.DataFrame]:
    """Return the frames with every cell for people that is a translated text in its other language.

    The translations are the frame `translations`: language, original, words.
    """
    rows = frames["translations"]
    rows = rows[rows["language"] == spoken]
    words = dict(zip(rows["original"], rows["words"], strict=True))
    return {name: _said(frame, words_of(name, frame), words) for name, frame in frames.items()}


def words_of(name: str, frame: pd.DataFrame) -> list[str]:
    """Return the columns of a frame that are read by people."""
    if name == "translations":
        return []
    read = WORDS | WORDS_OF.get(name, frozenset())
    return [column for column in frame.columns if column in read]


def _said(frame: pd.DataFrame, columns: list[str], words: Mapping[str, str]) -> pd.DataFrame:
    found = {}
    for column in columns:
        # Each different text is asked for once.
        swap = {each: words[each] for each in frame[column].dropna().unique() if each in words}
        if swap:
            found[column] = frame[column].map(lambda each, swap=swap: swap.get(each, each))
    return frame.assign(**found) if found else frame
