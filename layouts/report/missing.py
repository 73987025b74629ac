"""What an edition lacks, and its editor must answer: red without words, late sources, months that are not whole.

What several panels say of a source is asked once: June, of which five days lack, is one thing and not six.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data_access.editions import forms
from data_access.numbers import sources
from data_access.numbers.naming import source_name
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.remarks import withheld_words
from layouts.report import since_projects
from vocabulary import text
from vocabulary.language import _
from vocabulary.metrics import METRICS

_OPENING = re.compile(
    r"[^:.]*"
)  # of a caution: the month, or what is not whole, before how much of it has come


@dataclass(frozen=True)
class Missing:
    """One thing that an edition lacks: its key in a draft's answers, what it is about, and what is missing.

    A key is the same however often the edition is made, and another where another thing is missing.
    """

    key: str
    about: str
    said: str


def missing(document: dict[str, Any], snapshot: Snapshot) -> list[Missing]:
    """Return what an edition lacks, in the order in which it is read; `document` is as `made` returns it."""
    return [*_red(document), *_projects(document), *_late(document, snapshot), *_partial(document, snapshot)]


def _red(document: dict[str, Any]) -> Iterator[Missing]:
    for target in forms.told(document, "targets"):
        if target["level"] == "missed" and not target["words"].get("cause"):
            words = _(
                "{name} er {shown} og når ikke målet {goal}. Ejeren har ikke givet en forklaring.",
                name=target["name"], shown=target["shown"], goal=target["goal"],
            )  # fmt: skip
            yield Missing(f"red/{target['key']}", target["name"], words)


def _projects(document: dict[str, Any]) -> Iterator[Missing]:
    """Return the red projects whose report does not say why."""
    for name, row in since_projects.rows(document).items():
        if row["level"] == "missed" and not any(each.isalnum() for each in row["finding"]):
            words = _("Projektet {name} er rødt, og rapporten siger ikke hvorfor.", name=name)
            yield Missing(f"project/{text.slug(name)}", name, words)


def _late(document: dict[str, Any], snapshot: Snapshot) -> Iterator[Missing]:
    used = [source for part in forms.parts(document) for source in part["sources"]]
    used += [METRICS[target["metric"]].source for target in forms.told(document, "targets")]
    for source in dict.fromkeys(used):
        for words in sources.late(snapshot, (source,)):
            yield Missing(f"late/{source}", source_name(snapshot, source), words)


def _partial(document: dict[str, Any], snapshot: Snapshot) -> Iterator[Missing]:
    """Return what lacks of the figures shown, each thing once a source: of two that begin alike the one that says more.

    What is withheld does not lack.
    """
    hidden, found, apart = withheld_words(snapshot), dict[str, Missing](), forms.apart(document)
    for part in forms.parts(document):
        for words in part["cautions"]:
            if words == hidden:
                continue
            # Without a source it is the panel's own matter.
            of = part["sources"][0] if part["sources"] else part["key"]
            opening = _OPENING.match(words)
            key = f"partial/{of}/{text.slug(opening.group() if opening else words)}"
            title = f"{part['title']}{apart[part['key']]}"
            about = source_name(snapshot, of) if part["sources"] else title
            if key not in found or len(words) > len(found[key].said):
                found[key] = Missing(key, about, words)
    yield from found.values()
