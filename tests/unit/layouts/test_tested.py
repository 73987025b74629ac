"""What the page Tilgængelighed says was tried is what the tests try now."""

from layouts.pages import accessibility
from layouts.said.accessibility import LOOKS, STATES
from tests.browser import test_accessibility as tests
from tests.browser.record import axe_version

STALE = (
    "The page tells of other tests than there are, of: {what}. `make tested` has them write it anew, "
    "and with ARGS='-k name' some of them."
)


def test_the_addresses_and_looks_are_those_of_the_tests() -> None:
    known = {
        address: {"name": each["name"], "looks": each["looks"]}
        for address, each in accessibility.tested()["addresses"].items()
    }
    tried = tests.tried()
    other = [address for address in {**tried, **known} if tried.get(address) != known.get(address)]
    assert not other, STALE.format(what=", ".join(other))
    assert accessibility.tested()["looks"] == tests.states(), STALE.format(
        what="the states in which is looked"
    )


def test_it_is_the_axe_that_is_used() -> None:
    assert accessibility.tested()["axe"] == axe_version(), STALE.format(what="axe")


def test_every_look_and_state_has_words() -> None:
    looks, states = set(tests.states()), set(tests.LOOKS)
    assert looks <= set(LOOKS), looks - set(LOOKS)
    assert states <= set(STATES), states - set(STATES)
