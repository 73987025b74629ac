"""Without scripts each chart is a picture: at an address of its own, of what is chosen, in the theme that is worn."""

from html import unescape
from typing import Any

import pytest

from layouts.figures import theme
from layouts.parts.answers import panels_of
from tests.app.choices import PAGES
from tests.app.reading import Read
from tests.app.test_panels import CELL, opened
from tests.drawn import Drawn

pytestmark = pytest.mark.takes(3)

OPKALD = "/figur/servicedesk/opkald.svg"


def got(visitor: Any, address: str, **headers: str) -> Any:
    response = visitor.client.get(address, headers=headers)
    assert response.status_code == 200, (address, response.text)
    assert response.mimetype == "image/svg+xml"
    return response


@pytest.mark.wide
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_each_chart_of_a_page_is_a_picture_too(page: Any, visitor: Any) -> None:
    """With the values of the panel's file, under its title and its sentence."""
    search = opened(next(panels_of(page)), CELL)
    read = Read(visitor.client.get(page.path + search).text)
    places = [each["id"] for each in read.all("div", **{"class": "dash-graph chart"})]
    images, sources = read.all("img", loading="lazy"), read.all("source")
    named = [
        str(each["src"]).removeprefix("/figur/").partition(".svg")[0].replace("/", "-") for each in images
    ]
    assert [f"{each}-graph" for each in named] == places
    assert len(sources) == 3 * len(images)
    for place, image in zip(places, images, strict=True):
        name = str(place).removesuffix("-graph")
        drawn = Drawn(got(visitor, unescape(str(image["src"]))).text)
        title, sentence = (drawn.root[at].text for at in (0, 1))
        assert read.said[f"{name}-title"].endswith(str(title))
        assert read.said[f"{name}-sentence"] == sentence
        assert drawn.marks
        assert drawn.width == float(str(image["width"]))


def test_it_is_of_what_is_chosen_and_in_the_language_spoken(visitor: Any) -> None:
    (whole, one, month) = (
        Drawn(got(visitor, OPKALD + search).text)
        for search in ("?fra=2014-09", "?fra=2014-09&hospital=glostrup", "?fra=2015-04&til=2015-04&sprog=en")
    )
    first, other = (next(float(each.y) for each in of.marks if each.kind == "bar") for of in (whole, one))
    assert first > 5 * other
    assert {each.x for each in month.marks if each.kind == "bar"} == {"April 2015"}


def test_a_phone_has_a_narrow_one_and_the_theme_is_the_readers(visitor: Any) -> None:
    plain, narrow = (Drawn(got(visitor, OPKALD + search).text) for search in ("", "?bredde=smal"))
    assert narrow.width < plain.width
    assert (narrow.overlapping(), narrow.outside()) == ([], [])
    light, dark = theme.LIGHT["card"], theme.DARK["card"]
    for search, cookie, ground in (
        ("", "", light),
        ("?tema=moerkt", "", dark),
        ("", "dark", dark),
        ("?tema=moerkt", "light", light),
    ):
        answer = got(visitor, OPKALD + search, **({"Cookie": f"pejling-theme={cookie}"} if cookie else {}))
        assert f'fill="{ground}"' in answer.text
        assert "Cookie" in answer.vary


def test_what_has_not_moved_is_not_sent_again(visitor: Any) -> None:
    tag = got(visitor, OPKALD).headers["ETag"]
    assert visitor.client.get(OPKALD, headers={"If-None-Match": tag}).status_code == 304
    worn = {"If-None-Match": tag, "Cookie": "pejling-theme=dark"}
    assert visitor.client.get(OPKALD, headers=worn).status_code == 200


@pytest.mark.parametrize(
    "name", ["servicedesk/nix", "nix/opkald", "servicedesk", "projekter/liste", "..%2f../x", "x" * 500]
)
def test_there_is_a_picture_of_charts_alone(name: str, visitor: Any) -> None:
    assert visitor.client.get(f"/figur/{name}.svg").status_code == 404


def test_of_nothing_it_says_so(visitor: Any) -> None:
    gone = "?fra=2014-01&til=2014-06&hospital=herlev-og-gentofte&organisation=datidens"
    drawn = Drawn(got(visitor, f"/figur/servicedesk/svar-inden-5-minutter.svg{gone}").text)
    assert "Ingen tal" in [each.said for each in drawn.words]
