"""What people read is translated, and what tells one thing from another is not, also where it reads as a word."""

from dataclasses import replace

import pandas as pd
import pytest

from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.translations import translated, words_of

# All that is text in a frame and no word: keys of things and of kinds, days and months, files and what is kept.
KEYS = {
    "action_class", "agreement", "back_at", "channel", "content", "day", "desk", "done_on", "due", "due_on",
    "due_precision", "expected_end", "field", "file", "handler", "hospital", "indicator", "key", "kind",
    "language", "light", "loaded_at", "mapping", "meeting_on", "metric", "month", "opened_at", "opened_day",
    "original", "period", "period_from", "period_to", "priority", "programme", "project", "provider", "reason",
    "report", "reported_at", "rhythm", "role", "said_on", "scope", "service", "sha256", "site", "source",
    "state", "subject", "system", "tied_to", "unit", "valid_from", "valid_to", "value", "words", "written_at",
}  # fmt: skip


def test_of_every_text_it_is_told_whether_people_read_it(demo_snapshot: Snapshot) -> None:
    for name, frame in demo_snapshot.frames.items():
        texts = {
            column
            for column in frame
            if pd.api.types.is_string_dtype(frame[column]) and frame[column].notna().any()
        }
        assert texts - set(words_of(name, frame)) <= KEYS, name


def test_a_translation_of_a_key_rewrites_none(demo_snapshot: Snapshot) -> None:
    keys = {
        str(each)
        for name, frame in demo_snapshot.frames.items()
        for column in set(frame) - set(words_of(name, frame))
        if pd.api.types.is_string_dtype(frame[column])
        for each in frame[column].dropna().unique()
    }
    every = pd.DataFrame({"language": "en", "original": sorted(keys), "words": "word"})
    frames = translated({**demo_snapshot.frames, "translations": every}, "en")
    for name, frame in demo_snapshot.frames.items():
        if name != "translations":
            columns = [column for column in frame if column not in words_of(name, frame)]
            pd.testing.assert_frame_equal(frames[name][columns], frame[columns], obj=name)


@pytest.mark.parametrize("original", ["cimt", "telefoni", "service_level", "high", "2015-04"])
def test_a_word_that_is_a_key_elsewhere_is_translated_where_it_is_read(
    demo_snapshot: Snapshot, original: str
) -> None:
    desks = demo_snapshot.frames["desks"].assign(description=original)
    told = pd.DataFrame({"language": ["en"], "original": [original], "words": ["The word"]})
    snapshot = replace(demo_snapshot, frames={**demo_snapshot.frames, "desks": desks, "translations": told})
    found = snapshot.speaking("en")
    assert set(found.frames["desks"]["description"]) == {"The word"}
    assert found.frames["desks"]["key"].tolist() == desks["key"].tolist()
    assert found.has_desk("telefoni", "cimt")
