"""Where figures come from and how fresh they are, in words."""

from collections.abc import Sequence

from data_access.numbers.naming import source_name
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Content
from vocabulary import text
from vocabulary.language import _

INDICATORS = "indikatorer"


def sources_of(contents: Sequence[Content], snapshot: Snapshot) -> list[str]:
    """Return the sources of what is shown that have ever delivered, each once: one that has not is none of it."""
    found: dict[str, None] = {}
    for content in contents:
        come = [each for each in content.sources if snapshot.coverage.through(each) is not None]
        # Indicators of any subject can come by the indicators' own source.
        by_others = [INDICATORS] if content.panel.indicators and not come else []
        found |= dict.fromkeys([*come, *by_others])
    return list(found)


def source_words(snapshot: Snapshot, source: str, *, absolute: bool = False) -> str:
    """Say where figures come from and how fresh they are: `Kilde: ServiceNow. Tal til og med 10. maj 2015 …`."""
    return _("Kilde: {source}", source=freshness(snapshot, source, absolute=absolute))


def freshness(snapshot: Snapshot, source: str, *, absolute: bool = False) -> str:
    """Say a source's name, its last day, and when it was loaded; `absolute` by its date, for what is read later."""
    name, through = source_name(snapshot, source), snapshot.coverage.through(source)
    if through is None:
        return _("{source}. Der er ikke indlæst tal endnu.", source=name)
    loaded, last = snapshot.last_load(source), text.day(through)
    if not loaded:
        return _("{source}. Tal til og med {day}.", source=name, day=last)
    when = text.moment(loaded, None if absolute else snapshot.moment())
    return _("{source}. Tal til og med {day}, indlæst {when}.", source=name, day=last, when=when)
