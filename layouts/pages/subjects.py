"""The pages of the subjects, in the order in which they are told of."""

from layouts.pages import (
    cases,
    pathways,
    projects,
    referrals,
    resources,
    response_times,
    servicedesk,
    strategy,
)

SUBJECTS = (
    servicedesk.PAGE,
    cases.PAGE,
    response_times.PAGE,
    projects.PAGE,
    referrals.PAGE,
    pathways.PAGE,
    resources.PAGE,
    strategy.PAGE,
)
