"""The plain values that a page is made of are what Dash's own classes would have written."""

import json
from typing import Any

import dash_bootstrap_components
import pytest
from dash import dcc, html
from dash._utils import to_json

from tests.app.choices import PAGES
from tests.app.conftest import Visitor

OF = {
    "dash_html_components": html,
    "dash_core_components": dcc,
    "dash_bootstrap_components": dash_bootstrap_components,
}


def as_dash(node: Any) -> Any:
    """Return the same of Dash's classes, each of which refuses an attribute that it does not know."""
    if isinstance(node, list):
        return [as_dash(each) for each in node]
    if not isinstance(node, dict) or "namespace" not in node:
        return node
    given = {name: as_dash(value) for name, value in node["props"].items()}
    return getattr(OF[node["namespace"]], node["type"])(**given)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_is_what_dash_would_have_written(page: Any, visitor: Visitor) -> None:
    asked = "&".join(f"hvorfor={panel.key}" for panel in page.panels if panel.parts)[:200]
    answer = visitor.answer(page.path, f"?{asked}" if asked else "")
    for place in ("header", "main", "foot"):
        assert json.loads(to_json(as_dash(answer[place]))) == answer[place]
