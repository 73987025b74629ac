"""Each kind has an example mapping that comes with the program, and each of them loads a small file."""

from typing import Any

import pytest

from data_access.imports.kinds.catalogue import KINDS
from data_access.imports.mapping import reader as mappings

pytestmark = pytest.mark.takes(30)

SAMPLES = {
    "action-classes": ("Nøgle;Navn\nstandard;Almindelig\nheavy;Tung\n"),
    "budget-lines": (
        "År;Gruppe;Post;Slags;Beløb i kr.;Bemærkning\n"
        "2018;Projekter;Optimering;Projekter;4500000;\n"
        "2018;Drift;Licenser;;1200000,5;Ny aftale\n"
    ),
    "call-totals-daily": (
        "Dato;Hospital;Opkald;Mistede;Inden for grænsen;Ventetid i alt\n"
        "01-04-2015;Herlev;40;4;30;1800\n"
        "02-04-2015;Herlev;38;2;31;0:22:10\n"
    ),
    "call-totals-monthly": (
        "Måned;Hospital;Opkald;Besvarede;Besvaret inden for grænsen;Gennemsnitlig ventetid\n"
        "april 2015;Herlev;1 402;1 380;90,0 %;0:01:05\n"
        "maj 2015;Herlev;1 300;1 290;91,5 %;0:00:58\n"
    ),
    "desks": ("Nøgle;Navn\ncimt;CIMT Servicedesk\nklinisk;Klinisk servicedesk\n"),
    "holidays": ("Dato;Helligdag\n25-12-2015;Juledag\n2015-12-26;2. juledag\n"),
    "indicators": (
        "Indikator;Enhed;Periode;Sted;Værdi\nOppetid;procent;2015-04;;99,4\nOppetid;procent;2015-05;;99,7\n"
    ),
    "limits": (
        "Emne;Gælder for;Gælder fra;Grænse;Enhed;Vedtaget i\n"
        "Opkald;Svar;01-01-2014;300;sekunder;Servicekataloget\n"
        "Sag;Middel;01-01-2014;5;dage;\n"
        "Svartid;Tung handling;01-01-2014;10;sekunder;\n"
    ),
    "notes": (
        "Måned;Figur;Matrikel;System;Servicedesk;Bemærkning;Nyt niveau\n"
        "2015-04;calls;;;cimt;Sygdom i servicedesken;nej\n"
    ),
    "opening-hours": (
        "Servicedesk;Ugedag;Gælder fra;Åbner;Lukker\n"
        "cimt;mandag;01-01-2015;8;16\n"
        "cimt;søndag;01-01-2015;lukket;lukket\n"
    ),
    "pathway-counts": (
        "Måned;Område;Matrikel;Forløb i alt;Indberettet;Inden for fristen\n"
        "2015-04;Somatik;Herlev;120;110;96\n"
    ),
    "programme-milestones": (
        "Program;Frist;Præcision;Milepæl;Stand;Nået den\n"
        "Pejlemærker;01-06-2015;dag;Fælles netværk;Nået;28-05-2015\n"
        "Pejlemærker;01-09-2015;måned;Ny telefoni;Planlagt;\n"
    ),
    "project-milestones": (
        "Projekt;Frist;Milepæl;Stand\nNy mailplatform;01-06-2015;Idriftsættelse;Planlagt\n"
    ),
    "project-status": (
        "Projekt;Måned;Status;Bemærkning;Fase;Forventet slut;Forsinkelse (uger);Næste milepæl\n"
        "Ny mailplatform;2015-04;Grøn/gul;Venter på levering;Drift;01-06-2016;2,5;Pilot\n"
    ),
    "referral-counts": (
        "Måned;Matrikel;Ydelse;Privathospital;Aftale;Antal\n"
        "2015-04;Herlev;Radiologi;Privat 1;Regionens egen;12\n"
        "2015-04;Herlev;Øjne;Privat 1;Udvidet frit valg;0\n"
    ),
    "samples": ("id;time;system;site;action;seconds\n1;2015-04-13 09:12:05;mail;Herlev;standard;1,8\n"),
    "servicenow-audit": (
        "number,sys_mod_count,opened_at,resolved_at,closed_at,contact_type,location,priority,vendor\n"
        "INC1,0,13/04/2015 09:12,?,?,Phone,Herlev,3 - Moderate,?\n"
        "INC1,1,13/04/2015 09:12,13/04/2015 10:12,?,Phone,Herlev,2 - High,?\n"
    ),
    "servicenow-incidents": (
        "number,sys_updated_on,opened_at,resolved_at,closed_at,contact_type,location,priority\n"
        "INC2,2015-04-14 09:00:00,2015-04-13 09:12:00,2015-04-13 10:12:00,,Phone,Herlev,3 - Moderate\n"
    ),
    "sites": (
        "Matrikel;Hospital;Gælder fra;Bemærkning\n"
        "Hvidovre;Hvidovre Hospital;01-01-2014;\n"
        "Hvidovre;Amager og Hvidovre Hospital;04-12-2015;Sammenlagt\n"
    ),
    "sources": (
        "Nøgle;Navn;Beskrivelse;Ejer;Leverer;Senest arbejdsdag\n"
        "telefoni;Telefonsystemet;Opkald;Drift;dagligt;5\n"
    ),
    "staffing": ("Område;Funktion;2017;2018\nDrift;Support;12,5;13\nDrift;Netværk;;4,5\n"),
    "staffing-origins": ("År;Kom fra;Årsværk;Bemærkning\n2018;CIMT;190;\n2018;Hospitalerne;35,5;Anslået\n"),
    "systems": (
        "Nøgle;Navn;Beskrivelse;Brugere;Svartid måles;Plads\nmail;Mail/kalender;Post og kalender;Alle;ja;1\n"
    ),
    "targets": (
        "Figur;Gælder;Gælder fra;Mål;Tolerance;Vedtaget i\nservice_level;;01-01-2015;80;5;Servicekataloget\n"
    ),
    "telephone-log": (
        "vru+line\tcall_id\tdate\tvru_entry\tq_time\toutcome\n"
        "AA01\t1\t990104\t9:04:10\t46\tAGENT\n"
        "AA01\t2\t990104\t9:14:10\t0\tPHANTOM\n"
    ),
}


def test_each_kind_has_an_example() -> None:
    assert {mappings.load(name).kind.name for name in mappings.names()} == set(KINDS)
    assert set(SAMPLES) == set(mappings.names())


@pytest.mark.parametrize("name", SAMPLES)
def test_an_example_loads_a_file_as_it_says(database: Any, name: str) -> None:
    if name == "project-milestones":
        database.load(SAMPLES["project-status"], "project-status")
    outcome = database.load(SAMPLES[name], name)
    assert not outcome.rejects.reasons, outcome.rejects.examples
    assert outcome.counts.new + outcome.counts.replaced + outcome.counts.unchanged > 0
    again = database.load(SAMPLES[name], name)
    assert again.load is None


def test_the_examples_are_told_apart_by_the_names_of_files(tmp_path: Any) -> None:
    from data_access.imports import inbox

    for name in mappings.names():
        for form in mappings.load(name).file_names:
            told = form.replace("*", "").rstrip(".")
            assert inbox.mapping_of(tmp_path, f"{told}_2015.csv" if "." not in told else told)
