"""A printed edition names the way to its check by what the pages call it, and has no address that may change."""

from layouts.report.paper.blocks import Words
from layouts.report.paper.closing import proof
from vocabulary.addresses import below
from vocabulary.language import speaking


def told() -> str:
    document = {"called": "11.", "title": "Status", "published": "2015-05-11", "read": "2015-05-11T07:30"}
    with speaking("da"):
        return repr(proof(document, "0" * 64, "1 kB"))


def test_the_last_page_is_the_same_wherever_pejling_is() -> None:
    here = told()
    with below("/pejling"):
        assert told() == here
    assert "/rapport" not in here
    assert "http" not in here
    assert "„Rapporter“ nederst på siden og så „Kontrollér en PDF“" in here


def test_it_stands_together_on_one_page() -> None:
    with speaking("da"):
        _heading, words, _facts = proof(
            {"called": "11.", "title": "Status", "published": "2015-05-11", "read": "2015-05-11T07:30"},
            "0" * 64,
            "",
        )
    assert isinstance(words, Words)
    assert words.how == "lead"
