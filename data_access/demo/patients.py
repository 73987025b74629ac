"""Referrals onward and the right to diagnosis: counts about patients, by month and site."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, insert

from data_access.database import schema as t
from data_access.database.bulk import insert_columns
from data_access.demo import contrasts
from data_access.demo.calendar import Floats, Ints, Month, apportion, months
from data_access.demo.loads import load_id, pathway_completeness
from data_access.demo.organisation import CLINICAL_SITES, ids_of, named, site_weights

FIRST, LAST = "2014-01", "2015-03"
TREATMENTS = (
    1_985, 1_940, 2_110, 1_890, 2_060, 2_015, 1_420, 1_930, 2_210, 2_260, 2_240, 1_870,
    2_305, 2_240, 2_532,
)  # fmt: skip
# Each service's per cent of the treatments in the first month and in the last quarter.
SERVICES: Mapping[str, tuple[float, float]] = {
    "Radiologiske procedurer": (25.0, 36.0),
    "Operationer på øjet": (28.5, 17.0),
    "Operationer på øre, næse og hals": (11.0, 11.0),
    "Operationer på nervesystemet": (8.5, 9.0),
    "Operationer på urinveje": (7.0, 7.0),
    "Ingen kode": (6.0, 6.0),
    "Operationer på fordøjelsesorganer og milt": (5.0, 5.0),
    "Operationer på bevægeapparatet": (3.2, 3.2),
    "Operationer på kvindelige kønsorganer": (2.3, 2.3),
    "Operationer på hud": (1.6, 1.6),
    "Medicinsk udredning": (1.2, 1.2),
    "Øvrige ydelser": (0.7, 0.7),
}

# Per cent by referring site; Glostrup, Nordsjælland and Herlev as they were then: 68.
_SITES: Mapping[str, float] = {
    "glostrup": 23.6, "glostrup-medicinsk-afdeling": 1.4, "hilleroed": 17.5, "frederikssund": 3.0,
    "helsingoer": 1.5, "herlev": 21.0, "blegdamsvej": 9.5, "gentofte": 8.0, "bispebjerg": 5.0,
    "hvidovre": 4.6, "frederiksberg": 2.4, "amager": 1.7, "bornholm": 0.8,
}  # fmt: skip
PROVIDERS = tuple(f"Privathospital {place:02}" for place in range(1, 53))
_LARGE_PROVIDERS, _LARGE_SHARE = 10, 83.0
# The share of each provider's treatments that come under the region's own agreements.
_OWN_LARGE, _OWN_SMALL = 0.72, 0.2

_PATHWAYS = {"somatic": 7_400, "psychiatry": 620}  # expected a month
_WITHIN = {"somatic": (0.61, 0.74), "psychiatry": (0.66, 0.78)}  # in the first month and the last


def write(connection: Connection) -> None:
    """Write services, providers, referrals and pathways."""
    connection.execute(insert(t.services), named(SERVICES))
    connection.execute(insert(t.providers), named(PROVIDERS))
    for place, month in enumerate(months(FIRST, LAST)):
        insert_columns(connection, t.referrals, referrals(month, place))
        for field in t.FIELDS:
            insert_columns(connection, t.pathways, _pathways(month, place, field))


def referrals(month: Month, place: int) -> dict[str, Sequence[str] | Ints]:
    """Return a month's treatments, counted by who sent whom where for what under which agreement."""
    rng = month.rng("referrals")
    total = TREATMENTS[place]
    service = _deal(rng, total, _service_shares(place))
    site = _deal(rng, total, np.array(list(_SITES.values())))
    provider = _deal(rng, total, provider_shares())
    own = np.where(provider < _LARGE_PROVIDERS, _OWN_LARGE, _OWN_SMALL)
    agreement = (rng.random(total) >= own).astype(np.int64)
    kinds = np.stack([ids_of(tuple(_SITES))[site], service + 1, provider + 1, agreement])
    unique, treatments = np.unique(kinds, axis=1, return_counts=True)
    count = len(treatments)
    return {
        "load_id": np.full(count, load_id("henvisninger", month.first)),
        "month": [month.key] * count,
        "site_id": unique[0],
        "service_id": unique[1],
        "provider_id": unique[2],
        "agreement": [t.AGREEMENTS[which] for which in unique[3].tolist()],
        "treatments": treatments,
    }


def _deal(rng: np.random.Generator, total: int, shares: Floats) -> Ints:
    """Return one position in the shares for each treatment, in random order and exact numbers."""
    parts = apportion(total, shares)
    return rng.permutation(np.repeat(np.arange(len(parts)), parts))


def _service_shares(place: int) -> Floats:
    """Return the month's shares: from those of the first month to those of the last quarter."""
    first, last = np.array(list(SERVICES.values())).T
    way = min(1.0, place / (len(TREATMENTS) - 3))
    shares: Floats = first + (last - first) * way
    return shares


def provider_shares() -> Floats:
    """Return the providers' shares in per cent, the largest first."""
    large = 0.84 ** np.arange(_LARGE_PROVIDERS) + 0.12
    small = 0.955 ** np.arange(len(PROVIDERS) - _LARGE_PROVIDERS)
    return np.concatenate([large / large.sum() * _LARGE_SHARE, small / small.sum() * (100 - _LARGE_SHARE)])


def _pathways(month: Month, place: int, field: str) -> dict[str, Sequence[str] | Ints]:
    """Return a month's pathways by site: expected, arrived, and of these within the limit."""
    rng = month.rng(f"pathways {field}")
    psychiatric = field == "psychiatry"
    sites = ("psykiatrien",) if psychiatric else CLINICAL_SITES
    shares = site_weights()[ids_of(sites) - 1]
    expected = apportion(round(_PATHWAYS[field] * _season(place)), shares)
    arrived = _part(rng, expected, pathway_completeness(month))
    first, last = _WITHIN[field]
    share = first + (last - first) * place / (len(TREATMENTS) - 1)
    within = _part(rng, arrived, share, contrasts.by_site(contrasts.DIAGNOSED, sites))
    count = len(sites)
    return {
        "month": [month.key] * count,
        "field": [field] * count,
        "site_id": ids_of(sites),
        "load_id": np.full(count, load_id("udredning", month.first)),
        "expected": expected,
        "arrived": arrived,
        "within_limit": within,
    }


def _season(place: int) -> float:
    return float(TREATMENTS[place] / np.mean(TREATMENTS))


def _part(rng: np.random.Generator, whole: Ints, share: float, lean: Floats | float = 1.0) -> Ints:
    """Return about that share of each number, more where it leans, and as good as exactly that share of all."""
    weights = whole * lean * rng.lognormal(0, 0.05, len(whole))
    return np.minimum(apportion(round(int(whole.sum()) * share), weights), whole)
