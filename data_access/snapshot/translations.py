"""The database's own texts in another language: names, findings, notes, as far as they are translated."""

from collections.abc import Mapping

import pandas as pd

from vocabulary.language import Language


def translated(frames: Mapping[str, pd.DataFrame], spoken: Language) -> dict[str, pd.DataFrame]:
    """Return the frames with every cell that is a translated text in its other language.

    The translations are the frame `translations`: language, original, words.
    """
    rows = frames["translations"]
    rows = rows[rows["language"] == spoken]
    words = dict(zip(rows["original"], rows["words"], strict=True))
    return {name: frame if name == "translations" else _said(frame, words) for name, frame in frames.items()}


def _said(frame: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    found = {}
    for column in frame.columns:
        # A cell is asked for only in columns of text, and each different text once.
        if pd.api.types.is_string_dtype(frame[column]):
            swap = {each: words[each] for each in frame[column].dropna().unique() if each in words}
            if swap:
                found[column] = frame[column].map(lambda each, swap=swap: swap.get(each, each))
    return frame.assign(**found) if found else frame
