"""Regions, hospitals and sites, and who belonged to whom when."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from data_access.database import schema as t
from data_access.demo.calendar import Floats, Ints
from data_access.demo.facts import read_facts
from vocabulary.text import slug

REGIONS = ("Region Hovedstaden", "Region Sjælland", "Region Østdanmark")
REGION_FOUNDED, REGIONS_MERGE = date(2007, 1, 1), date(2027, 1, 1)

# How much of the work comes from each site; the figures are the demonstration's own.
_WEIGHTS = {
    "herlev": 13, "gentofte": 8, "blegdamsvej": 20, "glostrup": 7, "glostrup-medicinsk-afdeling": 2,
    "amager": 5, "hvidovre": 11, "bispebjerg": 8, "frederiksberg": 4, "hilleroed": 8,
    "frederikssund": 2, "helsingoer": 2, "bornholm": 2, "psykiatrien": 5, "administration": 8,
}  # fmt: skip
WITHOUT_SYSTEMS = ("psykiatrien", "administration")


def number(names: Iterable[str]) -> dict[str, int]:
    """Give each different name its id, by its key."""
    return {slug(name): place for place, name in enumerate(dict.fromkeys(names), start=1)}


def named(names: Iterable[str]) -> list[dict[str, Any]]:
    """Return the rows of a table of things that have a key and a name."""
    unique = dict.fromkeys(names)
    return [{"id": n, "key": slug(name), "name": name} for n, name in enumerate(unique, start=1)]


SITE_IDS: Mapping[str, int] = number(row["site"] for row in read_facts("site_hospitals"))
HOSPITAL_IDS: Mapping[str, int] = number(row["hospital"] for row in read_facts("site_hospitals"))
CLINICAL_SITES = tuple(key for key in SITE_IDS if key not in WITHOUT_SYSTEMS)


def site_weights(without: Sequence[str] = ()) -> Floats:
    """Return the weight of every site, in the order of their ids; those named weigh nothing."""
    return np.array([0 if key in without else _WEIGHTS[key] for key in SITE_IDS], dtype=float)


def ids_of(sites: Sequence[str]) -> Ints:
    """Return the ids of the sites named by key."""
    return np.array([SITE_IDS[site] for site in sites])


def write(connection: Connection) -> None:
    """Write the organisation: as it was, as it is, and as it is known to become."""
    rows = read_facts("site_hospitals")
    connection.execute(insert(t.regions), named(REGIONS))
    connection.execute(insert(t.hospitals), named(row["hospital"] for row in rows))
    connection.execute(insert(t.sites), named(row["site"] for row in rows))
    connection.execute(insert(t.hospital_regions), _regions_of_hospitals())
    connection.execute(insert(t.site_hospitals), [_belonging(row) for row in rows])


def _regions_of_hospitals() -> list[dict[str, Any]]:
    first, _, merged = (slug(name) for name in REGIONS)
    regions = number(REGIONS)
    return [
        {"hospital_id": hospital, "valid_from": day, "region_id": regions[region]}
        for hospital in HOSPITAL_IDS.values()
        for day, region in ((REGION_FOUNDED, first), (REGIONS_MERGE, merged))
    ]


def _belonging(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "site_id": SITE_IDS[slug(row["site"])],
        "hospital_id": HOSPITAL_IDS[slug(row["hospital"])],
        "valid_from": date.fromisoformat(row["valid_from"]),
        "note": row["note"],
    }
