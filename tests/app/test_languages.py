"""A page speaks one language: no word of the other, and no number in the other's form, in anything it sends."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from data_access.snapshot.progress import Why
from layouts.parts.answers import panels_of
from layouts.parts.declarations import Page
from layouts.parts.frame import THEME
from tests.app.choices import PAGES, USABLE, data_query, pairs
from tests.app.spoken import OWN, foreign, read_words
from vocabulary import language
from vocabulary.language import DEFAULT, LANGUAGES, Language

pytestmark = pytest.mark.takes(14)

every_language = pytest.mark.parametrize("spoken", LANGUAGES)
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)

# In Danish, what can be used is asked for in `test_pages.py`, and held to be Danish there.
UNLIKE = {
    "what cannot be used": "fra=2015-99&til=1999-01&hospital=x&desk=x&system=x&ydelse=x&program=x&lys=x&sammenlign=x"
    "&organisation=x",
    "a period the wrong way round": "fra=2015-04&til=2014-09",
    "a hospital of then": "hospital=glostrup-hospital",
}  # fmt: skip
TO_ENGLISH = UNLIKE | {
    name: USABLE[name]
    for name in (
        "default", "a cell", "the month under way", "compared with last year", "compared with a hospital of then",
        "one month without figures",
    )
}  # fmt: skip


def query(search: str, spoken: Language) -> str:
    return f"?{search}&sprog={spoken}" if search else f"?sprog={spoken}"


def test_the_vocabularies_can_tell_the_languages_apart() -> None:
    assert {"og", "ikke", "måned", "opkald"} <= OWN["da"]
    assert {"and", "not", "month", "calls"} <= OWN["en"]
    assert foreign(["The target was met", "87.4%", "1,234"], "en") == []
    assert foreign(["Målet blev nået", "87,4\u00a0%", "1.234", "i dag kl. 06.10"], "da") == []
    assert len(foreign(["Målet blev nået", "87,4\u00a0%", "1.234"], "en")) == 3
    assert len(foreign(["The target was met", "87.4%", "1,234"], "da")) == 3


@pytest.mark.wide
@pytest.mark.parametrize(("page", "asked"), pairs(TO_ENGLISH))
def test_a_page_has_nothing_of_the_other_language(page: Page, asked: str, visitor: Any) -> None:
    answer = visitor.answer(page.path, query(asked, "en"))
    assert foreign(read_words(answer, "en"), "en") == []


@pytest.mark.parametrize(("page", "asked"), pairs(UNLIKE))
def test_a_danish_page_has_nothing_of_the_other_either(page: Page, asked: str, visitor: Any) -> None:
    answer = visitor.answer(page.path, f"?{asked}")
    assert foreign(read_words(answer, DEFAULT), DEFAULT) == []


@every_page
def test_danish_may_be_asked_for(page: Page, visitor: Any) -> None:
    assert visitor.shown(page.path, "?sprog=da") == visitor.shown(page.path)


@every_language
@every_page
def test_the_reason_for_a_shortfall_too(page: Page, spoken: Language, visitor: Any) -> None:
    for panel in page.panels:
        if panel.parts:
            answer = visitor.answer(page.path, query(f"maaned=2015-02&hvorfor={panel.key}", spoken))
            assert foreign(read_words(answer, spoken), spoken) == []


@every_language
@every_page
def test_the_data_of_a_panel_have_nothing_of_the_other_language(
    page: Page, spoken: Language, visitor: Any
) -> None:
    for panel in panels_of(page):
        asked = query(f"maaned=2015-02&hvorfor={panel.key}&sammenlign=sidste-aar", spoken)
        asked = data_query(page, asked)
        document = visitor.json(page.key, panel.key, asked)
        texts = [document["title"], document["sentence"], *(each["name"] for each in document["columns"])]
        texts += [value for row in document["rows"] for value in row.values() if isinstance(value, str)]
        assert foreign(texts, spoken) == [], panel.key
        sheet = visitor.client.get(f"/data/{page.key}/{panel.key}.csv{asked}").data.decode("utf-8-sig")
        separator = ";" if spoken == "da" else ","
        assert sheet.count(separator) >= (len(document["columns"]) - 1) * (1 + len(document["rows"]))
        heading = sheet.partition("\r\n")[0]
        assert foreign([heading.replace(separator, " ")], spoken) == [], panel.key


@every_language
@pytest.mark.parametrize(
    "address",
    [
        "/data/",
        "/data/findes/ikke.csv",
        "/assets/findes-ikke",
        "/tilstand",
        "/",
        "/findes-ikke",
        "/servicedesk",
        "/soeg",
        "/was",
    ],
)
def test_what_is_no_page_of_figures_speaks_too(address: str, spoken: Language, visitor: Any) -> None:
    response = visitor.client.get(address + query("", spoken))
    if response.mimetype == "text/html":
        assert f'<html lang="{spoken}"' in response.text
    # What is marked as of a language is of that one.
    marked = r'<(span|strong)\b[^>]*\blang="\w\w"[^>]*>[^<]*</\1>'
    not_read = rf"<code>.*?</code>|<script.*?</script>|{marked}|(href|src|class|aria-label)=\S+"
    said = re.sub(not_read, " ", response.text)
    assert foreign([said], spoken) == []


@every_language
def test_the_words_of_the_scripts_come_with_the_page(spoken: Language, visitor: Any) -> None:
    page = visitor.client.get("/" + query("", spoken)).text
    block = re.search(r'<script type="application/json" id="words">(.*?)</script>', page)
    assert block
    assert foreign(json.loads(block[1]).values(), spoken) == []


@every_language
def test_an_address_that_leads_nowhere_speaks_too(spoken: Language, visitor: Any) -> None:
    answer = visitor.answer("/findes-ikke", query("", spoken))
    assert foreign(read_words(answer, spoken), spoken) == []


@every_language
def test_a_start_without_figures_speaks_too(spoken: Language, visitor_of: Callable[[Any], Any]) -> None:
    visitor = visitor_of(_Empty())
    assert foreign(read_words(visitor.answer("/", query("", spoken)), spoken), spoken) == []
    state = visitor.client.get("/tilstand" + query("", spoken)).get_json()
    assert state["words"]
    assert foreign([state["words"]], spoken) == []
    assert foreign([visitor.client.get("/data/a/b.csv" + query("", spoken)).text], spoken) == []


@pytest.mark.parametrize("value", ["de", "xx", "EN", "<script>", "10" * 200])
def test_a_language_that_is_not_spoken_gives_danish_and_a_notice(value: str, visitor: Any) -> None:
    answer = visitor.answer("/", f"?sprog={value}")
    assert "Pejling taler ikke" in str(answer["main"])
    assert foreign(read_words(answer, "da"), "da") == []


@every_page
def test_the_other_language_is_a_link_to_the_same_choice(page: Page, visitor: Any) -> None:
    asked = "fra=2015-03&til=2015-04" + ("" if page.things else "&hospital=cimt-og-koncerncentre")
    to_english = visitor.header(page.path, f"?{asked}").one(id_="language")
    assert to_english.text() == "English"
    assert to_english.prop("lang") == to_english.prop("hrefLang") == "en"
    assert to_english.prop("href") == f"{page.path}?{asked}&sprog=en"
    to_danish = visitor.header(page.path, f"?{asked}&sprog=en").one(id_="language")
    assert to_danish.text() == "Dansk"
    assert to_danish.prop("href") == f"{page.path}?{asked}&sprog=da"
    # A link without data-nav loads the page anew: only so does its language follow.
    assert to_danish.prop("data-nav") is None


@every_page
def test_every_link_keeps_the_language(page: Page, visitor: Any) -> None:
    answer = visitor.answer(page.path, "?sprog=en&system=blodinfo-ii&maaned=2015-04")
    links = re.findall(
        r'"href": "([^"]*)"', json.dumps([answer[part] for part in ("header", "main", "foot")])
    )
    assert links
    for link in links:
        # A theme's link leads back to the page that it was followed from, as that was asked for.
        assert link.startswith(("#", THEME)) or "sprog=" in link, link


def test_a_request_leaves_no_language_behind(visitor: Any) -> None:
    visitor.answer("/", "?sprog=en")
    visitor.client.get("/data/?sprog=en")
    assert language.current() == "da"
    assert '<html lang="da"' in visitor.client.get("/").text


class _Empty:
    """A store that has never had figures."""

    def snapshot(self) -> None:
        return None

    def age(self) -> float:
        return 0.0

    def why(self) -> Why:
        return Why.SILENT
