"""When a file was made: told by whoever loads it, or by its name."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

from data_access.database.clock import DENMARK

# What strftime writes, as a pattern; no other directive can stand in a form.
_DIRECTIVES = {"%Y": r"\d{4}", "%y": r"\d\d", "%m": r"\d\d", "%d": r"\d\d", "%j": r"\d{3}", "%H": r"\d\d",
               "%M": r"\d\d", "%S": r"\d\d"}  # fmt: skip


def pattern(form: str) -> re.Pattern[str]:
    """Return what a form like `kald_%Y%m%d` looks like in a name; ValueError when it has no date or is unknown."""
    parts = re.split(r"(%.)", form)
    unknown = [part for part in parts if part.startswith("%") and part not in _DIRECTIVES]
    if unknown or not {"%d", "%j"} & set(parts) or not {"%Y", "%y"} & set(parts):
        raise ValueError(form)
    written = "".join(_DIRECTIVES.get(part, re.escape(part)) for part in parts)
    return re.compile(rf"(?<!\d){written}(?!\d)")


def in_name(name: str, form: str, now: datetime) -> datetime | None:
    """Read when a file was made out of its name (UTC without zone); None when the name does not say."""
    found = pattern(form).search(Path(name).stem) if form else None
    if found is None:
        return None
    try:
        at = datetime.strptime(found.group(), form)  # noqa: DTZ007 - the clock on the wall, until the next line
    except ValueError:
        return None
    return to_utc(at) if "%H" in form else end_of(at.date(), now)


def to_utc(wall: datetime) -> datetime:
    """Turn Danish wall-clock time into UTC without zone."""
    return wall.replace(tzinfo=DENMARK).astimezone(UTC).replace(tzinfo=None)


def end_of(day: date, now: datetime) -> datetime:
    """Return the last moment of a day (UTC without zone), or now if the day is not over: it holds all of the day."""
    return min(to_utc(datetime.combine(day, time(23, 59, 59))), now)
