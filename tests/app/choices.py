"""What may stand in an address: what can be used, the same said otherwise, and what cannot be used."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from layouts.pages import overview
from layouts.parts.declarations import Page

# The thing that a page of one thing is tried with, by the parameter in its path: its key and its name.
THINGS = {
    "hospital": ("herlev-og-gentofte", "Herlev og Gentofte Hospital"),
    "projekt": ("netvaerksprogrammet", "Netværksprogrammet"),
}


def _tried(page: Page) -> Page:
    """Return a page of one thing with the address and the title of that thing."""
    if page.things is None:
        return page
    key, name = THINGS[page.in_path]
    return replace(page, path=f"{page.path}/{key}", title=name)


PAGES = tuple(_tried(page) for page in overview.PAGES)


def data_query(page: Page, search: str) -> str:
    """Return the query of a page's files: what stands in its path, and what else is asked for."""
    if page.things is None:
        return search
    of = f"{page.in_path}={THINGS[page.in_path][0]}"
    return f"?{of}&{search.removeprefix('?')}" if search else f"?{of}"


USABLE = {
    "default": "",
    "one month": "fra=2015-04&til=2015-04",
    "the month under way": "fra=2015-05&til=2015-05",
    "all months": "fra=2014-01&til=2015-05",
    "a short month long ago": "fra=2014-02&til=2014-02",
    "an incomplete month": "fra=2014-02&til=2014-06",
    "only the first month": "fra=2014-11",
    "only the last month": "til=2014-11",
    "the other desk": "desk=klinisk",
    "a cell": "system=blodinfo-ii&maaned=2015-04",
    "a cell outside the period": "fra=2015-01&til=2015-02&system=orbit&maaned=2014-10",
    "a cell of the month under way": "maaned=2015-05",
    "a hospital": "hospital=glostrup",
    "compared with last year": "sammenlign=sidste-aar&hospital=herlev-og-gentofte",
    "compared with a hospital of then": "organisation=datidens&sammenlign=glostrup&hospital=herlev",
    "one month without figures": "hospital=cimt-og-koncerncentre&fra=2015-03&til=2015-04",
    "everything": "fra=2014-09&til=2015-04&hospital=herlev&organisation=datidens&desk=klinisk"
    "&system=orbit&maaned=2015-03",
}
# What an address says, and what says the same.
SAID_OTHERWISE = {
    "what means everything": ("?hospital=alle&system=alle", ""),
    "names of other programs": ("?utm_source=x&fbclid=1&tal=punktum", ""),
    "empty values": ("?fra=&til=&hospital=&system=", ""),
    "only a question mark": ("?", ""),
    "another order": (
        "?til=2015-03&hospital=glostrup&fra=2014-09",
        "?fra=2014-09&til=2015-03&hospital=glostrup",
    ),
    "the same twice": ("?hospital=glostrup&hospital=glostrup", "?hospital=glostrup"),
}
UNUSABLE = {
    "no such month": "?fra=2015-99",
    "no month at all": "?til=i+g%C3%A5r",
    "a month of other digits": "?fra=%D9%A2%D9%A0%D9%A1%D9%A5-%D9%A0%D9%A1",
    "a month before the data": "?fra=1999-01",
    "a month after the data": "?til=2031-01",
    "the end before the beginning": "?fra=2015-04&til=2014-09",
    "no such hospital": "?hospital=hogwarts",
    "a hospital of then": "?hospital=gentofte",
    "no such organisation": "?organisation=i+morgen",
    "no such desk": "?desk=reception",
    "no such system": "?system=windows",
    "no such cell": "?maaned=2015-13",
    "10,000 characters": "?hospital=" + 10_000 * "x",
    "10,000 parameters": "?hospital=x&" + 10_000 * "a=1&",
    "control characters": "?hospital=%00%01%1b%7f&system=\x00\x07\r\n",
    "broken percents": "?hospital=%&system=%zz&desk=%e6%f8",
    "an element": "?hospital=<script>alert(1)</script>",
    "the first of two": "?hospital=hogwarts&hospital=glostrup",
}


def pairs(choices: Mapping[str, str]) -> list[object]:
    """Return each page with each choice that can say anything to it: the others are its plain answer."""
    return [
        pytest.param(page, search, id=f"{page.key}-{name}")
        for page in PAGES
        for name, search in choices.items()
        if not search or _concerns(page, search)
    ]


def _concerns(page: Page, search: str) -> bool:
    usable = {*page.filters, *(("maaned", "sammenlign") if {"fra", "til"} & set(page.filters) else ())}
    usable -= {page.in_path}  # which stands in the path
    return bool(usable & {each.partition("=")[0] for each in search.split("&")})
