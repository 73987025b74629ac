"""The lists of a page are a form: sent as browsers do without scripts, it leads to what was chosen."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from layouts.parts.filterbar import CHOOSE
from tests.app.choices import PAGES
from tests.app.conftest import Tree
from tests.app.reading import Read
from vocabulary.filters import PARAMETERS

WISHED = {"fra": "2014-09", "til": "2015-01", "hospital": "glostrup"}


def lists(visitor: Any, path: str, search: str) -> dict[str, tuple[str, list[str]]]:
    """Return what stands in each list of a page and what it offers, by its name."""
    bar = Tree(visitor.answer(path, search)["main"])
    return {
        each.prop("name"): (each.prop("value"), [option["value"] for option in each.prop("options")])
        for each in bar.all("Select")
    }


def sent(visitor: Any, action: str, values: dict[str, str]) -> str:
    """Send a page's form, and return the address that it leads to."""
    response = visitor.client.get(f"{action}?{urlencode({**values, CHOOSE: '1'})}")
    assert response.status_code == 303, (action, values)
    return str(response.headers["Location"])


def wished(name: str, options: list[str]) -> str:
    return WISHED[name] if WISHED.get(name) in options else options[-1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_the_lists_of_a_page_can_be_sent(page: Any, visitor: Any) -> None:
    """All at once, in both languages; of the other organisation not every hospital is one, so that is sent alone."""
    for spoken, search in (("da", ""), ("en", "?sprog=en")):
        form = Read(visitor.client.get(page.path + search).text)
        hidden = {str(each["name"]): str(each["value"]) for each in form.all("input", type="hidden")}
        action = str(next(iter(form.all("form", **{"class": "filters-form"})), {}).get("action"))
        offered = lists(visitor, page.path, search)
        stands = {name: value for name, (value, _options) in offered.items()}
        new = {name: wished(name, options) for name, (_value, options) in offered.items()}
        alone = {name: new.pop(name) for name in ("organisation",) if name in new}
        assert not hidden.keys() & stands.keys()
        for choice in filter(None, (new, alone if spoken == "da" else {})):
            there = urlsplit(sent(visitor, action, hidden | stands | choice))
            given = {key: values[0] for key, values in parse_qs(there.query).items()}
            assert given.keys() <= set(PARAMETERS)
            assert given.get("sprog", "da") == spoken
            after = lists(visitor, there.path, f"?{there.query}")
            for name, value in choice.items():
                assert after[name][0] == value, (name, there)
                assert given.get(name) == value or there.path.endswith(f"/{value}"), (name, there)
