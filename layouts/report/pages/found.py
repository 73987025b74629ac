"""What of the report can be looked for: its pages, and each edition by what it is called."""

from collections.abc import Iterator

from data_access.numbers.editions import editions
from data_access.snapshot.snapshot import Snapshot
from layouts.report.declared import REPORTS
from layouts.report.made import called
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from layouts.search.entries import EDITION, PAGE, Entry
from vocabulary.language import _


def entries(snapshot: Snapshot) -> Iterator[Entry]:
    """Return the entries in the language spoken: as many, and in the same order, as in the other."""
    reports = _("Rapporter")
    yield Entry(PAGE, reports, _("Udgaver, der ikke ændres"), addresses.LIST)
    yield Entry(PAGE, _("Kontrollér en udgave"), reports, addresses.CONTROL)
    for report in REPORTS.values():
        for each in editions(snapshot, report.key):
            which = which_of(each)
            yield Entry(EDITION, called(report, which), _(report.title), addresses.edition(which))
