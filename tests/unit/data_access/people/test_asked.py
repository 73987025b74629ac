"""What is remembered of who somebody is."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from data_access.people.asked import Asked, CannotTellError


def test_what_was_looked_up_while_it_was_forgotten_is_asked_anew() -> None:
    asked, told = Asked(), iter(("in", "out", "still out"))

    def look() -> str:
        if (found := next(told)) == "in":
            asked.forget("session")  # signed out by another tab, after the database was read
        return found

    assert asked.of("session", look) == "in"
    assert asked.of("session", look) == "out"
    assert asked.of("session", look) == "out"


def test_who_was_asked_for_is_looked_up_with_whoever_must_be() -> None:
    now, told = [0.0], []
    asked = Asked(lambda: now[0])

    def look(keys: Sequence[str]) -> dict[str, str | None]:
        told.append(list(keys))
        return {key: None if key == "out" and now[0] else key for key in keys}

    for at in (0.0, 20.0):
        now[0] = at
        for key in ("a", "b", "out", "idle"):
            if key != "idle" or not at:
                assert asked.of_many(key, look) == key
    now[0] = 31.0
    assert asked.of_many("a", look) == "a"
    assert told[-1][0] == "a"
    assert set(told[-1][1:]) == {"b", "out"}  # and not who has gone away
    before = len(told)
    assert asked.of_many("b", look) == "b"
    assert len(told) == before
    # Whose session has ended meanwhile is known to be nobody, and no longer to be who he was.
    assert asked.of_many("out", look) is None
    # What is held is no older than the question that it answers.
    now[0] = 61.5
    asked.of_many("b", look)
    assert len(told) == before + 2


@pytest.mark.parametrize("answers", [True, False])
def test_all_who_come_while_one_is_looked_up_are_one_question(answers: bool) -> None:
    asked, told, comes = Asked(), [], Event()
    keys = [f"{n}" for n in range(8)]

    def look(sent: Sequence[str]) -> dict[str, str]:
        told.append(sorted(sent))
        assert comes.wait(60)
        if not answers:
            raise RuntimeError
        return {key: f"person {key}" for key in sent}

    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(asked.of_many, "first", look)
        while not told:
            pass
        others = [threads.submit(asked.of_many, key, look) for key in keys]
        while len(asked._waves._next.keys) < len(keys):
            pass
        comes.set()
        if answers:
            assert first.result(60) == "person first"
            assert [each.result(60) for each in others] == [f"person {key}" for key in keys]
            assert told == [["first"], keys]
            return
        # A database that does not answer is asked once, and rests: all are told so.
        for each in (first, *others):
            with pytest.raises(CannotTellError):
                each.result(60)
        assert told == [["first"]]
