"""The figure of patients who were sent to private hospitals."""

from vocabulary.language import N_
from vocabulary.metrics.metric import Metric

REFERRALS = (
    Metric(
        "treatments",
        N_("Omvisiterede behandlinger"),
        "antal",
        "neither",
        0,
        "henvisninger",
        N_(
            "Behandlinger, som er omvisiteret til privathospitaler, fordi regionens egne ikke kan holde "
            "behandlingsgarantien. Tæller i den måned, hvor patienten blev omvisiteret."
        ),
        adds_up="workdays",
    ),
)
