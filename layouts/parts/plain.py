"""Elements as HTML: what Dash's script would draw of the same values, readable before it has run and without it."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from layouts.parts.html import Children, Component
from layouts.parts.stills import Stills
from vocabulary import language
from vocabulary.addresses import root

EMPTY = ("img", "input")  # elements that have nothing in them, and no end
CHART = "dash-graph"  # the class of a chart's place
NAMES = {"className": "class", "htmlFor": "for"}
Address = Callable[[str], str]
Put = Callable[[str], None]


def written(node: Children | list[Any], stills: Stills | None = None) -> str:
    """Return elements as HTML, with every text escaped.

    A chart is its place, of its height: it is drawn by a script. With `stills` it is a picture too, for whom
    no script runs.
    """
    parts: list[str] = []
    _write(node, parts.append, stills)
    return "".join(parts)


def _write(node: Children | list[Any], put: Put, stills: Stills | None) -> None:
    if isinstance(node, str):
        put(escape(node) if node else "")
    elif isinstance(node, dict):
        props = node["props"]
        special = _SPECIAL.get(node["type"])
        if special:
            special(props, put, stills)
            return
        name = node["type"].lower()
        put(f"<{name}{_attributes(props)}>")
        if name not in EMPTY:
            _write(props.get("children"), put, stills)
            put(f"</{name}>")
    elif isinstance(node, list | tuple):
        for each in node:
            _write(each, put, stills)
    elif node is not None:
        put(escape(str(node)))


def _attributes(props: dict[str, Any]) -> str:
    found = ""
    for name, value in props.items():
        # A style of its own is what the content policy allows no element.
        if name in ("children", "style") or value is None or value is False:
            continue
        called = NAMES.get(name) or name.lower()
        found += f" {called}" if value is True else f' {called}="{escape(str(value))}"'
    return found


def _chart(props: dict[str, Any], put: Put, stills: Stills | None) -> None:
    # The height is an attribute of a picture, because the page's content policy allows no style of its own.
    height = int(props["figure"]["layout"]["height"])
    kept = {"id": props.get("id"), "className": f"{CHART} {props.get('className', '')}".strip()}
    put(f'<div{_attributes(kept)}><svg class="chart-place" height="{height}" aria-hidden="true"></svg></div>')
    if stills:
        put(stills.html(props["id"], height))


def _list(props: dict[str, Any], put: Put, _stills: Stills | None) -> None:
    kept = {name: value for name, value in props.items() if name not in ("options", "value")}
    put(f"<select{_attributes({'className': 'form-select', **kept})}>")
    for option in props["options"]:
        chosen = " selected" if option["value"] == props.get("value") else ""
        put(f'<option value="{escape(option["value"])}"{chosen}>{escape(option["label"])}</option>')
    put("</select>")


def finished(html: str) -> Component:
    """Return what is HTML already, and is written as it stands: what is in it was escaped by whoever made it."""
    return {"type": "Finished", "namespace": "", "props": {"html": html}}


_SPECIAL: dict[str, Callable[[dict[str, Any], Put, Stills | None], None]] = {
    "Graph": _chart,
    "Select": _list,
    "Finished": lambda props, put, _drawn: put(props["html"]),
}


def document(
    title: str, header: list[Component], main: Component, foot: list[Component], script: str, words: str,
    address: Address, theme: str = "", styles: Sequence[str] = (),
) -> str:  # fmt: skip
    """Return a whole page: `script` is a file of ours, `words` what it says, as JSON, `address` that of a file.

    `theme` is that which the reader chose, `styles` are stylesheets of ours besides that of all pages.
    """
    also = "".join(f'<link rel="stylesheet" href="{address(each)}">\n' for each in styles)
    return f"""<!doctype html>
<html lang="{language.current()}" data-bs-theme="{theme or "light"}" data-root="{root()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<script src="{address("early.js")}"></script>
<title>{escape(title)} – Pejling</title>
<link rel="icon" href="{address("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="{address("pejling.css")}">
{also}<link rel="stylesheet" href="{address("print.css")}" media="print">
<script src="{address(script)}" defer></script>
</head>
<body>
<script type="application/json" id="words">{words}</script>
<header id="header" class="top">{written(header)}</header>
<main id="main" class="main" tabindex="-1">{written(main)}</main>
<div id="foot" class="foot" role="contentinfo">{written(foot)}</div>
<div id="asking" class="asking" role="status"></div>
</body>
</html>"""
