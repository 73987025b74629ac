"""A panel on paper: its question, its sentence, its newest figures, its drawing or table, and what belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from layouts.report.paper import matrices, tables
from layouts.report.paper.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Facts,
    Heading,
    Notice,
    Pointer,
    Points,
    Table,
    Words,
)
from layouts.report.paper.targets import answer_to, is_red, not_explained, owners
from vocabulary import text
from vocabulary.language import _

Document = dict[str, Any]
Part = dict[str, Any]
STRIP = 7  # figures that stand beside each other
AGAINST = ("target", "last_year", "expected", *tables.USUAL)  # columns that a figure is held against


@dataclass
class Tables:
    """The annex of tables, as the chapters fill it: each with its number, and the blocks of all in order."""

    blocks: list[Block] = field(default_factory=list)
    count: int = 0

    def add(self, part: Part, number: str, blocks: Sequence[Block], leads: str = "") -> Pointer:
        """Add a part's table, and return the line that leads to it: `leads`, or that of a drawing's figures."""
        self.count += 1
        label = f"table-{self.count}"
        title = _("Tabel {n}. {title} (afsnit {number})", n=self.count, title=part["title"], number=number)
        tight = [replace(each, is_tight=True) if isinstance(each, Table) else each for each in blocks]
        self.blocks += [Heading(2, title, label=label, is_listed=False), *tight]
        said = leads or _("Tallene står i tabel {n}, side {page}")
        return Pointer(
            said.format(n=self.count, page="{page}"),
            label,
            bool(leads or part["cautions"] or part["variation"]),
        )


def panel(part: Part, document: Document, number: str, annex: Tables) -> Iterator[Block]:
    """Return a panel's blocks; what is too long for its chapter goes to the annex."""
    yield Heading(2, part["title"], number)
    yield Words([part["sentence"]], "lead")
    yield from _newest(part)
    yield from _figures(part, number, annex)
    if part["cautions"]:
        said = _("Foreløbige eller ufuldstændige tal")
        yield Notice(said, part["cautions"], is_followed=bool(part["variation"]))
    if part["variation"]:
        yield Words([part["variation"]], "small")
    notes = [_note(each) for each in part["notes"]]
    if notes:
        yield Points(notes, is_numbered=bool(part["figure"]))
    yield from _owners(part, document)


def _note(note: Sequence[str]) -> tuple[str, str]:
    about, _colon, said = "".join(note).partition(": ")
    return (about, said) if said else ("", about)


def _figures(part: Part, number: str, annex: Tables) -> Iterator[Block]:
    if part["figure"]:
        yield Chart(part["figure"], part["title"], part["sentence"], bool(part["cells"]))
        if part["cells"]:
            found = (
                matrices.matrix(part) + matrices.others(part)
                if matrices.is_matrix(part)
                else tables.plain(part)
            )
            yield annex.add(part, number, found)
    elif not part["cells"]:
        yield Words([_("Der er ingen tal.")])
    elif matrices.is_matrix(part):
        rest = matrices.others(part)
        if rest:
            yield annex.add(part, number, rest, _("Flere tal og ord står i tabel {n}, side {page}"))
        yield from matrices.matrix(part)
    elif matrices.is_crossed(part):
        yield matrices.crossed(part)
    elif f"{part['page']}/{part['panel']}" in tables.MAIN:
        yield from _main(part, number, annex)
    else:
        yield from tables.plain(part)


def _main(part: Part, number: str, annex: Tables) -> Iterator[Block]:
    """Return the columns that a chapter tells of, and point to each row whole in the annex."""
    keys = [column["key"] for column in part["columns"]]
    chosen = [keys.index(key) for key in tables.MAIN[f"{part['page']}/{part['panel']}"] if key in keys]
    light = tables.marked(part)
    rest = [
        place for place in tables.shown(part)[1:] if place not in chosen and keys[place] not in tables.UNDER
    ]
    whole = [_whole(part, line, rest, light) for line in range(len(part["cells"]))]
    yield annex.add(part, number, whole, _("Mere om hvert af dem står i tabel {n}, side {page}"))
    yield tables.main_of(part, chosen)


def _whole(part: Part, line: int, places: Sequence[int], light: int | None) -> Facts:
    name = part["cells"][line][0]
    rows = [
        (part["columns"][place]["heading"], tables.cell(part, line, place, light))
        for place in places
        if part["cells"][line][place] not in tables.EMPTY
    ]
    return Facts(name, rows, title=name)


def _newest(part: Part) -> Iterator[Block]:
    """Return the figures of the newest month that has the panel's own: a share with the counts that it is made of."""
    columns = part["columns"]
    if not columns or columns[0]["kind"] != "month" or not part["cells"]:
        return
    # What a figure is held against may be known long before it is itself: last year's is there from the first day.
    own = [at for at, column in enumerate(columns) if column["is_number"] and column["key"] not in AGAINST]
    lines = [line for line, row in enumerate(part["rows"]) if own and row[own[0]] is not None]
    if not lines:
        return
    line, light = lines[-1], tables.marked(part)
    chosen = [
        place
        for place, column in enumerate(columns)
        if column["key"] not in tables.USUAL
        and (place == 0 or part["cells"][line][place] not in tables.EMPTY)
        and not (column["kind"] == "word" and part["levels"][line] == "none")
        and (column["is_number"] or column["kind"] in ("month", "word"))
    ][:STRIP]
    yield Table(
        _("Seneste tal"),
        [Column(_("Seneste måned") if place == 0 else tables.heading(columns[place])) for place in chosen],
        [[tables.cell(part, line, place, light) for place in chosen]],
        is_strip=True,
    )


def _owners(part: Part, document: Document) -> Iterator[Block]:
    """Return the owners' words, and say of each red figure that has none that it has none."""
    metric = part["metrics"][0] if part["metrics"] else ""
    for words in part["words"]:
        yield Facts(words["about"] or part["title"], owners(words, metric), title=_said_title(words))
    red = _red(part, document["targets"])
    for target in red:
        if target["words"]:
            continue
        answer = answer_to(target, document["answers"]) or not_explained()
        rows = [(_("Forklaring"), Cell(answer))]
        if target["shown_cause"]:
            rows.append((_("Tallene viser"), Cell(target["shown_cause"])))
        title = _(
            "{name} er {shown}, målet er {goal}",
            name=target["name"],
            shown=target["shown"],
            goal=target["goal"],
        )
        yield Facts(target["name"], rows, title=title)
    if not part["words"] and not red and _is_red_now(part):
        yield Facts(part["title"], [(_("Forklaring"), Cell(_elsewhere(part, document) or not_explained()))])


def _is_red_now(part: Part) -> bool:
    """Say that a part's newest figure missed its target, where its rows are the months of one figure."""
    columns = part["columns"]
    return bool(
        columns and columns[0]["kind"] == "month" and part["levels"] and part["levels"][-1] == "missed"
    )


def _elsewhere(part: Part, document: Document) -> str:
    """Say that what a figure is made of is explained one by one, where any of it is."""
    beside = [each for each in document["targets"] if is_red(each) and each["page"] == part["page"]]
    return (
        _("Forklaringerne står ved de enkelte tal i kapitlet.")
        if any(each["words"] for each in beside)
        else ""
    )


def _said_title(words: Document) -> str:
    month = text.month(words["month"])
    if words["about"]:
        return _("Ejeren om {thing}, {month}", thing=words["about"], month=month)
    return _("Ejeren om {month}", month=month)


def _red(part: Part, targets: Sequence[Document]) -> list[Document]:
    """Return the missed targets that are the part's own: of its page, its figure, and its desk where it is of one."""
    desk = part["key"].split("/")[2:]
    return [
        each
        for each in targets
        if is_red(each)
        and each["page"] == part["page"]
        and each["metric"] in part["metrics"]
        and (not desk or each["key"].split("/")[2:3] in (desk, [""], []))
    ]
