"""The same value gives the same bytes, whatever held it; and the bytes are JSON that says the same."""

import hashlib
import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.canonical import told_by, written

NUMBERS = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=True, allow_infinity=True))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"b": 1, "a": [None, True, "å"]}, '{"a":[null,true,"å"],"b":1}'),
        ([1.0, -0.0, 71.29827285076654, 1e-7, 3.0e15], "[1,0,71.2982728508,1e-07,3000000000000000.0]"),
        ([math.nan, math.inf, np.float64(2.5), np.int64(3), np.bool_(True)], "[null,null,2.5,3,true]"),
        ((1, (2, np.array([0.1, 0.2]))), "[1,[2,[0.1,0.2]]]"),
        ("\u2028</script>\x00", '"\u2028</script>\\u0000"'),
        ("\ud800", '"?"'),
    ],
)
def test_a_value_has_one_way_to_be_written(value: object, told: str) -> None:
    assert written(value) == told.encode()


@given(VALUES)
def test_what_is_read_back_is_written_the_same(value: object) -> None:
    once = written(value)
    assert written(json.loads(once)) == once
    assert told_by(once) == hashlib.sha256(once).hexdigest()


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        written({"a": {1, 2}})
