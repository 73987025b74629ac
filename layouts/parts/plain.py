"""Pages that work without scripts: the same elements that Dash's script would have drawn, written as HTML."""

from collections.abc import Callable
from html import escape
from typing import Any

from layouts.parts.html import Children, Component
from vocabulary import language

EMPTY = ("img", "input")  # elements that have nothing in them, and no end
NAMES = {"className": "class", "htmlFor": "for"}
Address = Callable[[str], str]


def written(node: Children | list[Any]) -> str:
    """Return elements as HTML, with every text escaped."""
    if node is None:
        return ""
    if isinstance(node, list):
        return "".join(map(written, node))
    if not isinstance(node, dict):
        return escape(str(node))
    name = node["type"].lower()
    given = [each for each in node["props"].items() if each[0] != "children"]
    attributes = "".join(_attribute(*each) for each in given)
    if name in EMPTY:
        return f"<{name}{attributes}>"
    return f"<{name}{attributes}>{written(node['props'].get('children'))}</{name}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    called = NAMES.get(name, name.lower())
    return f" {called}" if value is True else f' {called}="{escape(str(value))}"'


def document(
    title: str, header: list[Component], main: Component, foot: list[Component], scripts: tuple[str, ...],
    words: str, address: Address,
) -> str:  # fmt: skip
    """Return a whole page: `scripts` are files under assets, `words` what scripts say, as JSON, `address` a file's."""
    styles = "".join(
        f'<link rel="stylesheet" href="{address(path)}">'
        for path in ("vendor/bootstrap.min.css", "pejling.css")
    )
    styles += f'<link rel="stylesheet" href="{address("print.css")}" media="print">'
    loaded = "".join(f'<script src="{address(path)}" defer></script>' for path in scripts)
    return f"""<!doctype html>
<html lang="{language.current()}" data-bs-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<script src="{address("early.js")}"></script>
<title>{escape(title)} – Pejling</title>
<link rel="icon" href="{address("icon.svg")}" type="image/svg+xml">
{styles}
</head>
<body>
<script type="application/json" id="words">{words}</script>
<header id="header" class="top">{written(header)}</header>
<main id="main" class="main" tabindex="-1">{written(main)}</main>
<div id="foot" class="foot" role="contentinfo">{written(foot)}</div>
<div id="asking" class="asking" role="status"></div>
{loaded}
</body>
</html>"""
