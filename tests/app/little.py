"""Small files of one or two rows, and what is asked of the databases that are made of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from data_access.database.engine import reader
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of
from layouts.parts.declarations import Content, Page
from tests.app.told import MONTH, House
from vocabulary.filters import Filters

YEAR = Filters("2014-05", "2015-04", desk="cimt")
Files = Mapping[str, Sequence[Mapping[str, Any]]]


def total(month: str, **more: Any) -> dict[str, Any]:
    return {
        "period": month, "desk": "cimt", "site": "Herlev", "offered": 100, "answered": 90, "within_limit": 80,
        "wait_seconds": 1800,
    } | more  # fmt: skip


def loaded(house: House, files: Files, gone: Sequence[Any] = ()) -> Snapshot:
    url = house.new(gone)
    for kind, rows in files.items():
        house.load(url, kind, rows)
    return read_snapshot(reader(url))


def page(key: str) -> Page:
    return next(each for each in PAGES if each.key == key)


def asked(snapshot: Snapshot, place: str, filters: Filters = MONTH) -> Content:
    """Return a panel answered, by its page and its key."""
    key, name = place.split("/")
    return answer(next(each for each in panels_of(page(key)) if each.key == name), snapshot, filters)


def case(number: str, **more: str) -> dict[str, str]:
    return {
        "number": number, "desk": "cimt", "site": "Herlev", "channel": "telephone", "priority": "medium",
        "kind": "incident", "opened_at": "2014-10-01 09:00", "resolved_at": "", "first_contact": "nej",
    } | more  # fmt: skip


SOLVED = {"opened_at": "2014-10-31 09:00", "resolved_at": "2014-10-31 10:00"}


def referral(month: str, **more: Any) -> dict[str, Any]:
    return {"month": month, "site": "Herlev", "service": "Ydelse A", "provider": "Klinik A", "agreement": "own",
            "treatments": 12} | more  # fmt: skip
