"""What stands on paper before it is laid out: a draft says that it is one, and a chapter has the number of its page."""

import json
from typing import Any

import pytest

from data_access.editions import forms
from data_access.snapshot.snapshot import Snapshot
from layouts.report import verified
from layouts.report.pages import article
from layouts.report.paper.blocks import Heading
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


def test_a_figure_that_is_not_printed_as_it_is_names_its_panel_apart_from_its_twin(eleven: Document) -> None:
    read = forms.read(eleven)
    apart = forms.apart(read)
    twin = next(each for each in forms.parts(read) if apart[each["key"]] and any(map(any, each["cells"])))
    numbers = [at for at, column in enumerate(twin["columns"]) if column["is_number"]]
    cells = [["forkert" if at in numbers else cell for at, cell in enumerate(row)] for row in twin["cells"]]
    chapters = [
        {**each, "parts": [{**part, "cells": cells} if part is twin else part for part in each["parts"]]}
        for each in read["chapters"]
    ]
    check = verified._figures({**read, "chapters": chapters})
    assert check.holds is False
    assert f"{twin['title']}{apart[twin['key']]}: forkert" in check.said


def test_a_chapter_has_the_number_and_what_frames_it_the_name_that_the_page_has(eleven: Document) -> None:
    heads = [each for each in composed(eleven).blocks if isinstance(each, Heading) and each.level == 1]
    numbered = [f"{each.number}. {each.text}" for each in heads if each.number]
    listed = [name for _place, name in article.contents(eleven)]
    assert numbered == [name for name in listed if name[0].isdigit()]
    assert [name for name in listed if name not in numbered] == ["Forbehold", "Definitioner", "Kilder"]
    assert {"Forbehold", "Definitioner", "Kilder"} <= {each.text for each in heads if not each.number}
