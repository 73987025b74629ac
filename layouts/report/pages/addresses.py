"""Where the reports are: editions and their files for ever, lists, feeds, and the pages of the editor.

`/rapport/12` is the twelfth edition as it was first published, and `/rapport/12/R1` its first revision: neither ever
shows anything else. A report of another key has its own path before the number.
"""

from data_access.editions.published import Which
from data_access.numbers.editions import Edition
from layouts.report.declared import REPORTS
from vocabulary.filters import NOTHING_CHOSEN, to_query

LIST, CONTROL, DESK, NEW = "/rapport", "/rapport/kontrol", "/rapport/redaktion", "/rapport/ny"
CALENDAR, FEED = "/rapport/kalender.ics", "/rapport/feed.atom"
DRAFT, RELEASE, MEETING = "/rapport/kladde", "/rapport/udgivelse", "/rapport/moede"
SINCE, PREVIEW, PUBLISH = "siden-sidst", "som-den-bliver", "udgiv"
FILES = {
    "pdf": "PDF",
    "xlsx": "Excel",
    "docx": "Word",
    "json": "JSON",
}  # what an edition is had as, and its name


def which_of(edition: Edition) -> Which:
    """Return which edition it is."""
    return Which(edition.report, edition.number, edition.revision)


def at(path: str) -> str:
    """Return an address in the language spoken."""
    return path + to_query(NOTHING_CHOSEN)


def edition(which: Which) -> str:
    """Return where an edition stands, for ever."""
    return f"{REPORTS[which.report].path}/{which.number}{_revision(which)}"


def file(which: Which, suffix: str) -> str:
    """Return where an edition is had as a file."""
    return f"{edition(which)}.{suffix}"


def since(which: Which) -> str:
    """Return where it stands what changed since the edition before."""
    return f"{edition(which)}/{SINCE}"


def draft(which: Which, then: str = "") -> str:
    """Return where an edition is written, or what comes `then`."""
    there = f"{DRAFT}/{which.report}/{which.number}{_revision(which)}"
    return f"{there}/{then}" if then else there


def release(report: str, number: int) -> str:
    """Return where it is written when an edition comes."""
    return f"{RELEASE}/{report}/{number}"


def meeting(report: str, number: int, place: int) -> str:
    """Return where it is written what a meeting said of an edition."""
    return f"{MEETING}/{report}/{number}/{place}"


def _revision(which: Which) -> str:
    return f"/R{which.revision}" if which.revision else ""
