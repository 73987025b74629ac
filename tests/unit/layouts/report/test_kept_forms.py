"""Every form that a document ever had is read for ever, and a document that is made has the newest and no other."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from data_access.editions import forms
from data_access.editions.drafts import Draft
from data_access.editions.packed import pack, unpack
from data_access.editions.published import Which
from data_access.numbers import editions, printed
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.plain import written as as_html
from layouts.report import copies
from layouts.report.corrected import corrections
from layouts.report.made import made
from layouts.report.pages.article import article
from layouts.report.paper.composed import composed
from layouts.report.paper.pdf import ordered
from layouts.report.since import changes
from vocabulary.canonical import told_by, written

# One of each form, as it was published: what stands there is never written anew.
KEPT = {1: "42ca155a977f3fa5ec9b8c37e446e2563006b9927c714e9796871189b06baede"}
FOLDER = Path(__file__).parent / "forms"


def kept(form: int) -> bytes:
    return (FOLDER / f"{form}.json").read_bytes()


@pytest.mark.parametrize("form", KEPT)
def test_an_edition_of_any_form_is_read_shown_printed_copied_and_compared(
    form: int, demo_snapshot: Snapshot
) -> None:
    content = kept(form)
    document = json.loads(content)
    assert told_by(content) == KEPT[form]
    assert written(document) == content, "canonical JSON is written as it was then"
    assert unpack(*pack(document)) == document

    now = forms.read(document)
    assert now["form"] == forms.NEWEST
    page = as_html(article(now))
    assert all(words in page for words in ("71,3\xa0%", "Frederikssund", "Ikke holdt", "Forord."))
    assert repr("71,3\xa0%").strip("'") in repr(composed(now).blocks)
    assert copies.workbook(document).startswith(b"PK")
    assert copies.docx(document).startswith(b"PK")
    unchanged = changes(document, document)
    assert all(each.kind in ("kept", "broken") for each in unchanged), "what was promised is told again"
    assert isinstance(corrections(document, demo_snapshot), list)


def test_an_older_form_is_lifted_where_it_is_read_and_stays_as_it_was_where_it_is_summed(
    demo_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = json.loads(kept(forms.NEWEST))
    later = {"form": forms.NEWEST, "promises": newest["promises"], "called": newest["called"]}
    old = {name: value for name, value in newest.items() if name not in later} | {"form": 0}
    panel = ("servicedesk", "svar-inden-5-minutter")
    assert not printed.newest(publishing(demo_snapshot, old), *panel), "of a form that is not known"
    monkeypatch.setitem(forms._LIFTED, 0, lambda it: it | later)
    assert as_html(article(old)) == as_html(article(newest))
    assert composed(old) == composed(newest)
    asked = json.loads(ordered(old))["inputs"]
    assert asked["canonical"].encode() == written(old)
    book = load_workbook(io.BytesIO(copies.workbook(old)))
    assert told_by(written(old)) in [row[1].value for row in book.worksheets[0].iter_rows()]
    snapshot = publishing(demo_snapshot, old)
    (edition,) = editions.editions(snapshot, "status")
    assert (editions.document(snapshot, edition), editions.frozen(snapshot, edition)) == (newest, old)
    (figure,) = printed.newest(snapshot, *panel)
    assert figure.called == newest["called"]


def publishing(snapshot: Snapshot, document: dict[str, Any]) -> Snapshot:
    """Return a snapshot of which a document is the only edition."""
    content, sha256 = pack(document)
    row = {name: document[name] for name in ("report", "number", "revision", "month", "form", "reason")}
    row |= {"content": content, "sha256": sha256, "written_at": "2015-05-11 05:25:00"}
    return replace(snapshot, frames={**snapshot.frames, "editions": pd.DataFrame([row])})


def test_a_document_that_is_made_has_the_form_that_its_number_says(demo_snapshot: Snapshot) -> None:
    """Whoever adds or takes away a name gives the form its next number, keeps one of it, and lifts those before."""
    document = made(Which("status", 11, 1), Draft("2015-04", reason="."), demo_snapshot, date(2015, 5, 12))
    made_, before = shape(document), shape(json.loads(kept(forms.NEWEST)))
    assert {at: names for at, names in made_.items() if before.get(at, names) != names} == {}
    assert set(before) <= set(made_)


def shape(value: Any, at: str = "") -> dict[str, set[str]]:
    """Return the names of each dict, by where it stands; figures are plotly's, and answers and words by their keys."""
    found: dict[str, set[str]] = {}
    if isinstance(value, dict) and not at.endswith(("figure", "versions", "agenda")):
        if value or not at.endswith("words"):
            found[at] = set(value)
        for name, each in value.items():
            found |= {
                place: found.get(place, set()) | names for place, names in shape(each, f"{at}/{name}").items()
            }
    elif isinstance(value, list):
        for each in value:
            found |= {place: found.get(place, set()) | names for place, names in shape(each, at).items()}
    return found
