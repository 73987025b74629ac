"""A page as it is sent: its answer as HTML that can be read at once, and what Dash's script begins with.

The HTML is written of the same values that the script will draw (`plain.py`), so it may take their place without
anything moving (`assets/takeover.js`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import orjson

from layouts.parts.html import Component, Div
from layouts.parts.plain import CHART, written
from layouts.parts.stills import Stills
from vocabulary import language
from vocabulary.addresses import root
from vocabulary.language import _

PLACES = ("header", "main", "foot")
LIVE = '<div id="live" class="live" role="status"></div>'


@dataclass(frozen=True)
class Files:
    """The addresses of what every page loads, and what stands in every page as JSON, by its id there.

    `program` tells this version of the program from another.
    """

    program: str
    early: str
    styles: str
    paper: str
    letters: str
    icon: str
    plotly: str
    scripts: tuple[str, ...]
    values: Mapping[str, str]


def whole(
    answer: Mapping[str, Any],
    bare: Component,
    said: Mapping[str, str],
    needs: str,
    files: Files,
    theme: str,
    stills: Stills | None,
) -> str:
    """Return the page that carries an answer.

    `bare` is the layout that Dash begins with, without an answer; `said` is what scripts say; `needs` is told, as HTML,
    where no script runs; `theme` is `light` or `dark`, or '' for that which the reader's machine prefers. `stills`
    are the pictures of its charts.
    """
    layout, figures = begun(bare, answer)
    values = {"layout": _json(layout), "figures": _json(figures), "words": _json(said), **files.values}
    worn = f' data-bs-theme="{theme}"' if theme else ""
    return f"""<!doctype html>
<html lang="{language.current()}"{worn} data-root="{root()}" data-program="{files.program}">
{_head(answer, files, has_charts=bool(figures))}
<body>
{_first(answer, stills)}
<aside class="unscripted">{needs}</aside>
<div id="react-entry-point" data-plotly="{files.plotly}" hidden></div>
<div id="missing" class="asking" role="status"></div>
<div id="asking" class="asking" role="status"></div>
{_values(values)}
</body>
</html>"""


def _head(answer: Mapping[str, Any], files: Files, *, has_charts: bool) -> str:
    return f"""<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="{files.early}" data-run="{_run(files, has_charts=has_charts)}"></script>
{_told(answer)}
<link rel="icon" href="{files.icon}" type="image/svg+xml">
<link rel="preload" href="{files.letters}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{files.styles}">
<link rel="stylesheet" href="{files.paper}" media="print">
</head>"""


def _first(answer: Mapping[str, Any], stills: Stills | None) -> str:
    """Return what is read at once, which what the script draws takes the place of."""
    top, main, below = (written(answer[place], stills) for place in PLACES)
    return f"""<div id="first" class="shell">
<header id="header" class="top">{top}</header>
{LIVE}
<main id="main" class="main" tabindex="-1">{main}</main>
<div id="foot" class="foot" role="contentinfo">{below}</div>
</div>"""


def begun(bare: Component, answer: Mapping[str, Any]) -> tuple[Component, dict[str, Any]]:
    """Return the layout with an answer in it, and the figures of its charts by the ids of their places.

    What Dash does not draw is left out of the layout, for it stands in the page; a chart is its place there.
    """
    figures: dict[str, Any] = {}
    places = bare["props"]["children"]
    filled = [
        {
            **each,
            "props": {**each["props"], "children": _drawn(answer[each["props"]["id"]], figures)},
        }
        if each["props"].get("id") in PLACES
        else each
        for each in places
    ]
    return {**bare, "props": {**bare["props"], "children": filled}}, figures


def _drawn(node: Any, figures: dict[str, Any]) -> Any:
    if isinstance(node, list | tuple):
        return [_drawn(each, figures) for each in node]
    if not isinstance(node, dict):
        return node
    props = node["props"]
    if node["type"] == "Graph":
        return _place(node, figures)
    if "data-plain" in props:
        kept = {name: value for name, value in props.items() if name != "children"}
    elif "children" in props:
        kept = {**props, "children": _drawn(props["children"], figures)}
    else:
        return node
    return {**node, "props": kept}


def _place(chart: Component, figures: dict[str, Any]) -> Component:
    # As `assets/page.js` makes one of an answer that comes later: the two are compared.
    props = chart["props"]
    figures[props["id"]] = {**props["figure"], "config": props["config"]}
    classes = " ".join(filter(None, (CHART, props.get("className"))))
    place = Div(id=props["id"], className=classes, style=props.get("style"))
    del place["props"]["children"]  # what stands in it is not Dash's
    return place


def _told(answer: Mapping[str, Any]) -> str:
    """Return the title, and the sentence that sums the page up for whoever shows a link to it."""
    title, said = escape(answer["title"]), escape(summary(answer["main"]) or _about())
    return f"""<title>{title}</title>
<meta name="description" content="{said}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Pejling">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{said}">"""


def _about() -> str:
    return _("Hvordan regionens it, medico og telefoni kører, i tal.")


def summary(node: Any) -> str:
    """Return the words of the sentence that sums the page up; '' where there is none."""
    if isinstance(node, list | tuple):
        return next((found for each in node if (found := summary(each))), "")
    if not isinstance(node, dict):
        return ""
    props = node["props"]
    if "summary" in (props.get("className") or "").split():
        return _words(props.get("children"))
    return "" if "data-plain" in props else summary(props.get("children"))


def _words(node: Any) -> str:
    if isinstance(node, list | tuple):
        return "".join(map(_words, node))
    if isinstance(node, dict):
        return _words(node["props"].get("children"))
    return "" if node is None else str(node)


def _run(files: Files, *, has_charts: bool) -> str:
    # In the order in which they run, when the page has been painted: no text waits for them (`assets/early.js`).
    own, *dash = files.scripts
    return " ".join([own, *([files.plotly] if has_charts else []), *dash])


def _values(values: Mapping[str, str]) -> str:
    return "\n".join(
        f'<script type="application/json" id="{name}">{value}</script>' for name, value in values.items()
    )


def _json(value: Any) -> str:
    return safe(orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY).decode())


def safe(json: str) -> str:
    """Return JSON in which nothing can end the element that holds it."""
    return json.replace("<", "\\u003c")
