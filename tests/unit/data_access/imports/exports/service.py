"""Exports of telephones, cases and measurements, as the common systems give them."""

from datetime import datetime, time

from tests.unit.data_access.imports.exports.export import DESK, SITES, Export

CALL_SITE = {"desk": "cimt", "site": "Herlev"}
SERVICE = {
    "ServiceNow": Export(
        "cases",
        [
            ["Number", "Opened", "Contact type", "Priority", "State", "Assignment group", "Location", "Resolved",
             "Closed", "Updated", "Short description"],
            *(
                [f"INC00{n:05d}", f"2015-04-{n + 1:02d} 08:{n:02d}:00", ["Phone", "Self-service", "Email"][n % 3],
                 ["1 - Critical", "2 - High", "3 - Moderate", "4 - Low", "5 - Planning"][n % 5], "Closed", "Netværk",
                 SITES[n % 2], f"2015-04-{n + 1:02d} 10:00:00", f"2015-04-{n + 2:02d} 10:00:00",
                 f"2015-04-{n + 2:02d} 10:00:0{n % 10}", "Kan ikke logge på, hjælp"]
                for n in range(25)
            ),
        ],
        DESK,
        ('newest_by = "Updated"', '"1 - Critical" = "critical"', '"5 - Planning" = "normal"', 'Phone" = "telephone"'),
        loaded=25,
    ),
    "Jira": Export(
        "cases",
        [
            ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Reporter", "Created", "Updated",
             "Resolved"],
            *(
                ["Fejl i udskrift", f"ITS-{100 + n}", 10_000 + n, ["Bug", "Service Request"][n % 2], "Done",
                 ["Highest", "High", "Medium", "Low", "Lowest"][n % 5], "a",
                 f"{n + 1:02d}/Apr/15 9:{n + 10} AM", f"{n + 2:02d}/Apr/15 9:12 AM", f"{n + 1:02d}/Apr/15 3:12 PM"]
                for n in range(25)
            ),
        ],
        CALL_SITE,
        ('column = "Issue key"', 'format = "%d/%b/%y %I:%M %p"', '"Bug" = "incident"'),
        loaded=25,
    ),
    "Zendesk": Export(
        "cases",
        [
            ["ID", "Requester", "Subject", "Status", "Priority", "Ticket type", "Channel", "Group", "Created at",
             "Solved at", "Updated at"],
            *(
                [5000 + n, "x", "y", "Solved", ["Urgent", "High", "Normal", "Low"][n % 4],
                 ["Incident", "Question"][n % 2],
                 ["Phone call", "Web"][n % 2], "Service", f"2015-04-13T0{n}:12:05Z", f"2015-04-13T1{n}:12:05Z",
                 f"2015-04-14T1{n}:12:05Z"]
                for n in range(8)
            ),
        ],
        CALL_SITE,
        ('column = "ID"', '"Urgent" = "critical"'),
        loaded=8,
    ),
    "TOPdesk": Export(
        "cases",
        [
            ["Sagsnummer", "Oprettelsesdato", "Indgang", "Prioritet", "Lokation", "Behandlergruppe", "Afsluttet",
             "Lukkedato", "Sagstype"],
            *(
                [f"I 1504 {n:03d}", f"{n + 1:02d}-04-2015 09:12", ["Telefonisk", "Selvbetjening"][n % 2],
                 f"P{n % 4 + 1}",
                 SITES[n % 2], "Drift", f"{n + 1:02d}-04-2015 12:12" if n % 3 else "",
                 f"{n + 2:02d}-04-2015 12:12" if n % 4 else "", ["Fejl", "Bestilling"][n % 2]]
                for n in range(25)
            ),
        ],
        DESK,
        ('column = ["Afsluttet", "Lukkedato"]', '"P1" = "critical"', '"Bestilling" = "service_request"'),
        mark=";",
        loaded=25,
    ),
    "call list with date and time apart": Export(
        "calls",
        [
            ["Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed of answer in seconds",
             "AvgTalkDuration", "Satisfaction rating"],
            *(
                [f"ID{n:04d}", "A", f"{n + 1}/{13 + n}/2015", time(9, 12, n), "Teknik", "YN"[n % 5 == 0], "Y",
                 None if n % 5 == 0 else 10 + n, None if n % 5 == 0 else time(0, 2, 23), 3]
                for n in range(10)
            ),
        ],
        CALL_SITE,
        ('join = ["Date", "Time"]', 'format = "%m/%d/%Y %H:%M:%S"', 'column = "Answered (Y/N)"', 'key = ["Call Id"]'),
        is_workbook=True,
        loaded=10,
    ),
    "Genesys": Export(
        "calls",
        [
            ["Conversation ID", "Media Type", "Queue", "Conversation Start", "Abandoned", "Queue Wait", "Talk Time"],
            *(
                [f"{n:08x}-aa-bb", "voice", "IT", f"2015-04-13T09:{n:02d}:05.000Z", ["NO", "YES"][n % 7 == 0],
                 f"00:00:{n:02d}", "00:00:00" if n % 7 == 0 else "00:03:11"]
                for n in range(20)
            ),
        ],
        CALL_SITE,
        ('values = { "NO" = "ja", "YES" = "nej" }', 'key = ["Conversation ID"]'),
        loaded=20,
    ),
    "Cisco totals": Export(
        "call-totals",
        [
            ["CSQ Name", "Interval Start", "Calls Presented", "Calls Handled", "Calls Abandoned", "Service Level %",
             "Average Speed of Answer", "Location"],
            *(
                ["CIMT", f"{n + 1:02d}-04-2015", 100 + n, 90 + n, 10, "85,5 %", "0:00:35", "Herlev"]
                for n in range(12)
            ),
            ["Total", "", 1266, 1146, 120, "85,5 %", "0:00:35", ""],
        ],
        DESK,
        ('product = ["Calls Handled", "Service Level %"]', 'product = ["Calls Handled", "Average Speed of Answer"]',
         'is = ["Total"]'),
        mark=";",
        loaded=12,
    ),
    "Genesys by interval": Export(
        "call-totals",
        [
            ["Interval Start", "Interval End", "Media Type", "Queue Name", "Offer", "Answer", "Abandon",
             "Service Level %", "ASA"],
            *(
                [f"2015-04-{n + 1:02d} 00:00", f"2015-04-{n + 2:02d} 00:00", "voice", "IT", 100 + n, 90 + n, 10,
                 "85.5%", "00:00:35"]
                for n in range(12)
            ),
        ],
        CALL_SITE,
        ('column = "Offer"', 'product = ["Answer", "Service Level %"]', 'product = ["Answer", "ASA"]'),
        loaded=12,
    ),
    "sums of waits": Export(
        "call-totals",
        [
            ["Dato", "Matrikel", "Opkald", "Besvarede", "Ventetid i alt"],
            *([f"{13 + n:02d}-04-2015", "Herlev", 400, 380, 9000 + n] for n in range(9)),
        ],
        DESK,
        ('column = "Ventetid i alt"\n\n',),
        mark=";",
        loaded=9,
    ),
    "cases with the names of months": Export(
        "cases",
        [
            ["Sagsnr.", "Oprettet", "Kanal", "Prioritet", "Hospital", "Løst den"],
            *(
                [f"S{n}", f"{n + 1}. marts 2015 kl. 09.{n:02d}", ["Telefon", "Selvbetjening"][n % 2],
                 ["Høj", "Normal"][n % 2], SITES[n % 2], f"{n + 2}. maj 2015 kl. 10.00"]
                for n in range(25)
            ),
        ],
        DESK,
        ('format = "%d. %B %Y kl. %H.%M"',),
        mark=";",
        loaded=25,
    ),
    "telephone report by month": Export(
        "call-totals",
        [
            ["Rapport fra telefonsystemet"],
            [],
            ["Måned", "Matrikel", "Indgående", "Mistede"],
            *([datetime(2015, 1 + n, 1), "Herlev", 400 + n, 20] for n in range(6)),  # noqa: DTZ001
            ["I alt", None, 2415, 120],
            ["* uden de opkald, der kom udenfor"],
        ],
        DESK,
        ("header_row = 3", 'grain = "month"', 'difference = ["Indgående", "Mistede"]', 'is = ["I alt"]',
         'is = ["* uden de opkald, der kom udenfor"]'),
        is_workbook=True,
        loaded=6,
    ),
    "Zabbix": Export(
        "samples",
        [
            ["itemid", "host", "item", "clock", "value"],
            *([23_000, "Mail/kalender", "Log på", 1_428_915_600 + 60 * n, f"0.{n}5"] for n in range(10)),
        ],
        {"action_class": "standard", "site": "Herlev"},
        ('format = "unix"', 'key = ["itemid", "clock"]'),
        loaded=10,
    ),
    "PRTG": Export(
        "samples",
        [
            ["Date Time", "Response Time", "Response Time(RAW)", "Coverage"],
            *([f"4/{13 + n}/2015 10:0{n}:00 AM", f"{120 + n} msec", 120 + n, "100 %"] for n in range(5)),
        ],
        {"system": "Mail/kalender", "site": "Herlev"},
        ('value = "standard"  # TVIVL', 'format = "%m/%d/%Y %I:%M:%S %p"',
         'column = "Response Time(RAW)"\nscale = 0.001', 'key = ["Date Time"]'),
        loaded=5,
    ),
    "Uptime Kuma": Export(
        "samples",
        [
            ["id", "monitor_name", "time", "status", "msg", "ping"],
            *([n, "Mail/kalender", f"2015-04-13 10:0{n}:00.123", 1, "200 - OK", 120 + n] for n in range(9)),
        ],
        {"site": "Herlev"},
        ('column = "ping"\nscale = 0.001', 'key = ["id"]'),
        loaded=9,
    ),
}  # fmt: skip
