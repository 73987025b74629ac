"""The page Skærme: which wall screens there are, and whether they are alive."""

import time
from collections.abc import Callable, Sequence
from html import escape

from data_access.screens import Screen
from layouts.wall.slides import SLIDES
from vocabulary import language, text
from vocabulary.language import _, ngettext


def document(
    screens: Sequence[Screen],
    version: str,
    address: Callable[[str], str],
    told: Sequence[str] = (),
    let_in: str = "",
) -> str:
    """Return the page as plain HTML: it works without a script, and tells the same to everyone.

    `told` is what of its address could not be used, `let_in` what whoever may let screens in sees of them.
    """
    silent = [screen for screen in screens if screen.is_silent]
    title, name, home, again = (
        escape(words)
        for words in (_("Skærme – Pejling"), _("Skærme"), _("Til forsiden"), _("Vis de nyeste livstegn"))
    )
    return f"""<!doctype html>
<html lang="{language.current()}" data-bs-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="{address("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="{address("vendor/bootstrap.min.css")}">
<link rel="stylesheet" href="{address("pejling.css")}">
<link rel="stylesheet" href="{address("wall.css")}">
<link rel="stylesheet" href="{address("print.css")}" media="print">
</head>
<body>
<main class="screens">
<h1>{name}</h1>
{"".join(f"<p>{escape(each)}</p>" for each in told)}
<p>{escape(_sentence(screens, silent))}</p>
{_table(screens, version) if screens else ""}
{let_in}
<p class="screens-links"><a href="">{again}</a> <a href="/">{home}</a></p>
</main>
</body>
</html>"""


def _sentence(screens: Sequence[Screen], silent: Sequence[Screen]) -> str:
    if not screens:
        return _(
            "Ingen skærm har vist væggen den seneste måned. Åbn /vaeg?skaerm=navn på den skærm, der skal vise den."
        )
    if silent:
        return _(
            "Tavse i mere end 5 minutter: {names}.", names=text.listing([screen.name for screen in silent])
        )
    return ngettext(
        "{n} skærm, og den er i gang.",
        "{n} skærme, og alle er i gang.",
        len(screens),
        n=text.number(len(screens)),
    )


def _table(screens: Sequence[Screen], version: str) -> str:
    heads = (
        _("Skærm"),
        _("Stand"),
        _("Sidste livstegn"),
        _("Tavle"),
        _("Tallenes alder"),
        _("Vindue"),
        _("Fejl"),
        _("Version"),
    )
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    rows = "".join(_row(screen, version) for screen in screens)
    caption = escape(_("Skærmene, som de selv siger det"))
    return f"""<div class="screens-table" tabindex="0" role="region" aria-label="{caption}"><table>
<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"""


def _row(screen: Screen, version: str) -> str:
    state = _("■ Tavs") if screen.is_silent else _("● I gang")
    ago = _("for {age} siden", age=text.age(time.time() - screen.seen))
    age = text.age(screen.age) if screen.age is not None else text.NOTHING
    running = _("denne") if screen.version == version else _("en anden")
    cells = (
        state,
        ago,
        _slide(screen.slide),
        age,
        screen.size or text.NOTHING,
        text.number(screen.errors),
        running,
    )
    return (
        f'<tr><th scope="row">{escape(screen.name)}</th>'
        + "".join(f"<td>{escape(each)}</td>" for each in cells)
        + "</tr>"
    )


def _slide(key: str) -> str:
    """Return the name of the slide that a screen shows; some have several under one name."""
    return next(
        (_(name) for known, (name, _build) in SLIDES.items() if key.startswith(known)), key or text.NOTHING
    )
