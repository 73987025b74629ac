"""What is remembered of who somebody is."""

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
