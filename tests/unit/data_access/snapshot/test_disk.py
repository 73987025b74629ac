"""A frame that is mapped is the frame that was written, and shares its pages."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.snapshot import disk
from tests.tried import examples

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
COLUMNS = (
    NUMBERS,
    st.floats(),
    st.booleans(),
    WORDS,
    st.none(),
    NUMBERS | st.none(),
    st.floats() | st.none(),
    st.booleans() | st.none(),
    WORDS | st.none(),
)


@st.composite
def frames(draw: Any) -> pd.DataFrame:
    """Make a frame as readers make them: of columns of plain values, each perhaps with what is missing."""
    rows = draw(st.integers(0, 6))
    kinds = draw(st.lists(st.sampled_from(COLUMNS), max_size=7))
    return pd.DataFrame(
        {f"c{at}": draw(st.lists(kind, min_size=rows, max_size=rows)) for at, kind in enumerate(kinds)}
    )


def through(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    content = disk.packed(frame)
    path.write_bytes(content)
    return disk.mapped(path, disk.summed(content))


@settings(max_examples=examples(100))
@given(frame=frames())
def test_what_is_mapped_is_what_was_written(frame: pd.DataFrame, tmp_path_factory: Any) -> None:
    found = through(frame, tmp_path_factory.mktemp("frames") / "frame")
    pd.testing.assert_frame_equal(found, frame, check_exact=True)


def test_many_different_texts_keep_their_places(tmp_path: Path) -> None:
    for many in (127, 128, 129, 40_000):
        frame = pd.DataFrame({"text": [str(each) for each in range(many)] + [None, "0"]})
        pd.testing.assert_frame_equal(through(frame, tmp_path / "frame"), frame)


def test_numbers_are_not_copied_and_cannot_be_written_to(tmp_path: Path) -> None:
    found = through(pd.DataFrame({"a": [1, 2], "b": [3, 4], "c": [0.5, None]}), tmp_path / "frame")
    for block in ("a", "b", "c"):
        values = found[block].array.to_numpy()
        assert not values.flags.writeable
        assert not values.flags.owndata
    changed = found.assign(a=0)
    changed.loc[0, "b"] = 9
    assert list(found["b"]) == [3, 4]


def test_a_file_that_is_gone_can_still_be_read_by_who_has_mapped_it(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": ["x", None], "number": [1, 2]})
    found = through(frame, tmp_path / "frame")
    (tmp_path / "frame").unlink()
    pd.testing.assert_frame_equal(found, frame)


def test_no_single_bad_byte_is_taken_for_what_was_written(tmp_path: Path) -> None:
    good = disk.packed(pd.DataFrame({"text": ["x", None], "number": [1, 2]}))
    path = tmp_path / "frame"
    for place in range(len(good)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        with pytest.raises(disk.DamagedError):
            disk.mapped(path, disk.summed(good))
    for cut in (0, 1, 8, len(good) - 1):
        path.write_bytes(good[:cut])
        with pytest.raises(disk.DamagedError):
            disk.mapped(path, disk.summed(good))
