"""Reading a form that was sent: texts on one line, figures as people write them, and whose text is to hold."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from flask import request

from data_access.people.words import MOST
from layouts.words.fields import Field
from layouts.words.filled import BOTH, CHOICE, OTHERS, SEEN, THEIRS, Filled
from vocabulary import text
from vocabulary.language import _

NO_VERSION = 1_000_000_000  # a number that no version has: nobody saves one thing so often
LONGEST_NAME = 120  # of what is chosen, beside which no text stands


def sent(fields: Callable[[Filled], Sequence[Field]], extra: Sequence[str]) -> Filled:
    """Return what was posted, as text: without what no reader sees, and cut where it is longer than any form sends.

    Where two have written, a field has what was chosen for it. `extra` are the names of what is sent along.
    """
    raw = {name: plain(value) for name, value in request.form.items()}
    values = {name: raw[name] for name in extra if name in raw}
    for each in fields(Filled(raw)):
        mine, theirs = raw.get(each.name, ""), raw.get(THEIRS + each.name, "")
        chosen = raw.get(CHOICE + each.name, "")
        most = max(each.most, LONGEST_NAME) + 1
        if chosen == BOTH and each.kind == "area":
            # Neither loses a word, and that it is too long is told.
            values[each.name] = text.prose(theirs[:most], mine[:most])
        else:
            values[each.name] = (theirs if chosen == OTHERS else mine)[:most]
    return Filled(values, seen_of(request.form.get(SEEN, "")))


def seen_of(written: str) -> int:
    """Return which version a form says that it follows: 0 is none, NO_VERSION where it is made up."""
    if not written:
        return 0
    is_number = written.isascii() and written.isdigit() and len(written) < len(str(NO_VERSION))
    return int(written) if is_number else NO_VERSION


def plain(written: str) -> str:
    """Return a text on one line, without signs that nobody sees."""
    seen = (each if unicodedata.category(each)[0] != "C" else " " for each in written)
    return " ".join("".join(seen).split())


def too_long(filled: Filled, *limits: tuple[str, str, int]) -> list[str]:
    """Say which fields (what each is called, its name, and the most characters) are longer than they may be."""
    return [
        _("{field} er længere end {n} tegn.", field=label, n=text.number(most))
        for label, name, most in limits
        if len(filled[name]) > most
    ]


def figure_of(written: str) -> float | None:
    """Return a figure as people write it in the language spoken (`1.234,5`, `78,5 %`); None where it is none."""
    said = written.removesuffix("%").strip().replace(" ", "").replace("\xa0", "")
    decimal, thousand = (re.escape(each) for each in tuple(text.separators()))
    if re.fullmatch(rf"-?\d{{1,3}}({thousand}\d{{3}})+({decimal}\d+)?", said, re.ASCII):
        said = re.sub(thousand, "", said)
    elif not re.fullmatch(r"-?\d+([.,]\d+)?", said, re.ASCII):
        return None
    found = float(said.replace(",", "."))
    return found if abs(found) <= MOST else None
