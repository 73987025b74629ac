"""The figures of how long systems take to answer."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

RESPONSE_TIMES = (
    Metric(
        "response_time",
        N_("Hurtige handlinger"),
        "%",
        "up",
        2,
        "overvaagning",
        N_(
            "For hvert sted og hver handlingstype: andelen af målinger, der var færdige inden for grænsen. "
            "Tallet er gennemsnittet af disse andele, hvor hvert sted og hver handlingstype tæller lige meget. "
            "100 betyder alle handlinger alle steder."
        ),
        (("sample", "standard"), ("sample", "heavy")),
    ),
    Metric(
        "systems_within_sla",
        N_("Systemer inden for svartidsmålet"),
        "%",
        "up",
        1,
        "overvaagning",
        N_(
            "Antallet af målte systemer, hvis svartid nåede systemets eget mål, divideret med antallet af "
            "målte systemer."
        ),
    ),
)
