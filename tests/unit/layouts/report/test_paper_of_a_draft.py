"""A draft on paper: it says that it is none of the published, and so does the page where it is checked."""

import json
from typing import Any

import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.report import verified
from layouts.report.paper.composed import DRAFT, composed
from layouts.report.paper.pdf import ordered
from vocabulary.canonical import written

Document = dict[str, Any]
PROOF = "Er dette udgaven, som den blev udgivet?"


def test_a_draft_is_not_said_to_be_published_and_proves_nothing(eleven: Document) -> None:
    draft = {**eleven, DRAFT: True}
    assert composed(draft).about == ["Tal til og med april 2015. Kladde – ikke udgivet."]
    assert composed(eleven).about == ["Tal til og med april 2015. Udgivet 11. maj 2015."]
    for document, proves in ((eleven, True), (draft, False)):
        asked = json.loads(json.loads(ordered(document))["inputs"]["edition"])
        heads = [each["text"] for each in asked["blocks"] if each["kind"] == "heading"]
        assert (PROOF in heads) is proves


def test_a_draft_that_is_checked_is_said_to_be_one(
    eleven: Document, demo_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for document, said in (({**eleven, DRAFT: True}, "Det er en kladde og ikke udgivet."), (eleven, "")):
        found = written({**document, "foreword": "Et andet forord."})
        monkeypatch.setattr(verified.embedded, "read", lambda _content, found=found: found)
        own, (check,) = verified.file(demo_snapshot, b"%PDF-")
        assert own is None
        assert (check.said == said) is bool(said)
