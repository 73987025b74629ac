"""What the words of a sentence claim: a phrase, and the claim that must stand beside it where the phrase is said.

A sentence tells its claims itself, and could tell a true one that is not what its words say: „længst“ of the shortest
wait. So what words mean is written down here a second time, by who reads them. A figure that the phrase has as its
group is the claim's.
"""

import re
from collections.abc import Callable, Sequence

from layouts.parts.claim import Claim
from tests.app.claims.said import written

Meant = Callable[[Claim], bool]


def of(
    what: str, column: str = "", *values: object, end: str | None = None, amount: float | None = None
) -> Meant:
    """Return what says that a claim is of a kind, of one of some columns, and of just these values."""
    kinds, columns = what.split("|"), column.split("|")
    return lambda claim: (
        claim.what in kinds
        and (not column or claim.column in columns)
        and (not values or set(values) == set(claim.values))
        and claim.end == end
        and amount in (None, claim.amount)
    )


BELOW = ("near", "missed")
N = r"(\d[\d.,]*)"
MEANINGS: tuple[tuple[str, Sequence[Meant]], ...] = (
    # Targets
    (rf"Målet blev nået i {N} af", [of("count", "level", "good")]),
    (r"Målet blev (nået i (begge|alle)|ikke nået i nogen af de \d+ (hele )?måneder\.)", [of("count", "level", "good")]),
    (rf"^{N} af \d+ mål blev nået", [of("count", "level|goal_level", "good")]),
    (r"^(?:Alle \d+|Begge|Ingen af de \d+) mål blev nået|^Det eneste mål blev",
     [of("count", "level|goal_level", "good")]),
    (r"Målet blev ikke nået for [^.]*\.(?! S)", [of("those", "level", *BELOW), of("under", "value")]),
    (r"Målet blev senest nået i", [of("last", "level", "good")]),
    (rf"Målet er ikke nået i nogen af de seneste {N} måneder", [of("last", "level", "good")]),
    (r"^Under målet i|er under målet i|Under målet: ", [of("those", "level", *BELOW)]),
    (r"Oftest under målet|lige ofte under målet", [of("often", "level", *BELOW)]),
    (rf"^{N} af \d+ steder ligger under|Alle \d+ steder ligger under|Begge steder ligger under",
     [of("count", "level", *BELOW)]),
    (rf"Alle de andre {N} steder nåede det", [of("count", "level", "good")]),
    (r"Det andet sted nåede det", [of("count", "level", "good", amount=1)]),
    (r"Begge de andre steder nåede det", [of("count", "level", "good", amount=2)]),
    (rf"{N} af de \d+ bedømte tal når målet", [of("count", "level", "good")]),
    (r"(Alle de|Ingen af de) \d+ bedømte tal når målet|Det eneste bedømte tal", [of("count", "level", "good")]),
    (rf"{N} af hospitalernes \d+ mål blev nået", [of("count", "level", "good")]),
    (r"(?:Alle|Ingen af) hospitalernes \d+ mål|Hospitalernes eneste mål", [of("count", "level", "good")]),
    (r"Hvert systems svartid", [of("count", "is_thing|sums_up", True)]),
    (r"har flest mål, der ikke blev nået", [of("often", "level", *BELOW)]),
    (rf"{N} (?:af de \d+ )?mål, der ikke blev nået, nåede regionen", [of("count", "with_region", "both")]),
    (r"Målet, der ikke blev nået, nåede regionen|Regionen som helhed nåede dem heller ikke",
     [of("count", "with_region", "both")]),
    (rf"{N} af dem nåede regionen", [of("count", "with_region", "both")]),
    (r"samler systemernes mål", [of("those", "sums_up", True)]),
    (rf"^{N} mål blev ikke nået", [of("count", "level", *BELOW)]),
    (rf"Ingen af de {N} tal, som hospitalerne kan sammenlignes på", [of("count", "standing", "alike")]),
    (r"er flest under|Flest af de overskredne er under", [of("most", "told_late")]),
    (r"længst fra målet", [of("change", "value", end="least")]),
    (rf"(?:^|\. ){N} [^.]*havde været nok", [of("needed")]),
    (rf"Tallet var {N} af", [of("value", "numerator")]),
    (rf"mangler {N} procentpoint", [of("change", "target")]),
    (r"nåede deres eget mål: (\d+) af", [of("value", "numerator")]),
    (r"nåede deres eget mål: \d+ af (\d+)", [of("value", "denominator")]),
    (rf"^{N} mål er ikke nået", [of("count", "goal_level", *BELOW)]),
    (rf"^{N} mål er ikke nået i et år eller mere|{N} af dem ikke i et år eller mere", [of("count", "is_long", True)]),
    (r"Det er nyt for", [of("those", "is_new", True)]),
    (rf"^{N} mål er nået", [of("count", "what", "reached")]),
    (rf"{N} tal er bedre, end tilfældige", [of("count", "what", "improved")]),
    # More and less
    (rf"Flest opkald kom i (?:(?! fra )[^:])*: {N}", [of("most", "calls")]),
    (r"Flest opkald (fra|i) [^:]* kom fra ", [of("most", "calls")]),
    (r"Derefter følger", [of("ranked", "calls")]),
    (r"Ventetiden var længst i", [of("most", "average_wait")]),
    (r"Ventetiden var .* længst (man|tirs|ons|tors|fre|lør|søn)dag", [of("leading", "average_wait")]),
    (r"Der blev ringet mest", [of("leading", "calls_a_day")]),
    (rf"{N} % af opkaldene .* blev afbrudt", [of("share", "abandoned")]),
    (rf"Tallet lå .* mellem {N} % \(", [of("least", "value")]),
    (rf"Tallet lå .* og {N} % \([^(]*\)\.$", [of("most", "value")]),
    (rf"Færrest var åbne ved udgangen af [^(]* \({N}", [of("least", "value")]),
    (rf"og flest ved udgangen af [^(]* \({N}", [of("most", "value")]),
    (r"Den laveste andel løst inden for fristen", [of("least", "within_share")]),
    (r"Lavest (i|ligger)|Den laveste oppetid", [of("least", "value")]),
    (rf"De {N} største er tilsammen", [of("ranked", "treatments")]),
    (r"tilsammen (\d+) % af alle", [of("value", "cumulative")]),
    (rf"Mest (af dem, der vises, )?steg .*: (?:hver )?{N} flere", [of("change", "treatments", end="most")]),
    (rf"Mest faldt .*: (?:hver )?{N} færre", [of("change", "treatments", end="least")]),
    (rf"Flest (?:af de måneder, der vises, )?blev omvisiteret i [^:]*: {N}", [of("most", "treatments")]),
    (r"Flest (?:af de måneder, der vises, )?blev omvisiteret i", [of("most", "treatments")]),
    (r"^Flest(:| af dem)", [of("most", "treatments")]),
    (r"Flest \((\d+) årsværk\) kom fra", [of("most", "fte")]),
    (r"mest brugt på [^(]* \((\d+,\d)", [of("most", "breadth")]),
    (r"mindst på [^(]* \((\d+,\d)", [of("least", "breadth")]),
    (rf"betaler mest af de \d+, der vises: {N} kr\.", [of("most", "per_citizen")]),
    (rf"betaler mest af de {N}, der vises", [of("rows", "per_citizen")]),
    (r"udredt til tiden på .* og (\d+,\d) % på", [of("most", "value")]),
    (r"blev (\d+,\d) % udredt til tiden på", [of("least", "value")]),
    (r"skiller sig (også )?ud: |[Ii]ngen (del )?skiller sig ud|(ingen|intet) enkelt |der skiller sig ud",
     [of("apart"), of("leading")]),
    # What has not come
    (r"som der er ældre tal for", [of("behind", "name")]),
    (r"Hospitalerne er sammenlignet", [of("whole", "name")]),
    # How many, and which
    (rf"oprettet {N} sage?r? og løst", [of("sum|value", "opened")]),
    (rf"sage?r? og løst {N} ", [of("sum|value", "resolved")]),
    (rf"åbne sager gik fra {N} ved", [of("balance", "backlog")]),
    (rf"åbne sager gik fra .* til {N} ved", [of("value", "backlog")]),
    (rf"{N} har overskredet fristen", [of("sum", "late")]),
    (rf"har {N} af [\d.]+ åbne sager overskredet fristen", [of("sum", "value")]),
    (r"har ingen af [\d.]+ åbne sager overskredet fristen", [of("sum", "value", amount=0)]),
    (rf"fik {N} opkald i", [of("value", "calls")]),
    (r"svar, ventede i gennemsnit", [of("value", "average_wait")]),
    (rf"{N} % af henvendelserne kom på telefon", [of("value", "telephone_share")]),
    (rf"^{N} af \d+ projekter er grønne", [of("count", "light", "green")]),
    (r"^(?:Alle \d+|Begge|Ingen af de \d+) projekter er grønne", [of("count", "light", "green")]),
    (r"projekter er grønne\.", [of("those", "light", "yellow")]),
    (r"projekter er grønne\.", [of("those", "light", "red")]),
    (r"er (gult|gule)", [of("those", "light", "yellow")]),
    (r"er (rødt|røde)\b(?! og gule)", [of("those", "light", "red")]),
    (r"var ens i (?:ingen af de|alle|begge|\d+ af|den ene)|var ikke ens i den ene", [of("count", "is_alike", True)]),
    (r"De røde og gule står først", [of("first", "light", "red", "yellow")]),
    (r"skiftede .* lys", [of("turned", "light")]),
    (rf"{N} milepæle? i programmerne er overskredet", [of("count", "state", "late")]),
    (r"Det næste", [of("next", "due", "planned")]),
    (rf"{N} behandlinge?r? blev omvisiteret", [of("value", "treatments")]),
    (r"samme måned året før \(", [of("value", "last_year")]),
    (r"flere (end i samme måned|blev omvisiteret i)", [of("which", "treatments", amount=1)]),
    (r"færre (end i samme måned|blev omvisiteret i)", [of("which", "treatments", amount=-1)]),
    (r"(?<!omtrent )lige så mange som i samme måned", [of("which", "treatments", amount=0)]),
    (rf"{N} procentpoint (højere|lavere) i \w+ \d+ end", [of("step", "value")]),
    (rf"I \w+ \d+ blev {N} forløb udredt", [of("value", "numerator")]),
    (rf"{N} forløb mangler", [of("change", "expected")]),
    (rf"Offentliggjort er {N} mio", [of("sum", "published")]),
    (rf"Offentliggjort er [^:]*: [^.]*? {N} mio", [of("sum", "published")]),
    (rf"Der blev brugt {N} årsværk", [of("sum", "fte")]),
    (rf"Alle {N} kilder", [of("rows", "name")]),
    (r"Lige nu mangler", [of("those", "state", "missing", "partial")]),
    (r"Ikke helt eller ikke til tiden", [of("those", "state", "late", "missing", "partial")]),
)  # fmt: skip
COMPILED = tuple((re.compile(phrase), meant) for phrase, meant in MEANINGS)


def unmeant(said: str, claimed: Sequence[Claim]) -> list[str]:
    """Return the phrases of a sentence that none of its claims is of, by what they mean and the figure they say."""
    words = said.replace("\u00a0", " ").removeprefix("Hele regionen: ")
    return [
        match.group(0)
        for phrase, meant in COMPILED
        if (match := phrase.search(words))
        and not any(is_meant(claim) and _has(claim, match) for claim in claimed for is_meant in meant)
    ]


def _has(claim: Claim, match: re.Match[str]) -> bool:
    figure = next((each for each in match.groups() if each and each[0].isdigit()), "").rstrip(".,")
    return not figure or figure in written(claim.amount)
