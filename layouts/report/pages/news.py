"""What there is to tell of editions, in order of time: what was published, and what is to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from data_access.editions.published import Which
from data_access.numbers.editions import Edition, Release, editions, releases
from data_access.snapshot.snapshot import Snapshot
from layouts.report.declared import REPORTS, Report
from layouts.report.made import called
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from layouts.report.pages.listing import release_words
from vocabulary import text
from vocabulary.language import _


@dataclass(frozen=True)
class News:
    """Something to tell: where it stands (from our root), when it was told (Danish wall-clock time), and its words.

    `key` names it for ever; `on` is the day that it stands on in a calendar; `file` is where an edition is had as a
    PDF, '' for one that is to come.
    """

    key: str
    path: str
    at: datetime
    on: date
    title: str
    said: str
    file: str = ""


def news(snapshot: Snapshot, hides: Callable[[Edition], bool]) -> list[News]:
    """Return what there is to tell, the newest first, without the editions that are not for whoever asks."""
    found = []
    for report in REPORTS.values():
        found += [_coming(report, each) for each in releases(snapshot, report.key)]
        found += [_published(report, each) for each in editions(snapshot, report.key) if not hides(each)]
    return sorted(found, key=lambda each: (each.at, each.key), reverse=True)


def _published(report: Report, edition: Edition) -> News:
    which = which_of(edition)
    path = addresses.edition(which)
    through = _("Tal til og med {month}.", month=text.month(edition.month))
    return News(
        key=f"{report.key}-{edition.number}-{edition.revision}",
        path=path,
        at=edition.at,
        on=edition.at.date(),
        title=f"{called(report, which)}: {_(report.title)}",
        said=text.prose(through, edition.reason),
        file=addresses.file(which, "pdf"),
    )


def _coming(report: Report, release: Release) -> News:
    name = called(report, Which(report.key, release.number))
    return News(
        key=f"{report.key}-{release.number}",
        path=addresses.LIST,
        at=release.at,
        on=release.due_on,
        title=_("{name} udgives", name=f"{name}: {_(report.title)}"),
        said=release_words(report, release),
    )
