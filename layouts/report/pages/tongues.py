"""An edition is in the language that it was published in, whatever the interface speaks: the page says so."""

from layouts.parts import html
from layouts.parts.html import Component
from vocabulary import language
from vocabulary.language import N_, _

_NAMES: dict[language.Language, str] = {"da": N_("dansk"), "en": N_("engelsk")}


def published_in(spoken: str) -> list[Component]:
    """Say which language an edition was published in, where another is spoken now."""
    own = language.named(spoken)
    if own is None or own == language.current():
        return []
    said = _("Denne udgave er udgivet på {language}.", language=_(_NAMES[own]))
    return [html.P(said, className="report-of report-tongue")]
