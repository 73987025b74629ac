"""What is called one thing on the page of an edition is called the same on its paper and in its workbook."""

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from data_access.editions import forms
from layouts.parts.plain import written
from layouts.report.copies import book
from layouts.report.pages import figures
from layouts.report.paper.blocks import Table
from layouts.report.paper.tables import headline_table
from layouts.report.paper.targets import targets as paper_targets


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return forms.read(json.loads((Path(__file__).parent / "forms/1.json").read_bytes()))


def heads(page: str, table: str) -> set[str]:
    """Return the headings of the table of a class."""
    found = re.search(rf'<table class="[^"]*{table}".*?</thead>', page, re.DOTALL)
    assert found
    return set(re.findall(r"<th [^>]*>([^<]+)</th>", found[0]))


def test_columns_of_figures_and_targets_have_one_name_each(document: dict[str, Any]) -> None:
    page = "".join(written(each) for each in figures.section(document))
    paper = {each.heading for each in headline_table(document["headlines"]).columns}
    assert heads(page, "report-headlines") == paper
    assert paper <= {each.label for each in book._HEADLINES}
    on_paper = next(
        each for each in paper_targets(document["targets"], [], "1", count(1)) if isinstance(each, Table)
    )
    named = {each.heading for each in on_paper.columns}
    assert heads(page, "report-targets") | {"Område"} == named
    assert named <= {each.label for each in book._TARGETS}
