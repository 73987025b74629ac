"""What a source does not tell is shown as not told: no panel, sentence, tile or slide has a figure that depends on it.

`DEPENDS` names for each field that need not be told what depends on it: a panel (`page/panel`: all its figures), one of
its columns (`page/panel:column`), or a headline's metric (`tile:metric`). What is not named must be the same without
the field; `~` before a panel says that its rows are others, and a test of its own says how.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pytest

from data_access.database import schema as t
from data_access.database.engine import reader
from data_access.imports.kinds.catalogue import KINDS
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview
from tests.app.told import BEFORE, LIMITS, MONTH, TARGETS, House, Shown, is_told, shown

pytestmark = pytest.mark.takes(18)
# What has the headlines of all subjects.
GATHERED = {
    "overblik/noegletal", "overblik/bagud", "overblik/godt", "hospitaler/tabel", "hospital/noegletal", "hospital/bagud",
    "hospital/blandt-hospitalerne",
}  # fmt: skip
# The open cases past their limit, which a field or a limit takes some of.
PAST = ("~hospital/over-fristen-kritikalitet", "~hospital/over-fristen-system", "tile:cases_past_limit")
WITHIN = ("sager/inden-for-fristen", "~sager/hvorfor-inden-for-fristen", "tile:cases_within_limit")
DEPENDS: Mapping[tuple[str, str], Collection[str]] = {
    ("calls", "wait_seconds"): (
        "servicedesk/opkald:average_wait",
        "servicedesk/svar-inden-5-minutter",
        "~servicedesk/hvorfor-svar-inden-5-minutter",
        "servicedesk/steder:average_wait",
        "servicedesk/steder:service_level",
        "servicedesk/ventetid-ugedag-og-time:average_wait",
        "servicedesk/ventetid-ugedag-og-time:service_level",
        "tile:average_wait",
        "tile:service_level",
    ),
    ("calls", "talk_seconds"): (),
    ("call-totals", "within_limit"): (
        "servicedesk/svar-inden-5-minutter",
        "servicedesk/steder:service_level",
        "tile:service_level",
    ),
    ("call-totals", "wait_seconds"): (
        "servicedesk/opkald:average_wait",
        "servicedesk/steder:average_wait",
        "tile:average_wait",
    ),
    ("call-totals", "outside"): ("servicedesk/uden-for-aabningstid",),
    ("cases", "system"): ("~hospital/over-fristen-system",),
    ("cases", "channel"): (
        "servicedesk/straksafklaring",
        "~servicedesk/hvorfor-straksafklaring",
        "servicedesk/kanaler",
        "sager/kanal",
        "~sager/opdelt",
        "~sager/hvorfor-inden-for-fristen",
        "tile:first_contact_resolution",
        "tile:telephone_share",
    ),
    ("cases", "priority"): (
        *PAST,
        *WITHIN,
        "sager/kritikalitet",
        "sager/alder:late",
        "~sager/opdelt",
        "~servicedesk/hvorfor-straksafklaring",
    ),
    ("cases", "kind"): (
        "sager/slags",
        "~sager/opdelt",
        "~sager/hvorfor-inden-for-fristen",
        "~servicedesk/hvorfor-straksafklaring",
    ),
    ("cases", "handler"): ("sager/loeses-af", "~sager/opdelt", "~sager/hvorfor-inden-for-fristen"),
    ("cases", "resolved_at"): (
        *PAST,
        *WITHIN,
        "sager/kritikalitet",
        "sager/til-og-afgang:resolved",
        "sager/til-og-afgang:backlog",
        "sager/aabne",
        "sager/alder",
        "sager/opdelt:resolved",
        "sager/opdelt:within_share",
        "tile:cases_backlog",
    ),
    ("cases", "closed_at"): (),
    ("cases", "first_contact"): (
        *WITHIN,
        "sager/kritikalitet",
        "servicedesk/straksafklaring",
        "~servicedesk/hvorfor-straksafklaring",
        "sager/opdelt:first_share",
        "sager/opdelt:within_share",
        "tile:first_contact_resolution",
    ),
    ("projects", "programme"): ("projekter/liste:programme_name",),
    # It says more of a light than the light does; the light is there without it.
    ("projects", "status_word"): (),
    ("projects", "purpose"): ("projekter/liste:purpose",),
    ("projects", "finding"): ("projekter/liste:finding",),
    ("projects", "phase"): ("projekter/liste:phase",),
    ("projects", "expected_end"): ("projekter/liste:end_words", "projekter/tidslinje"),
    # The light is worked out of what is told of delay and cost, and says which.
    ("projects", "delay_weeks"): ("projekter/liste:delay_weeks", "~projekter/liste"),
    ("projects", "budget_mio_dkk"): ("projekter/liste:overrun", "~projekter/liste"),
    ("projects", "forecast_mio_dkk"): ("projekter/liste:overrun", "~projekter/liste"),
    ("projects", "next_milestone"): ("projekter/liste:next_milestone",),
    # A due day is a day until it is said to stand for a month or a year.
    ("project-milestones", "due_precision"): (),
    ("milestones", "due_precision"): (),
    ("milestones", "done_on"): (),
    ("staffing-origins", "note"): ("sundhedsplatformen/oprindelse:note",),
    ("budget", "kind"): ("sundhedsplatformen/engangsbeloeb", "~sundhedsplatformen/udviklingsbudget"),
    ("budget", "note"): ("sundhedsplatformen/engangsbeloeb:note",),
    ("indicators", "subject"): ("strategi/noegletal", "~strategi/andre-noegletal"),
    ("indicators", "unit"): ("strategi/andre-noegletal:unit",),
    # A figure without a scope is of the whole region.
    ("indicators", "scope"): ("~strategi/andre-noegletal",),
    ("indicators", "numerator"): ("strategi/pejlemaerker", "sundhedsplatformen/noeglepersoner"),
    ("indicators", "denominator"): ("strategi/pejlemaerker", "sundhedsplatformen/noeglepersoner"),
    ("indicators", "note"): ("strategi/noegletal:note",),
}
# Fields of reference rows that no figure is made of, or that mean something definite where they are empty.
WORDS = {
    ("notes", "site"), ("notes", "system"), ("notes", "desk"), ("notes", "level_shift"), ("sites", "hospital"),
    ("sites", "note"), ("targets", "scope"), ("targets", "value"), ("targets", "tolerance"), ("targets", "origin"),
    ("limits", "amount"), ("limits", "origin"), ("systems", "description"), ("systems", "users"),
    ("sources", "description"), ("sources", "owner"), ("sources", "due_working_day"), ("opening-hours", "opens"),
    ("opening-hours", "closes"),
}  # fmt: skip
LOADED = ("calls", "call-totals", "cases", "samples", "projects", "pathways")
PERCENT = re.compile(r"\d[\d.,]*\s*%")


@pytest.fixture(scope="module")
def whole(house: House) -> dict[str, Shown]:
    """Return what is shown of each kind that is told whole; worked out when it is asked for."""

    class Known(dict[str, Shown]):
        def __missing__(self, kind: str) -> Shown:
            self[kind] = shown(house.snapshot((*BEFORE.get(kind, ()), kind)))
            return self[kind]

    return Known()


def test_every_field_that_need_not_be_told_is_here() -> None:
    spare = {(kind.name, each.name) for kind in KINDS.values() for each in kind.fields if not each.required}
    assert spare == {*DEPENDS, *WORDS}


@pytest.mark.parametrize(("kind", "field"), DEPENDS, ids=lambda each: each)
def test_without_a_field_nothing_is_shown_that_depends_on_it(
    kind: str, field: str, house: House, whole: Mapping[str, Shown]
) -> None:
    told = whole[kind]
    part = shown(house.snapshot((*BEFORE.get(kind, ()), kind), {kind: [field]}))
    compare(told, part, DEPENDS[kind, field])


LIMITED: Mapping[str, Collection[str]] = {
    "call answer": (
        "servicedesk/svar-inden-5-minutter",
        "~servicedesk/hvorfor-svar-inden-5-minutter",
        "servicedesk/steder:service_level",
        "servicedesk/ventetid-ugedag-og-time:service_level",
        "tile:service_level",
    ),
    "case all": (*PAST, *WITHIN, "sager/kritikalitet", "sager/alder:late", "sager/opdelt:within_share"),
    "sample all": (
        "svartider/matrix",
        "svartider/udvikling",
        "svartider/steder",
        "~svartider/aarsag",
        "~svartider/hvorfor-udvikling",
        "svartider/systemer-inden-for-maalet",
        "~svartider/hvorfor-systemer-inden-for-maalet",
        "tile:response_time",
        "tile:systems_within_sla",
    ),
    "pathway somatic": (
        "udredning/somatik:value",
        "udredning/somatik:numerator",
        "~udredning/hvorfor-somatik",
        "udredning/antal-somatik:numerator",
        "udredning/antal-somatik:late",
        "udredning/hospitaler:value",
        "udredning/hospitaler:within",
        "udredning/hospitaler:late",
        "tile:diagnosed_somatic",
    ),
    "pathway psychiatry": (
        "udredning/psykiatri:value",
        "udredning/psykiatri:numerator",
        "udredning/antal-psykiatri:numerator",
        "udredning/antal-psykiatri:late",
        "tile:diagnosed_psychiatry",
    ),
}


@pytest.mark.parametrize("limit", LIMITED)
def test_without_a_limit_nothing_is_counted_by_it(limit: str, house: House, everything: Shown) -> None:
    subject, key = limit.split(" ")
    gone = [
        (t.limits, {"subject": one, "key": other})
        for one, other in LIMITS
        if one == subject and key in ("all", other)
    ]
    part = shown(house.snapshot(LOADED, gone=gone))
    compare(everything, part, LIMITED[limit])


@pytest.fixture(scope="module")
def loaded(house: House) -> str:
    return house.loaded(LOADED)


@pytest.fixture(scope="module")
def read(loaded: str) -> Snapshot:
    return read_snapshot(reader(loaded))


@pytest.fixture(scope="module")
def everything(read: Snapshot) -> Shown:
    return shown(read)


@pytest.fixture(scope="module")
def judged(read: Snapshot) -> dict[str, str]:
    return _levels(read)


def test_without_targets_nothing_is_judged(house: House, loaded: str, everything: Shown) -> None:
    url = house.new([(t.targets, {"metric": metric}) for metric, _scope in TARGETS], of=loaded)
    part = shown(read_snapshot(reader(url)))
    for (panel, column), values in part.columns.items():
        if column == "target":
            assert not any(map(is_told, values)), panel
        if column == "word":
            assert not {"Målet er nået", "Tæt på målet", "Målet er ikke nået"} & set(values), panel
    assert not any("målet er" in said or "(mål" in said for said in part.sentences.values())
    assert "overblik" in everything.slides
    assert "Ingen af tallene for april 2015 har et mål" in part.slides["overblik"]
    # Of the systems that met their target nothing can be said; the other figures are those that they were.
    assert part.headlines["Svartider: systems_within_sla"] == "–"
    same = {name for name, figure in part.headlines.items() if everything.headlines.get(name) == figure}
    assert same == {*everything.headlines} - {"Svartider: systems_within_sla"}


@pytest.mark.parametrize("metric", [metric for metric, _scope in TARGETS])
def test_without_one_target_only_that_figure_is_not_judged(
    metric: str, read: Snapshot, judged: Mapping[str, str]
) -> None:
    assert judged.get(metric, "") not in ("none", "unknown"), "nothing depends on it"
    targets = read.frames["targets"]
    found = _levels(replace(read, frames={**read.frames, "targets": targets[targets["metric"] != metric]}))
    # Of the systems that met their target nothing can be said where they have none.
    touched = {metric} | ({"systems_within_sla"} if metric == "response_time" else set())
    assert not {found.get(each, "none") for each in touched} & {"good", "near", "missed"}
    assert {key: level for key, level in found.items() if key not in touched} == {
        key: level for key, level in judged.items() if key not in touched
    }


def _levels(snapshot: Snapshot) -> dict[str, str]:
    return {row["metric"]: row["level"] for row in overview.figures(snapshot, MONTH).to_dict("records")}


def compare(told: Shown, part: Shown, depends: Collection[str]) -> None:
    """Hold what is shown without something against what is shown with it."""
    _columns(told, part, depends)
    _sentences(told, part, depends)
    metrics = {each.removeprefix("tile:") for each in depends if each.startswith("tile:")}
    for name, figure in told.headlines.items():
        metric = name.rpartition(": ")[2]
        assert part.headlines.get(name, "–") == ("–" if metric in metrics else figure), name
    for key, words in part.slides.items():
        assert key in told.slides
        assert "0,0\u00a0%" not in words or "0,0\u00a0%" in told.slides[key]


def _columns(told: Shown, part: Shown, depends: Collection[str]) -> None:
    others = {each[1:] for each in depends if each.startswith("~")} | GATHERED
    seen = {each for each in depends if each.startswith(("~", "tile:"))}
    for (panel, column), values in told.columns.items():
        found = part.columns.get((panel, column), [])
        if panel in depends or f"{panel}:{column}" in depends:
            if _is_figure(column, values):
                if any(is_told(each) and each != 0 for each in values):
                    seen |= {panel, f"{panel}:{column}"}
                assert not any(map(is_told, _known(found, values))), (panel, column, found)
        elif panel not in others and column not in ("word", "why"):
            assert _plain(found) == _plain(values), (panel, column)
    # What is said to depend on it was there to be seen.
    assert seen >= set(depends)


def _known(found: list[Any], values: list[Any]) -> list[Any]:
    """Leave out what was 0 before: nothing was counted there either way."""
    if len(found) != len(values):
        return found
    return [after for after, before in zip(found, values, strict=True) if is_told(before) and before != 0]


def _is_figure(column: str, values: list[Any]) -> bool:
    return column not in ("month", "word", "name", "limit", "target", "site", "age", "unit", "period") or (
        column in ("unit",) and any(map(is_told, values))
    )


def _sentences(told: Shown, part: Shown, depends: Collection[str]) -> None:
    touched = {re.split(r"[:]", each.removeprefix("~"))[0] for each in depends} | GATHERED
    for name, said in told.sentences.items():
        panel, after = name.partition("?")[0], part.sentences.get(name, "")
        if panel not in touched:
            assert after == said, name
        elif panel in depends and after != said:
            assert not PERCENT.search(after), (name, after)
            assert not re.search(r"\b0 (sager|opkald|af)\b", after), (name, after)


def _plain(values: list[Any]) -> list[Any]:
    return [None if each is None or each != each else each for each in values]
