"""What happens in the service: calls, one by one and counted, cases, and measured response times."""

from typing import Any

import pandas as pd

from data_access.database import schema as t
from data_access.imports.kinds.common import DESK, SITE, danish_time, exceeds, reference
from data_access.imports.kinds.field import Check, Field, Kind


def _danish_day(utc: "pd.Series[Any]") -> "pd.Series[Any]":
    midnight: pd.Series[Any] = danish_time(utc).dt.normalize()
    return midnight


def _of_calls(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    at = danish_time(rows["queued_at"])
    # Many systems write 0 for the talk of a call that nobody answered.
    none = (rows["talk_seconds"] == 0) & ~rows["answered"].fillna(False).astype(bool)
    return {"day": at.dt.normalize(), "hour": at.dt.hour, "talk_seconds": rows["talk_seconds"].mask(none)}


def _of_totals(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    written = rows["period"].astype("str")
    day = pd.to_datetime(written, errors="coerce", format="ISO8601")
    months = written.str.len() == len("2015-04")
    return {"day": day, "last_day": day.where(~months, day + pd.offsets.MonthEnd(0))}


def _of_cases(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    return {"opened_day": _danish_day(rows["opened_at"]), "resolved_day": _danish_day(rows["resolved_at"])}


def _of_samples(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    return {"day": _danish_day(rows["taken_at"])}


def _before(later: str, earlier: str) -> Check:
    return lambda rows: rows[later] < rows[earlier]


LONGEST_MEAN = 7200  # seconds that those who got through can have waited, one with another
WEEK = 7 * 86_400  # seconds: no wait and no answer takes longer

CALLS = Kind(
    "calls",
    "Opkald, et opkald i hver række",
    t.calls,
    (
        DESK,
        SITE,
        Field("queued_at", "moment", "Da opkaldet kom i kø", "2015-04-13 09:12:05", required=True),
        Field("wait_seconds", "seconds", "Ventetid i sekunder", "45", most=WEEK),
        Field("talk_seconds", "seconds", "Samtalens længde i sekunder", "210", most=WEEK),
        Field("answered", "flag", "Om opkaldet blev besvaret", "ja", required=True),
    ),
    ("day", "key"),
    "telefoni",
    "calls",
    ("day",),
    is_event=True,
    rollup="calls",
    derived=_of_calls,
    odd=(
        (
            "har en samtale uden at være besvaret; opkaldet er med, og samtalen er ikke",
            lambda rows: (rows["talk_seconds"] > 0) & (rows["answered"] == False),  # noqa: E712 - or not told
            "talk_seconds",
        ),
    ),
    tells_gaps=True,
)
CALL_TOTALS = Kind(
    "call-totals",
    "Opkald, talt op for en dag eller en måned",
    t.call_totals,
    (
        Field("period", "period", "Dagen eller måneden", "2015-04", required=True),
        DESK,
        SITE,
        Field("offered", "whole", "Opkald i alt", "420", required=True, most=1e7),
        Field("answered", "whole", "Heraf besvaret", "400", required=True, most=1e7),
        Field("within_limit", "whole", "Heraf besvaret inden for grænsen", "320", most=1e7),
        Field("wait_seconds", "seconds", "De besvaredes ventetid i alt, i sekunder", "18000"),
        Field(
            "outside",
            "whole",
            "Opkald, mens servicedesken var lukket; de er ikke med i de andre",
            "",
            most=1e7,
        ),
    ),
    ("period", "desk_id", "site_id"),
    "telefoni",
    "calls",
    ("period",),
    rollup="calls",
    derived=_of_totals,
    tells_gaps=True,
    checks=(
        ("flere besvaret end ringet op", exceeds("answered", "offered")),
        ("flere inden for grænsen end besvaret", exceeds("within_limit", "answered")),
        (
            "ventetiden er over to timer for hver besvaret: er det millisekunder, så skriv scale = 0.001 i mappingen",
            lambda rows: (rows["answered"] > 0) & (rows["wait_seconds"] > LONGEST_MEAN * rows["answered"]),
        ),
        (
            "perioden er et år: tal for opkald er for en dag eller en måned",
            lambda rows: rows["period"].str.len() == 4,
        ),
    ),
)
CASES = Kind(
    "cases",
    "Sager, en sag i hver række eller en linje for hver ændring",
    t.cases,
    (
        Field("number", "text", "Sagens nummer", "INC0012345", required=True),
        DESK,
        SITE,
        reference("system", t.systems, "Systemet, som sagen handler om", "mail"),
        Field("channel", "choice", "Vejen ind", "telephone", choices=t.CHANNELS),
        Field("priority", "choice", "Kritikaliteten", "medium", choices=t.PRIORITIES),
        Field("kind", "choice", "Fejl eller bestilling", "incident", choices=t.CASE_KINDS),
        Field("handler", "choice", "Hvem der løser sagen", "cimt", choices=t.HANDLERS),
        Field("opened_at", "moment", "Da sagen blev oprettet", "2015-04-13 09:12", required=True),
        Field("resolved_at", "moment", "Da sagen blev løst; tomt er åben", "2015-04-13 09:20"),
        Field("closed_at", "moment", "Da sagen blev lukket", "2015-04-20 09:20"),
        Field("first_contact", "flag", "Om sagen blev løst under det første opkald", "nej"),
    ),
    ("number",),
    "sager",
    "cases",
    ("opened_day", "resolved_day"),
    is_event=True,
    rollup="cases",
    derived=_of_cases,
    out_of={"resolved_day": "resolved_at"},
    told={"resolved_told": "resolved_at"},
    sequence=("opened_at", "resolved_at", "closed_at"),
    tells_gaps=True,
    checks=(
        ("løst før den er oprettet", _before("resolved_at", "opened_at")),
        ("lukket før den er løst", _before("closed_at", "resolved_at")),
        (
            "lukket uden at være løst",
            lambda rows: rows["closed_at"].notna() & rows["resolved_at"].isna() & rows["resolved_told"],
        ),
        (
            "løst ved første kontakt, men ikke løst eller ikke ringet ind",
            lambda rows: (
                (rows["first_contact"] == True)  # noqa: E712 - what is not told is neither
                & (
                    (rows["resolved_at"].isna() & rows["resolved_told"])
                    | (rows["channel"].notna() & (rows["channel"] != "telephone"))
                )
            ),
        ),
    ),
)
SAMPLES = Kind(
    "samples",
    "Svartidsmålinger, en måling i hver række",
    t.samples,
    (
        reference("system", t.systems, "Systemet, der er målt", "mail", required=True),
        SITE,
        reference(
            "action_class", t.action_classes, "Almindelig eller tung handling", "standard", required=True
        ),
        Field("taken_at", "moment", "Da målingen blev taget", "2015-04-13 09:12:05", required=True),
        Field("seconds", "seconds", "Så længe handlingen tog, i sekunder", "1,8", required=True, most=WEEK),
    ),
    ("day", "key"),
    "overvaagning",
    "samples",
    ("day",),
    is_event=True,
    rollup="samples",
    derived=_of_samples,
    tells_gaps=True,
)
