"""What an edition lacks, and its editor must answer: red figures without words, late sources, months not whole."""

from dataclasses import dataclass
from typing import Any

from data_access.numbers import sources
from data_access.numbers.naming import source_name
from data_access.snapshot.snapshot import Snapshot
from vocabulary.language import _


@dataclass(frozen=True)
class Missing:
    """One thing that an edition lacks: its key in a draft's answers, what it is about, and what is missing."""

    key: str
    about: str
    said: str


def missing(document: dict[str, Any], snapshot: Snapshot) -> list[Missing]:
    """Return what an edition lacks, in the order in which it is read; `document` is as `made` returns it."""
    found = [
        Missing(
            f"red/{target['key']}",
            target["name"],
            _("{name} er {shown} og når ikke målet {goal}. Ejeren har ikke givet en forklaring.",
              name=target["name"], shown=target["shown"], goal=target["goal"]),
        )
        for target in document["targets"]
        if target["level"] == "missed" and not target["words"]
    ]  # fmt: skip
    parts = [part for chapter in document["chapters"] for part in chapter["parts"]]
    used = dict.fromkeys(source for part in parts for source in part.get("sources", ()))
    for source in used:
        found += [
            Missing(f"late/{source}", source_name(snapshot, source), words)
            for words in sources.late(snapshot, (source,))
        ]
    found += [
        Missing(f"partial/{part['key']}", part["title"], caution)
        for part in parts
        for caution in part.get("cautions", ())[:1]
    ]
    return found
