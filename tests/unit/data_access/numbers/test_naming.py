"""What stands in a list of names but is no name has a small letter within a sentence; names keep theirs."""

import pytest

from data_access.numbers.naming import within


@pytest.mark.parametrize(
    ("name", "said"),
    [("Steder uden hospital", "steder uden hospital"), ("Herlev", "Herlev"), ("Ikke oplyst", "ikke oplyst")],
)
def test_only_names_keep_their_capital(name: str, said: str) -> None:
    assert within(name) == said
