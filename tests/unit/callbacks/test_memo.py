"""The memo never holds more bytes than it may, and lets go of what was asked for longest ago."""

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callbacks.memo import Kept, Memo, compress, decompress


def kept(answer: bytes) -> Kept:
    return Kept("/", answer)


def test_an_answer_is_kept_by_its_key() -> None:
    memo = Memo(100)
    memo.put(("/", "?fra=2015-01", "1"), kept(b"one"))
    assert memo.get(("/", "?fra=2015-01", "1")) == kept(b"one")
    assert memo.get(("/", "?fra=2015-01", "2")) is None


def test_the_least_recently_used_goes_first() -> None:
    memo = Memo(3)
    for key in "abc":
        memo.put(key, kept(b"x"))
    memo.get("a")
    memo.put("d", kept(b"x"))
    assert [memo.get(key) for key in "abcd"] == [kept(b"x"), None, kept(b"x"), kept(b"x")]


def test_a_large_answer_pushes_out_several_small_ones() -> None:
    memo = Memo(10)
    for key in "abc":
        memo.put(key, kept(b"xxx"))
    memo.put("large", kept(b"x" * 7))
    assert memo.get("c") == kept(b"xxx")
    assert memo.get("b") is None
    assert memo.held == 10


def test_an_answer_larger_than_the_memo_is_not_kept_and_pushes_nothing_out() -> None:
    memo = Memo(10)
    memo.put("small", kept(b"x"))
    memo.put("large", kept(b"x" * 11))
    assert (memo.get("large"), memo.get("small"), memo.held) == (None, kept(b"x"), 1)


def test_a_key_put_again_is_counted_once() -> None:
    memo = Memo(10)
    memo.put("a", kept(b"x" * 9))
    memo.put("a", kept(b"yy"))
    assert (memo.get("a"), memo.held) == (kept(b"yy"), 2)


@example(10, [("a", b"x" * 9), ("b", b"x"), ("a", b"x" * 11), ("c", b"x")])
@given(st.integers(0, 20), st.lists(st.tuples(st.sampled_from("abcdef"), st.none() | st.binary(max_size=12))))
def test_it_behaves_like_a_list_in_the_order_of_use(most: int, acts: list[tuple[str, bytes | None]]) -> None:
    memo, expected = Memo(most), OrderedDict[str, bytes]()
    for key, answer in acts:
        if answer is None:
            assert memo.get(key) == (kept(expected[key]) if key in expected else None)
        else:
            memo.put(key, kept(answer))
            if len(answer) > most:
                continue  # it is not kept, and is no use of what is
            expected[key] = answer
        if key in expected:
            expected.move_to_end(key)
        while sum(map(len, expected.values())) > most:
            expected.popitem(last=False)
        assert memo.held == sum(map(len, expected.values())) <= most


def test_many_threads_can_use_it() -> None:
    memo = Memo(500)

    def use(number: int) -> None:
        memo.put(number % 37, kept(bytes(number % 50)))
        memo.get(number % 11)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(2000)))
    assert memo.held == sum(len(found.answer) for key in range(37) if (found := memo.get(key))) <= 500


@pytest.mark.parametrize("answer", [b"", b"x" * 100_000, "Blodinfo II: 94,32\u00a0%".encode()])
def test_what_is_compressed_comes_back(answer: bytes) -> None:
    assert decompress(compress(answer)) == answer
