"""What a screen of the wall is answered that asks for its slides: those of its address, and what is told of them."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from callbacks.reading import odd
from data_access.database import clock
from data_access.numbers import sources
from data_access.snapshot.live import Live
from data_access.snapshot.refresher import Refresher
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from data_access.snapshot.without import kept_pages
from layouts.wall.slides import SLIDES
from vocabulary import language, text
from vocabulary.asked import unspoken
from vocabulary.language import _

TODAY = "i-dag"
LATE = ""  # among the names of slides: what is late, which is told with each of them
MOST_SLIDES = 30
# What a screen may be told in numbers, in seconds; `assets/wall.js` has the same bounds.
BOUNDS = {"sekunder": (1.0, 3600.0), "hver": (0.5, 60.0)}
MOST_HELD = 64  # slides by name, language and version: each that is kept holds its snapshot
NEAR_SECONDS, MISSED_SECONDS = 30.0, 600.0  # the ages that are amber and red, at least
Slides = tuple[list[dict[str, Any]], list[str]]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Playlist:
    """What the wall shows where its address does not say: the slides, each so many seconds.

    `stale_seconds` is the age at which the pages begin to speak of it; the wall is more patient.
    """

    slides: tuple[str, ...]
    seconds: float
    stale_seconds: float


def clock_of(snapshot: Snapshot | None, now: Live | None) -> str:
    """Return the time that a screen shows, in ISO form without zone: the Danish one, or a demonstration's own.

    A demonstration's time passes as it is simulated, which today's events tell first. Between two steps it stands, and
    is told in whole minutes, so that it does not go back when a screen has counted seconds itself.
    """
    if snapshot is None:
        return clock.wall().isoformat(timespec="seconds")
    at = snapshot.time_of_day()
    if snapshot.demonstration and now is not None and now.now > at:
        at = now.now
    return at.isoformat(timespec="seconds" if at != snapshot.now else "minutes")


class Made:
    """The slides made last, by name, once for all screens that ask.

    They are of one snapshot, and those of today of one reading of its events.
    """

    def __init__(self) -> None:
        self._held: dict[tuple[str, str, str], tuple[Snapshot, Live | None, Slides]] = {}

    def of(self, snapshot: Snapshot, now: Live | None, asked: Sequence[str]) -> Slides:
        """Return the slides asked for, in their order, and the notices on them, in the language spoken."""
        found = [self._one(snapshot, now if key == TODAY else None, key) for key in [*asked, LATE]]
        return [slide for slides, _said in found for slide in slides], [
            each for _slides, said in found for each in said
        ]

    def _one(self, snapshot: Snapshot, now: Live | None, name: str) -> Slides:
        key = (name, language.current(), snapshot.version)
        held = self._held.get(key)
        if held is None or held[0] is not snapshot or held[1] is not now:
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            made = _late(snapshot) if name == LATE else _slides(snapshot, now, name)
            held = self._held[key] = (snapshot, now, made)
        return held[2]


def slides_for(
    query: dict[str, str], store: Store, live: Refresher[Live], playlist: Playlist, version: str, made: Made
) -> dict[str, Any]:
    """Return what a screen is told: the slides that its address asks for, else the playlist's, and notices; how old
    they are, from which ages on that is late, and the time."""
    snapshot, told = store.snapshot(), odd_of_screen(query)
    kept = kept_pages(snapshot) if snapshot else ()  # each is the name of its page's slide too
    asked = asked_slides(query, playlist, kept)
    unknown = [key for key in asked if key not in SLIDES or key in kept]
    notices = [
        _("Der er ingen tavle, der hedder {name}.", name=text.quoted(key[:40])) for key in unknown
    ] + told
    answer: dict[str, Any] = {"app": version, "version": None, "age": None, "slides": [], "notices": notices}
    answer["now"] = clock_of(snapshot, None)
    if snapshot is None:
        answer["notices"] = [*notices, _("Pejling har ikke fået svar fra driftsdatabasen endnu.")]
        return answer
    snapshot = snapshot.speaking(language.current())
    now = None
    if TODAY in asked:
        live.start()  # nobody reads today's events before a wall asks
        now = live.value()
    # The slides are as old as the older of what they are made of.
    ages = [store.age(), *([live.age()] if now is not None else [])]
    stale = playlist.stale_seconds
    answer |= {
        "now": clock_of(snapshot, now),
        "late": {"near": max(NEAR_SECONDS, 2 * stale), "missed": max(MISSED_SECONDS, 4 * stale)},
        "version": snapshot.version,
        "age": round(max(ages), 1),
        "demonstration": snapshot.demonstration,
    }
    found, said = made.of(snapshot, now, [key for key in asked if key not in unknown])
    return answer | {"slides": found, "notices": [*notices, *said]}


def _late(snapshot: Snapshot) -> Slides:
    """Return the notices on sources that are late, and no slide."""
    return [], sources.late(snapshot, list(snapshot.names("sources")))


def _slides(snapshot: Snapshot, now: Live | None, key: str) -> Slides:
    """Return the slides of one name, and what is to be told of them."""
    name, build = SLIDES[key]
    try:
        found = [slide.plain() for slide in build(snapshot, snapshot.choices.default(), now)]
    except Exception:
        # One slide that cannot be made must not take the others with it.
        log.exception("the slide %s could not be made", key)
        return [], [_("Tavlen {name} kan ikke vises lige nu.", name=text.quoted(_(name)))]
    if key == TODAY and now is None:
        return found, [_("Dagens hændelser kan ikke læses lige nu.")]
    return found, [] if found else [_("{name} har ingen tal at vise.", name=_(name))]


def odd_of_screen(query: dict[str, str]) -> list[str]:
    """Say what of a screen's address cannot be used, or only in part."""
    notices = unspoken(query.get("sprog", ""))
    for name, (least, most) in BOUNDS.items():
        given = query.get(name)
        if given is not None and not _is_between(given, least, most):
            notices.append(
                _(
                    "{name} skal være et tal fra {least} til {most}.",
                    name=text.quoted(name),
                    least=text.number(least, 0 if least.is_integer() else 1),
                    most=text.number(most),
                )
            )
    if len(_keys(query)) > MOST_SLIDES:
        notices.append(_("Der vises kun de første {n} tavler.", n=text.number(MOST_SLIDES)))
    return notices + odd(urlencode(query), {"sider", "skaerm", "sprog", *BOUNDS})


def _is_between(given: str, least: float, most: float) -> bool:
    try:
        return least <= float(given) <= most
    except ValueError:
        return False


def _keys(query: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(key.strip() for key in query.get("sider", "").split(",") if key.strip()))


def asked_slides(query: dict[str, str], playlist: Playlist, kept: Collection[str] = ()) -> Sequence[str]:
    """Return the keys of the slides that an address asks for, in its order.

    Where it says nothing they are those of the setting, without those that are `kept` from whoever asks.
    """
    return _keys(query)[:MOST_SLIDES] or [each for each in playlist.slides if each not in kept]
