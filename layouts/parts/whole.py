"""A page as it is sent: its answer as HTML that can be read at once, and what Dash's script begins with.

The HTML is written of the same values that the script will draw (`plain.py`), so it may take their place without
anything moving (`assets/takeover.js`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import orjson

from layouts.parts.html import Component
from layouts.parts.plain import written
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
    answer: Mapping[str, Any], bare: Component, said: Mapping[str, str], needs: str, files: Files
) -> str:
    """Return the page that carries an answer.

    `bare` is the layout that Dash begins with, without an answer; `said` is what scripts say; `needs` is told, as HTML,
    where no script runs.
    """
    top, main, below = (written(answer[place]) for place in PLACES)
    values = {"layout": _json(begun(bare, answer)), "words": _json(said), **files.values}
    return f"""<!doctype html>
<html lang="{language.current()}" data-bs-theme="light" data-root="{root()}" data-program="{files.program}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="{files.early}"></script>
{_told(answer)}
<link rel="icon" href="{files.icon}" type="image/svg+xml">
<link rel="preload" href="{files.letters}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{files.styles}">
<link rel="stylesheet" href="{files.paper}" media="print">
{_scripts(files, has_charts='class="dash-graph' in main)}
</head>
<body>
<div id="first" class="shell">
<header id="header" class="top">{top}</header>
{LIVE}
<main id="main" class="main" tabindex="-1">{main}</main>
<div id="foot" class="foot" role="contentinfo">{below}</div>
</div>
<noscript>{needs}</noscript>
<div id="react-entry-point" data-plotly="{files.plotly}" hidden></div>
<div id="missing" class="asking" role="status"></div>
<div id="asking" class="asking" role="status"></div>
{_values(values)}
</body>
</html>"""


def begun(bare: Component, answer: Mapping[str, Any]) -> Component:
    """Return the layout with an answer in it; what Dash does not draw is left out, for it stands in the page."""
    places = bare["props"]["children"]
    filled = [
        {**each, "props": {**each["props"], "children": _drawn(answer[each["props"]["id"]])}}
        if each["props"].get("id") in PLACES
        else each
        for each in places
    ]
    return {**bare, "props": {**bare["props"], "children": filled}}


def _drawn(node: Any) -> Any:
    if isinstance(node, list | tuple):
        return [_drawn(each) for each in node]
    if not isinstance(node, dict):
        return node
    props = node["props"]
    if "data-plain" in props:
        kept = {name: value for name, value in props.items() if name != "children"}
    elif "children" in props:
        kept = {**props, "children": _drawn(props["children"])}
    else:
        return node
    return {**node, "props": kept}


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


def _scripts(files: Files, *, has_charts: bool) -> str:
    # What draws charts is fetched with the others and run when the page stands: no text waits for it.
    drawing = (
        [f'<link rel="preload" href="{files.plotly}" as="script" fetchpriority="low">'] if has_charts else []
    )
    return "\n".join([*(f'<script src="{each}" defer></script>' for each in files.scripts), *drawing])


def _values(values: Mapping[str, str]) -> str:
    return "\n".join(
        f'<script type="application/json" id="{name}">{value}</script>' for name, value in values.items()
    )


def _json(value: Any) -> str:
    return safe(orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY).decode())


def safe(json: str) -> str:
    """Return JSON in which nothing can end the element that holds it."""
    return json.replace("<", "\\u003c")
