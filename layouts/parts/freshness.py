"""Where figures come from and how fresh they are, in words."""

from layouts.parts.declarations import Content
from vocabulary import text
from vocabulary.language import _


def source_words(content: Content, source: str, *, absolute: bool = False) -> str:
    """Say where figures come from and how fresh they are: `Kilde: ServiceNow. Tal til og med 10. maj 2015 …`."""
    return _("Kilde: {source}", source=freshness(content, source, absolute=absolute))


def freshness(content: Content, source: str, *, absolute: bool = False) -> str:
    """Say a source's name, its last day, and when it was loaded; `absolute` by its date, for what is read later."""
    snapshot = content.snapshot
    name, through = snapshot.names("sources").get(source, source), snapshot.coverage.through(source)
    if through is None:
        return _("{source}. Der er ikke indlæst tal endnu.", source=name)
    loaded, last = snapshot.last_load(source), text.day(through)
    if not loaded:
        return _("{source}. Tal til og med {day}.", source=name, day=last)
    when = text.moment(loaded, None if absolute else snapshot.moment())
    return _("{source}. Tal til og med {day}, indlæst {when}.", source=name, day=last, when=when)
