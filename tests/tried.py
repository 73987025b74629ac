"""How much of a property is tried: enough for every day, and ten times as much where there is time."""

from hypothesis import settings


def examples(every_day: int) -> int:
    """Return how many examples are tried; the profile `soak` has time for ten times as many."""
    return 10 * every_day if settings.get_current_profile_name() == "soak" else every_day
