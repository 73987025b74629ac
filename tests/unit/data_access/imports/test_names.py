"""How well a column's heading fits what fields are called."""

import pytest

from data_access.imports.drafting.names import likeness

NAMES = ("sagsnummer", "ventetid i alt", "id")


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("sagsnummer", 100),
        ("ventetid i alt", 99.5),  # the likeliest name comes first
        ("sagsnummer i alt", 65),  # a third of it
        ("sagsnummeret", 50),  # by an ending
        ("ventetid i ali", 49.5),
        ("ventetid i alt gns", 77),
        ("sags", 0),  # too much of an ending
        ("sagsnummer ventetid i alt", 77),  # the best of both
        ("patient id", 0),  # a short name is anything of a longer one
        ("ventetid", 0),
    ],
)
def test_a_heading_fits_a_name_whole_in_part_or_but_for_a_slip(heading: str, found: float) -> None:
    assert likeness(heading, NAMES) == pytest.approx(found)
