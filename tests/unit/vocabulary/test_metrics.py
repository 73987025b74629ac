"""What each figure is in, which way is better, how it is rounded and where it comes from, as readers have learnt it."""

from vocabulary.metrics import METRICS

# The figure, its unit, which way is better, its decimals, its source, and what it adds up over.
LEARNT = """
    calls | antal | neither | 0 | telefoni | workdays
    average_wait | sekunder | down | 0 | telefoni | -
    abandoned | antal | down | 0 | telefoni | workdays
    service_level | % | up | 1 | telefoni | -
    answered_share | % | up | 1 | telefoni | -
    first_contact_resolution | % | up | 1 | sager | -
    telephone_share | % | neither | 1 | sager | -
    calls_outside | antal | neither | 0 | telefoni | days
    cases_within_limit | % | up | 1 | sager | -
    cases_opened | antal | neither | 0 | sager | workdays
    cases_backlog | antal | down | 0 | sager | -
    cases_past_limit | antal | down | 0 | sager | -
    response_time | % | up | 2 | overvaagning | -
    systems_within_sla | % | up | 1 | overvaagning | -
    projects_on_track | % | up | 1 | projekter | -
    treatments | antal | neither | 0 | henvisninger | workdays
    diagnosed_somatic | % | up | 1 | udredning | -
    diagnosed_psychiatry | % | up | 1 | udredning | -
    platform_staff | årsværk | neither | 0 | personale | -
    platform_budget | mio. kr. | neither | 0 | budget | -
    key_persons | antal | up | 0 | personale | -
    clinical_builders | antal | up | 0 | personale | -
    milestones | antal | up | 0 | programmer | -
    uptime | % | up | 2 | indikatorer | -
    adoption_breadth | % | up | 1 | indikatorer | -
    adoption_depth | % | up | 1 | indikatorer | -
    cofinancing | kr. | neither | 0 | indikatorer | -
    readmissions | % | down | 1 | indikatorer | -
    region | antal | neither | 0 | indikatorer | -
    indicators | antal | neither | 0 | indikatorer | -
"""


def test_a_figure_stays_what_it_was() -> None:
    for line in LEARNT.strip().splitlines():
        key, *learnt = (each.strip() for each in line.split(" | "))
        it = METRICS[key]
        assert learnt == [it.unit, it.better, str(it.decimals), it.source, it.adds_up or "-"], key
