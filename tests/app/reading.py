"""A page as a text browser reads it: its words, its title, its lists and links, and what stands in it as JSON."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

NO_END = {"meta", "link", "input", "img", "source"}
UNREAD = {"script", "style"}


@dataclass
class Read(HTMLParser):
    """What was read: words by the id of the place they stand in, elements by their tag, and JSON by its id."""

    html: str
    said: dict[str, str] = field(default_factory=dict)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self._pieces: dict[str, list[str]] = defaultdict(list)
        self._inside: list[list[str]] = []  # the pieces of each open element that has an id
        self.feed(self.html)
        assert self._open == [], "an element without its end"
        self.said = {place: "".join(each) for place, each in self._pieces.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), "an attribute twice"
        self.elements.append((tag, given))
        if tag not in NO_END:
            place = given.get("id") or ""
            self._open.append((tag, place))
            if place:
                self._inside.append(self._pieces[place])

    def handle_endtag(self, tag: str) -> None:
        opened, place = self._open.pop()
        assert opened == tag
        if place:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        tag, id_ = self._open[-1]
        if tag == "title":
            self.title += data
        elif tag == "script":
            self.values[id_] = json.loads(data)
        else:
            for pieces in self._inside:
                pieces.append(data)

    def all(self, tag: str, **given: str) -> list[dict[str, str | None]]:
        """Return the attributes of the elements of a tag that have these."""
        return [each for name, each in self.elements if name == tag and given.items() <= each.items()]
