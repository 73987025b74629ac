"""The figures of cases."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

CASES = (
    Metric(
        "cases_within_limit",
        N_("Sager løst inden for fristen"),
        "%",
        "up",
        1,
        "sager",
        N_(
            "Sager, som ikke blev løst ved første kontakt, men inden for fristen for deres kritikalitet, "
            "divideret med alle løste sager, som ikke blev løst ved første kontakt. Sagen tæller i den måned, "
            "hvor den blev løst. Fristen regnes i døgn."
        ),
        (("case", "critical"), ("case", "high"), ("case", "medium"), ("case", "normal")),
        N_("Kilden fortæller ikke nok til at sige, om sagerne blev løst inden for fristen."),
    ),
    Metric(
        "cases_opened",
        N_("Oprettede og løste sager"),
        "antal",
        "neither",
        0,
        "sager",
        N_(
            "Oprettede sager tæller i den måned, de blev oprettet i; løste i den måned, de blev løst i. En sag er "
            "løst, når løsningen er meldt, og lukkes, når der er gået 7 dage uden indsigelse."
        ),
        danish_untold=N_("Kilden fortæller ikke, om sagerne er løst."),
        adds_up="workdays",
    ),
    Metric(
        "cases_backlog",
        N_("Åbne sager"),
        "antal",
        "down",
        0,
        "sager",
        N_(
            "Sager, der er oprettet, men endnu ikke løst ved månedens udgang. En sag følger sit sted, også når stedet "
            "skifter hospital."
        ),
        danish_untold=N_("Kilden fortæller ikke, om sagerne er løst."),
    ),
    Metric(
        "cases_past_limit",
        N_("Åbne sager over fristen"),
        "antal",
        "down",
        0,
        "sager",
        N_(
            "Sager, der er åbne nu, og som har været åbne længere end fristen for deres kritikalitet. De tælles, når "
            "siden vises, eller til det sidste, kilden har fortalt, uanset hvilken periode der er valgt."
        ),
        (("case", "critical"), ("case", "high"), ("case", "medium"), ("case", "normal")),
        N_("Kilden fortæller ikke, om sagerne er løst."),
    ),
)
