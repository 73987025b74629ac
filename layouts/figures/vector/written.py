"""Elements of a drawing as text: each value escaped, each number short, and nothing that XML cannot hold."""

import unicodedata
from html import escape

# What no text of a drawing has: controls, halves of letters, and marks that turn the direction of what follows.
UNSEEN = ("Cc", "Cs", "Co", "Cn", "Cf")
KEPT = {"\u00ad": "", "\u200b": ""}  # where a word may be broken, which no drawing does


def clean(words: object) -> str:
    """Return words without what cannot be seen; a line's end or a tab is a space."""
    written = str(words)
    if written.isprintable():
        return written
    found = (_seen(letter) for letter in written)
    return "".join(found)


def _seen(letter: str) -> str:
    if letter in KEPT:
        return KEPT[letter]
    return " " if unicodedata.category(letter) in UNSEEN else letter


def short(number: float) -> str:
    """Return a place in the drawing, to a hundredth of a pixel."""
    written = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def element(name: str, *inner: str, **attributes: object) -> str:
    """Return an element: `inner` is written already, what is None among the attributes is left out.

    An attribute is named as in Python: `stroke_width`, `class_`, `data_x`.
    """
    given = "".join(
        f' {called.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for called, value in attributes.items()
        if value is not None
    )
    held = "".join(inner)
    return f"<{name}{given}>{held}</{name}>" if held else f"<{name}{given}/>"


def _value(value: object) -> str:
    return short(value) if isinstance(value, float) else escape(clean(value))


def words(value: object) -> str:
    """Return words as they stand between two tags."""
    return escape(clean(value), quote=False)
