"""What a page says in one language, and what of it is of the other: words, and numbers in the other's form."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from babel.messages.pofile import read_po

from data_access.demo.facts import read_facts
from vocabulary.language import CATALOGUES, LANGUAGES, LOCALES, Language

WORD = re.compile(r"[^\W\d_]{2,}")
MARKUP = re.compile(r"%?\{[^}]*\}|<[^>]*>")
# What a notice quotes is what stands in the address.
QUOTED = re.compile("[„“][^„“”]*[“”]")
# A version is no number, and the address of a page is the same in both languages.
NO_WORDS = re.compile(r"\b(WCAG|axe-core|Chromium) [\d.]+|(?<!\S)/[^\s,;]*")
# What says which thing is meant, where it is, or how it looks, and is not read.
NOT_READ = {
    "autoComplete",
    "id", "href", "className", "htmlFor", "role", "type", "namespace", "src", "lang", "hrefLang", "scope", "name",
    "address", "value", "style", "config", "download", "data-nav", "data-toggle", "data-copy", "data-plain",
    "data-file", "data-picture", "data-version", "data-path", "action", "method", "autocomplete",
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-current",
}  # fmt: skip
# What is read of a figure.
READ_IN_FIGURES = {
    "text", "name", "x", "y", "customdata", "hovertemplate", "hovertext", "ticktext", "tickvals", "categoryarray",
    "ticksuffix", "tickprefix", "labels", "title",
}  # fmt: skip

MONTHS = {
    "da": "januar februar marts maj juni juli oktober okt",
    "en": "january february march may june july october oct",
}
# A number in the other language's form, by the language that must not have it. A share of ninety-something with
# three decimals looks like thousands in the other.
FORMS = {
    "da": re.compile(r"\d%|(?<!kl\. )\b\d+\.\d{1,2}\b(?![.\d])|\b(?!9\d,)\d{1,3},\d{3}\b(?!\s?%)"),
    "en": re.compile(r"\d\s%|\b\d+,\d{1,2}\b(?![,\d])|\b(?!9\d\.)\d{1,3}\.\d{3}\b(?!%)"),
}


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(MARKUP.sub(" ", text))}


def _vocabulary() -> dict[Language, set[str]]:
    """Return the words of each language that the other does not have: of the catalogue and the database."""
    said: dict[Language, set[str]] = {"da": words(MONTHS["da"]), "en": words(MONTHS["en"])}
    with (CATALOGUES / "en" / "pejling.po").open("rb") as file:
        catalogue = read_po(file, locale=LOCALES["en"])
    pairs = [(message.id, message.string) for message in catalogue if message.id]
    pairs += [(row["original"], row["words"]) for row in read_facts("translations_en")]
    for danish, english in pairs:
        for spoken, text in (("da", danish), ("en", english)):
            said[spoken] |= words(text if isinstance(text, str) else " ".join(text))  # type: ignore[index]
    return {"da": said["da"] - said["en"], "en": said["en"] - said["da"]}


OWN = _vocabulary()


def read_words(node: Any, spoken: Language) -> list[str]:
    """Return each text of an answer that a reader can see or hear, where no other language is said to be spoken."""
    texts: list[str] = []
    left: list[tuple[Any, bool, bool]] = [(node, False, True)]  # what is of a figure is read by other names
    while left:
        node, of_figure, is_read = left.pop()
        if isinstance(node, str):
            if is_read:
                texts.append(node)
        elif isinstance(node, list):
            left += [(each, of_figure, is_read) for each in node]
        elif isinstance(node, dict) and of_figure:
            left += [(value, True, name in READ_IN_FIGURES) for name, value in node.items()]
        elif isinstance(node, dict):
            props = node.get("props")
            if props is None:
                left += [(value, False, True) for name, value in node.items() if name not in NOT_READ]
            elif props.get("lang", spoken) == spoken:
                left += [
                    (value, name == "figure", name != "figure")
                    for name, value in props.items()
                    if name not in NOT_READ
                ]
    return texts


def foreign(texts: Iterable[str], spoken: Language) -> list[str]:
    """Return what is of the other language: the texts with their words and their numbers."""
    found = [(_strange(text, spoken), text) for text in dict.fromkeys(texts)]
    return [f"{strange} in: {text}" for strange, text in found if strange]


@cache  # pages say much that others say
def _strange(text: str, spoken: Language) -> list[str]:
    (other,) = (each for each in LANGUAGES if each != spoken)
    plain = NO_WORDS.sub(" ", QUOTED.sub(" ", MARKUP.sub(" ", text)))
    return sorted(words(plain) & OWN[other]) + FORMS[spoken].findall(plain)
