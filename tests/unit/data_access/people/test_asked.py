"""What is remembered of who somebody is."""

from collections.abc import Sequence

from data_access.people.asked import Asked


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
