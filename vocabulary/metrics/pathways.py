"""The figures of diagnoses within the limit."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

PATHWAYS = (
    Metric(
        "diagnosed_somatic",
        N_("Udredt til tiden, somatik"),
        "%",
        "up",
        1,
        "udredning",
        N_(
            "Forløb, der blev udredt inden for fristen, divideret med alle indberettede forløb. Ventetid, som "
            "patienten selv har ønsket, er trukket fra."
        ),
        (("pathway", "somatic"),),
    ),
    Metric(
        "diagnosed_psychiatry",
        N_("Udredt til tiden, psykiatri"),
        "%",
        "up",
        1,
        "udredning",
        N_(
            "Forløb, der blev udredt inden for fristen, divideret med alle indberettede forløb. Ventetid, som "
            "patienten selv har ønsket, er trukket fra."
        ),
        (("pathway", "psychiatry"),),
    ),
)
