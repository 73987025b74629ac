"""What a reader picks out of a chart or a table: a month, a place, a cause; and what is taken along as a picture."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.takes(20)
Open = Callable[..., Any]
LEVEL = "#servicedesk-svar-inden-5-minutter"


def click_on(page: Page, chart: str, axis: str, label: str) -> None:
    """Click on what stands at a label of a chart's axis."""
    box = page.locator(f"{chart}-graph .js-plotly-plot")
    box.scroll_into_view_if_needed()
    place = box.evaluate(
        """(box, [axis, label]) => {
            const place = box.getBoundingClientRect(), all = box._fullLayout, x = all.xaxis, y = all.yaxis;
            const at = (along) => along._categories.findIndex((each) => each.replace(/<br>/g, " ") === label);
            return axis === "x"
                ? [place.left + x._offset + x.l2p(at(x)), place.top + y._offset + y._length * 0.85]
                : [place.left + x._offset + 12, place.top + y._offset + y.l2p(at(y))];
        }""",
        [axis, label],
    )
    page.mouse.move(place[0] - 2, place[1] - 2)
    page.mouse.move(*place)
    page.mouse.click(*place)


def chips(page: Page) -> list[str]:
    return [each.strip() for each in page.locator(".chip").all_inner_texts()]


def test_a_click_on_a_month_picks_it_and_another_lets_go(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk")
    click_on(page, "#servicedesk-opkald", "x", "marts 2015")
    expect(page.locator(".chip")).to_have_text(re.compile("Måned: marts 2015"))
    visit.settled()
    assert page.url.endswith("/servicedesk?maaned=2015-03")
    click_on(page, "#servicedesk-opkald", "x", "marts 2015")
    expect(page.locator(".chip")).to_have_count(0)
    assert page.url.endswith("/servicedesk")


def test_a_click_on_a_hospital_and_on_a_service_picks_them(regular: Open) -> None:
    visit = regular()
    page = visit.go("/omvisitering")
    click_on(page, "#omvisitering-ydelse", "y", "Operationer på urinveje")
    expect(page.locator(".chip")).to_have_text(re.compile("Ydelse: Operationer på urinveje"))
    visit.settled()
    click_on(page, "#omvisitering-hospital", "y", "Glostrup Hospital")
    expect(page.locator(".chip")).to_have_count(2)
    visit.settled()
    assert "hospital=glostrup&ydelse=operationer-paa-urinveje" in page.url
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital")
    page.click("#filters-toggle")  # scrolled, the bar is folded
    page.click(".chip:has-text('Ydelse')")
    expect(page.locator(".chip")).to_have_count(1)
    assert "ydelse" not in page.url


def test_a_month_is_picked_by_keyboard_in_the_table(regular: Open) -> None:
    visit = regular()
    page = visit.go("/sager", all_charts=False)
    table = page.locator("#sager-inden-for-fristen-table")
    page.locator("#sager-inden-for-fristen summary").first.press("Enter")
    table.locator("a:text('marts 2015')").press("Enter")
    expect(page.locator(".chip")).to_have_text(re.compile("Måned: marts 2015"))
    visit.settled(all_charts=False)
    assert page.url.endswith("?maaned=2015-03")


def test_why_a_share_is_low_is_a_click_away(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk", all_charts=False)
    page.click(f"{LEVEL} .ask-why a")
    page.wait_for_function(
        "() => document.activeElement.id === 'servicedesk-hvorfor-svar-inden-5-minutter-title'"
    )
    visit.settled(all_charts=False)
    said = page.locator("#servicedesk-hvorfor-svar-inden-5-minutter-sentence")
    expect(said).to_contain_text("procentpoint op til målet på 80")
    expect(said).to_contain_text("skiller sig ud")
    page.click("#filters-toggle")
    page.click(".chip:has-text('Måned')")
    expect(said).to_have_count(0)


def test_a_comparison_is_drawn_and_named(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk?hospital=glostrup")
    page.select_option("#filter-sammenlign", "bornholms")
    expect(page.locator(".chip:has-text('Sammenlignet med: Bornholms Hospital')")).to_be_visible()
    visit.settled()
    names = page.locator(f"{LEVEL}-graph .legendtext").all_text_contents()
    assert any("Bornholms Hospital" in name for name in names)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_saved_with_title_period_and_source(scheme: str, regular: Open, tmp_path: Path) -> None:
    page = regular(color_scheme=scheme).go("/servicedesk?hospital=glostrup")
    page.locator(f"{LEVEL} summary:text('Hent')").click()

    def saved(form: str) -> bytes:
        with page.expect_download() as waiting:
            page.click(f"{LEVEL} button[data-picture={form}]")
        name = f"servicedesk-svar-inden-5-minutter-2014-05-2015-04-glostrup.{form}"
        assert waiting.value.suggested_filename == name
        waiting.value.save_as(tmp_path / name)
        return (tmp_path / name).read_bytes()

    picture = saved("png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
    drawn = saved("svg").decode()
    words = re.sub(r"<[^>]+>", " ", drawn)
    assert "Bliver telefonen taget inden for 5 minutter?" in words
    assert "Glostrup Hospital · maj 2014 – april 2015" in words
    assert "Kilde: Telefonsystemet" in words
    assert "1. September 2014: Hele regionen: Målet er hævet" in words  # what the chart's number 1 stands for
    assert "#12171d" not in drawn.lower()


def test_the_workbook_of_the_page_is_a_click_away(regular: Open) -> None:
    page = regular().go("/servicedesk?fra=2014-09", all_charts=False)
    with page.expect_download() as waiting:
        page.click("text=Hent siden til Excel")
    assert waiting.value.suggested_filename == "servicedesk-2014-09-2015-04.xlsx"


def test_the_index_of_the_definitions_leads_to_each_as_often_as_asked(regular: Open) -> None:
    page = regular().go("/definitioner", all_charts=False)
    for metric in ("response_time", "region", "response_time"):
        page.locator(f'.index a[href="#{metric}"]').click()
        page.wait_for_function(f"() => document.activeElement.id === 'metric-{metric}-title'")
        expect(page.locator(f"#metric-{metric}-title")).to_be_in_viewport()


def test_a_month_of_the_calendar_opens_its_days(regular: Open) -> None:
    visit = regular()
    page = visit.go("/datakilder", all_charts=False)
    page.click("#datakilder-kalender .lights a:has-text('jun. 14')")
    expect(page.locator("#datakilder-dage-title")).to_have_text("Kom hver nats tal i juni 2014?")
    expect(page.locator("#datakilder-dage .strip .mark-missed")).to_have_count(5)
    assert page.url.endswith("/datakilder?maaned=2014-06")
    page.click("#datakilder-kalender .lights a:has-text('jun. 14')")
    expect(page.locator(".chip")).to_have_count(0)


def test_a_definition_leads_to_its_history(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk", all_charts=False)
    page.locator(f"{LEVEL} summary:text('Definition')").click()
    page.click(f"{LEVEL} a:text('Mål, historik og ejer')")
    page.wait_for_function("() => document.activeElement.id === 'metric-service_level-title'")
    expect(page.locator("h1")).to_have_text("Definitioner")
