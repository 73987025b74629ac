"""What is looked for on a page that is open: each look returns what is wrong, one line each."""

from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what breaks a rule is brought over: the thousands of elements that keep them all take longer to bring
# than to look at.
# And not what is drawn in a chart, half of a page's elements: axe cannot tell what its words stand on, and nothing
# in it is there but as a picture, which is looked for by itself (INSIDE).
RUN = """async ([asked, words]) => {
    axe.configure({ rules: [{ id: "color-contrast", selector: words }] });
    const drawn = { exclude: ['.main-svg', '.report-chart svg > *'] };
    const found = await axe.run(drawn, { runOnly: asked, resultTypes: ["violations"] });
    return found.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`);
}"""
# The first three of each kind of words: of those that have the same colour, size and weight on the same grounds axe
# says the same, but for what lies on them, and that it has looked for at every one of them in the other theme.
SOME_OF_EACH = """() => {
    document.querySelectorAll('[data-look]').forEach((each) => each.removeAttribute('data-look'));
    const seen = new Map(), on = new Map();
    const ground = (each) => {
        if (!each) return '';
        if (!on.has(each)) {
            const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(each);
            const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join(' ');
            const isNone = own === 'rgba(0, 0, 0, 0) none 1 none normal';
            on.set(each, ground(each.parentElement) + (isNone ? '' : `|${own}`));
        }
        return on.get(each);
    };
    document.querySelectorAll('body *').forEach((each) => {
        const isSaid = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!isSaid && !each.matches('input, select, textarea')) return;
        const { color, fontSize, fontWeight, textShadow, position } = getComputedStyle(each);
        const kind = [color, fontSize, fontWeight, textShadow, position, each.tagName, ground(each)].join();
        const before = seen.get(kind) || 0;
        if (before < 3 && each.getClientRects().length) {
            seen.set(kind, before + 1);
            each.dataset.look = '';
        }
    });
}"""
UNNAMED = """() => [...document.querySelectorAll('.chart-box')].flatMap((box) => {
    const wrong = box.getAttribute('role') === 'img' ? [] : ['role'];
    for (const name of ['aria-labelledby', 'aria-describedby']) {
        const told = document.getElementById(box.getAttribute(name));
        if (!told || !told.innerText.trim()) wrong.push(name);
    }
    return wrong.map((each) => `a chart without its ${each}: ${box.outerHTML.slice(0, 120)}`);
})"""
INSIDE = """() => [...document.querySelectorAll('.main-svg')].flatMap((drawn) => {
    const outside = drawn.closest('.chart-box') ? [] : [drawn];
    const own = [...drawn.querySelectorAll('*')].filter((each) => each.matches('a, foreignObject, title')
        || each.getAttributeNames().some((name) => /^(role|tabindex|lang|aria-.*)$/.test(name)));
    return [...outside, ...own].map((each) => `drawn, and more than a picture: ${each.outerHTML.slice(0, 120)}`);
})"""
CROWDED = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
    const lines = [...plot.querySelectorAll('.xtick text')].flatMap((tick) => {
        const parts = tick.querySelectorAll('tspan.line');
        return (parts.length ? [...parts] : [tick]).map((each) => [each.textContent, each.getBoundingClientRect()]);
    }).filter(([words, box]) => words.trim() && box.width);
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
    const placed = (what) => [...plot.querySelectorAll(what)]
        .map((each) => [each.textContent, each.getBoundingClientRect()]);
    const on = (words, box, others) => others.filter(([said, other]) => said.trim() && meet(box, other))
        .map(([other]) => `"${words}" on "${other}" in ${plot.closest('section').id}`);
    return [...lines.flatMap(([words, box], place) => on(words, box, lines.slice(place + 1))),
        ...placed('.ytick text').flatMap(([words, box]) => on(words, box, placed('.bartext, .textpoint text')))];
})"""
WANTED = "#main a[href], #main select, #main summary"
# Notes each stop of the tab key when it gets the focus: whether that can be seen, what it is, and if it is wanted.
STOPS = """() => {
    const stops = window.stops = new Map();
    document.addEventListener('focusin', ({ target: at }) => {
        if (stops.has(at)) { stops.full = true; return; }
        const style = getComputedStyle(at);
        stops.set(at, [style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            || style.boxShadow !== 'none', at.outerHTML.slice(0, 120), at.matches(WANTED)]);
    });
}""".replace("WANTED", repr(WANTED))
AT_A_TIME = 10
PHONE, AROUND = 640, ":not(#main *)"


def violations(page: Page) -> list[str]:
    """Return what axe finds: the rule, and the first element that breaks it.

    The words of a page have the same colours on a phone, where axe can tell half of them, since the rest of a wide
    table is out of sight: there it looks at the colours of what stands around the page, some of which is a phone's own.
    """
    size = page.viewport_size
    is_phone = size is not None and size["width"] < PHONE
    return _axe(page, {"type": "tag", "values": RULES}, AROUND if is_phone else "*")


def pale_words(page: Page) -> list[str]:
    """Return the words that are too pale to read: all that another theme can change, at some of each kind."""
    page.evaluate(SOME_OF_EACH)
    return _axe(page, {"type": "rule", "values": ["color-contrast"]}, "[data-look]")


def _axe(page: Page, asked: dict[str, object], words: str = "*") -> list[str]:
    page.wait_for_load_state()  # words that wait for their style sheet have no colours yet
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, [asked, words])
    return found


def unfold(page: Page) -> None:
    """Open every table, definition and list of downloads."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def unnamed_charts(page: Page) -> list[str]:
    """Return the charts that are no picture, or lack a name or a description."""
    found: list[str] = [*page.evaluate(UNNAMED), *page.evaluate(INSIDE)]
    return found


def disorder(page: Page) -> list[str]:
    """Return what is wrong with the order of the headings, and the ids that are there twice."""
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((each) => +each.tagName[1])")
    is_in_order = levels[:1] == [1] and levels.count(1) == 1
    if not is_in_order or any(after - before > 1 for before, after in pairwise(levels)):
        return [f"headings of the levels {levels}"]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id).filter(Boolean)")
    outside_charts = [each for each in ids if not each.startswith(("clip", "legend", "topdefs", "defs"))]
    return [f"the id {each} twice" for each in sorted(set(outside_charts)) if outside_charts.count(each) > 1]


def unseen_stops(page: Page) -> list[str]:
    """Return the stops of the tab key that do not show that they have the focus, and whether some are missing."""
    # An address may have put the focus far down: the tab key begins at the top.
    page.evaluate("document.querySelector('.skip-link').focus()")
    page.evaluate(STOPS)
    while not page.evaluate("window.stops.full"):
        before = page.evaluate("window.stops.size")
        for _stop in range(AT_A_TIME):
            page.keyboard.press("Tab")
        assert page.evaluate("(before) => window.stops.full || window.stops.size > before", before)
    stops = page.evaluate("[...window.stops.values()]")
    reached = sum(is_wanted for _is_shown, _what, is_wanted in stops)
    wanted = page.locator(WANTED).filter(visible=True).count()
    few = [f"{reached} of {wanted} links, lists and folds are reached"] if reached < wanted else []
    return [f"no visible focus on {what}" for is_shown, what, _is_wanted in stops if not is_shown] + few


def too_wide(page: Page) -> list[str]:
    """Return by how much the page is wider than its window."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{wide} pixels in a window of {window}"] if wide > window else []


def crowded(page: Page) -> list[str]:
    """Return the words under a chart that lie on each other, and those beside it on which a figure lies."""
    found: list[str] = page.evaluate(CROWDED)
    return found
