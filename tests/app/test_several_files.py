"""A source that comes by several files or mappings: what one does not tell of is told by no other, and is no 0."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from data_access.database import schema as t
from data_access.database import streams
from data_access.database.engine import reader, writer
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.mapping.templates import mapping_of
from data_access.imports.unload import unload
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.panels import said
from layouts.parts.remarks import cautions
from tests.app.little import asked, case, page, referral, total
from tests.app.test_claims import faults
from tests.app.told import AT_FIRST, House
from vocabulary.filters import Filters

pytestmark = pytest.mark.takes(8)

MONTHS = ("2015-02", "2015-03", "2015-04")
GONE = "2015-03"
SHOWN = Filters(MONTHS[0], MONTHS[-1], desk="cimt")
AMAGER = replace(SHOWN, hospital="amager")
DAYS = [date(2015, 2, 1) + timedelta(days=number) for number in range(89)]
Rows = Sequence[Mapping[str, Any]]


def call(day: date, **more: str) -> dict[str, str]:
    return {
        "desk": "cimt", "site": "Herlev", "queued_at": f"{day} 09:00:00", "wait_seconds": "20", "answered": "ja",
    } | more  # fmt: skip


def solved(day: date, **more: str) -> dict[str, str]:
    number = f"{day}{more.get('desk')}{more.get('site')}"
    return case(number, opened_at=f"{day} 09:00", resolved_at=f"{day} 10:00", **more)


def sample(day: date, **more: str) -> dict[str, str]:
    return {
        "system": "mail", "site": "Herlev", "action_class": "standard", "taken_at": f"{day} 09:00", "seconds": "1",
    } | more  # fmt: skip


def pathway(month: str, **more: Any) -> dict[str, Any]:
    return {
        "month": month, "field": "somatic", "site": "Herlev", "expected": 100, "arrived": 100, "within_limit": 90,
    } | more  # fmt: skip


# Of each kind: its rows of a day or month, whether it has them by day, and a panel with its figure.
KINDS: Mapping[str, tuple[Callable[..., Mapping[str, Any]], bool, str, str]] = {
    "calls": (call, True, "servicedesk/opkald", "calls"),
    "call-totals": (total, False, "servicedesk/opkald", "calls"),
    "cases": (solved, True, "sager/til-og-afgang", "opened"),
    "samples": (sample, True, "svartider/matrix", "value"),
    "referrals": (referral, False, "omvisitering/behandlinger", "treatments"),
    "pathways": (pathway, False, "udredning/somatik", "value"),
}


def place(house: House) -> str:
    """Return the address of a house of two hospitals."""
    url = house.new()
    with writer(url).begin() as connection:
        connection.execute(insert(t.hospitals), [{"id": 2, "key": "amager", "name": "Amager Hospital"}])
        connection.execute(insert(t.sites), [{"id": 2, "key": "amager", "name": "Amager"}])
        connection.execute(
            insert(t.site_hospitals), [{"site_id": 2, "hospital_id": 2, "valid_from": AT_FIRST}]
        )
    return url


def rows_of(kind: str, months: Sequence[str] = MONTHS, **more: str) -> Rows:
    row, by_day = KINDS[kind][:2]
    if by_day:
        return [row(day, **more) for day in DAYS if day.isoformat()[:7] in months]
    return [row(month, **more) for month in months]


def load(
    house: House, url: str, kind: str, rows: Rows, name: str = "en", *, gaps: bool = True, **more: Any
) -> None:
    house.load(url, kind, rows, mapping=replace(mapping_of(kind_of(kind)), name=name, gaps=gaps), **more)


def figures(snapshot: Snapshot, kind: str, filters: Filters) -> dict[str, tuple[str, bool]]:
    """Return of each month how it stands, and whether it has a figure."""
    panel, column = KINDS[kind][2:]
    rows = asked(snapshot, panel, filters).rows
    return {row["month"]: (row["state"], row[column] == row[column]) for row in rows.to_dict("records")}


@pytest.mark.parametrize(
    ("kind", "second"),
    # A file of the same mapping tells no more of another's hospital than one of another mapping.
    [
        ("calls", "en"),
        ("call-totals", "to"),
        ("cases", "to"),
        ("samples", "en"),
        ("referrals", "en"),
        ("pathways", "to"),
    ],
)
def test_a_hospital_with_a_file_of_its_own_has_a_gap_where_that_has_not_come(
    kind: str, second: str, house: House
) -> None:
    url, others = place(house), [month for month in MONTHS if month != GONE]
    load(house, url, kind, rows_of(kind), gaps=kind != "call-totals")
    load(house, url, kind, rows_of(kind, others, site="Amager"), second)
    snapshot = read_snapshot(reader(url))
    amager, whole = (figures(snapshot, kind, filters) for filters in (AMAGER, SHOWN))
    assert amager == {month: ("missing", False) if month == GONE else ("whole", True) for month in MONTHS}
    assert whole == {month: ("incomplete" if month == GONE else "whole", True) for month in MONTHS}
    assert "Der mangler tal fra Amager." in str(cautions(asked(snapshot, KINDS[kind][2], SHOWN)))
    assert [faults(page(KINDS[kind][2].split("/")[0]), snapshot, each)[1] for each in (SHOWN, AMAGER)] == [
        [],
        [],
    ]


@pytest.mark.parametrize("kind", ["calls", "cases", "samples", "referrals"])
def test_in_one_file_no_row_of_a_hospital_is_none(kind: str, house: House) -> None:
    url, others = place(house), [month for month in MONTHS if month != GONE]
    load(house, url, kind, [*rows_of(kind), *rows_of(kind, others, site="Amager")])
    snapshot = read_snapshot(reader(url))
    assert figures(snapshot, kind, SHOWN) == dict.fromkeys(MONTHS, ("whole", True))
    assert figures(snapshot, kind, AMAGER)[GONE] == (
        "whole",
        kind != "samples",
    )  # of no samples there is no share


def test_a_desk_with_a_mapping_of_its_own_has_a_gap_where_that_has_not_come(house: House) -> None:
    url, others = place(house), [month for month in MONTHS if month != GONE]
    for kind in ("calls", "cases"):
        load(house, url, kind, rows_of(kind))
        load(house, url, kind, rows_of(kind, others, desk="klinisk"), "to")
    snapshot = read_snapshot(reader(url))
    clinical = replace(SHOWN, desk="klinisk")
    for panel, column in (
        ("servicedesk/opkald", "calls"),
        ("servicedesk/straksafklaring", "value"),
        ("servicedesk/kanaler", "contacts"),
    ):
        rows = asked(snapshot, panel, clinical).rows.set_index("month")
        assert rows["state"].tolist() == ["whole", "missing", "whole"], panel
        assert rows[column].isna().tolist() == [False, True, False], panel
        assert set(asked(snapshot, panel, SHOWN).rows["state"]) == {"whole"}, panel
    both = asked(snapshot, "sager/inden-for-fristen", SHOWN)
    assert both.rows["state"].tolist() == ["whole", "incomplete", "whole"]
    assert "Der mangler tal fra Klinisk." in str(cautions(both))


def test_a_case_solved_in_a_month_that_its_file_has_not_told_of_is_counted_nowhere(house: House) -> None:
    url, others = place(house), [month for month in MONTHS if month != GONE]
    late = case("sen", site="Amager", opened_at="2015-02-10 09:00", resolved_at="2015-03-10 09:00")
    load(house, url, "cases", rows_of("cases"))
    load(house, url, "cases", [*rows_of("cases", others, site="Amager"), late], "to")
    rows = asked(read_snapshot(reader(url)), "sager/til-og-afgang", SHOWN).rows.set_index("month")
    assert rows["resolved"][GONE] == 31


def test_a_mapping_with_a_new_name_tells_of_what_the_old_one_told_of_but_rarely(house: House) -> None:
    url = place(house)
    often = [call(day, queued_at=f"{day} 10:{n:02d}:00") for day in DAYS[:59] for n in range(4)]
    load(house, url, "calls", [*often, call(DAYS[3], site="Amager")], "gammel")
    load(house, url, "calls", [call(day) for day in DAYS[59:]], "ny")
    assert set(figures(read_snapshot(reader(url)), "calls", SHOWN).values()) == {("whole", True)}


def test_a_file_that_joins_two_streams_is_taken_out_of_them_again(house: House) -> None:
    url = place(house)
    load(house, url, "calls", rows_of("calls"))
    load(house, url, "calls", rows_of("calls", MONTHS[:1], site="Amager"))
    both = [
        call(day, site=site, queued_at=f"{day} 11:00:00") for day in DAYS[:3] for site in ("Herlev", "Amager")
    ]
    load(house, url, "calls", both)

    def known() -> list[tuple[int, int]]:
        with reader(url).connect() as connection:
            found = connection.execute(select(t.loads.c.id, t.loads.c.stream).order_by(t.loads.c.id))
            return [(row.id, row.stream) for row in found]

    assert known() == [(1, 1), (2, 1), (3, 1)]
    unload(url, 3)
    assert known() == [(1, 1), (2, 2)]
    assert figures(read_snapshot(reader(url)), "calls", AMAGER)[GONE] == ("missing", False)


def test_a_stream_stands_without_one_of_its_files_and_its_other_rows_are_not_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = place(house)
    for month in MONTHS:
        load(house, url, "calls", [*rows_of("calls", [month]), *rows_of("calls", [month], site="Amager")])
    monkeypatch.delattr(streams, "count_again")
    for taken, left in ((1, [(2, 2), (3, 2)]), (3, [(2, 2)])):
        unload(url, taken)
        with reader(url).connect() as connection:
            places = connection.execute(select(t.stream_places.c.stream, t.stream_places.c.row_count)).all()
            loads = connection.execute(select(t.loads.c.id, t.loads.c.stream).order_by(t.loads.c.id)).all()
        assert loads == left
        assert places == [(2, len(DAYS) - 28 if taken == 1 else 31)] * 2


def test_streams_are_found_again_out_of_the_rows_that_stand(house: House) -> None:
    url = place(house)
    for kind in KINDS:
        more = {"desk": "klinisk"} if kind == "call-totals" else {}  # a desk's calls are told in one way
        load(house, url, kind, rows_of(kind, MONTHS[:1], **more))
        load(house, url, kind, rows_of(kind, MONTHS[1:], site="Amager", **more), "to")

    def known() -> tuple[list[Any], list[Any]]:
        names = [column.name for column in t.stream_places.columns if column.name != "id"]
        with reader(url).connect() as connection:
            places = connection.execute(select(*(t.stream_places.c[name] for name in names)))
            loads = connection.execute(select(t.loads.c.id, t.loads.c.stream))
            return sorted(map(str, places)), sorted(map(tuple, loads))

    before = known()
    with writer(url).begin() as connection:
        connection.execute(update(t.loads).values(stream=None))
        connection.execute(t.stream_places.delete())
        streams.count_again(connection)
    assert known() == before
    assert len({stream for _load, stream in before[1]}) == 2 * len(KINDS)


def test_what_is_solved_is_told_of_by_the_one_mapping_alone(house: House) -> None:
    url = place(house)
    load(house, url, "cases", rows_of("cases", MONTHS[-1:]))
    load(house, url, "cases", rows_of("cases", MONTHS[-1:], site="Amager"), "to", without=["resolved_at"])
    snapshot = read_snapshot(reader(url))
    april = replace(SHOWN, first=MONTHS[-1])
    flow = said(asked(snapshot, "sager/til-og-afgang", april))
    assert flow.startswith(
        "Der blev oprettet 60 sager og løst 30 i april 2015. Ingen sager var åbne, hverken før eller efter."
    )
    untold = "Det er oplyst for 30 af 60 sager, om de er løst."
    for panel in ("sager/alder", "sager/opdelt"):
        assert said(asked(snapshot, panel, april)).endswith(untold), panel
    assert "Opgjort på 30 af 60 sager." in said(asked(snapshot, "sager/inden-for-fristen", april))
    amager = asked(snapshot, "sager/alder", replace(april, hospital="amager"))
    assert amager.rows["open"].isna().all()
    assert "0 sager" not in said(amager)


def test_waits_are_told_of_by_the_one_mapping_alone(house: House) -> None:
    url = place(house)
    load(house, url, "calls", rows_of("calls", MONTHS[-1:]))
    load(house, url, "calls", rows_of("calls", MONTHS[-1:], site="Amager"), "to", without=["wait_seconds"])
    snapshot = read_snapshot(reader(url))
    april = replace(SHOWN, first=MONTHS[-1])
    assert "Ventetiden er opgjort på 30 af 60 besvarede opkald." in said(
        asked(snapshot, "servicedesk/opkald", april)
    )
    both = "Ventetid og svar i tide er opgjort på 30 af 60 besvarede opkald."
    for panel in ("servicedesk/steder", "servicedesk/ventetid-ugedag-og-time"):
        assert both in said(asked(snapshot, panel, april)), panel


def test_hospitals_are_compared_over_the_months_that_all_have_told_of(house: House) -> None:
    url, others = place(house), [month for month in MONTHS if month != GONE]
    for kind in ("referrals", "pathways"):
        load(house, url, kind, rows_of(kind))
        load(house, url, kind, rows_of(kind, others, site="Amager"), "to")
    snapshot = read_snapshot(reader(url))
    known = "i de 2 måneder med tal fra februar 2015 til april 2015"
    for panel, column, each in (
        ("omvisitering/hospital", "treatments", 24),
        ("udredning/hospitaler", "within", 180),
    ):
        content = asked(snapshot, panel, SHOWN)
        assert content.rows[column].tolist() == [each, each], panel
        assert known in said(content), panel
        assert "Der mangler tal fra Amager i marts 2015." in str(cautions(content)), panel
    assert [faults(page(key), snapshot, SHOWN)[1] for key in ("omvisitering", "udredning")] == [[], []]


def test_a_month_under_way_is_not_compared_where_a_hospital_has_not_told_of_it(house: House) -> None:
    url, may = place(house), [date(2015, 5, day) for day in range(1, 11)]
    april = rows_of("calls", MONTHS[-1:])
    load(house, url, "calls", [*april, *map(call, may)])
    load(house, url, "calls", rows_of("calls", MONTHS[-1:], site="Amager"))
    filters = Filters("2015-05", "2015-05", desk="cimt")

    def since_april(chosen: Filters) -> str:
        rows = asked(read_snapshot(reader(url)), "overblik/noegletal", chosen).rows
        return str(rows.set_index("metric")["since_month"]["calls"])

    assert since_april(filters) == "Kan ikke sammenlignes med april 2015"
    assert "de samme dage i april 2015" in since_april(replace(filters, hospital="herlev"))
    load(house, url, "calls", [call(day, site="Amager") for day in may])
    assert "de samme dage i april 2015" in since_april(filters)
