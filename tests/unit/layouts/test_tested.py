"""What the page Tilgængelighed says was tried is what the tests try now."""

from layouts.pages.accessibility import tested
from layouts.said.accessibility import LOOKS, STATES
from tests.browser import test_accessibility as tests
from tests.browser.record import axe_version

STALE = "the page tells of other tests than there are: run `make tested`, which has them write it anew"


def test_the_addresses_and_looks_are_those_of_the_tests() -> None:
    assert tested()["addresses"] == tests.tried(), STALE
    assert tested()["looks"] == tests.states(), STALE


def test_it_is_the_axe_that_is_used() -> None:
    assert tested()["axe"] == axe_version(), STALE


def test_every_look_and_state_has_words() -> None:
    looks, states = set(tests.states()), set(tests.LOOKS)
    assert looks <= set(LOOKS), looks - set(LOOKS)
    assert states <= set(STATES), states - set(STATES)
