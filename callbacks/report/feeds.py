"""The calendar of releases, and the feed of what was published: for programs that follow the report by themselves."""

import xml.etree.ElementTree as Xml
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Flask, Response, request

from callbacks.report.house import House
from data_access.database.clock import DENMARK
from data_access.snapshot.snapshot import Snapshot
from layouts.report.pages import addresses
from layouts.report.pages.news import News, news
from vocabulary import language
from vocabulary.addresses import full
from vocabulary.language import _

ATOM = "http://www.w3.org/2005/Atom"
MOST_TOLD = 100  # of a feed: whoever follows it has the older ones


def register(server: Flask, house: House) -> None:
    """Register the calendar and the feed."""
    reader = house.reader

    def told() -> tuple[Snapshot, list[News]]:
        snapshot = reader.snapshot()
        return snapshot, news(snapshot, lambda each: reader.hides(snapshot, each))

    @server.get(addresses.CALENDAR, endpoint="report.calendar")
    def calendar() -> Response:
        snapshot, found = told()
        return _held(house, snapshot, lambda: _calendar(found), "text/calendar; charset=utf-8")

    @server.get(addresses.FEED, endpoint="report.feed")
    def feed() -> Response:
        snapshot, found = told()
        return _held(
            house, snapshot, lambda: _feed(found[:MOST_TOLD], snapshot), "application/atom+xml; charset=utf-8"
        )


def _held(house: House, snapshot: Snapshot, make: Callable[[], bytes], kind: str) -> Response:
    sees = "all" if house.reader.sees_all() else "some"
    return house.moves.answer(snapshot, lambda: Response(make(), content_type=kind), sees)


def _absolute(path: str) -> str:
    """Return an address of ours as others must write it: of the host that was asked."""
    return request.host_url.rstrip("/") + full(addresses.at(path))


def _calendar(found: list[News]) -> bytes:
    from icalendar import Calendar, Event  # it takes a while, and few ask for it

    calendar = Calendar()
    calendar.add("prodid", "-//Pejling//Pejling//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Pejling: udgivelser"))
    calendar.refresh_interval = timedelta(hours=12)
    for each in found:
        event = Event()
        event.add("uid", f"{each.key}@{request.host.partition(':')[0]}")
        event.add("dtstamp", each.at.replace(tzinfo=DENMARK).astimezone(UTC))
        event.add("dtstart", each.on)
        event.add("dtend", each.on + timedelta(days=1))
        event.add("summary", each.title)
        event.add("description", each.said)
        event.add("url", _absolute(each.path))
        event.add("transp", "TRANSPARENT")  # it takes nobody's time
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _feed(found: list[News], snapshot: Snapshot) -> bytes:
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language.current()})
    _put(feed, "id", _absolute(addresses.FEED))
    _put(feed, "title", _("Pejling: rapporter"))
    newest = max((each.at for each in found), default=None)
    _put(
        feed, "updated", _moment(newest) if newest else snapshot.moment().replace(tzinfo=DENMARK).isoformat()
    )
    _put(_put(feed, "author"), "name", snapshot.region or "Pejling")
    _put(feed, "link", rel="self", type="application/atom+xml", href=_absolute(addresses.FEED))
    _put(feed, "link", rel="alternate", type="text/html", href=_absolute(addresses.LIST))
    for each in found:
        entry = _put(feed, "entry")
        _put(entry, "id", f"{_absolute(each.path)}#{each.key}")
        _put(entry, "title", each.title)
        _put(entry, "updated", _moment(each.at))
        _put(entry, "published", _moment(each.at))
        _put(entry, "summary", each.said)
        _put(entry, "link", rel="alternate", type="text/html", href=_absolute(each.path))
        if each.file:
            _put(entry, "link", rel="enclosure", type="application/pdf", href=_absolute(each.file))
    return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))


def _moment(at: datetime) -> str:
    return at.replace(tzinfo=DENMARK).isoformat()


def _put(parent: Xml.Element, name: str, words: str | None = None, **attributes: str) -> Xml.Element:
    """Put an element into another; what XML has no sign for is left out of its words."""
    element = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = words if words is None else _sayable(words)
    return element


def _sayable(words: str) -> str:
    return "".join(each for each in words if each in "\t\n" or each >= " ").translate(_UNSAYABLE)


_UNSAYABLE = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
