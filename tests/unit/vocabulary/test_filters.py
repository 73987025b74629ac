"""An address is read tolerantly: whatever it says, there is a choice, and a word about what was not understood."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary import filters
from vocabulary.asked import parse
from vocabulary.filters import Choices, Filters, to_query
from vocabulary.language import speaking
from vocabulary.months import shift, span

CHOICES = Choices(
    first="2014-01",
    last="2015-05",
    newest_whole="2015-04",
    hospitals={
        "today": {"herlev-og-gentofte": "Herlev og Gentofte Hospital", "bornholms": "Bornholms Hospital"},
        "then": {
            "herlev": "Herlev Hospital",
            "gentofte": "Gentofte Hospital",
            "herlev-og-gentofte": "Herlev og Gentofte Hospital",
            "bornholms": "Bornholms Hospital",
        },
    },
    heirs={"herlev": "herlev-og-gentofte", "gentofte": "herlev-og-gentofte", "bornholm": "bornholms"},
    desks={"cimt": "CIMT Servicedesk", "klinisk": "Klinisk Servicedesk"},
    systems={"orbit": "Orbit", "gs": "GS"},
    services={"oejne": "Operationer på øjet"},
    programmes={"regional": "Regionale"},
    questions=("straksafklaring",),
)
DEFAULT = Filters("2014-05", "2015-04", desk="cimt")
PARAMETERS = tuple(name for name in filters.PARAMETERS if name != "sprog")

months = st.sampled_from(span(CHOICES.first, CHOICES.last))


@st.composite
def choices_made(draw: st.DrawFn) -> Filters:
    """Any choice that a reader can make: why is asked of a month, and no hospital is compared with itself."""
    first, last = sorted((draw(months), draw(months)))
    organisation = draw(st.sampled_from(["today", "then"]))
    hospital = draw(st.sampled_from([None, *CHOICES.hospitals[organisation]]))
    others = [each for each in CHOICES.hospitals[organisation] if each != hospital]
    month = draw(st.none() | months)
    return Filters(
        first,
        last,
        organisation,
        hospital,
        draw(st.sampled_from([*CHOICES.desks])),
        draw(st.sampled_from([None, *CHOICES.systems])),
        draw(st.none() | st.just("oejne")),
        draw(st.none() | st.just("regional")),
        draw(st.none() | st.sampled_from([*filters.LIGHTS.values()])),
        month,
        draw(st.none() | st.just("straksafklaring")) if month else None,
        draw(st.sampled_from([None, filters.LAST_YEAR, *others])),
    )


def read(address: str) -> tuple[Filters, list[str]]:
    return parse(dict(parse_qsl(address.removeprefix("?"))), CHOICES)


def test_nothing_chosen_is_the_newest_whole_month_and_the_eleven_before() -> None:
    assert parse({}, CHOICES) == (DEFAULT, [])
    assert to_query(DEFAULT, CHOICES) == ""


def test_a_history_shorter_than_a_year_is_shown_whole() -> None:
    assert replace(CHOICES, first="2015-02").default().first == "2015-02"


@pytest.mark.parametrize(("newest", "shown"), [("2015-07", "2015-05"), ("2013-12", "2014-01")])
def test_the_default_stays_where_there_are_figures(newest: str, shown: str) -> None:
    assert replace(CHOICES, newest_whole=newest).default().last == shown


@given(choices_made())
def test_what_is_written_is_read_back(made: Filters) -> None:
    assert read(to_query(made, CHOICES)) == (made, [])
    assert read(to_query(made)) == (made, [])


@given(choices_made())
def test_the_order_is_always_the_same(made: Filters) -> None:
    names = [name for name, _ in parse_qsl(to_query(made).removeprefix("?"))]
    assert names == [name for name in PARAMETERS if name in names]
    assert names[:2] == ["fra", "til"]


def test_what_was_asked_of_a_month_goes_with_it_and_a_file_is_called_the_same_in_both_languages() -> None:
    asked = replace(DEFAULT, month="2015-03", why="straksafklaring", hospital="bornholms")
    assert asked.picking("maaned", None).why is None
    assert asked.picking("maaned", "2015-02").why == "straksafklaring"
    called = filters.file_name("sager", "aabne", asked, CHOICES)
    assert called == "sager-aabne-2014-05-2015-04-bornholms-2015-03"
    with speaking("en"):
        assert filters.file_name("sager", "aabne", asked, CHOICES) == called


def test_the_browser_writes_an_address_in_the_same_order() -> None:
    script = (Path(filters.__file__).parents[1] / "assets/address.js").read_text("utf-8")
    order = re.search(r"const order = \[(.*?)\]", script, re.DOTALL)
    assert order
    assert tuple(re.findall(r'"(\w+)"', order[1])) == filters.PARAMETERS


def test_a_link_reads_as_danish() -> None:
    made = replace(DEFAULT, first="2014-09", hospital="bornholms", organisation="then", month="2015-03")
    expected = "?fra=2014-09&til=2015-04&hospital=bornholms&organisation=datidens&maaned=2015-03"
    assert to_query(made, CHOICES) == expected


@given(st.dictionaries(st.sampled_from(PARAMETERS) | st.text(), st.text() | st.sampled_from(
    ["2015-04", "2015-13", "9999-12", "0001-01", "herlev", "alle", "datidens", "klinisk", "orbit"])))  # fmt: skip
def test_no_address_is_too_odd(query: dict[str, str]) -> None:
    found, notices = parse(query, CHOICES)
    assert CHOICES.first <= found.first <= found.last <= CHOICES.last
    assert found.hospital is None or found.hospital in CHOICES.hospitals[found.organisation]
    assert found.desk in CHOICES.desks
    assert found.system is None or found.system in CHOICES.systems
    assert found.month is None or CHOICES.first <= found.month <= CHOICES.last
    assert all(notice.endswith(".") and len(notice) < 300 for notice in notices)
    # Whatever was made of it is a choice like any other.
    assert read(to_query(found, CHOICES)) == (found, [])


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text().map(lambda text: f"?{text}")))
def test_each_value_that_is_not_used_has_its_notice(query: dict[str, str]) -> None:
    # Nothing that begins with a question mark is a month or a key, so none of it can be used.
    assert len(parse(query, CHOICES)[1]) == len(query)


@pytest.mark.parametrize(
    ("query", "changed", "notice"),
    [
        ({"fra": "sidste år"}, {}, "„sidste år“ er ikke en måned. Skriv den som 2015-05."),
        ({"maaned": "2015-4"}, {}, "„2015-4“ er ikke en måned. Skriv den som 2015-05."),
        (
            {"fra": "2009-01"},
            {"first": "2014-01"},
            "Der er ingen tal for januar 2009. Der er tal fra januar 2014 til maj 2015.",
        ),
        (
            {"fra": "2015-03", "til": "2014-09"},
            {"first": "2014-09", "last": "2015-03"},
            "Perioden begyndte efter, at den sluttede. Der vises september 2014 til marts 2015.",
        ),
        (
            {"organisation": "fremtidens"},
            {},
            "Organisationen „fremtidens“ kendes ikke. Den kan være „dagens“ eller „datidens“. Der vises dagens.",
        ),
        ({"hospital": "x"}, {}, "Der er intet hospital, der hedder „x“. Det kan være „herlev-og-gentofte“ og "
                                "„bornholms“."),
        ({"desk": "x"}, {}, "Der er ingen servicedesk, der hedder „x“. Det kan være „cimt“ og „klinisk“."),
        ({"system": "x" * 99}, {}, f"Der er intet system, der hedder „{'x' * 40}…“. Det kan være „orbit“ og „gs“."),
        (
            {"hospital": "herlev"},
            {"hospital": "herlev-og-gentofte"},
            "Herlev Hospital hører i dag til Herlev og Gentofte Hospital, og tallene gælder det hele. Vælg datidens "
            "organisation for at se det for sig.",
        ),
    ],
)  # fmt: skip
def test_what_is_said_about_a_value_that_cannot_be_used(
    query: dict[str, str], changed: dict[str, str], notice: str
) -> None:
    assert parse(query, CHOICES) == (replace(DEFAULT, **changed), [notice])


def test_a_long_list_is_not_recited() -> None:
    many = replace(CHOICES, systems={f"s{number}": "" for number in range(10)})
    assert parse({"system": "x"}, many)[1] == ["Der er intet system, der hedder „x“. Vælg et på listen."]


@pytest.mark.parametrize("former", ["herlev", "gentofte"])
def test_a_former_hospital_leads_to_its_heir_today_and_to_itself_then(former: str) -> None:
    assert parse({"hospital": former}, CHOICES)[0].hospital == "herlev-og-gentofte"
    assert parse({"hospital": former, "organisation": "datidens"}, CHOICES) == (
        replace(DEFAULT, organisation="then", hospital=former),
        [],
    )


@pytest.mark.parametrize("name", ["hospital", "system", "desk"])
@pytest.mark.parametrize("value", ["alle", ""])
def test_alle_is_no_choice(name: str, value: str) -> None:
    assert parse({name: value}, CHOICES) == (DEFAULT, [])


def test_one_end_of_the_period_finds_the_other() -> None:
    assert parse({"til": "2014-10"}, CHOICES)[0].first == "2014-01"
    assert parse({"til": "2015-03"}, CHOICES)[0].first == shift("2015-03", -11)
    assert parse({"fra": "2015-05"}, CHOICES)[0].last == "2015-05"
    assert parse({"fra": "2014-06"}, CHOICES)[0].last == "2015-04"


def test_why_is_asked_of_the_newest_month_where_none_is_named() -> None:
    assert parse({"hvorfor": "straksafklaring"}, CHOICES)[0].month == "2015-04"
    assert parse({"hvorfor": "straksafklaring", "til": "2015-02"}, CHOICES)[0].month == "2015-02"
    assert parse({"hvorfor": "straksafklaring", "fra": "2015-05"}, CHOICES)[0].month == "2015-05"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (DEFAULT, "sager-oprettede-2014-05-2015-04"),
        (replace(DEFAULT, hospital="bornholms"), "sager-oprettede-2014-05-2015-04-bornholms"),
        (
            replace(DEFAULT, hospital="herlev", organisation="then", month="2015-02", why="straksafklaring"),
            "sager-oprettede-2014-05-2015-04-herlev-datidens-2015-02",
        ),
        (
            replace(DEFAULT, desk="klinisk", compare="bornholms"),
            "sager-oprettede-2014-05-2015-04-klinisk-mod-bornholms",
        ),
    ],
)
def test_a_file_is_called_by_what_is_chosen(asked: Filters, name: str) -> None:
    assert filters.file_name("sager", "oprettede", asked, CHOICES) == name
    assert filters.file_name("sager", "", asked, CHOICES) == name.replace("-oprettede", "")


@given(choices_made())
def test_the_same_choice_is_found_again(asked: Filters) -> None:
    again = replace(asked)
    assert (hash(again), again) == (hash(asked), asked)
    places = filters.places_of(asked)
    assert filters.places_of(replace(asked, first=CHOICES.first, month=None)) is places
    assert places == Filters("", "", asked.organisation, asked.hospital)
