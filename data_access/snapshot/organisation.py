"""Which hospital a site belongs to: today, and at the time a fact was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from data_access.snapshot.periods import Periods
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import first_day, last_day

NOWHERE = "uden-hospital"  # the key of the facts of a site that had no hospital, or has none today


@dataclass(frozen=True)
class Organisation:
    """The hospitals by key and name, and each site's hospital today.

    `memberships` has the columns site, hospital, valid_from, valid_to (ISO text; null: it still holds).
    """

    sites: Mapping[str, str]
    hospitals: Mapping[str, str]
    memberships: pd.DataFrame
    today: str

    def name_of(self, hospital: str) -> str:
        """Return what a hospital is called, or that there is none."""
        return _("Steder uden hospital") if hospital == NOWHERE else self.hospitals[hospital]

    def hospital_on(self, site: str, day: date) -> str | None:
        """Return the hospital that a site belonged to on a day; None before and after it had one."""
        row = self._belonging.on(day, site)
        return row["hospital"] if row and isinstance(row["hospital"], str) else None

    def is_chosen(self, site: str, month: str, filters: Filters) -> bool:
        """Say that a site has not closed by a month, and is of the chosen hospital: of then, or of today."""
        then = self.hospital_on(site, last_day(month))
        if filters.hospital is None:
            return then is not None or site not in self._sites_with_hospitals
        return filters.hospital == (then if filters.organisation == "then" else self.site_today.get(site))

    @cached_property
    def _sites_with_hospitals(self) -> set[str]:
        return set(self.memberships["site"])

    def existed(self, hospital: str, month: str) -> bool:
        """Say that a hospital had a site in a month."""
        rows = self._belonging.within(first_day(month), last_day(month))
        return any(row["hospital"] == hospital for row in rows)

    @cached_property
    def _belonging(self) -> Periods:
        return Periods(self.memberships, "site")

    @cached_property
    def site_today(self) -> dict[str, str]:
        """The hospital each open site belongs to today."""
        return self.sites_on(date.fromisoformat(self.today))

    def sites_on(self, day: date) -> dict[str, str]:
        """Return the hospital that each site belonged to on a day, of those that had one."""
        rows = self._belonging.all_on(day)
        return {row["site"]: row["hospital"] for row in rows if isinstance(row["hospital"], str)}

    def hospitals_today(self) -> dict[str, str]:
        """Return today's hospitals, key to name, in the order of the database."""
        present = set(self.site_today.values())
        return {key: name for key, name in self.hospitals.items() if key in present}

    def hospitals_then(self, last_month: str) -> dict[str, str]:
        """Return every hospital that has existed up to a month, key to name."""
        rows = self.memberships
        present = set(rows[rows["valid_from"].str[:7] <= last_month]["hospital"].dropna())
        return {key: name for key, name in self.hospitals.items() if key in present}

    def heirs(self) -> dict[str, str]:
        """Return where the sites and the former hospitals are found today, key to hospital key."""
        now = self.site_today
        heirs = dict(now)
        past = self.memberships[self.memberships["valid_from"] <= self.today]
        for site, hospital in zip(past["site"], past["hospital"], strict=True):
            # A hospital that was split goes to where its first site went.
            if site in now and isinstance(hospital, str):
                heirs.setdefault(hospital, now[site])
        return heirs


def placed(rows: pd.DataFrame, organisation: Organisation, of: str) -> pd.DataFrame:
    """Return the rows with the `hospital` of their site in an organisation: `then`, as it was, or `today`.

    A site without one is at NOWHERE: its facts are in every total, so they must be in the parts.
    """
    place = rows["hospital"] if of == "then" else rows["site"].map(organisation.site_today)
    return rows.assign(hospital=place.astype(object).fillna(NOWHERE))
